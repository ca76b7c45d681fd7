/** The people of the desk in the store: their accounts, links, sessions, and the audit list. */
import { sql, type Kysely, type Transaction } from 'kysely';
import { accountNameKey, type Account, type StoredAccount } from '../../people/roles.ts';
import type { StoredLink } from '../../people/accounts.ts';
import { type Engine, inTransaction } from '../engine.ts';
import { optionalInstant, withoutNul } from '../rows.ts';
import type { PersonRow, Tables, AuditRow } from '../schema.ts';
import type { Store } from '../store.ts';
import type { AuditEntry } from '../../people/audit.ts';

/** Serialises what changes people: two changes at once must not leave nobody who may administer. */
const LOCK = 'attache people';

/** Returns the store's methods on people and their links. */
export function accountQueries(engine: Engine) {
  const changing = <T>(work: (db: Transaction<Tables>) => Promise<T>): Promise<T> =>
    inTransaction(engine, async (db) => {
      await engine.lock(db, LOCK);
      return await work(db);
    });

  return {
    hasAccounts: async () => (await present(engine.db).select('id').limit(1).executeTakeFirst()) !== undefined,

    accounts: async () => {
      const rows = await withSeen(engine.db).orderBy('people.name_key').execute();
      return rows.map(toAccount);
    },

    accountNamed: async (name) => {
      const row = await withSeen(engine.db)
        .where('people.name_key', '=', accountNameKey(withoutNul(name)))
        .executeTakeFirst();
      return row && { ...toAccount(row), password: row.password ?? undefined };
    },

    accountOf: async (subject) => {
      const row = await engine.db
        .selectFrom('people')
        .selectAll()
        .where('subject', '=', withoutNul(subject))
        .executeTakeFirst();
      return row && { id: row.id, name: row.name, role: row.role, removed: row.removed_at !== null };
    },

    addAccount: (account, entry, link) =>
      changing(async (db) => {
        const row: PersonRow = {
          id: account.id,
          name: withoutNul(account.name),
          name_key: accountNameKey(withoutNul(account.name)),
          role: account.role,
          password: null,
          subject: account.subject === undefined ? null : withoutNul(account.subject),
          created_at: account.createdAt.epochMilliseconds,
          removed_at: null,
        };
        const taken = await takenBy(db, row);
        if (taken !== undefined) return taken;
        await db.insertInto('people').values(row).execute();
        if (link !== undefined) await insertLink(db, link.hash, link.account, link.expiresAt);
        await insertAudit(db, entry);
        return 'added';
      }),

    changeRole: (id, role, entry) =>
      changing(async (db) => {
        const row = await present(db).selectAll().where('id', '=', id).executeTakeFirst();
        if (row === undefined) return 'missing';
        if (role !== 'admin' && (await isLastAdmin(db, row))) return 'last-admin';
        await db.updateTable('people').set({ role }).where('id', '=', id).execute();
        await insertAudit(db, entry);
        return 'changed';
      }),

    removeAccount: (id, entry) =>
      changing(async (db) => {
        const row = await present(db).selectAll().where('id', '=', id).executeTakeFirst();
        if (row === undefined) return 'missing';
        const others = await present(db).select('id').where('id', '<>', id).limit(1).executeTakeFirst();
        if (others !== undefined && (await isLastAdmin(db, row))) return 'last-admin';
        await db
          .updateTable('people')
          .set({ removed_at: entry.at.epochMilliseconds, password: null })
          .where('id', '=', id)
          .execute();
        await db.deleteFrom('sessions').where('person', '=', id).execute();
        await db.deleteFrom('people_links').where('person', '=', id).execute();
        await db.deleteFrom('conversations').where('platform', '=', 'desk').where('person', '=', id).execute();
        await insertAudit(db, entry);
        return 'removed';
      }),

    addLink: ({ hash, account, expiresAt }, entry) =>
      changing(async (db) => {
        // Those that were used stay, so that who opens one again is told so.
        if (account !== undefined)
          await db.deleteFrom('people_links').where('person', '=', account).where('used_at', 'is', null).execute();
        await insertLink(db, hash, account, expiresAt);
        if (entry !== undefined) await insertAudit(db, entry);
      }),

    link: async (hash) => {
      const row = await engine.db.selectFrom('people_links').selectAll().where('hash', '=', hash).executeTakeFirst();
      const kept: StoredLink | undefined = row && {
        hash,
        account: row.person ?? undefined,
        expiresAt: Temporal.Instant.fromEpochMilliseconds(row.expires_at),
        usedAt: optionalInstant(row.used_at),
      };
      return kept;
    },

    useLink: (hash, { password, subject, first }, entryFor) =>
      changing(async (db) => {
        const link = await db.selectFrom('people_links').selectAll().where('hash', '=', hash).executeTakeFirst();
        if (link === undefined || link.used_at !== null) return 'gone';
        let row =
          link.person === null
            ? undefined
            : await present(db).selectAll().where('id', '=', link.person).executeTakeFirst();
        if (link.person === null) {
          if (first === undefined) return 'gone';
          const admin = await present(db).select('id').where('role', '=', 'admin').limit(1).executeTakeFirst();
          if (admin !== undefined) return 'has-admin';
          row = {
            id: first.id,
            name: withoutNul(first.name),
            name_key: accountNameKey(withoutNul(first.name)),
            role: 'admin',
            password: null,
            subject: null,
            created_at: 0,
            removed_at: null,
          };
          const taken = await takenBy(db, row);
          if (taken !== undefined) return taken;
        }
        if (row === undefined) return 'gone';
        const account: Account = { id: row.id, name: row.name, role: row.role };
        const entry = entryFor(account);
        const at = entry.at.epochMilliseconds;
        if (at >= link.expires_at) return 'gone';
        if (subject !== undefined) {
          const other = await db
            .selectFrom('people')
            .select(['id', 'removed_at'])
            .where('subject', '=', withoutNul(subject))
            .executeTakeFirst();
          if (other !== undefined && other.id !== row.id) {
            if (other.removed_at === null) return 'subject-taken';
            // Whoever was removed comes back where an admin has made them a link.
            await db.updateTable('people').set({ subject: null }).where('id', '=', other.id).execute();
          }
        }
        if (link.person === null)
          await db
            .insertInto('people')
            .values({ ...row, created_at: at })
            .execute();
        await db
          .updateTable('people')
          // One way in ends the other: it may be why there is a new link.
          .set({ password: password ?? null, subject: subject === undefined ? null : withoutNul(subject) })
          .where('id', '=', row.id)
          .execute();
        await db.updateTable('people_links').set({ used_at: at }).where('hash', '=', hash).execute();
        // Whoever had come in by the password before is out.
        await db.deleteFrom('sessions').where('person', '=', row.id).execute();
        await insertAudit(db, entry);
        return account;
      }),
  } satisfies Partial<Store>;
}

