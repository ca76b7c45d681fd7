/** People at the desk: how they come in, what they may do, what is written down of it, and the port to the store. */
import { newId } from '../digest/ids.ts';
import {
  FIRST_ADMIN,
  parseName,
  type Account,
  type StoredAccount,
  type ParsedName,
  may,
  type Right,
  type Role,
  accountNameKey,
} from './roles.ts';
import { AUDIT_DAYS, createAuditWriter, type AuditEntry, type AuditFilter, type NewAuditEntry } from './audit.ts';
import { hashToken, isHashOf, newToken } from './tokens.ts';
import { randomBytes } from 'node:crypto';
import { createTokenBuckets } from '../shared/token-buckets.ts';

/** Who does something: an account, the command line, or nobody yet. */
export type Actor = Pick<Account, 'id' | 'name'>;

/** The code of a link that signs in once, as it is handed out. */
export type Invitation = { readonly code: string; readonly expiresAt: Temporal.Instant };

export type InviteResult =
  | ({ readonly ok: true; readonly account: Account } & Invitation)
  | {
      readonly ok: false;
      readonly because: Extract<ParsedName, { ok: false }>['because'] | 'name-taken' | 'missing' | 'first-admin';
    };

/** Somebody who has just come in; the token goes into their browser. */
export type NewSignIn = { readonly ok: true; readonly account: Account; readonly token: string };

/** Returns where a link leads below the address of the desk: behind # nothing is sent to a server, nor kept in its logs. */
export const linkPath = (code: string): string => `/sign-in#${code}`;

/** How a link ended before its time: it was used, a newer one took its place, wrong codes were tried, or sessions and links of its person were ended. */
export type LinkEnd = 'used' | 'replaced' | 'guessed' | 'withdrawn';

/** Why a link does not sign in: `gone` where there is none of this code, or no account any more. */
export type LinkFault = LinkEnd | 'expired' | 'gone' | 'has-admin';

export type LinkSignIn =
  | NewSignIn
  | {
      readonly ok: false;
      readonly because: LinkFault | Extract<ParsedName, { ok: false }>['because'] | 'name-taken' | 'subject-taken';
    };

/** A link that was opened: whose it is; undefined where it makes the first admin. */
export type OpenedLink =
  | { readonly ok: true; readonly account: Account | undefined }
  | { readonly ok: false; readonly because: LinkFault };

/** A person as a sign-in provider names them. */
export type Identity = {
  /** The provider's address and what it calls the person, never another one's. */
  readonly subject: string;
  readonly name: string;
};

