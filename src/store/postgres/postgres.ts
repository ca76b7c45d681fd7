/** The PostgreSQL engine, which several replicas share: pg under Kysely. */
import { Socket } from 'node:net';
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, types } from 'pg';
import { AttacheError } from '../../shared/errors.ts';
import type { Engine } from '../engine.ts';
import { explainPostgres, yielded } from './fault.ts';
import type { Tables } from '../schema.ts';

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
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool,
      // What was acknowledged must be on the disk, also where the server is set to answer sooner: a delivery whose beginning it forgot would be sent twice.
      onCreateConnection: async (connection) =>
        void (await connection.executeQuery(CompiledQuery.raw('set synchronous_commit = on'))),
    }),
  });
  return {
    name,
    db,
    rowLocks: true,
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
      const { rows } = await sql<{ at: number }>`
        select floor(extract(epoch from clock_timestamp()) * 1000)::int8 as at`.execute(reader);
      return Temporal.Instant.fromEpochMilliseconds(rows[0]?.at ?? NaN);
    },
    describeError: (error) => explainPostgres(error, name),
    yielded,
    // Kysely ends only what it has used.
    close: async () => {
      await db.destroy();
      if (!pool.ending) await pool.end();
    },
  };
}
