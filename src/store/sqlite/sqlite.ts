/** The store in a file, or in memory: node:sqlite under Kysely, safe with several processes and against a crash at any moment. */
import { closeSync, existsSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { AttacheError } from '../../shared/errors.ts';
import { yieldToEventLoop } from '../../shared/mutex.ts';
import { hasSchema } from '../create-schema.ts';
import { openDatabase, type Engine } from '../engine.ts';
import { damaged, explainFile, explainSqlite, fileFault, type FileFault } from './errors.ts';
import {
  BEGIN,
  COMMIT,
  databaseOptions,
  ROLLBACK,
  runStatement,
  type SqliteDatabase,
  type SqliteValue,
  type SqliteOutcome,
} from './statement.ts';
import { Worker } from 'node:worker_threads';
import type { SqliteAnswer, ThreadPost, ThreadData } from './worker.ts';

/** How long a write waits for another process before it gives up. */
const LOCK_WAIT_MS = 5_000;

/** In the place of a file: a database that ends with the process. https://sqlite.org/inmemorydb.html */
export const IN_MEMORY = ':memory:';

export type SqliteOptions = {
  /** Whether a thread of its own holds the database, so that no answer waits for the disk; starting it takes longer than most steps. */
  readonly inWorker?: boolean;
  readonly lockWaitMilliseconds?: number;
};

/** The one connection, which Kysely gives to one user at a time. */
class SqliteConnection implements DatabaseConnection {
  readonly #database: SqliteDatabase;
  #inTransaction = false;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  async begin(): Promise<void> {
    // Takes the write lock at the start: a transaction that read first could not be retried after another writer committed.
    await this.executeQuery({ sql: BEGIN, parameters: [] });
    this.#inTransaction = true;
  }

  async end(how: typeof COMMIT | typeof ROLLBACK): Promise<void> {
    try {
      await this.executeQuery({ sql: how, parameters: [] });
    } finally {
      // A commit that failed is rolled back by Kysely.
      if (how === ROLLBACK) this.#inTransaction = false;
    }
    this.#inTransaction = false;
  }

  async executeQuery<R>({ sql: text, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): Promise<QueryResult<R>> {
    const { rows, changes } = await this.#database.run({
      sql: text,
      parameters: parameters as readonly SqliteValue[],
      inTransaction: this.#inTransaction,
    });
    return { rows: rows as R[], ...(changes !== undefined && { numAffectedRows: changes }) };
  }

  // oxlint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the store reads no streams');
  }
}

class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection;
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#connection = new SqliteConnection(database);
    this.#database = database;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  beginTransaction(): Promise<void> {
    return this.#connection.begin();
  }

  commitTransaction(): Promise<void> {
    return this.#connection.end(COMMIT);
  }

  rollbackTransaction(): Promise<void> {
    return this.#connection.end(ROLLBACK);
  }

  async releaseConnection(): Promise<void> {}

  destroy(): Promise<void> {
    return this.#database.close();
  }
}

/** Returns a database in this thread, opened at once; throws an error of SQLite where it cannot be. */
function openHere(file: string | URL, lockWaitMilliseconds: number, readOnly = false): SqliteDatabase {
  const database = new DatabaseSync(file, { ...databaseOptions(lockWaitMilliseconds), readOnly });
  return {
    run: async (statement) => {
      const outcome = await runStatement(database, statement, lockWaitMilliseconds);
      // Statements are synchronous here: without a pause, consecutive steps would block the event loop and with it the answers to chats.
      if (!database.isTransaction) await yieldToEventLoop();
      return outcome;
    },
    close: async () => {
      if (database.isOpen) database.close();
    },
  };
}

const WRITES = /^(?:insert|update|delete)\b/u;