export type Accounts = {
  /** Whether anybody has an account. */
  readonly hasAny: () => Promise<boolean>;
  readonly list: () => Promise<readonly StoredAccount[]>;
  /** Returns the names of those who may do something. */
  readonly who: (right: Right) => Promise<readonly string[]>;
  /** Adds a person, who signs in by the link, here or at the provider. */
  readonly add: (person: { readonly name: string; readonly role: Role }, by: Actor) => Promise<InviteResult>;
  /** Returns a link for a person; those before work no more. */
  readonly invite: (name: string, by: Actor) => Promise<InviteResult>;
  /** Returns a link for the person of a chat identity, made by themselves. */
  readonly inviteSelf: (account: Account, platform: string) => Promise<Invitation>;
  /** Returns a link for the first admin, or undefined where somebody is one. */
  readonly inviteFirst: () => Promise<Invitation | undefined>;
  readonly changeRole: (name: string, role: Role, by: Actor) => Promise<'changed' | 'missing' | 'last-admin'>;
  /** Removes a person, whose sessions end at once. */
  readonly remove: (name: string, by: Actor) => Promise<'removed' | 'missing' | 'last-admin'>;
  /** Ends all sessions and links of a person; false where there is none of the name. */
  readonly signOutEverywhere: (name: string, by: Actor) => Promise<boolean>;
  /** Returns whose a link is, and leaves it as it is; a wrong code of a link counts as a guess. */
  readonly openLink: (code: string) => Promise<OpenedLink>;
  /** Signs in by a link, once: its person, or the first admin, who is given the name. */
  readonly signInByLink: (code: string, name: string) => Promise<LinkSignIn>;
  /** Takes in who signed in at a provider: by a link, whose person they then are; known from before; or with a role that the settings give them. */
  readonly signInBy: (
    identity: Identity,
    by: { readonly link?: string | undefined; readonly role?: Role | undefined },
  ) => Promise<
    NewSignIn | Extract<LinkSignIn, { ok: false }> | { readonly ok: false; readonly because: 'removed' | 'unknown' }
  >;
  /** Returns who a session belongs to, or undefined where it has ended. */
  readonly session: (token: string) => Promise<Account | undefined>;
  readonly signOut: (token: string) => Promise<void>;
  /** Writes down that a sign-in was refused, not each of many, by the name that the provider gave. */
  readonly refused: (name: string, address: string) => Promise<void>;
  readonly note: (by: Actor, deed: NewAuditEntry) => Promise<void>;
  /** Returns up to `most` entries of the audit list, the newest first. */
  readonly audit: (
    filter: AuditFilter,
    most: number,
    olderThan?: Pick<AuditEntry, 'at' | 'id'>,
  ) => Promise<readonly AuditEntry[]>;
  /** Deletes what is kept too long. */
  readonly tidy: () => Promise<void>;
};

export const LINK_MINUTES = 10;
/** So many digits name the link; the others are its 128 secret bits. */
const LINK_ID_DIGITS = 12;
const LINK_CODE = /^[\da-f]{44}$/u;
/** After so many wrong codes of one link it ends: of each account one link is open at a time. */
export const MAX_GUESSES = 5;
/** A session ends a week after it was last used, and a month after it began. */
const UNSEEN_HOURS = 7 * 24;
const SESSION_HOURS = 30 * 24;
/** How exactly it is kept when a session was last used. */
const TOUCH_MINUTES = 5;
/** Links that no longer work are remembered so long, so that who opens one is told why. */
const LINK_REMEMBERED_HOURS = 30 * 24;

const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0;

export type AccountsOptions = { readonly store: AccountStore; readonly now: () => Temporal.Instant };

