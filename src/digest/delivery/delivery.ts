/** A delivery: a message of any kind on its way to a channel, its state, and what it carries. */
import type { Language, Translated } from '../../records/schema.ts';
import type { ChannelRef } from '../subscription.ts';

/**
 * The state of a delivery: `waiting` until its time (or until a rate limit allows), `claimed` while a process sends it, then settled.
 * `unknown` means that the platform may or may not have stored it: it is looked up, never resent blindly.
 */
export type DeliveryState = 'waiting' | 'claimed' | 'unknown' | 'sent' | 'refused' | 'skipped' | 'missed';

/** A brief as a message shows it. */
export type CarriedBrief = {
  readonly id: string;
  readonly asOf: string;
  /** The ids of the statements in the message. */
  readonly statements: readonly string[];
  /** The version of each of them (recall/corrections.ts); left out where it was not kept. */
  readonly versions?: readonly string[];
  /** The version of its bottom line; left out where the message does not show it. */
  readonly bottomLine?: string;
  /** The words of it, which are struck once they no longer hold; left out where they were not kept. */
  readonly bottomLineText?: Translated;
};

/** The contents of a sent message, by which it can be corrected later. */
export type Carried = {
  /** Keys of the news in it; statements that were only counted may be in packs. */
  readonly keys: readonly string[];
  /** The briefs shown. */
  readonly briefs: readonly CarriedBrief[];
  readonly introduces: boolean;
  readonly rotates: string | undefined;
  /** The language of the message; left out where it was not kept. */
  readonly language?: Language;
};

/** What is carried by a message that shows nothing of the records. */
export const NOTHING_CARRIED: Carried = { keys: [], briefs: [], introduces: false, rotates: undefined };

/** What a delivery posts: a digest of a subscription, a card that a person shares, an alert to an owner, a flag to the curators, a correction of a message that was sent before, the answer to a message to the bot, or what waits for the curators in the morning. */
export type DeliveryKind = 'digest' | 'share' | 'alert' | 'flag' | 'recall' | 'answer' | 'morning';

export type Delivery = {
  /** At most 24 characters of [a-z0-9]: it is the marker that the posted message carries, and the nonce. */
  readonly id: string;
  readonly kind: DeliveryKind;
  /** That of a digest or an alert, else empty. */
  readonly subscription: string;
  /** Of an alert the channel of its subscription, and once it was begun that of the direct messages. */
  readonly channelRef: ChannelRef;
  /** The slot's id (its moment in UTC), or `now-` with the id of the request for it: unique in its subscription for ever. Of the others, what identifies them. */
  readonly slot: string;
  readonly slotAt: Temporal.Instant;
  /** Whether it is the one late post after a downtime. */
  readonly late: boolean;
  readonly state: DeliveryState;
  /** The number of attempts to send it. */
  readonly attempts: number;
  /** waiting: when to send it; unknown: when to look it up; claimed: when the claim expires. */
  readonly nextAt: Temporal.Instant | undefined;
  /** When the first attempt to send it began: the message cannot be older. Undefined as long as no attempt has begun. */
  readonly begunAt: Temporal.Instant | undefined;
  readonly settledAt: Temporal.Instant | undefined;
  /** The platform's reference of the message; on Slack its timestamp, on Discord its id. */
  readonly message: string | undefined;
  /** Why it is in its state, for display; a short code, then the platform's own text. */
  readonly reason: string;
  readonly carried: Carried | undefined;
  /** The message that it replies to, by the platform's id: on Slack the first of a thread. Undefined where it stands in the channel itself. */
  readonly inReplyTo: string | undefined;
};

/** Returns whether a person asked for a delivery, beside the schedule. */
export const isByRequest = ({ slot }: Pick<Delivery, 'slot'>): boolean => slot.startsWith('now-');
