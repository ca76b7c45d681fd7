/** A database that processes reach one statement at a time, each an await at which they may die; it can be slow, gone, lose what was committed last, and fail over. */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import { openDatabase, type Engine } from '../../src/store/engine.ts';
import type { Random } from '../chaos/random.ts';
import type { Owner, Scheduler } from './scheduler.ts';

type Value = null | number | bigint | string | Uint8Array;

/** What happens to the next commit: its answer is lost though it holds, or the database aborts it in favour of another. */
export type CommitFault = 'answer-lost' | 'aborted';

/** What a history gives its database. */
export type DatabaseOptions = {
  readonly scheduler: Scheduler;
  readonly random: Random;
  /** Called when a statement of a process arrives. */
  readonly onStatement: (owner: Owner) => void;
  /** Called when rows that somebody works on have changed, by a process or from outside. */
  readonly onChange: (owner: Owner | undefined) => void;
  /** Called when subscriptions have changed. */
  readonly onSubscriptions: () => void;
  /** How far the server's clock is ahead, where there is a server. */
  readonly ahead: number;
  /** Changes a statement, to plant a fault. */
  readonly rewrite?: ((text: string) => string) | undefined;
};

export type Database = {
  /** Begins a history: empty tables. */
  readonly begin: (options: DatabaseOptions) => void;
  /** Ends it: nothing of it is kept. */
  readonly end: () => void;
  /** Returns the engine of a process, or of those that follow one another in its place. */
  readonly engineOf: (owner: () => Owner, hasServer: boolean) => Engine;
  /** Goes to the database and back without a statement; rejects where it cannot be reached. */
  readonly travel: (owner: Owner) => Promise<void>;
  /** Ends what a process has open: it died, or stands still. */
  readonly abandon: (owner: Owner) => void;
  readonly setDown: (isDown: boolean) => void;
  readonly setSlow: (milliseconds: number) => void;
  readonly failCommit: (fault: CommitFault) => void;
  /** Remembers the present state, from which `failOver` goes on: what is committed in between is lost. */
  readonly remember: () => void;
  readonly failOver: () => void;
  /** Reads for those who look on from outside, at once. */
  readonly rows: <Row>(text: string, ...values: readonly Value[]) => Row[];
  /** Whether statements are answered without a fault or delay that somebody could notice. */
  readonly isWell: () => boolean;
  /** The time by the server's clock. */
  readonly serverNow: () => number;
  /** Which server answers: another number after each fail-over. */
  readonly generation: () => number;
  readonly statements: () => number;
  /** Whether a transaction is open, whose changes are not certain yet. */
  readonly isBusy: () => boolean;
};

type Prepared = {
  readonly statement: StatementSync;
  /** Where the values of its limits stand: SQLite compiles a statement anew each time that one is bound, so they are written into it. */
  readonly limits: readonly number[];
  readonly variants: Map<string, StatementSync>;
  readonly isReading: boolean;
  readonly changes: 'nothing' | 'work' | 'subscriptions';
};

const WRITES = /^\s*(?:insert|update|delete|with)\b/iu;
const WORK = /\b(?:deliveries|alerts|flags|shares)\b/u;

class Unreachable extends Error {
  override readonly name = 'Unreachable';
}
class Yielded extends Error {
  override readonly name = 'Yielded';
}

// Kysely freezes each node of each statement, which only shows faults of its own.
Object.freeze = <Frozen>(frozen: Frozen): Readonly<Frozen> => frozen;

/** Each process has connections of its own, and a dead one keeps nobody waiting. */
class SharedAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class Connection implements DatabaseConnection {
  readonly owner: Owner;
  readonly #execute: (query: Pick<CompiledQuery, 'sql' | 'parameters'>, connection: Connection) => Promise<unknown>;
  isBroken = false;
  isDirty: 'nothing' | 'work' | 'subscriptions' = 'nothing';

  constructor(
    owner: Owner,
    execute: (query: Pick<CompiledQuery, 'sql' | 'parameters'>, connection: Connection) => Promise<unknown>,
  ) {
    this.owner = owner;
    this.#execute = execute;
  }

  executeQuery<R>(query: Pick<CompiledQuery, 'sql' | 'parameters'>): Promise<QueryResult<R>> {
    return this.#execute(query, this) as Promise<QueryResult<R>>;
  }

  // oxlint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the store reads no streams');
  }
}

