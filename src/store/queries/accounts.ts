/** The people of the desk in the store: their accounts, links, sessions, and the audit list. */
import { sql, type Kysely, type Transaction } from 'kysely';
import { accountNameKey, type Account, ROLES, type StoredAccount } from '../../people/roles.ts';
import { type Engine, inTransaction } from '../engine.ts';
import type { PersonLinkRow, PersonRow, Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import type { NewLink } from '../../people/accounts.ts';
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
      const rows = await withSeen(engine.db).orderBy('people.nameKey').execute();
      return rows.map(toAccount);
    },

    accountNamed: async (name) => {
      const row = await withSeen(engine.db).where('people.nameKey', '=', accountNameKey(name)).executeTakeFirst();
      return row && toAccount(row);
    },

    accountOf: async (subject) => {
      const row = await engine.db.selectFrom('people').selectAll().where('subject', '=', subject).executeTakeFirst();
      return row && { id: row.id, name: row.name, role: row.role, removed: row.removedAt !== undefined };
    },

    addAccount: (account, entry, link) =>
      changing(async (db) => {
        const row = personRow(account, account.role, account.createdAt, account.subject);
        const taken = await takenBy(db, row);
        if (taken !== undefined) return taken;
        await db.insertInto('people').values(row).execute();
        if (link !== undefined) await insertLink(db, link);
        await insertAudit(db, entry);
        return 'added';
      }),

    changeRole: (id, role, entry) =>
      changing(async (db) => {
        const row = await present(db).selectAll().where('id', '=', id).executeTakeFirst();
        if (row === undefined) return 'missing';
        if (role !== 'admin' && (await isLastAdmin(db, row))) return 'last-admin';
        await db.updateTable('people').set({ role }).where('id', '=', id).execute();
        if (ROLES.indexOf(role) < ROLES.indexOf(row.role)) await endAccess(db, id);
        await insertAudit(db, entry);
        return 'changed';
      }),

    removeAccount: (id, entry) =>
      changing(async (db) => {
        const row = await present(db).selectAll().where('id', '=', id).executeTakeFirst();
        if (row === undefined) return 'missing';
        const others = await present(db).select('id').where('id', '<>', id).limit(1).executeTakeFirst();
        if (others !== undefined && (await isLastAdmin(db, row))) return 'last-admin';
        await db.updateTable('people').set({ removedAt: entry.at }).where('id', '=', id).execute();
        await endAccess(db, id);
        await db.deleteFrom('conversations').where('platform', '=', 'desk').where('person', '=', id).execute();
        await insertAudit(db, entry);
        return 'removed';
      }),

    endAccess: (id, entry) =>
      changing(async (db) => {
        await endAccess(db, id);
        await insertAudit(db, entry);
      }),

    addLink: (link, entry) =>
      changing(async (db) => {
        await endLinks(db, link.account, 'replaced');
        await insertLink(db, link);
        if (entry !== undefined) await insertAudit(db, entry);
      }),

    link: async (id) => {
      const row = await engine.db.selectFrom('people_links').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined) return undefined;
      const { person: account, wrong: _wrong, ...link } = row;
      return { ...link, account };
    },

    noteGuess: async (id, most) => {
      await engine.db
        .updateTable('people_links')
        .set({
          wrong: sql<number>`wrong + 1`,
          ended: sql<PersonLinkRow['ended']>`case when wrong + 1 >= ${most} then 'guessed' end`,
        })
        .where('id', '=', id)
        .where('ended', 'is', null)
        .execute();
    },

    useLink: (hash, { subject, first }, entryFor) =>
      changing(async (db) => {
        const link = await db.selectFrom('people_links').selectAll().where('hash', '=', hash).executeTakeFirst();
        if (link === undefined || link.ended !== undefined) return 'gone';
        let row =
          link.person === undefined
            ? undefined
            : await present(db).selectAll().where('id', '=', link.person).executeTakeFirst();
        if (link.person === undefined) {
          if (first === undefined) return 'gone';
          const admin = await present(db).select('id').where('role', '=', 'admin').limit(1).executeTakeFirst();
          if (admin !== undefined) return 'has-admin';
          row = personRow(first, 'admin', link.expiresAt);
          const taken = await takenBy(db, row);
          if (taken !== undefined) return taken;
        }
        if (row === undefined) return 'gone';
        const account: Account = { id: row.id, name: row.name, role: row.role };
        const entry = entryFor(account);
        const { at } = entry;
        if (Temporal.Instant.compare(at, link.expiresAt) >= 0) return 'gone';
        if (subject !== undefined) {
          const other = await db
            .selectFrom('people')
            .select(['id', 'removedAt'])
            .where('subject', '=', subject)
            .executeTakeFirst();
          if (other !== undefined && other.id !== row.id) {
            if (other.removedAt === undefined) return 'subject-taken';
            // Whoever was removed comes back where an admin has made them a link.
            await db.updateTable('people').set({ subject: null }).where('id', '=', other.id).execute();
          }
        }
        if (link.person === undefined)
          await db
            .insertInto('people')
            .values({ ...row, createdAt: at })
            .execute();
        if (subject !== undefined) {
          await db.updateTable('people').set({ subject }).where('id', '=', row.id).execute();
          // Whoever had come in by another way before is out.
          await db.deleteFrom('sessions').where('person', '=', row.id).execute();
        }
        await db.updateTable('people_links').set({ ended: 'used' }).where('hash', '=', hash).execute();
        await insertAudit(db, entry);
        return account;
      }),
  } satisfies Partial<Store>;
}

