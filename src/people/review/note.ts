/** A note that a topic or one of its statements needs work, as a reviewer left it for who wrote it. */

export type ReviewNote = {
  readonly id: string;
  readonly topic: string;
  /** The id of a statement; empty for the topic as a whole. */
  readonly statement: string;
  /** The version of the topic that the reviewer was shown. */
  readonly version: string;
  /** What needs work, in the reviewer's words; may be empty. */
  readonly text: string;
  /** The name of the reviewer. */
  readonly by: string;
  /** The name of who wrote it; empty where that is not known, so that it is for everybody who curates. */
  readonly author: string;
  readonly createdAt: Temporal.Instant;
};

/** A longer note is a conversation. */
export const MAX_NOTE_CHARACTERS = 500;

/** Notes that are done are kept so long. */
export const NOTE_DAYS = 90;
