/** A flag: a reader's report of an error in a brief. */
import type { Language } from '../../records/schema.ts';
import type { ChannelRef } from '../../digest/subscription.ts';

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
  readonly doneAt: Temporal.Instant | undefined;
};

/** A flag with what has become of its post to the curators, which is a delivery of the same id. */
export type KeptFlag = Flag & {
  readonly postedAt: Temporal.Instant | undefined;
  /** Whether it is still to be posted, or to be looked up. */
  readonly isWaiting: boolean;
};

/** Why a flag is not posted any more. */
export const FLAG_CLOSED = 'done: it was closed before it was posted';

/** An unanswered question, how often it was asked, and the last day on which it was. */
export type Unanswered = { readonly text: string; readonly count: number; readonly lastOn: string };
