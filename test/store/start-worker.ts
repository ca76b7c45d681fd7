/** Starts a process that works on a store, and hears what it says. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Database } from './engines.ts';

export type Worker = {
  /** What it has said so far. */
  readonly lines: readonly string[];
  /** Settles once it has said so many lines; rejects if it ends before. */
  readonly said: (count: number) => Promise<void>;
  readonly go: () => void;
  readonly kill: () => void;
  /** Settles with its exit code, or null if it was killed, once everything it said has been read. */
  readonly ended: Promise<number | null>;
};

/** Starts test/store/worker.ts with a task on a database. */
export function startWorker(
  task: 'open' | 'claim' | 'write' | 'serve',
  database: Pick<Database, 'databaseUrl' | 'dataDir'>,
  name = 'w',
): Worker {
  const file = new URL('worker.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [file, task, database.databaseUrl ?? '', database.dataDir, name], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let over = false;
  const check = (): void => {
    for (const one of waiting) one();
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    check();
  });
  const ended = once(child, 'close').then(() => {
    over = true;
    check();
    return child.exitCode;
  });
  return {
    lines,
    ended,
    go: () => void child.stdin.end('go\n'),
    kill: () => void child.kill('SIGKILL'),
    said: (count) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (lines.length >= count) resolve();
          else if (over) reject(new Error(`the worker ended after ${lines.length} lines`));
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
  };
}
