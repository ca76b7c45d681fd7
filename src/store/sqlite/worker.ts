/** The worker thread that holds the database of a file: it runs the statements that are posted to it, so that a slow disk delays no answer. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { errorMessage } from '../../shared/errors.ts';
import { databaseOptions, runStatement, type SqliteOutcome, type SqliteStatement } from './statement.ts';

/** What is posted to the thread: a statement, or nothing more to come. */
export type ThreadPost = { readonly id: number; readonly statement: SqliteStatement } | 'close';

/** What the thread posts back. An error's own fields would not come across by themselves. */
export type SqliteAnswer = { readonly id: number } & (
  | { readonly outcome: SqliteOutcome }
  | { readonly message: string; readonly fields: Readonly<Record<string, unknown>> }
);

export type ThreadData = { readonly file: string; readonly lockWaitMilliseconds: number };

const { file, lockWaitMilliseconds } = workerData as ThreadData;
let database: DatabaseSync | undefined;
let working = Promise.resolve();

async function answer(id: number, statement: SqliteStatement): Promise<SqliteAnswer> {
  try {
    database ??= new DatabaseSync(file, databaseOptions(lockWaitMilliseconds));
    return { id, outcome: await runStatement(database, statement, lockWaitMilliseconds) };
  } catch (error) {
    return { id, message: errorMessage(error), fields: Object.fromEntries(Object.entries(Object(error))) };
  }
}

async function handle(posted: ThreadPost): Promise<void> {
  if (posted === 'close') {
    if (database?.isOpen) database.close();
    parentPort?.close();
    return;
  }
  const answered = await answer(posted.id, posted.statement);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread, not to a window
  parentPort?.postMessage(answered);
}

parentPort?.on('message', (posted: ThreadPost) => {
  // One after another: a statement may wait for another process.
  working = working.then(() => handle(posted));
});
