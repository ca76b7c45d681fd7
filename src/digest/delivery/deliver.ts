/** Delivers: plans due subscriptions, sends each delivery of every kind once, looks up unknown outcomes. */
import type { Courier } from './courier.ts';
import { TIMERS, TIMING } from './timing.ts';
import type { ClockState } from './clock.ts';
import { countedContents } from './composing.ts';
import type { DeliveryContext } from './context.ts';
import { planRecalls } from '../recall/plan-recalls.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { lookUp } from './look-up.ts';
import { planAllDue } from './plan.ts';
import { sendDelivery } from './send-delivery.ts';

/** This part of a courier's concurrency has to be free before more is claimed: each claim costs a look and a write, however much it takes. */
const MIN_ROOM = 0.25;
/** So many look-ups are under way at once for a platform: some workspaces allow one look a minute, for which the others need not wait. */
const LOOKS_AT_ONCE = 5;
/** So many messages are edited at once for a platform: each waits for two turns of its limits, within its claim. */
const RECALLS_AT_ONCE = 2;
/** Replicas not seen for this long no longer share the rate limit. */
const REPLICA_SECONDS = 30;
const FORGET_EVENTS_HOURS = 48;
const FORGET_LOG_HOURS = 400 * 24;

export type Deliverer = {
  /** Processes what is due; call it each minute and whenever something was queued. */
  readonly wake: () => void;
  /** When the store was last polled, successfully or not; undefined before the first time. */
  readonly lookedAt: () => Temporal.Instant | undefined;
  /** What is known of this process's clock, without which nothing is delivered. */
  readonly clock: () => ClockState;
  /** Deletes old data; call it each day. */
  readonly tidy: () => Promise<void>;
  /** Starts nothing more; resolves once the deliveries in progress are settled. */
  readonly stop: () => Promise<void>;
};

const hasRoom = ({ concurrency }: Courier, { size }: ReadonlySet<unknown>): boolean =>
  concurrency - size >= concurrency * MIN_ROOM;

