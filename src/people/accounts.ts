/** People at the desk: how they come in, what they may do, what is written down of it, and the port to the store. */
import { newId } from '../digest/ids.ts';
import {
  FIRST_ADMIN,
  OF_UNKNOWN_NAME,
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
import { verifiedDeviceId, newDeviceToken, hashToken, newToken } from './tokens.ts';
import { hashPassword, verifyPassword, passwordFault, type PasswordPriority } from './password.ts';
import { createTokenBuckets } from '../shared/token-buckets.ts';

/** Who does something: an account, the command line, or nobody yet. */
export type Actor = Pick<Account, 'id' | 'name'>;

/** A link that works once, as it is handed out. */
export type Invitation = { readonly token: string; readonly expiresAt: Temporal.Instant };

export type InviteResult =
  | ({ readonly ok: true; readonly account: Account } & Invitation)
  | {
      readonly ok: false;
      readonly because: Extract<ParsedName, { ok: false }>['because'] | 'name-taken' | 'missing' | 'first-admin';
    };

/** Somebody who has just come in; the token goes into their browser, and with a password the mark of their device. */
export type NewSignIn = {
  readonly ok: true;
  readonly account: Account;
  readonly token: string;
  readonly device?: string | undefined;
};

type JoinRefusal =
  | NonNullable<Awaited<ReturnType<typeof passwordFault>>>
  | Extract<ParsedName, { ok: false }>['because']
  | LinkState
  | 'name-taken'
  | 'subject-taken';

export type JoinResult = NewSignIn | { readonly ok: false; readonly because: JoinRefusal };

/** What became of a link: `gone` where there is none of this token, or no account any more. */
type LinkState = 'used' | 'expired' | 'gone' | 'has-admin';

/** A link that was opened: whose it is; undefined where it makes the first admin. */
export type OpenedLink =
  | { readonly ok: true; readonly account: Account | undefined }
  | { readonly ok: false; readonly because: LinkState };

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
  /** Adds a person, who sets a password by the link or signs in at the provider with it. */
  readonly add: (person: { readonly name: string; readonly role: Role }, by: Actor) => Promise<InviteResult>;
  /** Returns another link for a person; those before work no more. */
  readonly invite: (name: string, by: Actor) => Promise<InviteResult>;
  /** Returns a link for the first admin, or undefined where somebody is one. */
  readonly inviteFirst: () => Promise<Invitation | undefined>;
  readonly changeRole: (name: string, role: Role, by: Actor) => Promise<'changed' | 'missing' | 'last-admin'>;
  /** Removes a person, whose sessions end at once. */
  readonly remove: (name: string, by: Actor) => Promise<'removed' | 'missing' | 'last-admin'>;
  readonly openLink: (token: string) => Promise<OpenedLink>;
  /** Uses a link: sets the password of its person, or makes the first admin of a name. */
  readonly join: (token: string, given: { readonly name: string; readonly password: string }) => Promise<JoinResult>;
  /** Returns the id of the device that a mark was given to when its person signed in there with the password they still have; undefined where it was not. */
  readonly knownDevice: (name: string, mark: string) => Promise<string | undefined>;
  /** Returns undefined where name and password do not belong together; rejects with AttacheError('busy') where too many are looked at. */
  readonly signIn: (name: string, password: string, whose?: PasswordPriority) => Promise<NewSignIn | undefined>;
  /** Takes in who signed in at a provider: by a link, whose person they then are; known from before; or with a role that the settings give them. */
  readonly signInBy: (
    identity: Identity,
    by: { readonly link?: string | undefined; readonly role?: Role | undefined },
  ) => Promise<
    | NewSignIn
    | { readonly ok: false; readonly because: LinkState | 'name-taken' | 'subject-taken' | 'removed' | 'unknown' }
  >;
  /** Returns who a session belongs to, or undefined where it has ended. */
  readonly session: (token: string) => Promise<Account | undefined>;
  readonly signOut: (token: string) => Promise<void>;
  /** Writes down that a sign-in was refused, not each of many: by the name that the provider gave, or that was typed where an account has it; what else is typed may be a password. */
  readonly refused: (name: string, address: string, from: 'form' | 'provider') => Promise<void>;
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

const LINK_HOURS = 24;
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
  const newInvitation = (): Invitation => ({ token: newToken(), expiresAt: now().add({ hours: LINK_HOURS }) });
  const begin = async (account: Account, detail: string, password?: string): Promise<NewSignIn> => {
    const token = newToken();
    const session = { hash: hashToken(token), account: account.id, createdAt: now() };
    await store.addSession(session, entry(account, { act: 'signed-in', detail }));
    return { ok: true, account, token, device: password && newDeviceToken(account.id, password) };
  };

  const openLink = async (token: string): Promise<OpenedLink> => {
    const link = await store.link(hashToken(token));
    if (link === undefined) return { ok: false, because: 'gone' };
    if (link.usedAt !== undefined) return { ok: false, because: 'used' };
    if (!isBefore(now(), link.expiresAt)) return { ok: false, because: 'expired' };
    const all = await store.accounts();
    if (link.account === undefined)
      return all.some(({ role }) => role === 'admin')
        ? { ok: false, because: 'has-admin' }
        : { ok: true, account: undefined };
    const account = all.find(({ id }) => id === link.account);
    return account === undefined ? { ok: false, because: 'gone' } : { ok: true, account };
  };

  /** Uses a link and begins a session; what happened between opening and using is told like what was before. */
  const signInByLink = async (token: string, use: LinkUse, detail: string) => {
    const used = await store.useLink(hashToken(token), use, (account) =>
      entry(account, {
        act: use.password === undefined ? 'provider-tied' : 'password-set',
        about: account.name,
        detail: use.first === undefined ? '' : FIRST_ADMIN.name,
      }),
    );
    if (typeof used !== 'string') return begin(used, detail, use.password);
    if (used !== 'gone') return { ok: false, because: used } as const;
    const again = await openLink(token);
    return { ok: false, because: again.ok ? 'gone' : again.because } as const;
  };

  const inviteAs = async (account: Account, by: Actor): Promise<InviteResult> => {
    const { token, expiresAt } = newInvitation();
    const made = entry(by, { act: 'link-made', about: account.name });
    await store.addLink({ hash: hashToken(token), account: account.id, expiresAt }, made);
    return { ok: true, account, token, expiresAt };
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
      const { token, expiresAt } = newInvitation();
      const added = entry(by, { act: 'account-added', about: account.name, detail: role });
      const link = { hash: hashToken(token), account: account.id, expiresAt };
      const result = await store.addAccount({ ...account, createdAt: now() }, added, link);
      return result === 'added' ? { ok: true, account, token, expiresAt } : { ok: false, because: 'name-taken' };
    },

    invite: async (name, by) => {
      const account = await store.accountNamed(name);
      return account === undefined ? { ok: false, because: 'missing' } : inviteAs(account, by);
    },

    inviteFirst: async () => {
      if ((await store.accounts()).some(({ role }) => role === 'admin')) return undefined;
      const invitation = newInvitation();
      const { token, expiresAt } = invitation;
      await store.addLink({ hash: hashToken(token), account: undefined, expiresAt });
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

    openLink,

    join: async (token, { name, password }) => {
      const opened = await openLink(token);
      if (!opened.ok) return opened;
      const parsed = opened.account === undefined ? parseName(name) : { ok: true as const, name: opened.account.name };
      if (!parsed.ok) return parsed;
      const fault = await passwordFault(password, parsed.name);
      if (fault !== undefined) return { ok: false, because: fault };
      const first = opened.account === undefined ? { id: newId(), name: parsed.name } : undefined;
      return signInByLink(token, { password: await hashPassword(password), first }, 'password');
    },

    knownDevice: async (name, mark) => {
      const account = await store.accountNamed(name);
      return account?.password === undefined ? undefined : verifiedDeviceId(mark, account.id, account.password);
    },

    signIn: async (name, password, whose) => {
      const account = await store.accountNamed(name);
      const right = await verifyPassword(password, account?.password, whose);
      if (account === undefined || !right) return undefined;
      return begin({ id: account.id, name: account.name, role: account.role }, 'password', account.password);
    },

    signInBy: async (identity, { link, role }) => {
      const { subject } = identity;
      if (link !== undefined) {
        const opened = await openLink(link);
        if (!opened.ok) return opened;
        const parsed = parseName(identity.name);
        const first =
          opened.account === undefined ? { id: newId(), name: parsed.ok ? parsed.name : FIRST_ADMIN.name } : undefined;
        const entered = await signInByLink(link, { subject, first }, 'provider');
        return entered;
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

    refused: async (given, address, from) => {
      const name = refusedName(given);
      if (name === '' || !isAudited(name, address, now().epochMilliseconds)) return;
      const known = from === 'provider' ? name : (await store.accountNamed(given))?.name;
      await store.addAudit(entry({ id: '', name: known ?? OF_UNKNOWN_NAME.name }, { act: 'sign-in-refused' }));
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

/** A link that works once, by the hash of its token. */
export type InviteLink = {
  readonly hash: string;
  /** Whose password it sets; undefined where it makes the first admin. */
  readonly account: string | undefined;
  readonly expiresAt: Temporal.Instant;
};

export type StoredLink = InviteLink & { readonly usedAt: Temporal.Instant | undefined };

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

export type StoredSession = NewSession & { readonly seenAt: Temporal.Instant };

/** The audit entry of each change is written with it, or neither is. */
export type AccountStore = {
  /** Whether there is any account that was not removed. */
  readonly hasAccounts: () => Promise<boolean>;
  /** Returns the accounts that were not removed, by name. */
  readonly accounts: () => Promise<readonly StoredAccount[]>;
  /** Returns the account of a name with what is kept of its password; undefined where there is none. */
  readonly accountNamed: (
    name: string,
  ) => Promise<(StoredAccount & { readonly password: string | undefined }) | undefined>;
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
  readonly link: (hash: string) => Promise<StoredLink | undefined>;
  /** Uses a link that is neither used nor expired, once; the account's sessions end. Returns the account. */
  readonly useLink: (
    hash: string,
    use: LinkUse,
    entry: (account: Account) => AuditEntry,
  ) => Promise<Account | 'gone' | 'name-taken' | 'subject-taken' | 'has-admin'>;
  readonly addSession: (session: NewSession, entry: AuditEntry) => Promise<void>;
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
