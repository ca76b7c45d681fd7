/** Puts due digests into the store while the bot runs: slots that fall due, and digests that a person asked for. */
import { newId } from '../../src/digest/id.ts';
import { DAYS } from '../../src/digest/schedule/days.ts';
import type { ChannelRef, Subscription } from '../../src/digest/subscription.ts';
import type { Store } from '../../src/store/store.ts';
import type { Random } from './random.ts';

/** A digest that must arrive once. */
export type Expected = { readonly subscription: string; readonly slot: string };

export type Work = {
  /** Adds so many; tries again where the store is busy, so that each is there exactly once. */
  readonly add: (count: number) => Promise<void>;
  readonly expected: readonly Expected[];
};

const TRIES = 20;
/** Of the digests one in so many is asked for by a person; the others are slots of new subscriptions. */
const ASKED_EVERY = 2;

/** Returns what adds work to a store, spread over places by chance. */
export function createWork(store: Store, places: readonly ChannelRef[], random: Random): Work {
  const expected: Expected[] = [];
  const subscriptions: string[] = [];
  let added = 0;

  const subscribe = async (now: Temporal.Instant): Promise<void> => {
    const dueAt = now.subtract({ minutes: 1 }).round({ smallestUnit: 'minute', roundingMode: 'floor' });
    const due = dueAt.toZonedDateTimeISO('UTC');
    const subscription: Subscription = {
      id: newId(),
      channelRef: random.pick(places),
      topics: 'all',
      schedule: { days: [...DAYS], time: due.toPlainTime().toString({ smallestUnit: 'minute' }), zone: 'UTC' },
      language: random.pick(['en', 'zh']),
      whenQuiet: 'rotate',
      owner: '',
      createdAt: now,
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
    expected.push({ subscription: subscription.id, slot: due.toPlainDate().toString() });
  };

  const ask = async (now: Temporal.Instant): Promise<void> => {
    const subscription = random.pick(subscriptions);
    const slot = `now-${added}`;
    const delivery = {
      id: newId(),
      slot,
      slotAt: now,
      late: false,
      state: 'waiting',
      nextAt: now,
      reason: '',
    } as const;
    await persist(async () => void (await store.addDelivery(subscription, delivery)));
    expected.push({ subscription, slot });
  };

  return {
    expected,
    add: async (count) => {
      for (let each = 0; each < count; each++) {
        const now = Temporal.Now.instant();
        await (added++ % ASKED_EVERY === 0 ? subscribe(now) : ask(now));
      }
    },
  };
}

async function persist(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
}