/** Starts delivering; an error of the store is logged and the work retried at the next poll, it never stops delivery. */
export function startDelivering(context: DeliveryContext): Deliverer {
  const { store, catalogue, couriers, now, clock, log, replica, timing = TIMING, timers = TIMERS } = context;
  const contents = countedContents(context.contents, store);
  const sending = new Map<Courier, Set<Promise<void>>>();
  const looking = new Map<Courier, Set<Promise<void>>>();
  const recalling = new Map<Courier, Set<Promise<void>>>();
  let recalledFor: Catalogue | undefined;
  let lookedAt: Temporal.Instant | undefined;
  let stopping = false;
  let passing: Promise<void> | undefined;
  let again = false;
  let callOff: (() => void) | undefined;
  let replicasAt = -Infinity;

  const pass = async (): Promise<void> => {
    if (clock !== undefined && (await clock.compare(couriers)).type !== 'right') return;
    const at = now();
    if (at.epochMilliseconds - replicasAt >= (REPLICA_SECONDS * 1_000) / 3) {
      replicasAt = at.epochMilliseconds;
      const replicas = await store.replicas(replica, at, at.subtract({ seconds: REPLICA_SECONDS }));
      for (const courier of couriers) courier.share(replicas);
    }
    const lookAt = at.add({ seconds: timing.lookAfterSeconds });
    const doubtful = await store.noteGeneration(lookAt);
    if (doubtful !== undefined) {
      log.warn(
        { deliveries: doubtful },
        'the database was restarted, failed over or set back; what may have been sent already is looked up before it is sent',
      );
      // Recalls may be forgotten too.
      recalledFor = undefined;
    }
    const ended = await store.expireClaims(at, lookAt);
    if (ended.unknown + ended.waiting > 0) log.warn(ended, 'claims of a process that ended or stalled were taken back');
    await planAllDue(store, at, () => !stopping);
    // A platform may come later than the others.
    for (const courier of couriers)
      await claim(
        courier,
        sending.getOrInsertComputed(courier, () => new Set()),
      );
    for (const courier of couriers)
      await claimLooks(
        courier,
        looking.getOrInsertComputed(courier, () => new Set()),
      );
    for (const courier of couriers)
      await claim(
        courier,
        recalling.getOrInsertComputed(courier, () => new Set()),
        true,
      );
    await planRecallsOnce();
  };

  // At the start, whenever other records are in service, and where a message arrived of which it was not known before.
  const planRecallsOnce = async (): Promise<void> => {
    const records = catalogue();
    if (records === recalledFor || stopping) return;
    const planned = await planRecalls({ store, catalogue: records, now });
    recalledFor = records;
    if (planned === 0) return;
    log.info({ messages: planned }, 'messages that were sent before are to be corrected');
    again = true;
  };

  const claim = async (courier: Courier, inHand: Set<Promise<void>>, recalls = false): Promise<void> => {
    const isFree = (): boolean => (recalls ? inHand.size < RECALLS_AT_ONCE : hasRoom(courier, inHand));
    if (!isFree() || courier.isOpen?.() === false || stopping) return;
    const at = now();
    const claimed = await store.claimDeliveries({
      platforms: [courier.platform],
      now: at,
      until: at.add({ seconds: timing.claimSeconds }),
      most: (recalls ? RECALLS_AT_ONCE : courier.concurrency) - inHand.size,
      by: replica,
      recalls,
    });
    for (const delivery of claimed) {
      const recalledBefore = recalledFor;
      const giveBack = async (): Promise<void> =>
        void (await store.settle(
          delivery,
          { state: 'waiting', reason: delivery.reason, nextAt: at, isUncomposed: true },
          now(),
        ));
      // Not begun yet: released, so that another process or the next start can claim it at once.
      const work = (
        stopping ? giveBack() : sendDelivery(delivery, courier, { ...context, contentOf: contents[delivery.kind] })
      )
        .catch((error: unknown) =>
          log.error({ err: error, delivery: delivery.id }, 'a delivery could not be settled; its claim will run out'),
        )
        .finally(() => {
          inHand.delete(work);
          // What it shows may have been corrected while it was on its way.
          if (recalledFor !== recalledBefore) recalledFor = undefined;
          if (isFree()) wake();
        });
      inHand.add(work);
    }
  };

  const claimLooks = async (courier: Courier, inHand: Set<Promise<void>>): Promise<void> => {
    const free = LOOKS_AT_ONCE - inHand.size;
    if (free <= 0 || courier.isOpen?.() === false || stopping) return;
    const at = now();
    const until = at.add({ seconds: timing.lookClaimSeconds });
    for (const delivery of await store.claimLookups({ platforms: [courier.platform], now: at, until, most: free })) {
      const look = async (): Promise<void> => {
        // What is found may show what was corrected since it was sent.
        if (await lookUp(delivery, courier, { ...context, contents })) recalledFor = undefined;
      };
      const work = look()
        .catch((error: unknown) => log.error({ err: error }, 'a look-up failed; it is taken up again'))
        .finally(() => {
          inHand.delete(work);
          wake();
        });
      inHand.add(work);
    }
  };

  const wake = (): void => {
    if (stopping) return;
    if (passing !== undefined) {
      again = true;
      return;
    }
    callOff?.();
    again = false;
    passing = pass()
      .catch((error: unknown) => log.error({ err: error }, 'digests: the store could not be used; trying again'))
      .finally(() => {
        passing = undefined;
        lookedAt = now();
        if (stopping) return;
        if (again) wake();
        else callOff = timers.after(timing.pollMilliseconds, wake);
      });
  };
  wake();

  return {
    wake: wake,
    lookedAt: () => lookedAt,
    clock: () => clock?.state() ?? { type: 'right' },
    tidy: async () => {
      if (clock?.isRight() === false) return;
      await store.tidy(now().subtract({ hours: FORGET_EVENTS_HOURS }), now().subtract({ hours: FORGET_LOG_HOURS }));
      await withdrawResolvedAlerts(context);
    },
    stop: async () => {
      stopping = true;
      callOff?.();
      await passing;
      await Promise.all(
        [...sending.values(), ...looking.values(), ...recalling.values()].map((inHand) => Promise.all(inHand)),
      );
    },
  };
}

/** The most failed alerts that are reviewed per day. */
const FAILED_BATCH = 100;

/** Withdraws failed alerts about unreadable histories where the history can be read again; rejects only if the store does. */
async function withdrawResolvedAlerts({ store, couriers }: Pick<DeliveryContext, 'store' | 'couriers'>): Promise<void> {
  for (const courier of couriers) {
    for (const alert of await store.failedAlerts([courier.platform], 'no-history', FAILED_BATCH)) {
      const subscription = await store.subscription(alert.subscription);
      if (subscription === undefined || (await courier.check(subscription.channelRef)).ok)
        await store.dropAlerts(alert.subscription, 'no-history');
    }
  }
}
