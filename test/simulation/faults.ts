/** Faults that are planted one at a time, into the store, the courier or the statements, to see that the simulation finds each. */
import type { Courier, SendOutcome } from '../../src/digest/delivery/courier.ts';
import { plan as planSlots } from '../../src/digest/delivery/plan.ts';
import type { Delivery } from '../../src/digest/delivery/delivery.ts';
import type { Store } from '../../src/store/store.ts';
import type { Planted } from './planted.ts';

const store =
  (change: (real: Store) => Partial<Store>): NonNullable<Planted['store']> =>
  (real) => ({ ...real, ...change(real) });
const courier =
  (change: (real: Courier) => Partial<Courier>): NonNullable<Planted['courier']> =>
  (real) => ({ ...real, ...change(real) });
/** A courier that tells another outcome than there was. */
const outcome = (told: (real: SendOutcome) => SendOutcome): NonNullable<Planted['courier']> =>
  courier((real) => ({ send: async (...given) => told(await real.send(...given)) }));
const replaced =
  (pattern: string | RegExp, by: string): NonNullable<Planted['rewrite']> =>
  (text) =>
    text.replace(pattern, by);

const SENT: SendOutcome = { type: 'sent', message: 'somewhere' };
const later = (at: Temporal.Instant, hours: number): Temporal.Instant => at.add({ hours });

/** The faults, each by what is wrong. */
export const PLANTED: readonly Planted[] = [
  {
    name: 'a claim that another process took over is begun all the same',
    store: store((real) => ({ begin: async (...given) => (await real.begin(...given), true) })),
  },
  {
    name: 'what is sent is not begun in the store',
    courier: courier((real) => ({
      send: (delivery, reply) =>
        real.send(
          delivery,
          reply,
          async () => true,
          () => true,
        ),
    })),
  },
  {
    name: 'settling does not ask whose the claim is',
    store: store((real) => ({
      settle: async (delivery, settlement, now) => {
        const { state, nextAt } = (await real.delivery(delivery.id)) ?? delivery;
        return await real.settle({ id: delivery.id, state, nextAt }, settlement, now);
      },
    })),
  },
  {
    name: 'a look-up does not look, and finds nothing',
    courier: courier(() => ({ look: async () => ({ type: 'absent' }) })),
  },
  {
    name: 'a look-up does not look, and finds it',
    courier: courier(() => ({ look: async () => ({ type: 'found', message: 'somewhere' }) })),
  },
  {
    name: 'what cannot be read counts as absent',
    courier: courier((real) => ({
      look: async (delivery) => {
        const found = await real.look(delivery);
        return found.type === 'found' ? found : { type: 'absent' };
      },
    })),
  },
  {
    name: 'the stretch that is looked through begins too late',
    courier: courier((real) => ({
      look: (delivery) => real.look({ ...delivery, begunAt: delivery.begunAt?.add({ minutes: 7 }) }),
    })),
  },
  {
    name: 'it is looked up before a platform has stored it',
    timing: { lookAfterSeconds: 1 },
  },
  {
    name: 'claims never expire',
    store: store(() => ({ expireClaims: async () => ({ unknown: 0, waiting: 0 }) })),
  },
  {
    name: 'what a dead process had begun is sent again without a look',
    rewrite: replaced(/case when [^\n]* then 'unknown' else 'waiting' end/u, "'waiting'"),
  },
  {
    name: 'an unknown outcome is sent again at once',
    courier: outcome((real) =>
      real.type === 'unknown' ? { type: 'wait', until: Temporal.Instant.fromEpochMilliseconds(0), detail: '' } : real,
    ),
  },
  {
    name: 'an unknown outcome counts as sent',
    courier: outcome((real) => (real.type === 'unknown' ? SENT : real)),
  },
  { name: 'a rate limit counts as sent', courier: outcome((real) => (real.type === 'wait' ? SENT : real)) },
  { name: 'a refusal counts as sent', courier: outcome((real) => (real.type === 'refused' ? SENT : real)) },
  { name: 'what was not begun counts as sent', courier: outcome((real) => (real.type === 'not-begun' ? SENT : real)) },
  {
    name: 'the marker is left out',
    courier: courier((real) => ({
      send: (delivery, reply, ...given) => real.send(delivery, { ...reply, marker: '' }, ...given),
    })),
  },
  {
    name: 'a slot is planned twice',
    store: store((real) => ({
      planDue: (now, most, plan) =>
        real.planDue(now, most, (subscription, at) => {
          const { deliveries, dueAt } = plan(subscription, at);
          const again = deliveries.map((one) => Object.assign({}, one, { id: `${one.id}x`, slot: `${one.slot}x` }));
          return { deliveries: [...deliveries, ...again], dueAt };
        }),
    })),
  },
  {
    name: 'a late plan forgets the slots that passed',
    store: store((real) => ({
      planDue: (now, most, plan) =>
        real.planDue(now, most, (subscription, at) => {
          const { deliveries, dueAt } = plan(subscription, at);
          return { deliveries: deliveries.filter(({ late, state }) => !late && state === 'waiting'), dueAt };
        }),
    })),
  },
  {
    name: 'it is planned hours ahead',
    store: store((real) => ({
      planDue: (now, most) =>
        real.planDue(later(now, 2), most, (subscription, at) => planSlots(subscription, later(at, 2))),
    })),
  },
  {
    name: 'the next slot is twenty-four hours later, whatever the clocks do',
    store: store((real) => ({
      planDue: (now, most, plan) =>
        real.planDue(now, most, (subscription, at) => {
          const planned = plan(subscription, at);
          const newest = planned.deliveries.at(-1);
          return newest === undefined ? planned : { ...planned, dueAt: later(newest.slotAt, 24) };
        }),
    })),
  },
  {
    name: 'what a channel has received is not remembered',
    store: store(() => ({ carriedKeys: async () => new Set<string>() })),
  },
  {
    name: 'what a digest carries is not recorded when it begins',
    store: store((real) => ({
      begin: (delivery, by, now, carried) => real.begin(delivery, by, now, { ...carried, keys: [] }),
    })),
  },
  {
    name: 'two digests of a channel are sent at once',
    rewrite: (text) =>
      text
        .replace('held.holds = 1 and', 'held.holds = 2 and')
        .replace("case when kind = 'digest' then 1 else 0 end", '0')
        .replace('and (older.next_at, older.id) < (deliveries.next_at, deliveries.id)', 'and false'),
  },
  {
    name: 'others of its channel do not wait for an unknown outcome',
    store: store((real) => ({
      settle: (delivery, settlement, now) => real.settle(delivery, { ...settlement, yields: true }, now),
    })),
  },
  { name: 'a pause is forgotten', store: store(() => ({ pause: async () => true })) },
  {
    name: 'what waits is sent in spite of a pause',
    store: store((real) => ({
      subscription: async (id) => {
        const found = await real.subscription(id);
        return found && { ...found, pausedBecause: undefined };
      },
    })),
    rewrite: (text) =>
      text
        .replace('paused_because is null or deliveries.slot like', '1 = 1 or deliveries.slot like')
        .replace(
          /update "deliveries" set "state" = \?, "reason" = \?, "next_at" = \?, "settled_at" = \? where "subscription" = \?/u,
          '$& and 1 = 0',
        ),
  },
  {
    name: 'a resumed digest is due a day later',
    store: store((real) => ({ resume: (id, dueAt, of) => real.resume(id, later(dueAt, 24), of) })),
  },
  {
    name: 'a changed time does not change when it is due',
    store: store((real) => ({
      changeSubscription: (id, changes, of) =>
        real.changeSubscription(
          id,
          Object.fromEntries(Object.entries(changes).filter(([field]) => field !== 'dueAt')),
          of,
        ),
    })),
  },
  { name: 'a removal is forgotten', store: store(() => ({ removeSubscription: async () => true })) },
  {
    name: 'alerts are not claimed',
    store: store((real) => ({
      claimDeliveries: async (claim) => (await real.claimDeliveries(claim)).filter(({ kind }) => kind !== 'alert'),
    })),
  },
  {
    name: 'a pause by the platform tells nobody',
    store: store((real) => ({ pause: (id, _because, detail, now) => real.pause(id, 'asked', detail, now) })),
  },
  {
    name: 'a flag is kept without its delivery',
    store: store((real) => ({ addFlag: (flag, since, most) => real.addFlag(flag, since, most) })),
  },
  {
    name: 'each press shares again',
    store: store((real) => ({
      claimShare: async (share, claim) => {
        const claimed = await real.claimShare(share, claim);
        return { ...claimed, isClaimed: true };
      },
      begin: async (delivery, ...given) =>
        (await real.begin(delivery, ...given)) || isShare(await real.delivery(delivery.id)),
    })),
  },
  {
    name: 'a press that is repeated is another share',
    store: store((real) => {
      let presses = 0;
      return {
        claimShare: (share, claim) => {
          presses += 1;
          return real.claimShare(
            { ...share, id: `${presses}${share.id}`.slice(0, 24), source: `${share.source}${presses}` },
            claim,
          );
        },
      };
    }),
  },
  {
    name: 'a fail-over does not tell that it may have forgotten corrections',
    store: store((real) => ({ noteGeneration: async (...given) => void (await real.noteGeneration(...given)) })),
  },
  {
    name: 'corrections count as planned though the store failed',
    store: store((real) => ({
      shownBefore: (...given) => real.shownBefore(...given).catch(() => []),
      addRecalls: (...given) => real.addRecalls(...given).catch(() => 0),
    })),
  },
];

