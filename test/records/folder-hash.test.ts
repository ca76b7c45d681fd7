import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFolderHash } from '../../src/records/folder-hash.ts';
import { folderOf, recordFiles } from '../support/records.ts';
import { fileMilliseconds } from '../support/clock.ts';

const PATH = 'north-south/topics/grain-corridor.yaml';

function hashed({ later = 60_000 } = {}) {
  const folder = folderOf(recordFiles({ 'drafts/milk.yaml': 'title: [', 'topic.schema.json': '{}' }));
  return { folder, hash: createFolderHash(folder, () => fileMilliseconds() + later) };
}

test('the same files have the same hash, wherever they are and whenever they were written', () => {
  const [one, other] = [hashed(), hashed()];
  utimesSync(join(other.folder, PATH), 1_000, 1_000);
  expect(other.hash()).toBe(one.hash());
  expect(one.hash()).toBe(one.hash());
});

test.each<readonly [string, (folder: string) => void]>([
  ['a changed record', (folder) => writeFileSync(join(folder, PATH), 'title: { en: Other }')],
  ['a new record', (folder) => writeFileSync(join(folder, 'north-south/topics/new.yaml'), '')],
  ['a removed record', (folder) => rmSync(join(folder, PATH))],
  ['a removed relationship', (folder) => rmSync(join(folder, 'north-south/relationship.yaml'))],
  ['a changed source', (folder) => writeFileSync(join(folder, 'north-south/documents/harbour-notes.yaml'), 'x: 1')],
  ['a file that is no record', (folder) => writeFileSync(join(folder, 'north-south/notes.txt'), 'x')],
  ['a record beside the folders', (folder) => writeFileSync(join(folder, 'tea.yaml'), 'x')],
  ['a new folder', (folder) => mkdirSync(join(folder, 'east-west'))],
  ['a folder inside a relationship', (folder) => mkdirSync(join(folder, 'north-south', 'more'))],
  ['a folder named like a record', (folder) => mkdirSync(join(folder, 'north-south', 'more.yaml'))],
  ['a folder inside a folder of records', (folder) => mkdirSync(join(folder, 'north-south/topics/more'))],
  [
    'a record with another ending inside a folder of records',
    (folder) => writeFileSync(join(folder, 'north-south/documents/notes.yml'), 'x'),
  ],
  [
    'a link that leads nowhere',
    (folder) => symlinkSync(join(folder, 'gone'), join(folder, 'north-south/topics/lost.yaml')),
  ],
  ['a record that is too large', (folder) => writeFileSync(join(folder, PATH), '#'.repeat(1_000_001))],
  ['the folder gone', (folder) => rmSync(folder, { recursive: true })],
])('%s has another', (_what, change) => {
  const { folder, hash } = hashed();
  const before = hash();
  change(folder);
  expect(hash()).not.toBe(before);
  expect(hash()).toBe(createFolderHash(folder, fileMilliseconds)());
});

test.each(['north-south/topics/grain-corridor.yaml', 'north-south/topics', 'north-south'])(
  '%s as a link has another than what it leads to, and the same as the file itself in its place',
  (name) => {
    const { folder, hash } = hashed();
    const [before, path, elsewhere] = [hash(), join(folder, name), join(folderOf({}), 'elsewhere')];
    renameSync(path, elsewhere);
    symlinkSync(elsewhere, path);
    const linked = hash();
    expect(linked).not.toBe(before);
    rmSync(path);
    renameSync(elsewhere, path);
    expect(hash()).toBe(before);
  },
);

test('drafts, hidden files and schemas for editors do not count', () => {
  const { folder, hash } = hashed();
  const before = hash();
  writeFileSync(join(folder, 'drafts/milk.yaml'), 'title: { en: Milk }');
  writeFileSync(join(folder, 'north-south/.tea.yaml.swp'), 'x');
  writeFileSync(join(folder, 'topic.schema.json'), '{"a":1}');
  expect(hash()).toBe(before);
});

test('what stands deeper than any record is loaded from does not count', () => {
  const { folder, hash } = hashed();
  mkdirSync(join(folder, 'north-south/topics/more/less'), { recursive: true });
  const before = hash();
  writeFileSync(join(folder, 'north-south/topics/more/less/tea.yaml'), 'x');
  expect(hash()).toBe(before);
});

test('a record that moves from one folder to another gives another hash, though its text is the same', () => {
  const { folder, hash } = hashed();
  writeFileSync(join(folder, 'north-south/topics/tea.yaml'), 'x: 1');
  const before = hash();
  renameSync(join(folder, 'north-south/topics/tea.yaml'), join(folder, 'north-south/documents/tea.yaml'));
  expect(hash()).not.toBe(before);
});

test('the hash with a text that is to be is the one that the folder has with it', () => {
  const { folder, hash } = hashed();
  const text = 'title: { en: Other }';
  const expected = hash([{ path: PATH, text }]);
  const added = hash([{ path: 'north-south/topics/new.yaml', text }]);
  expect(expected).not.toBe(hash());
  writeFileSync(join(folder, PATH), text);
  expect(hash()).toBe(expected);
  writeFileSync(join(folder, PATH), JSON.stringify(recordFiles()[PATH], null, 2));
  writeFileSync(join(folder, 'north-south/topics/new.yaml'), text);
  expect(hash()).toBe(added);
});

test('a change within the tick of the clock in which the file was read is seen, size and times being the same', () => {
  const { folder, hash } = hashed({ later: 0 });
  writeFileSync(join(folder, PATH), 'title: { en: One }');
  const before = hash();
  // In place, as some editors write: on a coarse clock the file has the same stamp as before.
  writeFileSync(join(folder, PATH), 'title: { en: Two }');
  expect(hash()).not.toBe(before);
});
