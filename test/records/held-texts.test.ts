import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createHeldTexts, heldFolderOf, type HeldText } from '../../src/records/held-texts.ts';
import { folderOf } from '../support/records.ts';

const TEXT: HeldText = {
  id: 'harbour-notes',
  relationship: 'north-south',
  paragraphs: ['One said so.', '两国部长周二会面。'],
  readAt: '2026-11-24T08:00:00Z',
  from: 'file',
};

test('a text is held for its owner only, replaced as a whole, listed and removed', async () => {
  const data = folderOf({});
  const folder = heldFolderOf(data);
  const held = createHeldTexts(folder);
  expect(await held.list()).toEqual([]);
  expect(await held.get('north-south', 'harbour-notes')).toBeUndefined();
  await held.put({ ...TEXT, paragraphs: ['Old.'] });
  await held.put(TEXT);
  expect(await held.get('north-south', 'harbour-notes')).toEqual(TEXT);
  const file = join(folder, 'north-south', 'harbour-notes.json');
  expect([file, folder, join(folder, 'north-south')].map((one) => statSync(one).mode & 0o777)).toEqual([
    0o600, 0o700, 0o700,
  ]);
  expect(readdirSync(join(folder, 'north-south'))).toEqual(['harbour-notes.json']);
  expect(await held.list()).toEqual([{ relationship: 'north-south', id: 'harbour-notes', paragraphs: 2 }]);
  await held.remove('north-south', 'harbour-notes');
  await held.remove('north-south', 'harbour-notes');
  expect(await held.list()).toEqual([]);
});

test('no name leads out of the folder, and a file that is not what was written is no text', async () => {
  const data = folderOf({});
  const folder = heldFolderOf(data);
  const held = createHeldTexts(folder);
  await expect(held.put({ ...TEXT, id: '../../a' })).rejects.toThrow('named by the ids');
  await expect(held.put({ ...TEXT, relationship: '..' })).rejects.toThrow('named by the ids');
  await expect(held.put({ ...TEXT, paragraphs: [] })).rejects.toThrow('paragraphs');
  writeFileSync(join(data, 'secret.json'), JSON.stringify(TEXT));
  expect(await held.get('..', 'secret')).toBeUndefined();
  mkdirSync(join(folder, 'north-south'), { recursive: true });
  writeFileSync(join(folder, 'north-south', 'other.json'), JSON.stringify(TEXT));
  writeFileSync(join(folder, 'north-south', 'cut.json'), '{"id":"cut"');
  writeFileSync(join(folder, 'stray'), '');
  expect(await held.get('north-south', 'other')).toBeUndefined();
  expect(await held.list()).toEqual([]);
});