/** Returns a database that remembers what was wrong with its file: a full disk until something is written, damage until it is opened again. */
function rememberFault(database: SqliteDatabase): SqliteDatabase & { readonly fault: () => FileFault | undefined } {
  let fault: FileFault | undefined;
  let hasChanged = false;
  return {
    close: database.close,
    fault: () => fault,
    run: async (statement) => {
      try {
        const outcome = await database.run(statement);
        const isChange = WRITES.test(statement.sql) && (outcome.rows.length > 0 || (outcome.changes ?? 0n) > 0n);
        if (statement.sql === BEGIN) hasChanged = false;
        hasChanged ||= isChange && statement.inTransaction;
        // Transactions that changed nothing end well on a full disk too.
        const isWritten = statement.inTransaction ? hasChanged && statement.sql === COMMIT : isChange;
        if (isWritten && fault !== 'damaged') fault = undefined;
        return outcome;
      } catch (error) {
        if (fault !== 'damaged') fault = fileFault(error) ?? fault;
        throw error;
      }
    },
  };
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

const fileIn = (dataDir: string): string => join(dataDir, 'attache.sqlite');

/** Opens the store's file in a folder, as `openSqlite` does. */
export function openStoreFile(dataDir: string, options?: SqliteOptions): Engine {
  return openSqlite(fileIn(dataDir), options);
}

/** Rejects with an AttacheError where a folder has the store of another version or program, and leaves each of its bytes as it is: a usual connection would write its log into the file when it closes. */
export async function refuseOtherFile(dataDir: string): Promise<void> {
  const file = fileIn(dataDir);
  if (!existsSync(file)) return;
  // Without a log no other process has the file open, and SQLite need not make one to read it. https://sqlite.org/uri.html#uriimmutable
  const location = existsSync(`${file}-wal`) ? file : new URL('?immutable=1', pathToFileURL(file));
  let engine: Engine | undefined;
  try {
    engine = engineOver(file, openHere(location, LOCK_WAIT_MS, true), LOCK_WAIT_MS);
    await hasSchema(engine);
  } catch (error) {
    // Whatever else is wrong is told when it is opened.
    if (error instanceof AttacheError && (error.code === 'store-other-version' || error.code === 'store-foreign'))
      throw error;
  } finally {
    await engine?.close();
  }
}

/** Opens a file as an engine, creating it and its folder with access for this user only; throws an AttacheError that says what to do where it cannot. Does not modify an existing file until asked to. */
export function openSqlite(
  file: string,
  { inWorker = false, lockWaitMilliseconds = LOCK_WAIT_MS }: SqliteOptions = {},
): Engine {
  let database: SqliteDatabase;
  try {
    if (file !== IN_MEMORY) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      if (!isDatabase(file)) throw damaged(file);
    }
    database = inWorker ? openInWorker({ file, lockWaitMilliseconds }) : openHere(file, lockWaitMilliseconds);
  } catch (error) {
    throw explainFile(error, file);
  }
  return engineOver(file, database, lockWaitMilliseconds);
}

/** Returns the engine over an open database. */
function engineOver(file: string, opened: SqliteDatabase, lockWaitMilliseconds: number): Engine {
  const database = rememberFault(opened);
  const db = openDatabase(
    {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new SqliteDriver(database),
      createIntrospector: (kysely) => new SqliteIntrospector(kysely),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
    { describe: (error) => explainSqlite(error, file, lockWaitMilliseconds) },
  );
  return {
    name: file,
    db,
    isShared: false,
    fault: database.fault,
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
    // Kysely closes only what it has used, and waits for nothing: what was begun before is finished first.
    close: async () => {
      await db
        .connection()
        .execute(async () => {})
        .catch(() => undefined);
      await db.destroy();
      await database.close();
    },
  };
}

/** What the thread keeps between two statements is little; without a limit, its young generation alone would take several times as much. */
const YOUNG_GENERATION_MEGABYTES = 2;

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread, not to a window
const post = (to: Worker, posted: ThreadPost): void => to.postMessage(posted);

/**
 * Returns the database of a file in a worker thread, opened by the first statement. A thread that ends by itself fails what it had in hand, and the next statement starts another.
 * On a disk whose syncs take 500 ms, a command while forty digests go out is answered after 6 ms, at most 92; without the thread after 750 ms, at most 2,300.
 */
function openInWorker(data: ThreadData): SqliteDatabase {
  const waiting = new Map<number, PromiseWithResolvers<SqliteOutcome>>();
  let thread: Worker | undefined;
  let closed = false;
  let ids = 0;

  const start = (): Worker => {
    const started = new Worker(new URL('worker.ts', import.meta.url), {
      workerData: data,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MEGABYTES },
    });
    let fault: unknown = new Error('the thread of the database ended');
    started.on('message', (answered: SqliteAnswer) => {
      const one = waiting.get(answered.id);
      waiting.delete(answered.id);
      // The process may end by itself between two statements, but not before one is answered.
      if (waiting.size === 0) started.unref();
      if ('outcome' in answered) one?.resolve(answered.outcome);
      else one?.reject(Object.assign(new Error(answered.message), answered.fields));
    });
    started.on('error', (error) => {
      fault = error;
    });
    started.on('exit', () => {
      thread = undefined;
      for (const { reject } of waiting.values()) reject(fault);
      waiting.clear();
    });
    return started;
  };

  return {
    run: (statement) => {
      if (closed) return Promise.reject(new Error('the database is closed'));
      thread ??= start();
      const answered = Promise.withResolvers<SqliteOutcome>();
      const id = ++ids;
      waiting.set(id, answered);
      thread.ref();
      post(thread, { id, statement });
      return answered.promise;
    },
    close: async () => {
      closed = true;
      const ending = thread;
      if (ending === undefined) return;
      ending.ref();
      const ended = new Promise<unknown>((resolve) => ending.once('exit', resolve));
      post(ending, 'close');
      await ended;
    },
  };
}