const present = (db: Kysely<Tables>) => db.selectFrom('people').where('removed_at', 'is', null);

const withSeen = (db: Kysely<Tables>) =>
  db
    .selectFrom('people')
    .selectAll('people')
    .select((of) =>
      of
        .selectFrom('sessions')
        .select(sql<number | null>`max(sessions.seen_at)`.as('seen'))
        .whereRef('sessions.person', '=', 'people.id')
        .as('seen_at'),
    )
    .where('people.removed_at', 'is', null);

const toAccount = (row: PersonRow & { readonly seen_at: number | null }): StoredAccount => ({
  id: row.id,
  name: row.name,
  role: row.role,
  createdAt: Temporal.Instant.fromEpochMilliseconds(row.created_at),
  hasPassword: row.password !== null,
  subject: row.subject ?? undefined,
  seenAt: optionalInstant(row.seen_at),
});

async function takenBy(
  db: Transaction<Tables>,
  { name_key, subject }: PersonRow,
): Promise<'name-taken' | 'subject-taken' | undefined> {
  const named = await present(db).select('id').where('name_key', '=', name_key).executeTakeFirst();
  if (named !== undefined) return 'name-taken';
  if (subject === null) return undefined;
  const known = await db.selectFrom('people').select('id').where('subject', '=', subject).executeTakeFirst();
  return known === undefined ? undefined : 'subject-taken';
}

async function isLastAdmin(db: Transaction<Tables>, { id, role }: PersonRow): Promise<boolean> {
  if (role !== 'admin') return false;
  const other = await present(db)
    .select('id')
    .where('role', '=', 'admin')
    .where('id', '<>', id)
    .limit(1)
    .executeTakeFirst();
  return other === undefined;
}

