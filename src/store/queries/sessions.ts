/** The sessions of people at the desk, in the store. */
import { type Engine, inTransaction, run } from '../engine.ts';
import type { Store } from '../store.ts';
import { insertAudit } from './audit.ts';

const instant = (at: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(at);

type SessionQueries = Pick<Store, 'addSession' | 'session' | 'touchSession' | 'endSession'>;

/** Returns the store's methods on sessions. */
export function sessionQueries(engine: Engine): SessionQueries {
  return {
    addSession: ({ hash, account, createdAt }, entry) =>
      inTransaction(engine, async (db) => {
        const at = createdAt.epochMilliseconds;
        await db.insertInto('sessions').values({ hash, person: account, created_at: at, seen_at: at }).execute();
        await insertAudit(db, entry);
      }),

    session: async (hash) => {
      const row = await run(engine, (db) =>
        db
          .selectFrom('sessions')
          .innerJoin('people', 'people.id', 'sessions.person')
          .select(['people.id', 'people.name', 'people.role', 'sessions.created_at', 'sessions.seen_at'])
          .where('sessions.hash', '=', hash)
          .where('people.removed_at', 'is', null)
          .executeTakeFirst(),
      );
      if (row === undefined) return undefined;
      const { id, name, role } = row;
      const session = { hash, account: id, createdAt: instant(row.created_at), seenAt: instant(row.seen_at) };
      return { session, account: { id, name, role } };
    },

    touchSession: async (hash, at) => {
      await run(engine, (db) =>
        db.updateTable('sessions').set({ seen_at: at.epochMilliseconds }).where('hash', '=', hash).execute(),
      );
    },

    endSession: (hash, entry) =>
      inTransaction(engine, async (db) => {
        await db.deleteFrom('sessions').where('hash', '=', hash).execute();
        if (entry !== undefined) await insertAudit(db, entry);
      }),
  };
}