/** Returns what people can do about themselves and each other, over a store; rejects only where the store does. */
export function createAccounts({ store, now }: AccountsOptions): Accounts {
  const entry = createAuditWriter({ now, newId });

  const isAudited = createRefusalSampler();
  const newLink = (account: string | undefined): Invitation & { readonly link: NewLink } => {
    const code = randomBytes(22).toString('hex');
    const expiresAt = now().add({ minutes: LINK_MINUTES });
    return { code, expiresAt, link: { id: code.slice(0, LINK_ID_DIGITS), hash: hashToken(code), account, expiresAt } };
  };
  /** Begins a session; what the audit list has of it already is not written again. */
  const begin = async (account: Account, by: 'link' | 'provider', isListed = false): Promise<NewSignIn> => {
    const token = newToken();
    const session = { hash: hashToken(token), account: account.id, createdAt: now() };
    await store.addSession(session, isListed ? undefined : entry(account, { act: 'signed-in', detail: by }));
    return { ok: true, account, token };
  };

  const openLink = async (code: string): Promise<OpenedLink> => {
    const id = code.slice(0, LINK_ID_DIGITS);
    const link = LINK_CODE.test(code) ? await store.link(id) : undefined;
    if (link === undefined) return { ok: false, because: 'gone' };
    if (!isHashOf(link.hash, code)) {
      await store.noteGuess(id, MAX_GUESSES);
      return { ok: false, because: 'gone' };
    }
    if (link.ended !== undefined) return { ok: false, because: link.ended };
    if (!isBefore(now(), link.expiresAt)) return { ok: false, because: 'expired' };
    const all = await store.accounts();
    if (link.account === undefined)
      return all.some(({ role }) => role === 'admin')
        ? { ok: false, because: 'has-admin' }
        : { ok: true, account: undefined };
    const account = all.find(({ id: own }) => own === link.account);
    return account === undefined ? { ok: false, because: 'gone' } : { ok: true, account };
  };

  /** Uses a link and begins a session; what happened between opening and using is told like what was before. */
  const signInWith = async (
    code: string,
    { name, subject }: { readonly name: ParsedName; readonly subject?: string },
  ): Promise<LinkSignIn> => {
    const opened = await openLink(code);
    if (!opened.ok) return opened;
    if (opened.account === undefined && !name.ok) return name;
    const first = opened.account === undefined && name.ok ? { id: newId(), name: name.name } : undefined;
    const by = subject === undefined ? 'link' : 'provider';
    const deed = (account: Account): NewAuditEntry => {
      if (subject !== undefined)
        return { act: 'provider-tied', about: account.name, detail: first === undefined ? '' : FIRST_ADMIN.name };
      return first === undefined
        ? { act: 'signed-in', detail: by }
        : { act: 'account-added', about: account.name, detail: account.role };
    };
    const used = await store.useLink(hashToken(code), { subject, first }, (account) => entry(account, deed(account)));
    if (typeof used !== 'string') return begin(used, by, subject === undefined && first === undefined);
    if (used !== 'gone') return { ok: false, because: used };
    const again = await openLink(code);
    return { ok: false, because: again.ok ? 'gone' : again.because };
  };

  const inviteAs = async (account: Account, by: Actor, detail = ''): Promise<Invitation> => {
    const { link, ...invitation } = newLink(account.id);
    await store.addLink(link, entry(by, { act: 'link-made', about: account.name, detail }));
    return invitation;
  };

  /** Adds a person whom the provider names; who has the name of another gets a number behind it. */
  const addNamed = async ({ name, subject }: Identity, role: Role): Promise<Account | undefined> => {
    const parsed = parseName(Array.from(name).slice(0, 50).join(''));
    const wanted = parsed.ok ? parsed.name : 'Person';
    for (let count = 1; count < 100; count++) {
      const account: Account = { id: newId(), name: count === 1 ? wanted : `${wanted} (${count})`, role };
      const added = entry(account, { act: 'account-added', about: account.name, detail: role });
      const result = await store.addAccount({ ...account, createdAt: now(), subject }, added);
      if (result === 'added') return account;
      if (result === 'subject-taken') return undefined;
    }
    return undefined;
  };

  return {
    hasAny: () => store.hasAccounts(),
    list: () => store.accounts(),
    who: async (right) => (await store.accounts()).filter((one) => may(one, right)).map(({ name }) => name),

    add: async ({ name, role }, by) => {
      const parsed = parseName(name);
      if (!parsed.ok) return parsed;
      // On this machine the first account ends that whoever is there may do everything.
      if (role !== 'admin' && !(await store.hasAccounts())) return { ok: false, because: 'first-admin' };
      const account: Account = { id: newId(), name: parsed.name, role };
      const { link, ...invitation } = newLink(account.id);
      const added = entry(by, { act: 'account-added', about: account.name, detail: role });
      const result = await store.addAccount({ ...account, createdAt: now() }, added, link);
      return result === 'added' ? { ok: true, account, ...invitation } : { ok: false, because: 'name-taken' };
    },

    invite: async (name, by) => {
      const account = await store.accountNamed(name);
      if (account === undefined) return { ok: false, because: 'missing' };
      return { ok: true, account, ...(await inviteAs(account, by)) };
    },
    inviteSelf: (account, platform) => inviteAs(account, account, platform),

    inviteFirst: async () => {
      if ((await store.accounts()).some(({ role }) => role === 'admin')) return undefined;
      const { link, ...invitation } = newLink(undefined);
      await store.addLink(link);
      return invitation;
    },

    changeRole: async (name, role, by) => {
      const account = await store.accountNamed(name);
      if (account === undefined) return 'missing';
      if (account.role === role) return 'changed';
      const detail = `${account.role} → ${role}`;
      return store.changeRole(account.id, role, entry(by, { act: 'role-changed', about: account.name, detail }));
    },

    remove: async (name, by) => {
      const account = await store.accountNamed(name);
      if (account === undefined) return 'missing';
      return store.removeAccount(account.id, entry(by, { act: 'account-removed', about: account.name }));
    },

    signOutEverywhere: async (name, by) => {
      const account = await store.accountNamed(name);
      if (account === undefined) return false;
      await store.endAccess(account.id, entry(by, { act: 'sessions-ended', about: account.name }));
      return true;
    },

    openLink,
    signInByLink: (code, name) => signInWith(code, { name: parseName(name) }),

    signInBy: async (identity, { link, role }) => {
      const { subject } = identity;
      if (link !== undefined) {
        const parsed = parseName(identity.name);
        return await signInWith(link, { name: parsed.ok ? parsed : { ok: true, name: FIRST_ADMIN.name }, subject });
      }
      const known = await store.accountOf(subject);
      if (known?.removed === true) return { ok: false, because: 'removed' };
      if (known !== undefined) return begin({ id: known.id, name: known.name, role: known.role }, 'provider');
      const added = role === undefined ? undefined : await addNamed(identity, role);
      return added === undefined ? { ok: false, because: 'unknown' } : begin(added, 'provider');
    },

    session: async (token) => {
      const hash = hashToken(token);
      const found = await store.session(hash);
      if (found === undefined) return undefined;
      const { session, account } = found;
      const at = now();
      if (
        isBefore(session.seenAt, at.subtract({ hours: UNSEEN_HOURS })) ||
        isBefore(session.createdAt, at.subtract({ hours: SESSION_HOURS }))
      ) {
        await store.endSession(hash);
        return undefined;
      }
      if (isBefore(session.seenAt, at.subtract({ minutes: TOUCH_MINUTES }))) await store.touchSession(hash, at);
      return account;
    },

    signOut: async (token) => {
      const hash = hashToken(token);
      const found = await store.session(hash);
      if (found !== undefined) await store.endSession(hash, entry(found.account, { act: 'signed-out' }));
    },

    refused: async (given, address) => {
      const name = refusedName(given);
      if (name === '' || !isAudited(name, address, now().epochMilliseconds)) return;
      await store.addAudit(entry({ id: '', name }, { act: 'sign-in-refused' }));
    },

    note: (by, deed) => store.addAudit(entry(by, deed)),
    audit: (filter, most, olderThan) => store.auditEntries(filter, most, olderThan),

    tidy: () => {
      const at = now();
      return store.tidyAccounts({
        seen: at.subtract({ hours: UNSEEN_HOURS }),
        made: at.subtract({ hours: SESSION_HOURS }),
        links: at.subtract({ hours: LINK_REMEMBERED_HOURS }),
        audit: at.subtract({ hours: 24 * AUDIT_DAYS }),
      });
    },
  };
}

