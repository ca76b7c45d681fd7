/** The lock by which only one process serves from a folder. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { AttacheError } from '../../shared/errors.ts';
import { makePrivate } from '../../shared/files.ts';
import { explainFile, isLocked } from './errors.ts';

/** A process that is told to stop and one that is started at the same moment: the first gets so long to end. */
const WAIT_MS = 2_000;
const ATTEMPT_EVERY_MS = 50;

/** Locks a folder for this process to serve from, and returns what unlocks it; rejects with an AttacheError where another process serves from it. */
export async function lockFolder(dataDir: string): Promise<() => void> {
  // Another process can still open the store itself: the lock is on a file beside it.
  const file = join(dataDir, 'attache.lock');
  let lock: DatabaseSync | undefined;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    makePrivate(file, 0o600);
    lock = new DatabaseSync(file, { timeout: 0 });
    for (const giveUpAt = performance.now() + WAIT_MS; ;) {
      try {
        lock.exec('begin exclusive');
        break;
      } catch (error) {
        if (!isLocked(error) || performance.now() >= giveUpAt) throw error;
      }
      await pause(ATTEMPT_EVERY_MS);
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
