/** The port of sharing to the store: shared cards beside their deliveries, which go the way of all deliveries. */
import type { ChannelRef } from '../../digest/subscription.ts';
import type { Delivery } from '../../digest/delivery/delivery.ts';
import type { Openable } from '../../reply/button.ts';
import type { Language } from '../../records/schema.ts';

/** What can be shared: what is about one topic. */
export type Shareable = Extract<Openable, { readonly topic: string }>;

export type Share = {
  /** The id of its delivery too. */
  readonly id: string;
  /** What is shared: the card of a topic, or the answer to a question about it. */
  readonly request: Shareable;
  readonly language: Language;
  /** The platform's id of the person who shared it, and their name as it is shown. */
  readonly person: string;
  readonly name: string;
  /** When it was withdrawn, so that it is not sent any more either. */
  readonly deletedAt: Temporal.Instant | undefined;
};

export type NewShare = Omit<Share, 'deletedAt'> & {
  readonly channelRef: ChannelRef;
  /** What identifies it: at most one share has it. */
  readonly source: string;
  /** The message that it replies to; omitted where it stands in the channel itself. */
  readonly inReplyTo?: string | undefined;
};

export type ShareStore = {
  /**
   * Writes a share with its delivery, claimed by `by` until `until`, unless there is one of the same source; one that
   * was refused or skipped is claimed again, unless it was deleted. Returns the delivery of that source, and whether
   * this call claimed it: what the database may have forgotten since it was restarted or set back within the last hour is
   * looked up first instead, where `canLook`.
   */
  readonly claimShare: (
    share: NewShare,
    claim: {
      readonly by: string;
      readonly now: Temporal.Instant;
      readonly until: Temporal.Instant;
      /** Whether its channel can be looked in; it can when omitted. */
      readonly canLook?: boolean;
    },
  ) => Promise<{ readonly delivery: Delivery; readonly isClaimed: boolean }>;
  readonly share: (id: string) => Promise<Share | undefined>;
  /** Sets when a share was deleted, or that it was not. */
  readonly markShare: (id: string, deletedAt: Temporal.Instant | undefined) => Promise<void>;
};