const isShare = (delivery: Delivery | undefined): boolean => delivery?.kind === 'share';

/** The seed of a history that finds each, where it is not the first; renewed by `npm run simulate -- --planted`, those above 1,000 by a search among the histories that have what they take. */
export const CAUGHT_BY: Readonly<Record<string, number>> = {
  'a claim that another process took over is begun all the same': 70_666,
  'what is sent is not begun in the store': 14,
  'settling does not ask whose the claim is': 1076,
  'a look-up does not look, and finds it': 114,
  'what cannot be read counts as absent': 22,
  'the stretch that is looked through begins too late': 14,
  'it is looked up before a platform has stored it': 269,
  'claims never expire': 14,
  'what a dead process had begun is sent again without a look': 22,
  'an unknown outcome is sent again at once': 22,
  'an unknown outcome counts as sent': 114,
  'a rate limit counts as sent': 68,
  'a refusal counts as sent': 4,
  'what was not begun counts as sent': 7,
  'a late plan forgets the slots that passed': 49,
  'it is planned hours ahead': 11,
  'the next slot is twenty-four hours later, whatever the clocks do': 367,
  'what a channel has received is not remembered': 32,
  'what a digest carries is not recorded when it begins': 32,
  'two digests of a channel are sent at once': 1021,
  'others of its channel do not wait for an unknown outcome': 13_074,
  'a pause is forgotten': 24,
  'what waits is sent in spite of a pause': 1172,
  'a resumed digest is due a day later': 95,
  'a changed time does not change when it is due': 9,
  'a removal is forgotten': 15,
  'alerts are not claimed': 4,
  'a pause by the platform tells nobody': 4,
  'a flag is kept without its delivery': 5,
  'each press shares again': 6,
  'a press that is repeated is another share': 2012,
  'a fail-over does not tell that it may have forgotten corrections': 34_587,
  'corrections count as planned though the store failed': 42_741,
};
