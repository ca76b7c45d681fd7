/** An empty store as a file: its tables are made once for all tests of a process, since making them takes longer than most tests. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/open.ts';

const FILE = 'attache.sqlite';

let made: Promise<Buffer> | undefined;

/** Puts a store that holds nothing into a folder in which there is none, as a process leaves it that opened and closed it. */
export async function putEmptyStore(dataDir: string): Promise<void> {
  made ??= make();
  const content = await made;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(join(dataDir, FILE), content, { mode: 0o600, flag: 'wx' });
}

async function make(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'attache-empty-'));
  try {
    const store = await openStore(undefined, { dataDir: folder });
    await store.close();
    return readFileSync(join(folder, FILE));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
