import { finding, findingText } from '../../src/records/fault.ts';
import { renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCatalogueChecker } from '../../src/search/check-catalogue.ts';
import { parseRecord } from '../../src/records/parse-record.ts';
import { TICK_MS } from '../../src/records/folder.ts';
import { createRecordLoader } from '../../src/records/load.ts';
import { TopicSchema } from '../../src/records/schema.ts';
import { documentRecord, folderOf, NOW, recordFiles, relationshipRecord, topicRecord } from '../support/records.ts';
import { fileMilliseconds } from '../support/clock.ts';

const PATH = 'north-south/topics/tea-trade.yaml';

function loaderOf(wall = (_path: string): number => fileMilliseconds() + 60_000) {
  const folder = folderOf(recordFiles({ [PATH]: topicRecord('tea trade') }));
  const path = join(folder, PATH);
  const { read } = createRecordLoader(folder, () => wall(path));
  const tea = (records = read()) => records.topics.find(({ id }) => id === 'tea-trade');
  const save = (title: string): void =>
    writeFileSync(path, JSON.stringify(topicRecord('tea trade', { title: { en: title } })));
  return { folder, path, read, tea, save, title: () => tea()?.value?.title.en };
}

test('a file that has not changed is not read again, and one that has is, alone', () => {
  const { read, save } = loaderOf();
  const before = read();
  const same = read();
  expect(same.topics.map((record, at) => record === before.topics[at])).toEqual([true, true]);
  expect(same.documents[0]).toBe(before.documents[0]);
  save('Mended');
  const after = read();
  expect(after.topics.map((record, at) => record === before.topics[at])).toEqual([true, false]);
  expect(after.topics[1]?.value?.title.en).toBe('Mended');
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
  // By the clock of the file, however long the reading takes.
  const { read } = loaderOf((path) => statSync(path).ctimeMs + TICK_MS);
  const [first, second] = [read(), read()];
  expect(second.topics.at(-1)).not.toBe(first.topics.at(-1));
});

test('where many faults of a record are is read once', () => {
  let reads = 0;
  const text = JSON.stringify(topicRecord('tea trade'), null, 2);
  const record = parseRecord('tea-trade.yaml', text, TopicSchema, () => {
    reads += 1;
    return text;
  });
  expect(record.faults).toEqual([]);
  const lines = Object.keys(topicRecord()).map((field) => record.fault([field], finding('missing')).line);
  expect(new Set(lines).size).toBeGreaterThan(10);
  expect(reads).toBe(1);
});

test('a text that is tried does not stay', () => {
  const { folder, read, title, tea } = loaderOf();
  const text = JSON.stringify(topicRecord('tea trade', { title: { en: 'Tried' } }));
  expect(tea(read([{ path: PATH, text }]))?.value?.title.en).toBe('Tried');
  expect(title()).toBe('The tea trade');
  const added = read([{ path: 'north-south/topics/new.yaml', text }]);
  expect(added.topics.map(({ file }) => file.slice(folder.length + 1))).toContain('north-south/topics/new.yaml');
  expect(read().topics).toHaveLength(2);
});

test('a changed text may be that of any record, also one whose folder is not there yet, and says what faults call it', () => {
  const { folder, read } = loaderOf();
  const relationship = JSON.stringify(relationshipRecord({ title: { en: 'Tried' } }));
  expect(read([{ path: 'north-south/relationship.yaml', text: relationship }]).relationships[0]?.value?.title.en).toBe(
    'Tried',
  );
  const document = JSON.stringify(documentRecord({ kind: 'gossip' }));
  const { documents, faults } = read([
    { path: 'east-west/documents/quay-gossip.yaml', text: document, called: 'drafts/quay-gossip.yaml' },
  ]);
  expect(documents.map(({ id, relationship: its }) => `${its}/${id}`)).toEqual([
    'east-west/quay-gossip',
    'north-south/harbour-notes',
  ]);
  expect(
    faults.map(
      ({ file, field, ...fault }) => `${file.replace(`${folder}/`, '')} ${field}: ${findingText(fault, 'en')}`,
    ),
  ).toEqual([
    'drafts/quay-gossip.yaml kind: must be one of official, news, commentary, think-tank, data',
    'east-west : has no relationship.yaml; add one that names the two parties',
  ]);
});

/** The names of records, each of which has its id in its value too. */
const named = (records: readonly { readonly id: string; readonly relationship: string; readonly value: unknown }[]) =>
  records.map(({ id, relationship, value }) => {
    expect(value).toMatchObject({ id });
    return `${relationship}/${id}`;
  });

test('records are read from the two folders of each relationship, each with its id and its relationship', () => {
  const { read } = createRecordLoader(
    folderOf({
      ...recordFiles(),
      'east-west/relationship.yaml': relationshipRecord(),
      'east-west/documents/quay-gossip.yaml': documentRecord({}, ['tea-trade']),
      'east-west/topics/tea-trade.yaml': topicRecord('tea trade'),
      'drafts/half-done.yaml': 'title: [',
    }),
  );
  const { documents, topics, relationships, faults } = read();
  expect(faults).toEqual([]);
  expect(named(documents)).toEqual(['east-west/quay-gossip', 'north-south/harbour-notes']);
  expect(named(topics)).toEqual(['east-west/tea-trade', 'north-south/grain-corridor']);
  expect(named(relationships)).toEqual(['east-west/east-west', 'north-south/north-south']);
});

