/** The port of reviews to the store: notes, and which chat identities are whose. */
import type { Account } from '../account.ts';
import type { AuditEntry } from '../audit.ts';
import type { ReviewNote } from './note.ts';

/** An identity in a chat: the platform, and what the platform calls the person wherever they write. */
export type ChatIdentity = { readonly platform: string; readonly identity: string };

/** An identity that is tied to a person, with the name that it had in the chat then. */
export type ChatTie = ChatIdentity & { readonly name: string; readonly tiedAt: Temporal.Instant };

export type ReviewStore = {
  /** Stores a note with its audit entry; false where the same reviewer has left the same one on this version, and it is open. */
  readonly addReviewNote: (note: ReviewNote, entry: AuditEntry) => Promise<boolean>;
  /** Returns up to `most` open notes, oldest first. */
  readonly openReviewNotes: (most: number) => Promise<readonly ReviewNote[]>;
  /** Closes a note, with its audit entry; false if there is no such open note. */
  readonly finishReviewNote: (id: string, entry: AuditEntry) => Promise<boolean>;
  /** Keeps the hash of a code that ties an identity to an account once, in place of the account's earlier ones. */
  readonly addTieCode: (code: {
    readonly hash: string;
    readonly account: string;
    readonly expiresAt: Temporal.Instant;
  }) => Promise<void>;
  /** Uses a code: ties the identity to its account, and to nobody else any more. Returns the account, or undefined where there is no such code, or not any more. */
  readonly tieByCode: (
    hash: string,
    tie: ChatTie,
    entry: (account: Account) => AuditEntry,
  ) => Promise<Account | undefined>;
  /** Makes a code useless. */
  readonly burnTieCode: (hash: string) => Promise<void>;
  /** Returns whose an identity is; undefined where it is tied to nobody who has an account. */
  readonly tiedAccount: (identity: ChatIdentity) => Promise<Account | undefined>;
  /** Returns the identities of an account, by platform and name. */
  readonly ties: (account: string) => Promise<readonly ChatTie[]>;
  /** Unties an identity of an account, with its audit entry; false where it is not theirs. */
  readonly untie: (account: string, identity: ChatIdentity, entry: AuditEntry) => Promise<boolean>;
  /** Deletes notes that were done before a time, codes that expired before another, and ties of accounts that were removed. */
  readonly tidyReviews: (before: {
    readonly done: Temporal.Instant;
    readonly codes: Temporal.Instant;
  }) => Promise<void>;
};
