/** A person who may use the desk: their account, the names that one may have, the roles, and what each may do. */

/** A person who may use the desk. */
export type Account = {
  readonly id: string;
  /** Unique among the accounts that were not removed, whatever the case. */
  readonly name: string;
  readonly role: Role;
};

export type StoredAccount = Account & {
  readonly createdAt: Temporal.Instant;
  /** What the sign-in provider knows the person by, with its address in front; undefined where they sign in by links only. */
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

/** The first admin has no name before the link is used. */
export const FIRST_ADMIN: Pick<Account, 'id' | 'name'> = { id: '', name: 'first admin' };
/** Reserved: the audit list uses these names for actors without an account. */
const RESERVED = new Set(
  [ON_THIS_MACHINE, VISITOR, ON_COMMAND_LINE, FIRST_ADMIN].map(({ name }) => accountNameKey(name)),
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
  return name.replaceAll('\0', '').normalize('NFKC').toLowerCase().normalize('NFKC').trim().replaceAll(/\s+/gu, ' ');
}

export const ROLES = ['reader', 'curator', 'reviewer', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/** What somebody may do at the desk. */
export type Right =
  /** Reading records, asking, flagging. */
  | 'read'
  /** Managing the digests of the desk's channel and what is shared in it. */
  | 'manage'
  /** Writing and publishing records, and emptying the inbox. */
  | 'curate'
  /** Looking at the deliveries of all channels and at what the bot measures. */
  | 'operate'
  /** Confirming that a topic is still right. */
  | 'review'
  /** Adding, changing and removing people, and reading what was done. */
  | 'administer';

/** What each role may do: the one place that says so. */
export const RIGHTS = {
  reader: ['read'],
  curator: ['read', 'manage', 'curate', 'operate'],
  reviewer: ['read', 'manage', 'curate', 'operate', 'review'],
  admin: ['read', 'manage', 'curate', 'operate', 'review', 'administer'],
} as const satisfies Readonly<Record<Role, readonly Right[]>>;

/** Returns whether somebody of a role may do something. */
export function may({ role }: { readonly role: Role }, right: Right): boolean {
  const rights: readonly Right[] = RIGHTS[role];
  return rights.includes(right);
}

/** Returns the roles that may do something, those with the fewest rights first. */
export const rolesThatMay = (right: Right): readonly Role[] => ROLES.filter((role) => may({ role }, right));

/** Who may review a topic: anybody with the right to, or only another person than those who wrote it. */
const REVIEW_POLICIES = ['anybody', 'other-person'] as const;

export type ReviewPolicy = (typeof REVIEW_POLICIES)[number];

/** Returns the policy of a name, whatever its case; `anybody` where none is named, undefined where there is none of the name. */
export const asReviewPolicy = (name = 'anybody'): ReviewPolicy | undefined =>
  REVIEW_POLICIES.find((one) => one === name.toLowerCase());

/** Returns the role of a name, or undefined where there is none of it. */
export const asRole = (name: string | undefined): Role | undefined => ROLES.find((role) => role === name);
