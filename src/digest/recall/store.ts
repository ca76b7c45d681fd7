/** The port of recalls to the store: which messages show what, and which of them were told of a correction. */
import type { Delivery } from '../delivery/delivery.ts';
import type { ChannelRef } from '../subscription.ts';

/** A message that shows something in a version. */
export type ShownMessage = { readonly message: Delivery; readonly version: string };

/** A correction or retraction, to be told in a message that was sent before: a delivery of the same id. */
export type Recall = {
  readonly id: string;
  /** The key of the correction (corrections.ts). */
  readonly correction: string;
  /** The id of the delivery whose message it is about. */
  readonly of: string;
};

/** A recall with both of its deliveries; that of the message is undefined where it is no longer known. */
export type RecallRow = Recall & { readonly delivery: Delivery; readonly message: Delivery | undefined };

export type RecallStore = {
  /**
   * Returns up to `most` sent messages that show something (corrections.ts) and that no recall of this correction is about; by their ids, those behind `after`.
   * They show it in another version than `version`, or in any where that is left out.
   */
  readonly shownBefore: (
    what: {
      readonly shown: string;
      readonly version?: string | undefined;
      readonly correction: string;
      /** The channel in which they stand; left out, any. */
      readonly channelRef?: ChannelRef | undefined;
    },
    after: string,
    most: number,
  ) => Promise<readonly ShownMessage[]>;
  /**
   * Writes recalls of messages, each as a waiting delivery to the channel of its message; one that is there already stays as it is.
   * Returns how many were new.
   */
  readonly addRecalls: (
    recalls: readonly (Recall & { readonly message: Delivery })[],
    now: Temporal.Instant,
  ) => Promise<number>;
  readonly recall: (id: string) => Promise<Recall | undefined>;
  /** Returns up to `most` recalls of a correction, oldest message first. */
  readonly recalls: (correction: string, most: number) => Promise<readonly RecallRow[]>;
};