test.each([
  [
    'a record beside the relationships',
    'tea.yaml',
    'stands outside a relationship; move it into a folder of one, such as cn-us/topics',
  ],
  [
    'a record beside the folders of a relationship',
    'north-south/tea.yaml',
    'is neither relationship.yaml, tracks.yaml, watch.yaml, wording.yaml nor the folder documents or topics; move it into one of the two, or remove it',
  ],
  [
    'a folder of another name',
    'north-south/sources/tea.yaml',
    'is neither relationship.yaml, tracks.yaml, watch.yaml, wording.yaml nor the folder documents or topics; move it into one of the two, or remove it',
  ],
  [
    'a folder inside a folder of records',
    'north-south/topics/more/tea.yaml',
    'is a folder inside a folder of records; move its files up',
  ],
  [
    'a folder named like a record',
    'north-south/topics/more.yaml/tea.yaml',
    'is a folder inside a folder of records; move its files up',
  ],
  [
    'a record with another ending',
    'north-south/documents/tea.yml',
    'is not a record; give it the ending .yaml or move it out of the folder',
  ],
])('%s is told, and the others are read', (_what, path, message) => {
  const { topics, faults } = createRecordLoader(folderOf({ ...recordFiles(), [path]: 'x: 1' })).read();
  expect(topics).toHaveLength(1);
  expect(faults.map((fault) => findingText(fault, 'en'))).toEqual([message]);
});

test('a fault of an unchanged record is told where it stands in the file', () => {
  const { path, folder } = loaderOf();
  const checker = createCatalogueChecker(folder, () => fileMilliseconds() + 60_000);
  expect(checker.read(NOW).faults).toEqual([]);
  rmSync(join(folder, 'north-south/documents/harbour-notes.yaml'));
  writeFileSync(join(folder, 'north-south/documents/other.yaml'), 'title: [');
  const told = checker.read(NOW).faults.filter(({ file }) => file === path);
  expect(told.length).toBeGreaterThan(3);
  expect(told.every(({ line }) => line > 0)).toBe(true);
  expect(told.map(({ field }) => field)).toContain('bottomLine.restsOn.0');
});

test('questions are asked again when a word changes by which a brief is found', () => {
  const { folder, path } = loaderOf();
  const checker = createCatalogueChecker(folder, () => fileMilliseconds() + 60_000);
  expect(checker.check(NOW).editorial).toEqual([]);
  expect(checker.read(NOW).catalogue?.finder.find('tea trade')).toMatchObject({ result: 'found' });
  const saved = topicRecord('tea trade', {
    whyItMatters: { text: { en: 'New.' }, restsOn: ['harbour-notes/hands-shaken'] },
  });
  writeFileSync(path, JSON.stringify(saved));
  // Found by the words as before, it is the new brief.
  expect(checker.read(NOW).catalogue?.finder.find('tea trade')).toMatchObject({
    brief: { whyItMatters: { text: { en: 'New.' } } },
  });
  const questions = { en: [...(topicRecord('tea trade').questions as { en: string[] }).en, 'the grain corridor'] };
  writeFileSync(path, JSON.stringify({ ...saved, questions }));
  expect(checker.check(NOW).editorial).toMatchObject([{ file: path, field: 'questions.en.8' }]);
  writeFileSync(path, JSON.stringify({ ...saved, reviewEveryDays: 31, questions }, null, 2));
  expect(checker.check(NOW).editorial).toMatchObject([
    { file: path, field: 'questions.en.8', line: expect.toSatisfy((line: number) => line > 10) },
  ]);
});

test('a link that leads out of the folder is not followed, and one within it is', () => {
  const outside = folderOf({
    'secret.yaml': 'title: { en: theirs }',
    'north-south/topics/tea-trade.yaml': topicRecord('tea'),
  });
  const folder = folderOf(recordFiles());
  const topics = join(folder, 'north-south', 'topics');
  symlinkSync(join(outside, 'secret.yaml'), join(topics, 'secret.yaml'));
  symlinkSync(join(outside, 'north-south'), join(folder, 'east-west'));
  symlinkSync(outside, join(topics, 'folder'));
  symlinkSync(join(topics, 'grain-corridor.yaml'), join(topics, 'grain-again.yaml'));
  const { faults, topics: read } = createRecordLoader(folder).read();
  expect(read.filter(({ value }) => value).map(({ id }) => id)).toEqual(['grain-again', 'grain-corridor']);
  // It is none that nobody knows.
  expect(read.filter(({ value }) => !value).map(({ id }) => id)).toEqual(['secret']);
  const about = 'is a link that leads out of the folder of records; put the file itself here';
  expect(faults.map(({ file, ...fault }) => `${file} ${findingText(fault, 'en')}`).toSorted()).toEqual(
    [join(folder, 'east-west'), join(topics, 'folder'), join(topics, 'secret.yaml')].map((file) => `${file} ${about}`),
  );
  expect(JSON.stringify(faults)).not.toContain('theirs');
});
