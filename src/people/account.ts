/** The accounts of people, and the names that they may have. */
import type { Role } from './roles.ts';

/** A person who may use the desk. */
export type Account = {
  readonly id: string;
  /** Unique among the accounts that were not removed, whatever the case. */
  readonly name: string;
  readonly role: Role;
};

export type KeptAccount = Account & {
  readonly createdAt: Temporal.Instant;
  readonly hasPassword: boolean;
  /** What the sign-in provider knows the person by, with its address in front; undefined where they sign in with a password only. */
  readonly subject: string | undefined;
  /** When they last did anything at the desk. */
  readonly seenAt: Temporal.Instant | undefined;
};

/** The single admin of a desk that has no accounts and that only its own machine can reach: who has opened its link. */
export const ON_THIS_MACHINE: Account = { id: 'machine', name: 'on this machine', role: 'admin' };

/** Whoever else is at such a desk. */
export const VISITOR: Account = { id: 'visitor', name: 'visitor on this machine', role: 'reader' };

/** Who acts where nobody is signed in: whoever runs a command on the bot's machine. */
export const ON_COMMAND_LINE: Pick<Account, 'id' | 'name'> = { id: '', name: 'command line' };
/** Stands for whoever typed a name at the sign-in that no account has: it may have been a password. */
export const OF_UNKNOWN_NAME: Pick<Account, 'id' | 'name'> = { id: '', name: 'unknown name' };

/** The first admin has no name before the link is used. */
export const FIRST_ADMIN: Pick<Account, 'id' | 'name'> = { id: '', name: 'first admin' };
/** Names that nobody has: the list of what was done says with them who has no account. */
const RESERVED = new Set(
  [ON_THIS_MACHINE, VISITOR, ON_COMMAND_LINE, OF_UNKNOWN_NAME, FIRST_ADMIN].map(({ name }) => accountNameKey(name)),
);

const MAX_NAME = 60;

/** Control, format and private characters: among them the marks that reverse text and those that are not seen. */
const UNSEEN = /\p{C}/u;
const LATIN = /\p{Script=Latin}/u;
/** Scripts with letters that look like Latin ones. */
const LOOKALIKE = /\p{Script=Cyrillic}|\p{Script=Greek}/u;

export type ParsedName =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly because: 'empty' | 'long' | 'odd' };

/** Parses a name: its spaces made single, at most 60 characters, none of them unseen, and no Latin letters beside lookalikes. */
export function parseName(text: string): ParsedName {
  const name = text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ');
  if (name === '') return { ok: false, because: 'empty' };
  if (Array.from(name).length > MAX_NAME) return { ok: false, because: 'long' };
  if (UNSEEN.test(name) || (LATIN.test(name) && LOOKALIKE.test(name))) return { ok: false, because: 'odd' };
  if (RESERVED.has(accountNameKey(name))) return { ok: false, because: 'odd' };
  return { ok: true, name };
}

/** Returns what is the same for names that a reader would take for one. */
export function accountNameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().normalize('NFKC').trim().replaceAll(/\s+/gu, ' ');
}
