/** The port of the inbox to the store: flags and unanswered questions. */
import type { Flag, Unanswered } from './flag.ts';

export type InboxStore = {
  /** Stores a flag, unless its sender flagged the same since `since` (`kept-already`) or `most` things since then (`too-many`). */
  readonly addFlag: (
    flag: Flag,
    since: Temporal.Instant,
    most: number,
  ) => Promise<'added' | 'kept-already' | 'too-many'>;
  /** Returns up to `most` open flags, oldest first. */
  readonly openFlags: (most: number) => Promise<readonly Flag[]>;
  /** Closes a flag, after which it is not posted any more; false if there is none or it was closed already. */
  readonly finishFlag: (id: string, now: Temporal.Instant) => Promise<boolean>;
  /** Claims one flag that is due to be posted or looked up, until `until`, which becomes its `nextAt`; undefined where none is due. */
  readonly claimFlag: (now: Temporal.Instant, until: Temporal.Instant) => Promise<Flag | undefined>;
  /** Records that sending a claimed flag begins; false, and then it must not be sent, where the claim has expired or the flag was begun or closed already. */
  readonly beginFlag: (flag: Pick<Flag, 'id' | 'nextAt'>, now: Temporal.Instant) => Promise<boolean>;
  /** Settles a claimed flag with its outcome, only if the claim is unchanged; returns whether it was. */
  readonly settleFlag: (
    flag: Pick<Flag, 'id' | 'nextAt'>,
    outcome: Pick<Flag, 'nextAt' | 'begunAt' | 'postedAt'>,
  ) => Promise<boolean>;
  /** Counts an unanswered question on a day; at most `most` different ones a day are stored. */
  readonly countQuestion: (text: string, on: string, most: number) => Promise<void>;
  /** Returns up to `most` unanswered questions from a day on, the most frequent first. */
  readonly questions: (from: string, most: number) => Promise<readonly Unanswered[]>;
  /** Deletes an unanswered question by its stored text; true if it existed. */
  readonly forgetQuestion: (text: string) => Promise<boolean>;
  /** Deletes the senders of flags made before `personsBefore`, flags closed before `doneBefore`, and questions of days before `questionsBefore`. */
  readonly tidyInbox: (before: {
    readonly persons: Temporal.Instant;
    readonly done: Temporal.Instant;
    readonly questions: string;
  }) => Promise<void>;
};
