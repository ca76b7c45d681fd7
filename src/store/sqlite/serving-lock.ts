/** One serving process a file: it holds a lock of the system, which ends with it, however it ends. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { AttacheError } from '../../shared/errors.ts';
import { explainFile, isLocked } from './fault.ts';

/** A process that is told to stop and one that is started at the same moment: the first gets so long to end. */
const WAIT_MILLISECONDS = 2_000;
const ATTEMPT_EVERY_MILLISECONDS = 50;

/** Locks a folder for this process to serve from, and returns what unlocks it; rejects with an AttacheError where another process serves from it. */
export async function lockServing(dataDir: string): Promise<() => void> {
  // Another process can still open the store itself: the lock is on a file beside it.
  const file = join(dataDir, 'attache.lock');
  let lock: DatabaseSync | undefined;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    lock = new DatabaseSync(file, { timeout: 0 });
    for (const giveUpAt = performance.now() + WAIT_MILLISECONDS; ;) {
      try {
        lock.exec('begin exclusive');
        break;
      } catch (error) {
        if (!isLocked(error) || performance.now() >= giveUpAt) throw error;
      }
      await pause(ATTEMPT_EVERY_MILLISECONDS);
    }
  } catch (error) {
    lock?.close();
    if (!isLocked(error)) throw explainFile(error, file);
    throw new AttacheError(
      'store-served',
      `Another Attaché serves from ${dataDir}; this one starts nothing, since both would answer the same questions. End the other one, set DATA_DIR to another folder, or set DATABASE_URL to a PostgreSQL, which several can share.`,
    );
  }
  const held = lock;
  return () => {
    if (held.isOpen) held.close();
  };
}
