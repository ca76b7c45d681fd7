/** The content of a digest: composed when it is sent, of the news that its channel has not received by then. */
import { composeDigest } from '../compose.ts';
import type { Delivery } from '../subscription.ts';
import { nothing, type Content } from './content.ts';
import type { DeliveryContext } from './context.ts';

/** Returns the content of a digest, nothing where its subscription no longer wants it; rejects only if the store does. */
export async function digestContent(
  delivery: Delivery,
  { store, catalogue, now }: Pick<DeliveryContext, 'store' | 'catalogue' | 'now'>,
): Promise<Content> {
  const subscription = await store.subscription(delivery.subscription);
  if (subscription === undefined) return nothing('removed: the subscription was removed');
  if (subscription.pausedBecause !== undefined && !delivery.slot.startsWith('now-'))
    return nothing(`paused: ${subscription.pausedBecause}`);
  const carriedKeys = await store.carriedKeys(delivery.channelRef);
  try {
    const digest = composeDigest({
      catalogue: catalogue(),
      subscription,
      carriedKeys,
      now: now(),
      lateFor: delivery.late ? delivery.slotAt : undefined,
      marker: delivery.id,
    });
    return digest === undefined ? nothing('nothing-new') : { type: 'message', ...digest };
  } catch (error) {
    return { type: 'fault', error };
  }
}
