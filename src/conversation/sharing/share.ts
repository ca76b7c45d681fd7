/** A shared card, what sharing is to the conversation, and its port to the store: shared cards stand beside their deliveries, which go the way of all deliveries. */
import type { ComposeContent } from '../../digest/delivery/content.ts';
import type { Courier, Removal } from '../../digest/delivery/courier.ts';
import type { ChannelRef } from '../../digest/subscription.ts';
import type { Language } from '../../records/schema.ts';
import type { Delivery } from '../../digest/delivery/delivery.ts';
import { topicOf, type Openable } from '../../reply/button.ts';

/** What posts and deletes a shared card: a courier, or what an interaction allows where the bot itself cannot. */
export type SharePoster = Pick<Courier, 'send' | 'remove' | 'link'>;

/** A click on Share, or on the button that replies with the card: what it shares, and the clicked button and message, which identify the share with the channel. */
export type ShareClick = {
  readonly request: Shareable;
  readonly language: Language;
  readonly channelRef: ChannelRef;
  readonly message: string;
  readonly button: string;
  /** The message to reply to; omitted where the card is for the channel itself. */
  readonly inReplyTo?: string | undefined;
  readonly person: string;
  readonly name: string;
  /** The platform's courier when omitted. */
  readonly poster?: SharePoster | undefined;
};

/** What became of a share. */
export type ShareOutcome = { readonly id: string } & (
  | {
      readonly type: 'shared';
      /** Whether this click did it. */
      readonly isNew: boolean;
      /** The address that opens the card in its channel. */
      readonly link: string | undefined;
    }
  /** Another click is posting it at this moment. */
  | { readonly type: 'busy' }
  /** The platform asked to wait, or is not connected yet; it is sent as soon as that is over. */
  | { readonly type: 'waiting' }
  /** The outcome is unknown, and is looked up. */
  | { readonly type: 'checking' }
  /** The outcome is unknown and cannot be looked up. */
  | { readonly type: 'unsure' }
  /** The platform refuses: `detail` is a hint (hint.ts), or the platform's own text. */
  | { readonly type: 'refused'; readonly detail: string }
  | { readonly type: 'failed' }
  /** It was shared and deleted since. */
  | { readonly type: 'deleted' }
  /** Its topic was withdrawn meanwhile. */
  | { readonly type: 'gone' }
);

export type Sharing = {
  /** Shares a card unless that click did before, and returns what became of it; rejects only if the store does. */
  readonly share: (click: ShareClick) => Promise<ShareOutcome>;
  /** Returns a share, or undefined where it is not known any more. */
  readonly find: (id: string) => Promise<Share | undefined>;
  /** Deletes a share's message, for which `clicked` is taken where the platform has not named it, and sees to it that it is not sent any more. Rejects only if the store does. */
  readonly remove: (id: string, clicked: string, channelRef: ChannelRef, poster?: SharePoster) => Promise<Removal>;
  /** Returns the content of a share for its delivery. */
  readonly contentOf: ComposeContent;
};

/** What can be shared: what is about one topic. */
export type Shareable = Extract<Openable, { readonly topic?: string | undefined }> & { readonly topic: string };

/** Returns whether a request is one that can be shared. */
export const isShareable = (request: Openable): request is Shareable => topicOf(request) !== undefined;

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
  /** Returns the delivery of the newest share of the same card that stands in the same place since a moment, or is on its way there, from another source; undefined where one of this source does. */
  readonly standingShare: (
    share: Pick<NewShare, 'request' | 'language' | 'channelRef' | 'inReplyTo' | 'source'>,
    since: Temporal.Instant,
  ) => Promise<Delivery | undefined>;
  readonly share: (id: string) => Promise<Share | undefined>;
  /** Sets when a share was deleted, or that it was not. */
  readonly markShare: (id: string, deletedAt: Temporal.Instant | undefined) => Promise<void>;
};
