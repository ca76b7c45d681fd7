/** The content of an alert: what its owner can do about a digest, as it stands when the alert is sent. */
import { alertReply } from '../alert.ts';
import { hint } from '../hint.ts';
import { NOTHING_CARRIED, type AlertReason, type Delivery } from '../subscription.ts';
import { nothing, type Content } from './content.ts';
import type { DeliveryContext } from './context.ts';

/** What an owner is told of without a pause. */
const OF_NO_PAUSE: ReadonlySet<AlertReason> = new Set<AlertReason>(['no-history', 'uncomposed', 'goes-on']);

/** Returns the content of an alert, nothing where there is nobody to tell or nothing to tell any more; rejects only if the store does. */
export async function alertContent(
  { id }: Delivery,
  { store, catalogue }: Pick<DeliveryContext, 'store' | 'catalogue'>,
): Promise<Content> {
  const alert = await store.alert(id);
  if (alert === undefined) return nothing('over: the alert was withdrawn');
  const subscription = await store.subscription(alert.subscription);
  if (subscription === undefined) return nothing('removed: the subscription was removed');
  if (alert.owner === '') return nothing(`not-told: ${hint('no-owner')}`);
  if (alert.reason === 'goes-on' && subscription.pausedBecause !== undefined)
    return nothing('over: the subscription is paused again');
  if (!OF_NO_PAUSE.has(alert.reason) && subscription.pausedBecause !== alert.reason)
    return nothing('over: the subscription goes on');
  try {
    const reply = { ...alertReply(alert, subscription, catalogue()), marker: id };
    return { type: 'message', reply, carried: NOTHING_CARRIED, person: alert.owner };
  } catch (error) {
    return { type: 'fault', error };
  }
}
