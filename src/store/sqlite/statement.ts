/** One statement on a database of node:sqlite: another process that holds the lock is waited for without blocking. */
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { isLocked } from './errors.ts';

// SQLite's busy timeout blocks its thread; after this long we wait between attempts instead.
const BLOCKING_WAIT_MS = 50;
const ATTEMPT_EVERY_MS = 20;

export const BEGIN = 'begin immediate';
export const COMMIT = 'commit';
export const ROLLBACK = 'rollback';

export type SqliteValue = null | number | bigint | string | Uint8Array;

export type SqliteStatement = {
  readonly sql: string;
  readonly parameters: readonly SqliteValue[];
  /** Whether it belongs to a transaction that has begun: then it is not run without one. */
  readonly inTransaction: boolean;
};

export type SqliteOutcome = { readonly rows: readonly unknown[]; readonly changes: bigint | undefined };

/** A database that runs one statement at a time, in the order in which they were given. */
export type SqliteDatabase = {
  /** Rejects with an error of SQLite. */
  readonly run: (statement: SqliteStatement) => Promise<SqliteOutcome>;
  /** Closes it after what was given before; can be called again. */
  readonly close: () => Promise<void>;
};

/** Returns the options of a database whose writes wait for other processes. */
export const databaseOptions = (
  lockWaitMilliseconds: number,
): { readonly timeout: number; readonly enableForeignKeyConstraints: boolean } => ({
  timeout: Math.min(BLOCKING_WAIT_MS, lockWaitMilliseconds),
  enableForeignKeyConstraints: true,
});

/** Runs a statement; rejects with an error of SQLite, also where another process has held the lock for so long. */
export async function runStatement(
  database: DatabaseSync,
  { sql, parameters, inTransaction }: SqliteStatement,
  lockWaitMilliseconds: number,
): Promise<SqliteOutcome> {
  const giveUpAt = performance.now() + lockWaitMilliseconds;
  if (inTransaction && !database.isTransaction) {
    // SQLite rolls back by itself when the disk is full.
    if (sql === ROLLBACK) return { rows: [], changes: 0n };
    throw new Error('the transaction was undone before this statement');
  }
  for (;;) {
    try {
      const statement = database.prepare(sql);
      return statement.columns().length > 0
        ? { rows: statement.all(...parameters), changes: undefined }
        : { rows: [], changes: BigInt(statement.run(...parameters).changes) };
    } catch (error) {
      // A statement outside of a transaction that found the file locked had no effect, so it can be retried.
      if (!isLocked(error) || database.isTransaction || performance.now() >= giveUpAt) throw error;
      await pause(ATTEMPT_EVERY_MS);
    }
  }
}