const personRow = (
  { id, name }: Pick<Account, 'id' | 'name'>,
  role: PersonRow['role'],
  createdAt: Temporal.Instant,
  subject?: string,
): PersonRow => ({
  id,
  name,
  nameKey: accountNameKey(name),
  role,
  subject,
  createdAt,
  removedAt: undefined,
});

const present = (db: Kysely<Tables>) => db.selectFrom('people').where('removedAt', 'is', null);

const withSeen = (db: Kysely<Tables>) =>
  db
    .selectFrom('people')
    .selectAll('people')
    .select((of) =>
      of
        .selectFrom('sessions')
        .select(sql<Temporal.Instant>`max(sessions.seen_at)`.as('seen'))
        .whereRef('sessions.person', '=', 'people.id')
        .as('seenAt'),
    )
    .where('people.removedAt', 'is', null);

function toAccount(row: PersonRow & { readonly seenAt: Temporal.Instant | null | undefined }): StoredAccount {
  const { nameKey: _key, removedAt: _at, seenAt, ...account } = row;
  return { ...account, seenAt: seenAt ?? undefined };
}

async function takenBy(
  db: Transaction<Tables>,
  { nameKey, subject }: PersonRow,
): Promise<'name-taken' | 'subject-taken' | undefined> {
  const named = await present(db).select('id').where('nameKey', '=', nameKey).executeTakeFirst();
  if (named !== undefined) return 'name-taken';
  if (subject === undefined) return undefined;
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

async function insertLink(db: Transaction<Tables>, { account: person, ...link }: NewLink): Promise<void> {
  await db
    .insertInto('people_links')
    .values({ ...link, person, ended: undefined, wrong: 0 })
    .execute();
}

/** Ends the open links of a person, or of the first admin. */
async function endLinks(
  db: Transaction<Tables>,
  person: string | undefined,
  ended: 'replaced' | 'withdrawn',
): Promise<void> {
  await db
    .updateTable('people_links')
    .set({ ended })
    .where((where) => (person === undefined ? where('person', 'is', null) : where('person', '=', person)))
    .where('ended', 'is', null)
    .execute();
}

/** Ends all sessions and open links of a person, within the transaction of what ends them. */
export async function endAccess(db: Transaction<Tables>, person: string): Promise<void> {
  await db.deleteFrom('sessions').where('person', '=', person).execute();
  await endLinks(db, person, 'withdrawn');
}

/** Returns the store's methods on sessions. */
export function sessionQueries(engine: Engine) {
  return {
    addSession: ({ hash, account, createdAt }, entry) =>
      inTransaction(engine, async (db) => {
        await db.insertInto('sessions').values({ hash, person: account, createdAt, seenAt: createdAt }).execute();
        if (entry !== undefined) await insertAudit(db, entry);
      }),

    session: async (hash) => {
      const row = await engine.db
        .selectFrom('sessions')
        .innerJoin('people', 'people.id', 'sessions.person')
        .select(['people.id', 'people.name', 'people.role', 'sessions.createdAt', 'sessions.seenAt'])
        .where('sessions.hash', '=', hash)
        .where('people.removedAt', 'is', null)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { id, name, role, ...times } = row;
      return { session: { hash, account: id, ...times }, account: { id, name, role } };
    },

    touchSession: async (hash, at) => {
      await engine.db.updateTable('sessions').set({ seenAt: at }).where('hash', '=', hash).execute();
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
  await db.insertInto('audit').values(entry).execute();
}

/** Returns the store's methods on the audit list. */
export function auditQueries(engine: Engine) {
  return {
    addAudit: (entry) => insertAudit(engine.db, entry),

    auditEntries: async ({ act, from, until }, most, olderThan) => {
      let query = engine.db.selectFrom('audit').select(['id', 'at', 'person', 'name', 'act', 'about', 'detail']);
      if (act !== undefined) query = query.where('act', '=', act);
      if (from !== undefined) query = query.where('at', '>=', from);
      if (until !== undefined) query = query.where('at', '<', until);
      if (olderThan !== undefined) {
        const { at } = olderThan;
        query = query.where((where) =>
          where.or([where('at', '<', at), where.and([where('at', '=', at), where('id', '<', olderThan.id)])]),
        );
      }
      return await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(most).execute();
    },

    tidyAccounts: async ({ seen, made, links, audit }) => {
      await engine.db
        .deleteFrom('sessions')
        .where((where) => where.or([where('seenAt', '<', seen), where('createdAt', '<', made)]))
        .execute();
      await engine.db.deleteFrom('people_links').where('expiresAt', '<', links).execute();
      await engine.db.deleteFrom('audit').where('at', '<', audit).execute();
    },
  } satisfies Partial<Store>;
}
