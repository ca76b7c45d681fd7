/** A flag: a reader's report of an error in a brief. */
import type { Language } from '../records/schema.ts';
import type { ChannelRef } from '../digest/subscription.ts';

/** Targets of a flag other than a statement; no statement id begins with an asterisk. */
export const WHOLE_BRIEF = '*';
export const BOTTOM_LINE = '*bottom-line';

export type Flag = {
  readonly id: string;
  readonly topic: string;
  /** The id of a statement, or one of the two above. */
  readonly statement: string;
  readonly text: string;
  /** An http or https URL; empty where none was given. */
  readonly link: string;
  readonly language: Language;
  readonly channelRef: ChannelRef;
  /** The platform's id of the sender, for rate limiting only: empty once it is no longer needed for that. */
  readonly person: string;
  readonly createdAt: Temporal.Instant;
  /** When to post it to the curators or look it up, or when the claim on either expires; undefined where nothing is left to do. */
  readonly nextAt: Temporal.Instant | undefined;
  /** When sending to the platform began; undefined again once it is known that the message did not arrive. */
  readonly begunAt: Temporal.Instant | undefined;
  readonly postedAt: Temporal.Instant | undefined;
  readonly doneAt: Temporal.Instant | undefined;
};

/** An unanswered question, how often it was asked, and the last day on which it was. */
export type Unanswered = { readonly text: string; readonly count: number; readonly lastOn: string };
