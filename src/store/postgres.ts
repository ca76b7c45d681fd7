/** The PostgreSQL engine, which several replicas share: pg under Kysely, with errors that say what to do and hold no password. */
import { Socket } from 'node:net';
import { CompiledQuery, PostgresDialect, sql } from 'kysely';
import { Pool, types } from 'pg';
import { AttacheError, type ErrorCode, errorCode } from '../shared/errors.ts';
import { openDatabase, type Engine } from './engine.ts';
import { ONE_PER_CHANNEL } from './schema.ts';

const CONNECTIONS = 5;
const CONNECT_MS = 5_000;
const LOCK_WAIT_MS = 5_000;
const STATEMENT_MS = 15_000;
const IDLE_MS = 10_000;
// Longer than a statement may take and an idle connection is kept open: a peer silent for this long is lost, even without a closing packet.
const SILENCE_MS = 30_000;

const { INT8 } = types.builtins;

/** Returns the server and database of an address for display, never its password. */
function serverOf(databaseUrl: string): string {
  try {
    const { host, pathname, username, password } = new URL(databaseUrl);
    for (const part of [pathname, username, password]) decodeURIComponent(part);
    return `PostgreSQL at ${host || 'this machine'}${pathname}`;
  } catch {
    // A parser's own error repeats the address, with the password in it.
    throw new AttacheError(
      'settings',
      'DATABASE_URL is not an address of PostgreSQL; write postgres://user:password@host:5432/database, with special characters of the password percent-encoded.',
    );
  }
}

function newSocket(): Socket {
  const socket = new Socket();
  socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('PostgreSQL has been silent for too long')));
  return socket;
}

/** Returns the engine for a PostgreSQL database; it connects on first use, and again whenever a connection was lost. */
export function openPostgres(databaseUrl: string): Engine {
  const name = serverOf(databaseUrl);
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'attache',
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: LOCK_WAIT_MS,
    idle_in_transaction_session_timeout: SILENCE_MS,
    keepAlive: true,
    stream: newSocket,
    // Instants and counts are int8, which pg would hand over as text.
    types: {
      getTypeParser: ((oid: typeof INT8, format?: 'text') =>
        oid === INT8 ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  });
  // A lost connection is reported by the query that needed it, and the pool replaces it; an error event without a listener would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const dialect = new PostgresDialect({
    pool,
    // What was acknowledged must be on the disk, also where the server is set to answer sooner: a delivery whose beginning it forgot would be sent twice.
    onCreateConnection: async (connection) =>
      void (await connection.executeQuery(CompiledQuery.raw('set synchronous_commit = on'))),
  });
  const db = openDatabase(dialect, { describe: (error) => explainPostgres(error, name), isRetryable });
  return {
    name,
    db,
    isShared: true,
    tables: async (reader) => {
      const { rows } = await sql<{ name: string }>`
        select relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
        where nspname = current_schema() and relkind in ('r', 'p', 'v', 'm', 'f')`.execute(reader);
      return new Set(rows.map((row) => row.name));
    },
    prepare: async () => {},
    // A standby that takes over has another start of its own; a dump that is restored makes the table anew.
    generation: () =>
      sql<string>`(cast(extract(epoch from pg_postmaster_start_time()) as text) || '/' || cast(cast(cast('deliveries' as regclass) as oid) as text))`,
    lock: async (transaction, key) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(transaction);
    },
    now: async (reader) => {
      const { rows } = await sql<{ at: Temporal.Instant }>`
        select floor(extract(epoch from clock_timestamp()) * 1000)::int8 as at`.execute(reader);
      if (rows[0] === undefined) throw new Error('the database does not tell its time');
      return rows[0].at;
    },
    // Kysely ends only what it has used.
    close: async () => {
      await db.destroy();
      if (!pool.ending) await pool.end();
    },
  };
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const SERIALIZATION = '40001';
const DEADLOCK = '40P01';
const UNIQUE = '23505';

/** Returns whether PostgreSQL aborted this transaction in favour of another, so that it can be retried. */
function isRetryable(error: unknown): boolean {
  const code = errorCode(error);
  // Another replica claimed a delivery of the same channel at the same moment: the retry sees it.
  const lostRace =
    code === UNIQUE && error instanceof Error && 'constraint' in error && error.constraint === ONE_PER_CHANNEL;
  return code === SERIALIZATION || code === DEADLOCK || lostRace;
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ENOENT',
]);
// Messages that pg throws without a code when a connection ends or cannot be opened in time.
const CUT =
  /connection terminated|timeout exceeded when trying to connect|timeout expired|silent for too long|not queryable/iu;

/** Returns an AttacheError that says what to do about a known error of PostgreSQL, or the error unchanged. */
function explainPostgres(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || error instanceof AttacheError) return error;
  const described = (code: ErrorCode, message: string): AttacheError =>
    new AttacheError(code, message, { cause: error });
  const code = errorCode(error) ?? '';
  if (UNREACHABLE.has(code) || /^(?:08|57P0)/u.test(code) || CUT.test(error.message)) {
    return described(
      'store-unreachable',
      `${name} cannot be reached (${error.message || code}). Check that it runs and that DATABASE_URL names its host and port; Attaché goes on once it answers.`,
    );
  }
  switch (code) {
    case '28P01':
    case '28000':
      return described('store-refused', `${name} refused the user or the password. Correct them in DATABASE_URL.`);
    case '3D000':
      return described(
        'store-refused',
        `${name} does not exist. Create the database, or correct its name in DATABASE_URL.`,
      );
    case '42501':
      return described(
        'store-unwritable',
        `${name} does not let this user make or use its tables (${error.message}). Make the user the owner of the database.`,
      );
    case '25006':
      return described(
        'store-unwritable',
        `${name} is read-only (a standby?). Name the primary server in DATABASE_URL.`,
      );
    case '53100':
      return described(
        'store-full',
        `The disk of ${name} is full; what was being written is not kept. Free some space.`,
      );
    case '53300':
      return described(
        'store-unreachable',
        `${name} has no free connection. Raise its max_connections, or run fewer replicas.`,
      );
    case '55P03':
    case '57014':
      return described(
        'store-locked',
        `${name} did not finish a step in time, most likely because another program holds its rows; nothing was written. End that program, then try again.`,
      );
    default:
  }
  if (/^SASL|client password/u.test(error.message)) {
    return described('store-refused', `${name} asks for a password. Add it to DATABASE_URL, percent-encoded.`);
  }
  if (/SSL|CERT|TLS/u.test(code) || /SSL|certificate/u.test(error.message)) {
    return described(
      'store-unreachable',
      `${name} and Attaché cannot agree on encryption (${error.message}). Correct sslmode in DATABASE_URL, or the server's certificate.`,
    );
  }
  return error;
}
