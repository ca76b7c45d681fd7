/** The port of answers to the store: the answer to a message is a delivery like any other. What was asked is not kept. */
import type { Delivery } from '../../digest/delivery/delivery.ts';

/** An answer to write: one of the messages that it takes, and what that replies to. */
export type NewAnswer = Pick<Delivery, 'id' | 'channelRef' | 'slot' | 'slotAt' | 'inReplyTo'>;

export type AnswerStore = {
  /** Writes an answer, claimed by `by` until `until`, or to be looked up at `lookAt` before anybody sends it, and returns it; undefined where its slot was written before. */
  readonly addAnswer: (
    answer: NewAnswer,
    how: { readonly by: string; readonly until: Temporal.Instant } | { readonly lookAt: Temporal.Instant },
  ) => Promise<Delivery | undefined>;
};
