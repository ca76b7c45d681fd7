/** The store of a data folder beside whatever serves from it. */
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';

/** Does something with the store of a data folder, as the command line does. */
export async function withStore<T>(dataDir: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(undefined, { dataDir });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