/** Returns a database without tables; whoever opens a store over it first makes them, outside of any history. */
export function createDatabase(): Database {
  const sqlite = new DatabaseSync(':memory:', { enableForeignKeyConstraints: true });
  sqlite.function('server_clock', () => Math.floor((history?.scheduler.now() ?? 0) + (history?.ahead ?? 0)));
  sqlite.function('server_generation', () => `start ${generation}`);
  const savepoint = sqlite.prepare('savepoint inside');
  const release = sqlite.prepare('release inside');
  const cache = new Map<string, Prepared>();
  let generation = 0;
  let history: DatabaseOptions | undefined;
  let holder: Connection | undefined;
  let waiting: { readonly connection: Connection; readonly arrive: () => void }[] = [];
  let isDown = false;
  let slow = 0;
  let commitFault: CommitFault | undefined;
  let remembered = false;
  let statements = 0;

  const prepared = (text: string): Prepared => {
    const found = cache.get(text);
    if (found !== undefined) return found;
    const actual = history?.rewrite?.(text) ?? text;
    const statement = sqlite.prepare(actual);
    const made: Prepared = {
      statement,
      limits: [...actual.matchAll(/\?/gu)].flatMap(({ index }, position) =>
        actual.slice(0, index).endsWith('limit ') ? position : [],
      ),
      variants: new Map(),
      isReading: statement.columns().length > 0,
      changes: !WRITES.test(actual)
        ? 'nothing'
        : /\bsubscriptions\b/u.test(actual.slice(0, 80))
          ? 'subscriptions'
          : WORK.test(actual)
            ? 'work'
            : 'nothing',
    };
    cache.set(text, made);
    return made;
  };

  /** Returns a statement and its values with the limits written into it. */
  const bound = (
    text: string,
    { statement, limits, variants }: Prepared,
    values: readonly Value[],
  ): { readonly statement: StatementSync; readonly values: readonly Value[] } => {
    if (limits.length === 0) return { statement, values };
    const key =
      limits.length === 1 ? String(values[limits[0] ?? 0]) : limits.map((position) => values[position]).join(' ');
    let variant = variants.get(key);
    if (variant === undefined) {
      let position = -1;
      const written = (history?.rewrite?.(text) ?? text).replaceAll('?', () => {
        position += 1;
        return limits.includes(position) ? String(values[position]) : '?';
      });
      variant = sqlite.prepare(written);
      variants.set(key, variant);
    }
    return { statement: variant, values: values.filter((_, position) => !limits.includes(position)) };
  };

  const told = (changed: Connection['isDirty'], owner: Owner): void => {
    if (changed === 'nothing') return;
    if (changed === 'subscriptions') history?.onSubscriptions();
    history?.onChange(owner);
  };

  const isFree = (): boolean => holder === undefined;
  const drain = (): void => {
    while (isFree()) {
      const next = waiting.shift();
      if (next === undefined) return;
      next.arrive();
    }
  };

  const undo = (connection: Connection): void => {
    sqlite.exec('rollback to inside; release inside');
    holder = undefined;
    connection.isDirty = 'nothing';
  };
  const rollBack = (connection: Connection): void => {
    if (holder !== connection) return;
    undo(connection);
    drain();
  };

  const perform = (text: string, given: readonly Value[], connection: Connection): QueryResult<unknown> => {
    statements += 1;
    switch (text) {
      case 'begin':
        savepoint.run();
        holder = connection;
        return { rows: [] };
      case 'commit': {
        const fault = connection.isDirty === 'nothing' ? undefined : commitFault;
        if (fault !== undefined) commitFault = undefined;
        if (fault === 'aborted') {
          rollBack(connection);
          throw new Yielded('the transaction was aborted in favour of another');
        }
        release.run();
        holder = undefined;
        const { isDirty } = connection;
        connection.isDirty = 'nothing';
        told(isDirty, connection.owner);
        drain();
        if (fault === 'answer-lost') throw new Unreachable('the connection was lost');
        return { rows: [] };
      }
      case 'rollback':
        rollBack(connection);
        return { rows: [] };
      default: {
        const found = prepared(text);
        const { isReading, changes } = found;
        const { statement, values } = bound(text, found, given);
        let result: QueryResult<unknown>;
        let hasChanged: boolean;
        if (isReading) {
          const rows = statement.all(...values);
          hasChanged = rows.length > 0;
          result = { rows };
        } else {
          const ran = statement.run(...values);
          hasChanged = Number(ran.changes) > 0;
          result = { rows: [], numAffectedRows: BigInt(ran.changes) };
        }
        if (changes === 'nothing' || !hasChanged) return result;
        if (holder !== connection) {
          told(changes, connection.owner);
          if (commitFault === 'answer-lost') {
            commitFault = undefined;
            throw new Unreachable('the connection was lost');
          }
        } else if (connection.isDirty !== 'subscriptions') connection.isDirty = changes;
        return result;
      }
    }
  };

  const execute = (
    { sql: text, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>,
    connection: Connection,
  ): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const values = parameters as readonly Value[];
      if (history === undefined) {
        resolve(perform(text, values, connection));
        return;
      }
      const { scheduler, random } = history;
      const { owner } = connection;
      const begun = history;
      const arrive = (isLate: boolean): void => {
        if (begun !== history || !owner.alive) return;
        const answer = (settle: () => void): void => {
          // Whoever waited may stand still by now, and hears of it later.
          if (isLate) scheduler.after(1, settle, owner);
          else settle();
        };
        if (isDown || (connection.isBroken && text !== 'rollback'))
          return answer(() => reject(new Unreachable('the database cannot be reached')));
        if (holder !== undefined && holder !== connection) {
          waiting.push({ connection, arrive: () => arrive(true) });
          return;
        }
        begun.onStatement(owner);
        try {
          const result = perform(text, values, connection);
          answer(() => resolve(result));
        } catch (error) {
          // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- what SQLite threw
          answer(() => reject(error));
        }
      };
      scheduler.after(1 + random.next() * 2 + slow * random.next(), () => arrive(false), owner);
    });

  /** Ends the open transaction, and does something before the next one begins. */
  const breakOpen = (between: () => void = () => {}): void => {
    if (holder !== undefined) {
      holder.isBroken = true;
      undo(holder);
    }
    between();
    drain();
  };

  return {
    begin: (options) => {
      if (options.rewrite !== undefined || history?.rewrite !== undefined) cache.clear();
      sqlite.exec('begin');
      history = options;
      holder = undefined;
      waiting = [];
      isDown = false;
      slow = 0;
      commitFault = undefined;
      remembered = false;
      generation = 0;
    },
    end: () => {
      if (history?.rewrite !== undefined) cache.clear();
      history = undefined;
      holder = undefined;
      waiting = [];
      sqlite.exec('rollback');
    },
    engineOf: (owner, hasServer) => {
      const db = openDatabase(
        {
          createAdapter: () => new SharedAdapter(),
          createDriver: () => ({
            init: async () => {},
            acquireConnection: async () => new Connection(owner(), execute),
            beginTransaction: async (connection) => {
              await connection.executeQuery({ sql: 'begin', parameters: [] } as unknown as CompiledQuery);
            },
            commitTransaction: async (connection) => {
              await connection.executeQuery({ sql: 'commit', parameters: [] } as unknown as CompiledQuery);
            },
            rollbackTransaction: async (connection) => {
              if (connection instanceof Connection) rollBack(connection);
            },
            releaseConnection: async () => {},
            destroy: async () => {},
          }),
          createIntrospector: (kysely) => new SqliteIntrospector(kysely),
          createQueryCompiler: () => new SqliteQueryCompiler(),
        },
        { describe: (error) => error, isRetryable: (error) => error instanceof Yielded },
      );
      return {
        name: 'simulated',
        db,
        isShared: false,
        tables: async (reader) => {
          const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(
            reader,
          );
          return new Set(rows.map(({ name }) => name));
        },
        prepare: async () => {},
        lock: async () => {},
        ...(hasServer && {
          now: async (reader) => {
            const { rows } = await sql<{ at: Temporal.Instant }>`select server_clock() as at`.execute(reader);
            return rows[0]?.at ?? Temporal.Instant.fromEpochMilliseconds(0);
          },
          generation: () => sql<string>`server_generation()`,
        }),
        close: async () => {},
      };
    },
    travel: (owner) =>
      new Promise((resolve, reject) => {
        const begun = history;
        if (begun === undefined) return resolve();
        const { scheduler, random } = begun;
        scheduler.after(
          1 + random.next() * 2 + slow * random.next(),
          () => {
            if (begun !== history) return;
            if (isDown) return reject(new Unreachable('the database cannot be reached'));
            begun.onStatement(owner);
            return resolve();
          },
          owner,
        );
      }),
    abandon: (owner) => {
      // What it has asked for and waits for is given up with its connection.
      for (const { connection } of waiting) if (connection.owner === owner) connection.isBroken = true;
      if (holder?.owner === owner) breakOpen();
    },
    setDown: (down) => {
      isDown = down;
      if (!down) return;
      breakOpen();
      // Who waits for a transaction of another's hears that the database is gone.
      const waited = waiting;
      waiting = [];
      for (const one of waited) one.arrive();
    },
    setSlow: (milliseconds) => {
      slow = milliseconds;
    },
    failCommit: (fault) => {
      commitFault = fault;
    },
    remember: () => {
      breakOpen(() => sqlite.exec('savepoint remembered'));
      remembered = true;
    },
    failOver: () => {
      if (!remembered) return;
      breakOpen(() => {
        sqlite.exec('rollback to remembered; release remembered');
        remembered = false;
        generation += 1;
      });
      history?.onSubscriptions();
      history?.onChange(undefined);
    },
    rows: <Row>(text: string, ...values: readonly Value[]) => {
      const { statement } = prepared(text);
      return statement.all(...values) as Row[];
    },
    isWell: () => !isDown && slow === 0,
    serverNow: () => Math.floor((history?.scheduler.now() ?? 0) + (history?.ahead ?? 0)),
    generation: () => generation,
    statements: () => statements,
    isBusy: () => holder !== undefined,
  };
}
