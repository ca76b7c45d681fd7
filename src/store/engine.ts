/** What an engine gives to the queries: a connection, and the few things in which SQLite and PostgreSQL differ. */
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './schema.ts';

export type Engine = {
  /** What a person calls it: the file, or the server and database. Never a password. */
  readonly name: string;
  readonly db: Kysely<Tables>;
  /** Whether writers run side by side, so that rows must be locked; on SQLite a write transaction has the file to itself. */
  readonly rowLocks: boolean;
  /** Returns the names of the tables and views that are there, whoever made them. */
  readonly tables: (db: Kysely<Tables>) => Promise<ReadonlySet<string>>;
  /** Sets the database up for use, once its version is known to be ours to change. */
  readonly prepare: () => Promise<void>;
  /** Makes a transaction wait until no other holds the same name; it is held until the transaction ends. */
  readonly lock: (db: Transaction<Tables>, name: string) => Promise<void>;
  /** Returns the error as one that says what to do, or as it is where it is not foreseen. */
  readonly describeError: (error: unknown) => unknown;
  /** Whether the engine ended a transaction for another's sake, so that it can simply be tried again. */
  readonly yielded: (error: unknown) => boolean;
  readonly close: () => Promise<void>;
};

const TRIES = 4;

/** Runs a statement or a reading; what it throws says what to do. */
export async function run<T>(engine: Engine, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work(engine.db);
    } catch (error) {
      if (tries < TRIES && engine.yielded(error)) continue;
      throw engine.describeError(error);
    }
  }
}

/** Runs a step that happens whole or not at all; `work` may be called again, so it must have no effect but on the database. */
export function inTransaction<T>(engine: Engine, work: (db: Transaction<Tables>) => Promise<T>): Promise<T> {
  return run(engine, (db) => db.transaction().execute(work));
}
