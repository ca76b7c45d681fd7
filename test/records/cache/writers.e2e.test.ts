import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createRecordCache } from '../../../src/records/cache/start-cache.ts';
import { folderOf } from '../../support/records.ts';

test('two processes that keep records at once leave those of one of them whole, at every moment', async () => {
  const folder = folderOf({});
  const cache = createRecordCache([folder], 'code');
  cache.save('abc', '2026-11-25', { documents: [], topics: [], relationships: [] });
  const writers = ['one', 'another'].map((filling) =>
    spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), folder, '60', filling], { stdio: 'inherit' }),
  );
  const ended = Promise.all(writers.map(async (writer) => (await once(writer, 'exit')) as [number | null]));
  const seen = new Set<number>();
  let torn = 0;
  while (writers.some(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
    const found = cache.find('abc', '2026-11-25');
    if (found === undefined) torn += 1;
    else seen.add(JSON.stringify(found).length);
    await breathe();
  }
  expect((await ended).map(([code]) => code)).toEqual([0, 0]);
  expect(torn).toBe(0);
  expect(seen.size).toBeGreaterThan(1);
  expect(readdirSync(folder)).toEqual(['records']);
});
