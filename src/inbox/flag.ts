/** What a reader flagged in a brief. */
import type { Language } from '../records/schema.ts';
import type { ChannelRef } from '../digest/subscription.ts';

/** What may be flagged beside a statement; no id of a statement begins like this. */
export const WHOLE_BRIEF = '*';
export const BOTTOM_LINE = '*bottom-line';

export type Flag = {
  readonly id: string;
  readonly topic: string;
  /** The id of a statement, or one of the two above. */
  readonly statement: string;
  readonly text: string;
  /** An http or https address; empty where none was given. */
  readonly link: string;
  readonly language: Language;
  readonly channelRef: ChannelRef;
  /** The platform's id of who flagged it, against floods only: empty once it is no longer needed for that. */
  readonly person: string;
  readonly createdAt: Temporal.Instant;
  /** When to post it to the curators, to look for it, or when the claim on either runs out; undefined where nothing is left to do. */
  readonly nextAt: Temporal.Instant | undefined;
  /** When it was handed to the platform, as long as it is not known that nothing came of it. */
  readonly begunAt: Temporal.Instant | undefined;
  readonly postedAt: Temporal.Instant | undefined;
  readonly doneAt: Temporal.Instant | undefined;
};

/** A question that found nothing, how often it was asked, and the day of the last time. */
export type Unanswered = { readonly text: string; readonly count: number; readonly lastOn: string };
