/**
 * The outbox, tick by tick. Each tick plans what is due (plan.ts) and claims it (claim.ts).
 * A claimed delivery is composed (content.ts), sent once (send.ts) and settled (settle.ts); one of unknown outcome is looked up (look-up.ts).
 */
import { planRecalls } from '../recall/plan-recalls.ts';
import { createClaims, type RecallsPlanned } from './claim.ts';
import type { ClockState } from './clock.ts';
import { withCountedTries } from './content.ts';
import type { DeliveryContext } from './context.ts';
import { planAllDue } from './plan.ts';
import { TIMERS, TIMING } from './timing.ts';

/** Replicas not seen for this long no longer share the rate limit. */
const REPLICA_SECONDS = 30;
const FORGET_EVENTS_HOURS = 48;
const FORGET_LOG_HOURS = 400 * 24;

export type Deliverer = {
  /** Processes what is due; call it each minute and whenever something was queued. */
  readonly wake: () => void;
  /** When the store was last polled, successfully or not; undefined before the first time. */
  readonly polledAt: () => Temporal.Instant | undefined;
  /** What is known of this process's clock, without which nothing is delivered. */
  readonly clock: () => ClockState;
  /** Deletes old data; call it each day. */
  readonly tidy: () => Promise<void>;
  /** Starts nothing more; resolves once the deliveries in progress are settled. */
  readonly stop: () => Promise<void>;
};

/** Starts delivering; an error of the store is logged and the work retried at the next poll, it never stops delivery. */
export function startDelivering(context: DeliveryContext): Deliverer {
  const { store, catalogue, couriers, now, clock, log, replica, timing = TIMING, timers = TIMERS } = context;
  const recallsPlanned: RecallsPlanned = { for: undefined };
  let polledAt: Temporal.Instant | undefined;
  let isStopping = false;
  let ticking: Promise<void> | undefined;
  let isWoken = false;
  let cancelTimer: (() => void) | undefined;
  let replicasAt = -Infinity;
  const claims = createClaims({
    ...context,
    contents: withCountedTries(context.contents, store),
    isStopping: () => isStopping,
    wake: () => wake(),
    recallsPlanned,
  });

  const tick = async (): Promise<void> => {
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
      recallsPlanned.for = undefined;
    }
    const ended = await store.expireClaims(at, lookAt);
    if (ended.unknown + ended.waiting > 0) log.warn(ended, 'claims of a process that ended or stalled were taken back');
    for (const { subscription, error } of await planAllDue(store, at, () => !isStopping))
      log.error({ err: error, subscription }, 'a digest could not be planned; the others go on');
    // A platform may come later than the others.
    for (const courier of couriers) await claims.claimDeliveries(courier);
    for (const courier of couriers) await claims.claimLookUps(courier);
    for (const courier of couriers) await claims.claimRecalls(courier);
    await planRecallsOnce();
  };

  // At the start, whenever other records are in service, and where a message arrived of which it was not known before.
  const planRecallsOnce = async (): Promise<void> => {
    const records = catalogue();
    if (records === recallsPlanned.for || isStopping) return;
    const planned = await planRecalls({ store, catalogue: records, now });
    recallsPlanned.for = records;
    if (planned === 0) return;
    log.info({ messages: planned }, 'messages that were sent before are to be corrected');
    isWoken = true;
  };

  const wake = (): void => {
    if (isStopping) return;
    if (ticking !== undefined) {
      isWoken = true;
      return;
    }
    cancelTimer?.();
    isWoken = false;
    ticking = tick()
      .catch((error: unknown) => log.error({ err: error }, 'digests: the store could not be used; trying again'))
      .finally(() => {
        ticking = undefined;
        polledAt = now();
        if (isStopping) return;
        if (isWoken) wake();
        else cancelTimer = timers.after(timing.pollMilliseconds, wake);
      });
  };
  wake();

  return {
    wake,
    polledAt: () => polledAt,
    clock: () => clock?.state() ?? { type: 'right' },
    tidy: async () => {
      if (clock?.isRight() === false) return;
      await store.tidy(now().subtract({ hours: FORGET_EVENTS_HOURS }), now().subtract({ hours: FORGET_LOG_HOURS }));
      await withdrawResolvedAlerts(context);
    },
    stop: async () => {
      isStopping = true;
      cancelTimer?.();
      await ticking;
      await claims.idle();
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
