/** What a delivery posts: its message at the time of sending, or why there is nothing to post. */
import type { Reply } from '../../reply/reply.ts';
import type { Carried, Delivery } from '../subscription.ts';

export type Content =
  | { readonly type: 'message'; readonly reply: Reply; readonly carried: Carried }
  /** The delivery is skipped, for a reason of a short code and words. */
  | { readonly type: 'nothing'; readonly reason: string }
  /** Composing it failed, which no further try mends. */
  | { readonly type: 'fault'; readonly error: unknown };

/** Returns the content of a delivery; rejects only if the store does. */
export type ContentOf = (delivery: Delivery) => Promise<Content>;
