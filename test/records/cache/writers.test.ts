import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createRecordCache } from '../../../src/records/cache/cache.ts';
import { folderOf } from '../../support/records.ts';

test('two processes that keep records at once leave those of one of them whole, at every moment', async () => {
  const folder = folderOf({});
  const hashes = ['one', 'another'];
  const cache = createRecordCache([folder], 'code');
  cache.keep('one', '2026-11-25', { briefs: [], sources: [], relationships: [] });
  const writers = hashes.map((hash) =>
    spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), folder, '40', hash], { stdio: 'inherit' }),
  );
  const ended = Promise.all(writers.map(async (writer) => (await once(writer, 'exit')) as [number | null]));
  let done = false;
  void ended.then(() => (done = true));
  const seen = new Set<string>();
  while (!done) {
    const found = hashes.filter((hash) => cache.find(hash, '2026-11-25') !== undefined);
    for (const hash of found) seen.add(hash);
    // Between the two looks one may have taken the place of the other, so that neither or both are found: never a torn one.
    await breathe();
  }
  expect((await ended).map(([code]) => code)).toEqual([0, 0]);
  expect([...seen].toSorted()).toEqual(['another', 'one']);
  expect(hashes.filter((hash) => cache.find(hash, '2026-11-25') !== undefined)).toHaveLength(1);
  expect(readdirSync(folder)).toEqual(['records']);
});
