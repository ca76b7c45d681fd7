/** The store in a file as the one process that serves from it opens it: locked, and watched for a backup in its place. */
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Engine } from '../engine.ts';
import { lockFolder } from './folder-lock.ts';
import { watchContents, type ContentsWatch } from './restored-backup.ts';
import { openStoreFile } from './sqlite.ts';

/** Opens the store's file in a folder in a thread of its own, locked for this process; rejects with an AttacheError where another process serves from it, or where it cannot be opened. */
export async function openServing(dataDir: string): Promise<Engine> {
  const unlock = await lockFolder(dataDir);
  let watched: ContentsWatch | undefined;
  try {
    const engine = openStoreFile(dataDir, { inWorker: true });
    return {
      ...engine,
      // Its tables must be those of this version before they can be compared.
      onReady: async () => {
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
