/** The stretch of a channel's history in which the message of a delivery of unknown outcome can stand. Pure. */
import type { Delivery } from '../digest/subscription.ts';

/** The platform's clock and ours may differ by this much. */
const CLOCK_SECONDS = 300;
/** Nothing is stored this long after it was handed over: what a busy channel has heard since need not be looked through. */
const STORED_WITHIN_HOURS = 1;

export type LookWindow = { readonly from: Temporal.Instant; readonly to: Temporal.Instant | undefined };

/** Returns from when to when the message may have been stored; `to` is undefined where it was tried more than once, the last time of which is not kept. */
export function lookWindow({
  begunAt,
  slotAt,
  attempts,
}: Pick<Delivery, 'begunAt' | 'slotAt' | 'attempts'>): LookWindow {
  const first = begunAt ?? slotAt;
  return {
    from: first.subtract({ seconds: CLOCK_SECONDS }),
    to: begunAt !== undefined && attempts === 1 ? first.add({ hours: STORED_WITHIN_HOURS }) : undefined,
  };
}