export type NewAccount = Account & { readonly createdAt: Temporal.Instant; readonly subject?: string | undefined };

/** A link that signs in once, by a part of its code that is no secret, and the hash of the whole. */
export type NewLink = {
  readonly id: string;
  readonly hash: string;
  /** Whom it signs in; undefined where it makes the first admin. */
  readonly account: string | undefined;
  readonly expiresAt: Temporal.Instant;
};

export type StoredLink = NewLink & {
  /** Undefined while it is open. */
  readonly ended: LinkEnd | undefined;
};

/** What a link is used for beside signing in: it ties the provider's subject to its account, and makes the first admin. */
export type LinkUse = {
  readonly subject?: string | undefined;
  readonly first?: { readonly id: string; readonly name: string } | undefined;
};

export type NewSession = {
  readonly hash: string;
  readonly account: string;
  readonly createdAt: Temporal.Instant;
};

export type StoredSession = NewSession & { readonly seenAt: Temporal.Instant };

/** The audit entry of each change is written with it, or neither is. */
export type AccountStore = {
  /** Whether there is any account that was not removed. */
  readonly hasAccounts: () => Promise<boolean>;
  /** Returns the accounts that were not removed, by name. */
  readonly accounts: () => Promise<readonly StoredAccount[]>;
  /** Returns the account of a name; undefined where there is none. */
  readonly accountNamed: (name: string) => Promise<StoredAccount | undefined>;
  /** Returns the account of a provider's subject, removed ones too. */
  readonly accountOf: (subject: string) => Promise<(Account & { readonly removed: boolean }) | undefined>;
  readonly addAccount: (
    account: NewAccount,
    entry: AuditEntry,
    link?: NewLink,
  ) => Promise<'added' | 'name-taken' | 'subject-taken'>;
  /** Changes a role, unless nobody would be left who may administer; a lower one ends the account's sessions and links. */
  readonly changeRole: (id: string, role: Role, entry: AuditEntry) => Promise<'changed' | 'missing' | 'last-admin'>;
  /** Removes an account with its sessions and links, unless others would be left with nobody who may administer. */
  readonly removeAccount: (id: string, entry: AuditEntry) => Promise<'removed' | 'missing' | 'last-admin'>;
  /** Ends all sessions and open links of an account. */
  readonly endAccess: (id: string, entry: AuditEntry) => Promise<void>;
  /** Adds a link, which ends the open ones of its account. */
  readonly addLink: (link: NewLink, entry?: AuditEntry) => Promise<void>;
  readonly link: (id: string) => Promise<StoredLink | undefined>;
  /** Counts a wrong code of an open link, which ends with the last of `most`. */
  readonly noteGuess: (id: string, most: number) => Promise<void>;
  /** Uses a link that is open and not expired, once. Returns the account; its sessions end where the provider's subject is tied to it. */
  readonly useLink: (
    hash: string,
    use: LinkUse,
    entry: (account: Account) => AuditEntry,
  ) => Promise<Account | 'gone' | 'name-taken' | 'subject-taken' | 'has-admin'>;
  readonly addSession: (session: NewSession, entry?: AuditEntry) => Promise<void>;
  /** Returns a session with its account; undefined where it ended or the account was removed. */
  readonly session: (
    hash: string,
  ) => Promise<{ readonly session: StoredSession; readonly account: Account } | undefined>;
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

const MINUTE_MS = 60_000;
/** From one address, whatever the names: so many at once, then one a minute. */
const ADDRESS_BURST = 5;
/** From all addresses together: so many at once, then one a minute. */
const ALL_BURST = 30;
/** What is kept of a name as it was given: an account has no longer one. */
const MAX_NAME = 80;

/** Returns a name as the list shows it: cut, and without what is not seen. */
export const refusedName = (given: string): string =>
  Array.from(
    given
      .slice(0, 2 * MAX_NAME)
      .replaceAll(/[\p{C}\s]+/gu, ' ')
      .trim(),
  )
    .slice(0, MAX_NAME)
    .join('');

/** Returns what says whether a refused sign-in of a name from an address is written down, given the milliseconds of now. */
export function createRefusalSampler(): (name: string, address: string, now: number) => boolean {
  const ofName = createTokenBuckets(1, MINUTE_MS);
  const ofAddress = createTokenBuckets(ADDRESS_BURST, MINUTE_MS);
  const ofAll = createTokenBuckets(ALL_BURST, MINUTE_MS);
  return (name, address, now) => {
    const wanted = [
      [ofName, `${address} ${accountNameKey(name)}`],
      [ofAddress, address],
      [ofAll, ''],
    ] as const;
    if (wanted.some(([buckets, key]) => buckets.left(key, now) === 0)) return false;
    for (const [buckets, key] of wanted) buckets.take(key, now);
    return true;
  };
}
