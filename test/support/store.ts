/** A store in a file of its own for one test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { putEmptyStore } from './empty-store.ts';

/** Returns an empty store that is closed and removed after the test, with the folder that it is in. */
export async function storeOfTest(): Promise<{ readonly store: Store; readonly dataDir: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'attache-store-'));
  await putEmptyStore(dataDir);
  const store = await openStore(undefined, { dataDir });
  onTestFinished(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return { store, dataDir };
}
