/** The messages of an answer as deliveries: their slots name the message that asks. Pure. */
import type { AskedMessage } from '../../digest/delivery/courier.ts';
import { answerId } from '../../digest/ids.ts';
import type { Delivery } from '../../digest/delivery/delivery.ts';
import type { NewAnswer } from './store.ts';

/** Returns one of the messages that the answer to a message takes, counted from 1, asked at an instant. */
export function pageOf(
  { channelRef, message, inReplyTo }: AskedMessage,
  page: number,
  at: Temporal.Instant,
): NewAnswer {
  const { platform, workspace, channel } = channelRef;
  const slot = ['answer', platform, workspace, channel, message, page].join('/');
  // Deliveries are sent in the order of their slots.
  return { id: answerId(slot), channelRef, slot, slotAt: at.add({ milliseconds: page - 1 }), inReplyTo };
}

/** Returns the message that a delivery answers, and which of the messages of the answer it is. */
export function askedOf({ channelRef, inReplyTo, slot }: Pick<Delivery, 'channelRef' | 'inReplyTo' | 'slot'>): {
  readonly asked: AskedMessage;
  readonly page: number;
} {
  const [message = '', page = ''] = slot.split('/').slice(-2);
  return { asked: { channelRef, inReplyTo, message }, page: Number(page) };
}
