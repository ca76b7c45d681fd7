/** Subscriptions: which topics a channel gets, when by its own clock, in which language. */
import type { Language, Brief, Relationship } from '../records/schema.ts';
import type { Schedule } from './schedule/schedule.ts';
import type { RecordCatalogue } from '../records/catalogue.ts';

/** Where a digest is posted. `workspace` is a Slack team, a Discord server, or empty where there is none. */
export type ChannelRef = { readonly platform: string; readonly workspace: string; readonly channel: string };

/** Why a subscription is paused; `asked` is the only reason that a person chose. */
export type PauseReason = 'asked' | 'channel-gone' | 'no-permission' | 'bot-removed' | 'token-revoked' | 'no-history';

/** Why an owner is alerted: what is wrong, that one digest could not be composed, or that the digest goes on by itself. */
export type AlertReason = PauseReason | 'uncomposed' | 'goes-on';

export type Subscription = {
  readonly id: string;
  readonly channelRef: ChannelRef;
  /** Ids of topics, and of relationships for all topics that they have and will have, or all of every one. */
  readonly topics: readonly string[] | 'all';
  readonly schedule: Schedule;
  readonly language: Language;
  /** What happens when there is nothing new: nothing is posted, or one brief in rotation. */
  readonly whenQuiet: 'skip' | 'rotate';
  /** The platform's id of the person who gets its alerts; empty where the command line created it without one. */
  readonly owner: string;
  readonly createdAt: Temporal.Instant;
  readonly pausedBecause: PauseReason | undefined;
  /** The platform's text on the pause, for display; of one that was asked for, the platform's id of who asked, empty where that was not kept. */
  readonly pausedDetail: string;
  /** When the next digest is due; undefined while it is paused. */
  readonly dueAt: Temporal.Instant | undefined;
  /** Keys of the news that existed when the channel subscribed, its statements in packs: it counts as received. */
  readonly baseline: readonly string[];
  /** Whether a digest has introduced the topics yet. */
  readonly introduced: boolean;
  /** The topic that was last posted in rotation. */
  readonly rotated: string | undefined;
};

/** Returns the topics that entries name, in the order of their ids, retracted ones included: each entry is a topic's id, or a relationship's for all topics that it has and will have. */
export function topicsIn({ briefs }: Pick<RecordCatalogue, 'briefs'>, topics: Subscription['topics']): Brief[] {
  return [...briefs.values()].filter(
    ({ id, relationship }) => topics === 'all' || topics.includes(id) || topics.includes(relationship),
  );
}

/** Returns the relationships of topics, in the order of the catalogue. */
export function relationshipsIn(
  { relationships }: Pick<RecordCatalogue, 'relationships'>,
  briefs: readonly Brief[],
): Relationship[] {
  const ids = new Set(briefs.map(({ relationship }) => relationship));
  return [...relationships.values()].filter(({ id }) => ids.has(id));
}