async function insertLink(
  db: Transaction<Tables>,
  hash: string,
  person: string | undefined,
  expiresAt: Temporal.Instant,
): Promise<void> {
  await db
    .insertInto('people_links')
    .values({ hash, person: person ?? null, expires_at: expiresAt.epochMilliseconds, used_at: null })
    .execute();
}

const instant = (at: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(at);

/** Returns the store's methods on sessions. */
export function sessionQueries(engine: Engine) {
  return {
    addSession: ({ hash, account, createdAt }, entry) =>
      inTransaction(engine, async (db) => {
        const at = createdAt.epochMilliseconds;
        await db.insertInto('sessions').values({ hash, person: account, created_at: at, seen_at: at }).execute();
        await insertAudit(db, entry);
      }),

    session: async (hash) => {
      const row = await engine.db
        .selectFrom('sessions')
        .innerJoin('people', 'people.id', 'sessions.person')
        .select(['people.id', 'people.name', 'people.role', 'sessions.created_at', 'sessions.seen_at'])
        .where('sessions.hash', '=', hash)
        .where('people.removed_at', 'is', null)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { id, name, role } = row;
      const session = { hash, account: id, createdAt: instant(row.created_at), seenAt: instant(row.seen_at) };
      return { session, account: { id, name, role } };
    },

    touchSession: async (hash, at) => {
      await engine.db.updateTable('sessions').set({ seen_at: at.epochMilliseconds }).where('hash', '=', hash).execute();
    },

    endSession: (hash, entry) =>
      inTransaction(engine, async (db) => {
        await db.deleteFrom('sessions').where('hash', '=', hash).execute();
        if (entry !== undefined) await insertAudit(db, entry);
      }),
  } satisfies Partial<Store>;
}

/** Writes an entry, within the transaction of what it tells. */
export async function insertAudit(db: Kysely<Tables>, entry: AuditEntry): Promise<void> {
  const { id, at, person, name, act, about, detail } = entry;
  const row: AuditRow = {
    id,
    at: at.epochMilliseconds,
    person,
    name: withoutNul(name),
    name_key: accountNameKey(withoutNul(name)),
    act,
    about: withoutNul(about),
    detail: withoutNul(detail),
  };
  await db.insertInto('audit').values(row).execute();
}

/** Returns the store's methods on the audit list. */
export function auditQueries(engine: Engine) {
  return {
    addAudit: (entry) => insertAudit(engine.db, entry),

    auditEntries: async ({ name, act, from, until }, most, olderThan) => {
      let query = engine.db.selectFrom('audit').selectAll();
      if (name !== undefined && name !== '') {
        const part = accountNameKey(withoutNul(name)).replaceAll(/[\\%_]/gu, String.raw`\$&`);
        query = query.where(sql<boolean>`name_key like ${`%${part}%`} escape '\\'`);
      }
      if (act !== undefined) query = query.where('act', '=', act);
      if (from !== undefined) query = query.where('at', '>=', from.epochMilliseconds);
      if (until !== undefined) query = query.where('at', '<', until.epochMilliseconds);
      if (olderThan !== undefined) {
        const at = olderThan.at.epochMilliseconds;
        query = query.where((where) =>
          where.or([where('at', '<', at), where.and([where('at', '=', at), where('id', '<', olderThan.id)])]),
        );
      }
      const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(most).execute();
      return rows.map(({ id, at, person, name: called, act: done, about, detail }) => ({
        id,
        at: Temporal.Instant.fromEpochMilliseconds(at),
        person,
        name: called,
        act: done,
        about,
        detail,
      }));
    },

    tidyAccounts: async ({ seen, made, links, audit }) => {
      await engine.db
        .deleteFrom('sessions')
        .where((where) =>
          where.or([where('seen_at', '<', seen.epochMilliseconds), where('created_at', '<', made.epochMilliseconds)]),
        )
        .execute();
      await engine.db.deleteFrom('people_links').where('expires_at', '<', links.epochMilliseconds).execute();
      await engine.db.deleteFrom('audit').where('at', '<', audit.epochMilliseconds).execute();
    },
  } satisfies Partial<Store>;
}
