/** The port of the inbox to the store: flags and unanswered questions. */
import type { ChannelRef } from '../../digest/subscription.ts';
import type { Flag, KeptFlag, Unanswered } from './flag.ts';

export type InboxStore = {
  /** Stores a flag, unless its sender flagged the same since `since` (`kept-already`) or `most` things since then (`too-many`); with a waiting delivery to the curators' channel, where there is one. */
  readonly addFlag: (
    flag: Flag,
    since: Temporal.Instant,
    most: number,
    curators?: ChannelRef,
  ) => Promise<'added' | 'kept-already' | 'too-many'>;
  /** Returns up to `most` open flags, oldest first. */
  readonly openFlags: (most: number) => Promise<readonly KeptFlag[]>;
  readonly flag: (id: string) => Promise<Flag | undefined>;
  /** Closes a flag, after which it is not posted any more; false if there is none or it was closed already. */
  readonly finishFlag: (id: string, now: Temporal.Instant) => Promise<boolean>;
  /** Opens a closed flag again, which is not posted once more; false if there is none or it is open. */
  readonly reopenFlag: (id: string) => Promise<boolean>;
  /** Sends the flags that wait to the channel of the curators, as it is set now; where they have none, they wait no more until there is one. */
  readonly directFlags: (curators: ChannelRef | undefined, now: Temporal.Instant) => Promise<void>;
  /** Counts an unanswered question on a day, once or as often as given; at most `most` different ones a day are stored. */
  readonly countQuestion: (text: string, on: string, most: number, times?: number) => Promise<void>;
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
