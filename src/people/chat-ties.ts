/** Ties identities in chats to people of the desk: by a code that the desk shows to its person, and that they type in the chat. */
import { randomBytes } from 'node:crypto';
import { ON_THIS_MACHINE, type Account } from './roles.ts';
import { createAuditWriter, type AuditEntry } from './audit.ts';
import { hashToken } from './tokens.ts';

/** An identity in a chat: the platform, and what the platform calls the person wherever they write. */
export type ChatIdentity = { readonly platform: string; readonly identity: string };

/** An identity that is tied to a person, with the name that it had in the chat then. */
export type ChatTie = ChatIdentity & { readonly name: string; readonly tiedAt: Temporal.Instant };

/** The port of ties to the store. */
export type ChatTieStore = {
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
  /** Unties an identity of an account, with its audit entry; its sessions and links end. False where it is not theirs. */
  readonly untie: (account: string, identity: ChatIdentity, entry: AuditEntry) => Promise<boolean>;
  /** Deletes codes that expired before a time, and ties of accounts that were removed. */
  readonly tidyChatTies: (now: Temporal.Instant) => Promise<void>;
};

/** A code as it is shown, once. */
export type TieCode = { readonly code: string; readonly expiresAt: Temporal.Instant };

export type ChatTies = {
  /** Returns a code that ties whoever types it in a chat to this person, once and soon; undefined for who has no account. */
  readonly newCode: (account: Account) => Promise<TieCode | undefined>;
  /** Ties who typed a code; undefined where there is no such code, or not any more. */
  readonly tie: (typed: ChatIdentity & { readonly name: string }, code: string) => Promise<Account | undefined>;
  /** Makes a code useless that others may have seen. */
  readonly invalidate: (code: string) => Promise<void>;
  /** Returns whose an identity is, as the store knows it now; undefined where it is nobody's. */
  readonly accountOf: (identity: ChatIdentity) => Promise<Account | undefined>;
  readonly of: (account: Account) => Promise<readonly ChatTie[]>;
  /** Unties an identity of a person; false where it is not theirs. */
  readonly untie: (account: Account, identity: ChatIdentity) => Promise<boolean>;
  /** Deletes what works no more. */
  readonly tidy: () => Promise<void>;
};

export type ChatTiesOptions = {
  readonly store: ChatTieStore;
  readonly now: () => Temporal.Instant;
  readonly newId: () => string;
};

const CODE_MINUTES = 15;
const CODE_CHARACTERS = 10;
/** Nobody takes one of them for another; 32 of them, so that each byte is as likely as any. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const MAX_NAME_CHARACTERS = 80;

/** Returns a code without what stands between its letters, as it is kept. */
const keyOf = (code: string): string => hashToken(code.toUpperCase().replaceAll(/[^0-9A-Z]/gu, ''));

/** Returns what ties identities in chats to people, over a store; rejects only where the store does. */
export function createChatTies({ store, now, newId }: ChatTiesOptions): ChatTies {
  const entry = createAuditWriter({ now, newId });
  return {
    newCode: async (account) => {
      if (account.id === ON_THIS_MACHINE.id) return undefined;
      const letters = newLetters();
      const expiresAt = now().add({ minutes: CODE_MINUTES });
      await store.addTieCode({ hash: keyOf(letters), account: account.id, expiresAt });
      return { code: `${letters.slice(0, CODE_CHARACTERS / 2)}-${letters.slice(CODE_CHARACTERS / 2)}`, expiresAt };
    },
    tie: async ({ platform, identity, name }, code) =>
      await store.tieByCode(
        keyOf(code),
        { platform, identity, name: name.slice(0, MAX_NAME_CHARACTERS), tiedAt: now() },
        (account) => entry(account, { act: 'chat-tied', about: platform, detail: name }),
      ),
    invalidate: (code) => store.burnTieCode(keyOf(code)),
    accountOf: (identity) => store.tiedAccount(identity),
    of: (account) => store.ties(account.id),
    untie: (account, { platform, identity }) =>
      store.untie(
        account.id,
        { platform, identity },
        entry(account, { act: 'chat-untied', about: platform, detail: identity }),
      ),
    tidy: () => store.tidyChatTies(now()),
  };
}

/** Returns letters with a digit among them, by which a code is told from a word. */
function newLetters(): string {
  for (;;) {
    const letters = Array.from(randomBytes(CODE_CHARACTERS), (byte) => LETTERS[byte % LETTERS.length]).join('');
    if (/\d/u.test(letters)) return letters;
  }
}
