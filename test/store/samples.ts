/** Subscriptions and deliveries to test with, and a clock that stands where a test puts it. */
import type { Carried, Delivery } from '../../src/digest/delivery/delivery.ts';
import type { Subscription } from '../../src/digest/subscription.ts';
import type { Store } from '../../src/store/store.ts';
import type { NewDelivery, Plan } from '../../src/digest/store.ts';

const START = Temporal.Instant.from('2026-11-02T09:00:00Z');

/** Returns the instant so many minutes after the tests' beginning. */
export const at = (minutes: number): Temporal.Instant => START.add({ milliseconds: Math.round(minutes * 60_000) });

/** Returns a subscription of channel C1 that is due at the beginning. */
export function subscription(id: string, changes: Partial<Subscription> = {}): Subscription {
  return {
    id,
    channelRef: { platform: 'slack', workspace: 'T1', channel: 'C1' },
    topics: 'all',
    schedule: { days: ['mon', 'thu'], time: '09:00', zone: 'Asia/Shanghai' },
    language: 'en',
    whenQuiet: 'skip',
    owner: 'U1',
    createdAt: at(-60),
    pausedBecause: undefined,
    pausedDetail: '',
    dueAt: at(0),
    baseline: [],
    introduced: false,
    rotated: undefined,
    ...changes,
  };
}

/** Returns a subscription of a channel that has its own name. */
export const inOwnChannel = (id: string): Subscription =>
  subscription(id, { channelRef: { platform: 'slack', workspace: 'T1', channel: id } });

/** Returns a waiting delivery that is due at the beginning. */
export function delivery(id: string, changes: Partial<NewDelivery> = {}): NewDelivery {
  return {
    id,
    slot: `slot-${id}`,
    slotAt: at(0),
    late: false,
    state: 'waiting',
    nextAt: at(0),
    reason: '',
    ...changes,
  };
}

export const carried = (...keys: string[]): Carried => ({
  keys,
  briefs: [{ id: 'tariffs', asOf: '2026-10-30', statements: ['s1', 's2'] }],
  introduces: false,
  rotates: undefined,
});

/** Returns a plan of one waiting delivery, named after its subscription, and the same due instant for all. */
export const planOne =
  (dueAt = at(1440)) =>
  ({ id }: Subscription): Plan => ({ deliveries: [delivery(`d${id}`)], dueAt });

/** Claims up to `most` due deliveries of Slack for five minutes. */
export const claim = (store: Store, now = at(0), by = 'r1', most = 100): Promise<readonly Delivery[]> =>
  store.claimDeliveries({ platforms: ['slack'], now, until: now.add({ minutes: 5 }), most, by });

/** Claims the look-ups of Slack for two minutes. */
export const lookUp = (store: Store, now: Temporal.Instant): Promise<readonly Delivery[]> =>
  store.claimLookUps({ platforms: ['slack'], now, until: now.add({ minutes: 2 }), most: 100 });

/** Adds a subscription with one waiting delivery of the same name, and claims it. */
export async function claimedOne(store: Store, id = 'a'): Promise<Delivery> {
  await store.addSubscription(subscription(id), 100);
  await store.addDigest(id, delivery(`d${id}`));
  const [claimed] = await claim(store);
  if (claimed === undefined) throw new Error('nothing could be claimed');
  return claimed;
}

export const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);
