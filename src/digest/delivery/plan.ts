/** Plans the deliveries of due subscriptions: of each its newest slot, once; older missed slots are only recorded. */
import { encodeReason } from './reason.ts';
import type { DigestStore, Plan, PlanFault } from '../store.ts';
import { deliveryId } from '../ids.ts';
import { nextSlot, slotsBetween } from '../schedule/next-slot.ts';
import type { Subscription } from '../subscription.ts';

/** A digest that starts this many minutes after its slot says that it is late. */
export const LATE_AFTER_MINUTES = 15;
/** More missed slots than this are not recorded one by one: over a year of days. */
const MAX_MISSED = 400;
/** Subscriptions planned per step, few enough that no answer waits for it. */
const PLAN_BATCH = 20;

/** Returns the deliveries of a due subscription and when it is due next. Pure. */
export function plan({ id, schedule, dueAt }: Subscription, now: Temporal.Instant): Plan {
  const slots = dueAt === undefined ? [] : slotsBetween(schedule, dueAt.subtract({ milliseconds: 1 }), now, MAX_MISSED);
  const newest = slots.at(-1);
  return {
    dueAt: nextSlot(schedule, now).at,
    deliveries: slots.map((slot) =>
      slot === newest
        ? {
            id: deliveryId(id, slot.id),
            slot: slot.id,
            slotAt: slot.at,
            late: Temporal.Instant.compare(slot.at.add({ minutes: LATE_AFTER_MINUTES }), now) < 0,
            state: 'waiting',
            nextAt: now,
            reason: '',
          }
        : {
            id: deliveryId(id, slot.id),
            slot: slot.id,
            slotAt: slot.at,
            late: false,
            state: 'missed',
            nextAt: now,
            reason: encodeReason(
              'not-running',
              'the bot was not running at this time; the newest missed digest was posted instead',
            ),
          },
    ),
  };
}

/**
 * Plans all that is due in the store, step by step while `goesOn` returns true.
 * Returns the subscriptions that cannot be planned; they stay due. Rejects only if the store does.
 */
export async function planAllDue(
  store: Pick<DigestStore, 'planDue'>,
  now: Temporal.Instant,
  goesOn: () => boolean = () => true,
): Promise<readonly PlanFault[]> {
  let faults: readonly PlanFault[] = [];
  while (goesOn()) {
    // Those that could not be planned stay due, and come first again: behind them as many others as before have to fit.
    const most = PLAN_BATCH + faults.length;
    const step = await store.planDue(now, most, plan);
    ({ faults } = step);
    if (step.planned + faults.length < most) break;
  }
  return faults;
}
