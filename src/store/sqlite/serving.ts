/** The store in a file as the one process that serves from it opens it. */
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Engine } from '../engine.ts';
import { lockServing } from './serving-lock.ts';
import { type SetBack, watchContents } from './set-back.ts';
import { openStoreFile } from './sqlite.ts';

/** Opens the store's file in a folder in a thread of its own, locked for this process; rejects with an AttacheError where another process serves from it, or where it cannot be opened. */
export async function openServing(dataDir: string): Promise<Engine> {
  const unlock = await lockServing(dataDir);
  let watched: SetBack | undefined;
  try {
    const engine = openStoreFile(dataDir, { apart: true });
    return {
      ...engine,
      // Its tables must be those of this version before they can be compared.
      migrated: async () => {
        watched = await watchContents(engine, join(dataDir, 'attache.newest'));
      },
      generation: () => watched && sql<string>`cast(${watched.mark} as text)`,
      begun: (id, attempts) => watched?.begun(id, attempts),
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
