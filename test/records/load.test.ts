import { renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCatalogueChecker } from '../../src/search/check-catalogue.ts';
import { parseRecord } from '../../src/records/parse-record.ts';
import { createRecordLoader } from '../../src/records/load.ts';
import { Brief } from '../../src/records/schema.ts';
import { topicRecord, folderOf, NOW, recordFiles } from '../support/records.ts';

const PATH = 'north-south/topics/tea-trade.yaml';

function loaderOf({ later = 60_000 } = {}) {
  const folder = folderOf(recordFiles({ [PATH]: topicRecord('tea trade') }));
  const path = join(folder, PATH);
  const { read } = createRecordLoader(folder, () => Date.now() + later);
  const tea = (records = read()) => records.briefs.find(({ id }) => id === 'tea-trade');
  const save = (title: string): void =>
    writeFileSync(path, JSON.stringify(topicRecord('tea trade', { title: { en: title } })));
  return { folder, path, read, tea, save, title: () => tea()?.value?.title.en };
}

test('a file that has not changed is not read again, and one that has is, alone', () => {
  const { read, save } = loaderOf();
  const before = read();
  const same = read();
  expect(same.briefs.map((record, at) => record === before.briefs[at])).toEqual([true, true]);
  expect(same.sources[0]).toBe(before.sources[0]);
  save('Mended');
  const after = read();
  expect(after.briefs.map((record, at) => record === before.briefs[at])).toEqual([true, false]);
  expect(after.briefs[1]?.value?.title.en).toBe('Mended');
});

test('a change is seen that keeps the size and the time of the file, as when another file takes its place', () => {
  const { path, save, title } = loaderOf();
  save('Title one');
  utimesSync(path, 1_000, 1_000);
  expect(title()).toBe('Title one');
  writeFileSync(`${path}~`, JSON.stringify(topicRecord('tea trade', { title: { en: 'Title two' } })));
  utimesSync(`${path}~`, 1_000, 1_000);
  renameSync(`${path}~`, path);
  expect(title()).toBe('Title two');
  rmSync(path);
  expect(title()).toBeUndefined();
});

test('a file that was changed a moment ago is read again: it may change once more within one tick of the clock', () => {
  const { read } = loaderOf({ later: 0 });
  const [first, second] = [read(), read()];
  expect(second.briefs[0]).not.toBe(first.briefs[0]);
});

test('where many faults of a record are is read once', () => {
  let reads = 0;
  const text = JSON.stringify(topicRecord('tea trade'), null, 2);
  const record = parseRecord('tea-trade.yaml', text, Brief, () => {
    reads += 1;
    return text;
  });
  expect(record.faults).toEqual([]);
  const lines = Object.keys(topicRecord()).map((field) => record.fault([field], '').line);
  expect(new Set(lines).size).toBeGreaterThan(10);
  expect(reads).toBe(1);
});

test('a text that is tried does not stay', () => {
  const { folder, read, title, tea } = loaderOf();
  const text = JSON.stringify(topicRecord('tea trade', { title: { en: 'Tried' } }));
  expect(tea(read({ folder: 'north-south', file: 'tea-trade.yaml', text }))?.value?.title.en).toBe('Tried');
  expect(title()).toBe('The tea trade');
  const added = read({ folder: 'north-south', file: 'new.yaml', text });
  expect(added.briefs.map(({ file }) => file.slice(folder.length + 1))).toContain('north-south/topics/new.yaml');
  expect(read().briefs).toHaveLength(2);
});

test('a fault of an unchanged record is told where it stands in the file', () => {
  const { path, folder } = loaderOf();
  const checker = createCatalogueChecker(folder, () => Date.now() + 60_000);
  expect(checker.read(NOW).faults).toEqual([]);
  rmSync(join(folder, 'north-south/documents/harbour-notes.yaml'));
  writeFileSync(join(folder, 'sources/other.yaml'), 'title: [');
  const told = checker.read(NOW).faults.filter(({ file }) => file === path);
  expect(told.length).toBeGreaterThan(3);
  expect(told.every(({ line }) => line > 0)).toBe(true);
  expect(told.map(({ field }) => field)).toContain('statements.0.citations.0.source');
});

test('questions are asked again when a word changes by which a brief is found', () => {
  const { folder, path } = loaderOf();
  const checker = createCatalogueChecker(folder, () => Date.now() + 60_000);
  expect(checker.check(NOW).questions).toEqual([]);
  expect(checker.read(NOW).catalogue?.finder.find('tea trade')).toMatchObject({ result: 'found' });
  const saved = topicRecord('tea trade', { whyItMatters: { text: { en: 'New.' }, restsOn: ['hands-shaken'] } });
  writeFileSync(path, JSON.stringify(saved));
  // Found by the words as before, it is the new brief.
  expect(checker.read(NOW).catalogue?.finder.find('tea trade')).toMatchObject({
    brief: { whyItMatters: { text: { en: 'New.' } } },
  });
  const questions = { en: [...(topicRecord('tea trade').questions as { en: string[] }).en, 'the grain corridor'] };
  writeFileSync(path, JSON.stringify({ ...saved, questions }));
  expect(checker.check(NOW).questions).toMatchObject([{ file: path, field: 'questions.en.8' }]);
  writeFileSync(path, JSON.stringify({ ...saved, asOf: '2026-09-02', questions }, null, 2));
  expect(checker.check(NOW).questions).toMatchObject([
    { file: path, field: 'questions.en.8', line: expect.toSatisfy((line: number) => line > 10) },
  ]);
});
