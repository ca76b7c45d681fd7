/** Puts due work into the store while the bot runs: slots that fall due, digests that a person asked for, and shares whose process ended before anything was sent. */
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '../../src/digest/ids.ts';
import { DAYS } from '../../src/digest/schedule/days.ts';
import type { ChannelRef, Subscription } from '../../src/digest/subscription.ts';
import type { Delivery } from '../../src/digest/delivery/delivery.ts';
import type { Store } from '../../src/store/store.ts';
import type { Random } from './random.ts';
import { REAL_TIME } from './world.ts';

/** A digest or a share that must arrive once. */
export type Expected = {
  readonly subscription: string;
  readonly slot: string;
  /** When it was written, in milliseconds of the world. */
  readonly addedAt: number;
};

export type Work = {
  /** Adds so many; tries again where the store is busy, so that each is there exactly once. */
  readonly add: (count: number) => Promise<void>;
  readonly expected: readonly Expected[];
  /** Returns every digest and share of a platform as the store has them. */
  readonly deliveries: (platform: string) => Promise<readonly Delivery[]>;
};

const TRIES = 200;
const AGAIN_MS = 250;
const ALL_ROWS = 1_000_000;
const LANGUAGES = ['en', 'zh'] as const;

export type WorkOptions = {
  readonly now: () => Temporal.Instant;
  /** What the digests are of, drawn for each: a topic, or all. */
  readonly topics?: readonly string[];
  readonly withShares?: boolean;
};

/** Returns what adds work to a store, spread over places by chance. */
export function createWork(
  store: Store,
  places: readonly ChannelRef[],
  random: Random,
  { now, topics = ['all'], withShares = false }: WorkOptions = REAL_TIME,
): Work {
  const expected: Expected[] = [];
  const subscriptions: string[] = [];
  const shares: string[] = [];
  let added = 0;
  const expect = (what: Omit<Expected, 'addedAt'>): void =>
    void expected.push({ ...what, addedAt: now().epochMilliseconds });

  const subscribe = async (at: Temporal.Instant): Promise<void> => {
    const dueAt = at.subtract({ minutes: 1 }).round({ smallestUnit: 'minute', roundingMode: 'floor' });
    const due = dueAt.toZonedDateTimeISO('UTC');
    const topic = random.pick(topics);
    const subscription: Subscription = {
      id: newId(),
      channelRef: random.pick(places),
      topics: topic === 'all' ? 'all' : [topic],
      schedule: { days: [...DAYS], time: due.toPlainTime().toString({ smallestUnit: 'minute' }), zone: 'UTC' },
      language: random.pick(LANGUAGES),
      whenQuiet: 'rotate',
      owner: '',
      createdAt: at,
      pausedBecause: undefined,
      pausedDetail: '',
      dueAt,
      baseline: [],
      introduced: false,
      rotated: undefined,
    };
    await persist(async () => {
      if ((await store.subscription(subscription.id)) === undefined)
        await store.addSubscription(subscription, Number.MAX_SAFE_INTEGER);
    });
    subscriptions.push(subscription.id);
    expect({ subscription: subscription.id, slot: dueAt.toString({ smallestUnit: 'minute' }) });
  };

  const ask = async (at: Temporal.Instant): Promise<void> => {
    const subscription = random.pick(subscriptions);
    const slot = `now-${added}`;
    const delivery = {
      id: newId(),
      slot,
      slotAt: at,
      late: false,
      state: 'waiting',
      nextAt: at,
      reason: '',
    } as const;
    let isThere = false;
    await persist(async () => {
      isThere = (await store.addDigest(subscription, delivery)) !== undefined;
    });
    // The database may have lost the digest that it would be of.
    if (isThere) expect({ subscription, slot });
  };

  const share = async (at: Temporal.Instant): Promise<void> => {
    const source = `share-${added}`;
    const person = { person: 'U1', name: 'Ada' };
    const request = { type: 'brief', topic: 'energy' } as const;
    const card = { request, language: random.pick(LANGUAGES), channelRef: random.pick(places) };
    await persist(async () => {
      const claim = { by: 'gone', now: at, until: at };
      const { delivery } = await store.claimShare({ id: newId(), source, ...person, ...card }, claim);
      if (!shares.includes(delivery.id)) shares.push(delivery.id);
    });
    expect({ subscription: '', slot: source });
  };
  // As many of each; a subscription comes first.
  const kinds = withShares ? [subscribe, ask, share] : [subscribe, ask];

  return {
    expected,
    add: async (count) => {
      for (let each = 0; each < count; each++) await kinds[added++ % kinds.length]?.(now());
    },
    deliveries: async (platform) => {
      const rows = [...(await persist(() => store.digestLog({ platform }, ALL_ROWS)))];
      for (const id of shares) {
        const row = await persist(() => store.delivery(id));
        if (row !== undefined) rows.push(row);
      }
      return rows;
    },
  };
}

/** Does it again where the store cannot be used just then. */
export async function persist<Done>(work: () => Promise<Done>): Promise<Done> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES) throw error;
      await wait(AGAIN_MS);
    }
  }
}
