/** The store in a file as the one process that serves from it opens it: locked, and watched for a backup in its place. */
import { join } from 'node:path';
import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { run, type Engine } from '../engine.ts';
import { openStoreFile } from './sqlite.ts';
import { errorCode, AttacheError } from '../../shared/errors.ts';
import { makePrivate } from '../../shared/files.ts';
import { explainFile, isLocked } from './errors.ts';

/** Opens the store's file in a folder in a thread of its own, locked for this process; rejects with an AttacheError where another process serves from it, or where it cannot be opened. */
export async function openServing(dataDir: string): Promise<Engine> {
  const unlock = await lockServing(dataDir);
  let watched: ContentsWatch | undefined;
  try {
    const engine = openStoreFile(dataDir, { inWorker: true });
    return {
      ...engine,
      // Its tables must be those of this version before they can be compared.
      onMigrated: async () => {
        watched = await watchContents(engine, join(dataDir, 'attache.newest'));
      },
      generation: () => watched && sql<string>`cast(${watched.mark} as text)`,
      onBegun: (id, attempts) => watched?.begun(id, attempts),
      close: async () => {
        await engine.close();
        await watched?.settled();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** What is noted in a small file beside the store's, by which a backup in its place is noticed: the generation of its contents, and the newest attempt to send that they must hold. */
type NewestAttempt = { readonly mark: string; readonly delivery?: string; readonly attempts?: number };

type ContentsWatch = {
  /** The generation: a new one where the contents are older than what was noted, or nothing was noted. */
  readonly mark: string;
  /** Notes an attempt to send that the store has recorded; what cannot be written is left out. */
  readonly begun: (delivery: string, attempts: number) => void;
  /** Resolves once all is written. */
  readonly settled: () => Promise<void>;
};

/** Compares a store's contents with what was noted of them; rejects with an AttacheError where nothing can be noted, or where the store cannot be read. */
async function watchContents(engine: Engine, file: string): Promise<ContentsWatch> {
  const before = await read(file);
  let noted: NewestAttempt =
    before !== undefined && (await containsAttempt(engine, before)) ? before : { mark: randomUUID() };
  let writing: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    const written = noted;
    // Whole or not at all.
    await writeFile(`${file}.new`, `${JSON.stringify(written)}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
    if (written !== noted) await write();
  };
  try {
    await write();
  } catch (error) {
    throw explainFile(error, file);
  }
  return {
    mark: noted.mark,
    begun: (delivery, attempts) => {
      noted = { mark: noted.mark, delivery, attempts };
      // An older note is true as well: it only tells less.
      writing ??= write()
        .catch(() => undefined)
        .finally(() => {
          writing = undefined;
        });
    },
    settled: async () => await writing,
  };
}

/** Returns what was noted, or undefined where nothing legible was. */
async function read(file: string): Promise<NewestAttempt | undefined> {
  try {
    const noted = JSON.parse(await readFile(file, 'utf8')) as Partial<NewestAttempt>;
    return typeof noted.mark === 'string' ? { ...noted, mark: noted.mark } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return undefined;
    throw explainFile(error, file);
  }
}

/** Returns whether a store holds the attempt that was noted. */
async function containsAttempt(engine: Engine, { delivery, attempts = 0 }: NewestAttempt): Promise<boolean> {
  if (delivery === undefined) return true;
  const row = await run(engine, (db) =>
    db.selectFrom('deliveries').select('attempts').where('id', '=', delivery).executeTakeFirst(),
  );
  return row !== undefined && row.attempts >= attempts;
}

/** A process that is told to stop and one that is started at the same moment: the first gets so long to end. */
const WAIT_MS = 2_000;
const ATTEMPT_EVERY_MS = 50;

/** Locks a folder for this process to serve from, and returns what unlocks it; rejects with an AttacheError where another process serves from it. */
async function lockServing(dataDir: string): Promise<() => void> {
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
