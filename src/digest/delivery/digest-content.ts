/** The content of a digest: composed when it is sent, of the news that its channel has not received by then. */
import { encodeReason } from './reason.ts';
import { unreadText, withWarnings } from '../../reply/compose/unread.ts';
import { nextDigest } from '../next-digest.ts';
import { isByRequest, type Delivery } from './delivery.ts';
import { LATE_AFTER_MINUTES } from './plan.ts';
import { nothingToSend, type Content } from './content.ts';
import type { DeliveryContext } from './context.ts';

/** While records are being repaired, a digest looks again after so long. */
const REPAIR_MINUTES = 5;

/** Returns the content of a digest, nothing where its subscription no longer wants it; rejects only if the store does. */
export async function digestContent(
  delivery: Delivery,
  { store, catalogue, now }: Pick<DeliveryContext, 'store' | 'catalogue' | 'now'>,
): Promise<Content> {
  const ordered = await store.subscription(delivery.subscription);
  if (ordered === undefined) return nothingToSend(encodeReason('removed', 'the subscription was removed'));
  // What is looked up may have been sent before it was called off.
  const isLookedUp = delivery.state === 'unknown';
  const subscription = { ...ordered, channelRef: delivery.channelRef };
  if (subscription.pausedBecause !== undefined && !isByRequest(delivery) && !isLookedUp)
    return nothingToSend(encodeReason('paused', subscription.pausedBecause));
  // Planned where it was not known whether its time had come, before a change: it had not.
  if (!isByRequest(delivery) && !isLookedUp && !isPast(delivery.slotAt.subtract({ minutes: 1 }), now()))
    return nothingToSend(encodeReason('changed-before'));
  const isLate = delivery.late || isPast(delivery.slotAt.add({ minutes: LATE_AFTER_MINUTES }), now());
  // After a wait of days its newest digest carries what the older ones would.
  if (isLate && !isLookedUp && !isByRequest(delivery) && (await isSuperseded(delivery, store, now())))
    return nothingToSend(encodeReason('superseded'));
  try {
    const records = catalogue();
    // In repair mode it would pass over what is out of service as if there were none.
    if (records.withheld !== undefined && !isByRequest(delivery))
      return {
        type: 'later',
        until: now().add({ minutes: REPAIR_MINUTES }),
        reason: encodeReason('repair', 'some records are being repaired'),
      };
    const digest = await nextDigest(subscription, {
      store,
      catalogue: records,
      now: now(),
      lateFor: isLate && !isByRequest(delivery) ? delivery.slotAt : undefined,
      marker: delivery.id,
    });
    if (digest === undefined) return nothingToSend(encodeReason('nothing-new'));
    const { reply, carried } = digest;
    const shown = carried.briefs.map(({ id }) => id);
    return { type: 'message', carried, reply: withWarnings(reply, unreadText(records, shown, subscription.language)) };
  } catch (error) {
    return { type: 'fault', error };
  }
}

/** Returns whether a newer slot of the subscription waits for its turn too. */
async function isSuperseded(
  { subscription, slotAt, id }: Delivery,
  store: DeliveryContext['store'],
  now: Temporal.Instant,
): Promise<boolean> {
  const [newest] = await store.digestLog({ subscription, state: 'waiting' }, 1);
  return (
    newest !== undefined &&
    newest.id !== id &&
    !isByRequest(newest) &&
    Temporal.Instant.compare(newest.slotAt, slotAt) > 0 &&
    isPast(newest.slotAt, now)
  );
}

const isPast = (at: Temporal.Instant, now: Temporal.Instant): boolean => Temporal.Instant.compare(at, now) <= 0;
