/** What a delivery posts: its message at the time of sending, or why there is nothing to post. */
import type { EditedMessage } from './courier.ts';
import type { Reply } from '../../reply/reply.ts';
import type { Carried, Delivery, DeliveryKind } from '../subscription.ts';

export type Content =
  | {
      readonly type: 'message';
      readonly reply: Reply;
      readonly carried: Carried;
      /** The platform's id of the person who gets it as a direct message, instead of the delivery's channel. */
      readonly person?: string;
      /** The message that it is put on instead of being sent, where that can be edited. */
      readonly edits?: EditedMessage;
      /** Which of the messages that an answer takes, counted from 1. */
      readonly page?: number;
    }
  /** It cannot be composed by this process yet; it waits. */
  | { readonly type: 'later'; readonly until: Temporal.Instant; readonly reason: string }
  /** The delivery is skipped, for a reason of a short code and words. */
  | { readonly type: 'nothing'; readonly reason: string }
  /** Composing it failed, for the so many-th time in a row; where that is not counted, it is not tried again. */
  | { readonly type: 'fault'; readonly error: unknown; readonly tries?: number };

/** Returns the content of a delivery; rejects only if the store does. */
export type ContentOf = (delivery: Delivery) => Promise<Content>;

/** What makes the content of each kind of delivery. */
export type Contents = Readonly<Record<DeliveryKind, ContentOf>>;

/** Returns the content of a delivery that is skipped for a reason of a short code and words. */
export const nothing = (reason: string): Content => ({ type: 'nothing', reason });
