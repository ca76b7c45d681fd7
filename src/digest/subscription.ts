/** What a channel asked for: which topics, when by its own clock, in which language. */
import type { Language } from '../records/schema.ts';
import type { Schedule } from './schedule/schedule.ts';

/** Where a digest is posted. `workspace` is a Slack team, a Discord server, or empty where there is none. */
export type ChannelRef = { readonly platform: string; readonly workspace: string; readonly channel: string };

/** Why a subscription rests; `asked` is the only one that a person chose. */
export type PauseReason = 'asked' | 'channel-gone' | 'no-permission' | 'bot-removed' | 'token-revoked' | 'no-history';

export type Subscription = {
  readonly id: string;
  readonly channelRef: ChannelRef;
  /** Topic ids, or all that there are and will be. */
  readonly topics: readonly string[] | 'all';
  readonly schedule: Schedule;
  readonly language: Language;
  /** What happens when there is nothing new: nothing is posted, or one brief in rotation. */
  readonly whenQuiet: 'skip' | 'rotate';
  /** The platform's id of who is told when something is wrong; empty where the command line made it without one. */
  readonly owner: string;
  readonly createdAt: Temporal.Instant;
  readonly pausedBecause: PauseReason | undefined;
  /** What the platform said, for a person; empty when it is not paused by the platform. */
  readonly pausedDetail: string;
  /** When the next digest is due; undefined while it is paused. */
  readonly dueAt: Temporal.Instant | undefined;
  /** Keys of what existed when the channel subscribed: it counts as heard. */
  readonly baseline: readonly string[];
  /** Whether a digest has introduced the topics yet. */
  readonly introduced: boolean;
  /** The topic that was last posted in rotation. */
  readonly rotated: string | undefined;
};

/**
 * A delivery's way: `waiting` until its time (or until a rate limit allows), `claimed` while a process sends it, then settled.
 * `unknown` means that the platform may or may not have stored it: it is looked up, never resent blindly.
 */
export type DeliveryState = 'waiting' | 'claimed' | 'unknown' | 'sent' | 'refused' | 'skipped' | 'missed';

/** What a sent message holds, by which later work can correct it. */
export type Carried = {
  /** Keys of the entries, dates and reviews told. */
  readonly keys: readonly string[];
  /** The briefs shown, each with the as-of date and the ids of the statements that stood in the message. */
  readonly briefs: readonly { readonly id: string; readonly asOf: string; readonly statements: readonly string[] }[];
  readonly introduces: boolean;
  readonly rotates: string | undefined;
};

export type Delivery = {
  /** At most 24 characters of [a-z0-9]: it is the marker that the posted message carries, and the nonce. */
  readonly id: string;
  readonly subscription: string;
  readonly channelRef: ChannelRef;
  /** The slot's id (its local date), or `now-` with the id of the request that asked for it: unique in its subscription for ever. */
  readonly slot: string;
  readonly slotAt: Temporal.Instant;
  /** Whether it is the one late post after a downtime. */
  readonly late: boolean;
  readonly state: DeliveryState;
  /** How often it was handed to the platform. */
  readonly attempts: number;
  /** waiting: when to send it; unknown: when to look for it; claimed: when the claim runs out. */
  readonly nextAt: Temporal.Instant | undefined;
  /** When it was first handed to the platform: the message cannot be older. Undefined as long as no attempt has begun. */
  readonly begunAt: Temporal.Instant | undefined;
  readonly settledAt: Temporal.Instant | undefined;
  /** The platform's reference of the message; on Slack its timestamp, on Discord its id. */
  readonly message: string | undefined;
  /** Why it is in its state, for a person; a short code, then what the platform said. */
  readonly reason: string;
  readonly carried: Carried | undefined;
};
