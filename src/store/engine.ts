/** The interface of a database engine: a connection, and the few points in which SQLite and PostgreSQL differ. */
import { type Dialect, Kysely, type RawBuilder, type Transaction } from 'kysely';
import { COLUMN_PLUGINS } from './columns.ts';
import type { Tables } from './schema.ts';

/** Rows that are written by one statement: both engines limit the number of bound values. */
export const MAX_ROWS_WRITTEN = 500;

export type Engine = {
  /** A name for people: the file, or the server and database. Never contains a password. */
  readonly name: string;
  /** As `openDatabase` returns it. */
  readonly db: Kysely<Tables>;
  /** Whether writers run concurrently, so that rows must be locked; a write transaction on SQLite has exclusive use of the file. */
  readonly isShared: boolean;
  /** Returns the names of all existing tables and views, including those of other programs. */
  readonly tables: (db: Kysely<Tables>) => Promise<ReadonlySet<string>>;
  /** Configures the database for use; called only after its schema version was accepted. */
  readonly prepare: () => Promise<void>;
  /** The SQL of a text that changes whenever the database may have lost commits: with each start of the server, or where a backup took its place. Undefined where nothing tells. */
  readonly generation?: () => RawBuilder<string> | undefined;
  /** Hears of each attempt to send that the database has recorded. */
  readonly onBegun?: (id: string, attempts: number) => void;
  /** What was wrong with its file or disk, while it is; left out where the engine has a server. */
  readonly fault?: () => 'damaged' | 'full' | 'unreadable' | undefined;
  /** Called once its tables are those of this version. */
  readonly onReady?: () => Promise<void>;
  /** Takes a named lock, waiting until no other transaction holds it; it is released when the transaction ends. */
  readonly lock: (db: Transaction<Tables>, name: string) => Promise<void>;
  /** Returns the time by the server's clock, which all processes share; left out where the engine has no server. */
  readonly now?: (db: Kysely<Tables>) => Promise<Temporal.Instant>;
  readonly close: () => Promise<void>;
};

const TRIES = 4;

/** What an engine knows of its errors. */
export type EngineErrors = {
  /** Returns an AttacheError that says what to do about a known error, or the error unchanged. */
  readonly describe: (error: unknown) => unknown;
  /** Whether the engine aborted a transaction in favour of another, so that it can be retried; never where it is omitted. */
  readonly isRetryable?: (error: unknown) => boolean;
};

/** Returns a database whose queries and transactions are tried again where that helps, and reject with errors that say what to do. */
export function openDatabase(dialect: Dialect, { describe, isRetryable = () => false }: EngineErrors): Kysely<Tables> {
  const db = new Kysely<Tables>({ dialect, plugins: COLUMN_PLUGINS });
  const executor = db.getExecutor();
  const provideConnection = executor.provideConnection.bind(executor);
  // Each query outside of a transaction has a connection for itself, and each transaction as a whole.
  executor.provideConnection = async (use, options) => {
    for (let tries = 1; ; tries++) {
      try {
        return await provideConnection(use, options);
      } catch (error) {
        if (tries < TRIES && isRetryable(error)) continue;
        throw describe(error);
      }
    }
  };
  return db;
}

/** Runs `work` in one transaction, all of it or nothing; `work` may be called again, so it must have no effect outside of the database. */
export const inTransaction = <T>({ db }: Engine, work: (db: Transaction<Tables>) => Promise<T>): Promise<T> =>
  db.transaction().execute(work);
