/** The messages of an answer as deliveries, and the port to the store: their slots name the message that asks, whose text is not stored. Pure. */
import type { AskedMessage } from '../../digest/delivery/courier.ts';
import { answerId } from '../../digest/ids.ts';
import type { Delivery } from '../../digest/delivery/delivery.ts';

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

/** An answer to write: one of the messages that it takes, and what that replies to. */
export type NewAnswer = Pick<Delivery, 'id' | 'channelRef' | 'slot' | 'slotAt' | 'inReplyTo'>;

export type AnswerStore = {
  /** Writes an answer, claimed by `by` until `until`, or to be looked up at `lookAt` before anybody sends it, and returns it; undefined where its slot was written before. */
  readonly addAnswer: (
    answer: NewAnswer,
    how: { readonly by: string; readonly until: Temporal.Instant } | { readonly lookAt: Temporal.Instant },
  ) => Promise<Delivery | undefined>;
};
