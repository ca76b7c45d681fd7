/** The audit list in the store, and how long people's traces are kept. */
import { sql, type Kysely } from 'kysely';
import { accountNameKey } from '../../people/account.ts';
import type { AuditEntry } from '../../people/audit.ts';
import { type Engine, run } from '../engine.ts';
import { plain } from '../rows.ts';
import type { AuditRow, Tables } from '../schema.ts';
import type { Store } from '../store.ts';

/** Writes an entry, within the transaction of what it tells. */
export async function insertAudit(db: Kysely<Tables>, entry: AuditEntry): Promise<void> {
  const { id, at, person, name, act, about, detail } = entry;
  const row: AuditRow = {
    id,
    at: at.epochMilliseconds,
    person,
    name: plain(name),
    name_key: accountNameKey(plain(name)),
    act,
    about: plain(about),
    detail: plain(detail),
  };
  await db.insertInto('audit').values(row).execute();
}

/** Returns the store's methods on the audit list. */
export function auditQueries(engine: Engine): Pick<Store, 'addAudit' | 'auditEntries' | 'tidyAccounts'> {
  return {
    addAudit: (entry) => run(engine, (db) => insertAudit(db, entry)),

    auditEntries: async ({ name, act, from, until }, most, olderThan) => {
      const rows = await run(engine, (db) => {
        let query = db.selectFrom('audit').selectAll();
        if (name !== undefined && name !== '') {
          const part = accountNameKey(plain(name)).replaceAll(/[\\%_]/gu, String.raw`\$&`);
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
        return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(most).execute();
      });
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
      await run(engine, (db) =>
        db
          .deleteFrom('sessions')
          .where((where) =>
            where.or([where('seen_at', '<', seen.epochMilliseconds), where('created_at', '<', made.epochMilliseconds)]),
          )
          .execute(),
      );
      await run(engine, (db) =>
        db.deleteFrom('people_links').where('expires_at', '<', links.epochMilliseconds).execute(),
      );
      await run(engine, (db) => db.deleteFrom('audit').where('at', '<', audit.epochMilliseconds).execute());
    },
  };
}
