/** The store in a file as the one process that serves from it opens it. */
import type { Engine } from '../engine.ts';
import { lockServing } from './serving-lock.ts';
import { openStoreFile } from './sqlite.ts';

/** Opens the store's file in a folder in a thread of its own, locked for this process; rejects with an AttacheError where another process serves from it, or where it cannot be opened. */
export async function openServing(dataDir: string): Promise<Engine> {
  const unlock = await lockServing(dataDir);
  try {
    const engine = openStoreFile(dataDir, { apart: true });
    return {
      ...engine,
      close: async () => {
        await engine.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
