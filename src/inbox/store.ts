/** What the inbox needs of the store: flags, and questions that found nothing. */
import type { Flag, Unanswered } from './flag.ts';

export type InboxStore = {
  /** Keeps what somebody flagged, unless they flagged the same since `since` (then it is kept already) or `most` things since then. */
  readonly addFlag: (
    flag: Flag,
    since: Temporal.Instant,
    most: number,
  ) => Promise<'added' | 'kept-already' | 'too-many'>;
  /** Returns up to `most` flags that nobody has done with yet, oldest first. */
  readonly openFlags: (most: number) => Promise<readonly Flag[]>;
  /** Marks a flag as done with, after which it is posted no more; false if there is none, or it was done with already. */
  readonly finishFlag: (id: string, now: Temporal.Instant) => Promise<boolean>;
  /** Claims one flag that is due to be posted or looked for, until `until`, which is its `nextAt` then; undefined where none is due. */
  readonly claimFlag: (now: Temporal.Instant, until: Temporal.Instant) => Promise<Flag | undefined>;
  /** Marks a claimed flag as being handed to the platform from now on; false, and then it must not be, where the claim has run out or it was begun or done with already. */
  readonly beginFlag: (flag: Pick<Flag, 'id' | 'nextAt'>, now: Temporal.Instant) => Promise<boolean>;
  /** Says what became of a claimed flag; only if the claim is still the same, tells whether it was. */
  readonly settleFlag: (
    flag: Pick<Flag, 'id' | 'nextAt'>,
    outcome: Pick<Flag, 'nextAt' | 'begunAt' | 'postedAt'>,
  ) => Promise<boolean>;
  /** Counts a question that found nothing on a day; one more than `most` different ones a day are not kept. */
  readonly countQuestion: (text: string, on: string, most: number) => Promise<void>;
  /** Returns up to `most` questions that found nothing from a day on, the most frequent first. */
  readonly questions: (from: string, most: number) => Promise<readonly Unanswered[]>;
  /** Forgets a question that found nothing, by its text as it is kept; true if it was there. */
  readonly forgetQuestion: (text: string) => Promise<boolean>;
  /** Forgets who flagged before `personsBefore`, flags that were done with before `doneBefore`, and questions of days before `questionsBefore`. */
  readonly tidyInbox: (before: {
    readonly persons: Temporal.Instant;
    readonly done: Temporal.Instant;
    readonly questions: string;
  }) => Promise<void>;
};
