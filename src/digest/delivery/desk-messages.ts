/** The port of the desk to the store: messages of its channels, which no external platform stores. */
import type { Reply } from '../../reply/reply.ts';

export type DeskMessage = {
  /** The id of the delivery that it carries, or one of its own. */
  readonly id: string;
  readonly channel: string;
  readonly postedAt: Temporal.Instant;
  readonly reply: Reply;
};

/** A message with its number: later ones have higher numbers, in all channels and replicas. */
export type NumberedDeskMessage = DeskMessage & { readonly number: number };

export type DeskMessageStore = {
  /** Posts a message and returns the stored one; an existing message of the same id stays unchanged. */
  readonly post: (message: DeskMessage) => Promise<NumberedDeskMessage>;
  /** Returns the newest messages of a channel, at most `most`, the oldest of them first; only those with a higher number than `after`, where that is given. */
  readonly newest: (channel: string, most: number, after?: number) => Promise<readonly NumberedDeskMessage[]>;
  /** Returns the message with an id, or undefined if there is none. */
  readonly posted: (id: string) => Promise<NumberedDeskMessage | undefined>;
  /** Takes a message out of its channel, if it is there: it is not shown any more, and not posted again either. */
  readonly remove: (id: string) => Promise<void>;
  /** Deletes messages posted before an instant, except the newest `keep` of each channel. */
  readonly prune: (before: Temporal.Instant, keep: number) => Promise<void>;
};
