/** The port of accounts to the store: people, the links by which they come in, sessions, and the audit list. */
import type { Account, KeptAccount } from './account.ts';
import type { AuditEntry, AuditFilter } from './audit.ts';
import type { Role } from './roles.ts';

export type NewAccount = Account & { readonly createdAt: Temporal.Instant; readonly subject?: string | undefined };

/** A link that works once, by the hash of its token. */
export type InviteLink = {
  readonly hash: string;
  /** Whose password it sets; undefined where it makes the first admin. */
  readonly account: string | undefined;
  readonly expiresAt: Temporal.Instant;
};

export type KeptLink = InviteLink & { readonly usedAt: Temporal.Instant | undefined };

/** What a link is used for: how the person signs in from then on, and for the first admin the name. */
export type LinkUse = {
  readonly password?: string | undefined;
  readonly subject?: string | undefined;
  readonly first?: { readonly id: string; readonly name: string } | undefined;
};

export type NewSession = {
  readonly hash: string;
  readonly account: string;
  readonly createdAt: Temporal.Instant;
};

export type KeptSession = NewSession & { readonly seenAt: Temporal.Instant };

/** The audit entry of each change is written with it, or neither is. */
export type AccountStore = {
  /** Whether there is any account that was not removed. */
  readonly hasAccounts: () => Promise<boolean>;
  /** Returns the accounts that were not removed, by name. */
  readonly accounts: () => Promise<readonly KeptAccount[]>;
  /** Returns the account of a name with what is kept of its password; undefined where there is none. */
  readonly accountNamed: (
    name: string,
  ) => Promise<(KeptAccount & { readonly password: string | undefined }) | undefined>;
  /** Returns the account of a provider's subject, removed ones too. */
  readonly accountOf: (subject: string) => Promise<(Account & { readonly removed: boolean }) | undefined>;
  readonly addAccount: (
    account: NewAccount,
    entry: AuditEntry,
    link?: InviteLink,
  ) => Promise<'added' | 'name-taken' | 'subject-taken'>;
  /** Changes a role, unless nobody would be left who may administer. */
  readonly changeRole: (id: string, role: Role, entry: AuditEntry) => Promise<'changed' | 'missing' | 'last-admin'>;
  /** Removes an account with its sessions and links, unless others would be left with nobody who may administer. */
  readonly removeAccount: (id: string, entry: AuditEntry) => Promise<'removed' | 'missing' | 'last-admin'>;
  /** Adds a link in place of an account's earlier ones. */
  readonly addLink: (link: InviteLink, entry?: AuditEntry) => Promise<void>;
  readonly link: (hash: string) => Promise<KeptLink | undefined>;
  /** Uses a link that is neither used nor expired, once; the account's sessions end. Returns the account. */
  readonly useLink: (
    hash: string,
    use: LinkUse,
    entry: (account: Account) => AuditEntry,
  ) => Promise<Account | 'gone' | 'name-taken' | 'subject-taken' | 'has-admin'>;
  readonly addSession: (session: NewSession, entry: AuditEntry) => Promise<void>;
  /** Returns a session with its account; undefined where it ended or the account was removed. */
  readonly session: (hash: string) => Promise<{ readonly session: KeptSession; readonly account: Account } | undefined>;
  readonly touchSession: (hash: string, at: Temporal.Instant) => Promise<void>;
  readonly endSession: (hash: string, entry?: AuditEntry) => Promise<void>;
  readonly addAudit: (entry: AuditEntry) => Promise<void>;
  /** Returns up to `most` entries, the newest first, older than the one named. */
  readonly auditEntries: (
    filter: AuditFilter,
    most: number,
    olderThan?: Pick<AuditEntry, 'at' | 'id'>,
  ) => Promise<readonly AuditEntry[]>;
  /** Deletes sessions not seen since one time or made before another, links that expired before a time, and entries older than another. */
  readonly tidyAccounts: (before: {
    readonly seen: Temporal.Instant;
    readonly made: Temporal.Instant;
    readonly links: Temporal.Instant;
    readonly audit: Temporal.Instant;
  }) => Promise<void>;
};
