/** The store in a file, or in memory: node:sqlite under Kysely, safe with several processes and against a crash at any moment. */
import { closeSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Engine } from '../engine.ts';
import { damaged, isLocked, explainFile, explainSqlite } from './fault.ts';
import type { Tables } from '../schema.ts';

/** How long a write waits for another process before it gives up. */
const LOCK_WAIT_MILLISECONDS = 5_000;
// SQLite's busy timeout blocks the event loop; after this long we wait between attempts instead, so that chats are still answered.
const BLOCKING_WAIT_MILLISECONDS = 50;
const ATTEMPT_EVERY_MILLISECONDS = 20;

/** In the place of a file: a database that ends with the process. https://sqlite.org/inmemorydb.html */
export const IN_MEMORY = ':memory:';

type Value = null | number | bigint | string | Uint8Array;

class SqliteConnection implements DatabaseConnection {
  readonly database: DatabaseSync;
  readonly #lockWaitMilliseconds: number;

  constructor(database: DatabaseSync, lockWaitMilliseconds: number) {
    this.database = database;
    this.#lockWaitMilliseconds = lockWaitMilliseconds;
  }

  async executeQuery<R>({ sql: text, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): Promise<QueryResult<R>> {
    const giveUpAt = performance.now() + this.#lockWaitMilliseconds;
    for (;;) {
      try {
        const statement = this.database.prepare(text);
        const values = parameters as readonly Value[];
        const result: QueryResult<R> =
          statement.columns().length > 0
            ? { rows: statement.all(...values) as R[] }
            : { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) };
        // Queries are synchronous: without a pause, consecutive steps would block the event loop and with it the answers to chats.
        if (!this.database.isTransaction) await breathe();
        return result;
      } catch (error) {
        // A statement outside of a transaction that found the file locked had no effect, so it can be retried.
        if (!isLocked(error) || this.database.isTransaction || performance.now() >= giveUpAt) throw error;
        await pause(ATTEMPT_EVERY_MILLISECONDS);
      }
    }
  }

  // oxlint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the store reads no streams');
  }
}

/** The one connection, which Kysely gives to one user at a time. */
class FileDriver implements Driver {
  readonly #connection: SqliteConnection;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async beginTransaction(): Promise<void> {
    // Takes the write lock at the start: a transaction that read first could not be retried after another writer committed.
    await this.#connection.executeQuery({ sql: 'begin immediate', parameters: [] });
  }

  async commitTransaction(): Promise<void> {
    await this.#connection.executeQuery({ sql: 'commit', parameters: [] });
  }

  async rollbackTransaction(): Promise<void> {
    // SQLite rolls back by itself when the disk is full.
    if (this.#connection.database.isTransaction) this.#connection.database.exec('rollback');
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    if (this.#connection.database.isOpen) this.#connection.database.close();
  }
}

/** Returns whether a file is empty or starts with the SQLite header, creating it if it does not exist: SQLite would overwrite a short file of anything else. */
function isDatabase(file: string): boolean {
  const descriptor = openSync(file, 'a+', 0o600);
  try {
    const beginning = Buffer.alloc(16);
    const length = readSync(descriptor, beginning, 0, beginning.length, 0);
    return length === 0 || beginning.toString('latin1') === 'SQLite format 3\0';
  } finally {
    closeSync(descriptor);
  }
}

/** Opens a file as an engine, creating it and its folder with access for this user only; throws an AttacheError that says what to do where it cannot. Does not modify an existing file until asked to. */
export function openSqlite(file: string, lockWaitMilliseconds = LOCK_WAIT_MILLISECONDS): Engine {
  let database: DatabaseSync;
  try {
    if (file !== IN_MEMORY) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      if (!isDatabase(file)) throw damaged(file);
    }
    database = new DatabaseSync(file, {
      timeout: Math.min(BLOCKING_WAIT_MILLISECONDS, lockWaitMilliseconds),
      enableForeignKeyConstraints: true,
    });
  } catch (error) {
    throw explainFile(error, file);
  }
  const connection = new SqliteConnection(database, lockWaitMilliseconds);
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new FileDriver(connection),
      createIntrospector: (kysely) => new SqliteIntrospector(kysely),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  return {
    name: file,
    db,
    rowLocks: false,
    tables: async (reader) => {
      const { rows } = await sql<{
        name: string;
      }>`select name from sqlite_master where type in ('table', 'view')`.execute(reader);
      return new Set(rows.map(({ name }) => name));
    },
    prepare: async () => {
      await sql`pragma journal_mode = wal`.execute(db);
      await sql`pragma synchronous = full`.execute(db);
    },
    lock: async () => {},
    describeError: (error) => explainSqlite(error, file, lockWaitMilliseconds),
    yielded: () => false,
    // Kysely closes only what it has used.
    close: async () => {
      await db.destroy();
      if (database.isOpen) database.close();
    },
  };
}
