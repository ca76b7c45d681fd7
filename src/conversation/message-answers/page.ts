/** The messages of an answer as deliveries, and the port to the store: their slots name the message that asks, whose text is not stored. Pure. */
import type { AskedMessage } from '../../digest/delivery/courier.ts';
import { answerId } from '../../digest/ids.ts';
import type { Carried, Delivery } from '../../digest/delivery/delivery.ts';

/** Returns the id by which a message is claimed. */
export const messageId = ({ channelRef: { platform, workspace, channel }, message }: AskedMessage): string =>
  ['answer', platform, workspace, channel, message].join('/');

/** Returns one of the messages that the answer to a message takes, counted from 1, asked at an instant. */
export function pageOf(asked: AskedMessage, page: number, at: Temporal.Instant): AnswerPage {
  const { channelRef, inReplyTo } = asked;
  const slot = `${messageId(asked)}/${page}`;
  return { id: answerId(slot), channelRef, slot, slotAt: at, inReplyTo };
}

/** Returns the id of the message that a delivery of this slot answers. */
export const answeredMessage = (slot: string): string => slot.split('/').at(-2) ?? '';

/** One of the messages of an answer. */
export type AnswerPage = Pick<Delivery, 'id' | 'channelRef' | 'slot' | 'slotAt' | 'inReplyTo'>;

/** One that was sent: the platform's id of it, and what it shows. */
export type SentAnswer = AnswerPage & { readonly message: string; readonly carried: Carried };

export type AnswerStore = {
  /** Writes an answer that was sent, with what it shows; where its slot is there already, nothing. */
  readonly addAnswer: (answer: SentAnswer, now: Temporal.Instant) => Promise<void>;
};
