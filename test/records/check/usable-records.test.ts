/** What is taken into service of records with faults: nothing that rests on what cannot be relied on, and all the rest. */
import { readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { usableRecords } from '../../../src/records/check/usable-records.ts';
import { createRecordLoader, searchableText } from '../../../src/records/load.ts';
import {
  documentRecord,
  folderOf,
  NOW,
  recordFiles,
  STATEMENTS,
  topicRecord,
  type Fields,
} from '../../support/records.ts';

type Files = Parameters<typeof recordFiles>[0];

function wholeOf(over: Files, change?: (folder: string) => void) {
  const folder = folderOf(recordFiles(over));
  change?.(folder);
  const { values, withheld } = usableRecords(createRecordLoader(folder).read(), NOW, searchableText);
  return {
    topics: values.topics.map(({ id }) => id).toSorted(),
    documents: values.documents.map(({ id }) => id).toSorted(),
    statements: values.documents.flatMap(({ id, statements }) => statements.map((one) => `${id}/${one.id}`)),
    values,
    withheld,
  };
}

/** A second document, of another day, with one statement that bears on no other topic. */
const second = (statement: Fields = {}, over: Fields = {}): Fields =>
  documentRecord({
    url: 'https://example.org/second',
    publishedOn: '2026-09-10',
    accessedOn: '2026-09-11',
    statements: [{ ...STATEMENTS.fact, id: 'met-again', topics: ['tea-trade'], ...statement }],
    ...over,
  });

const SECOND = 'north-south/documents/second.yaml';
const TEA = 'north-south/topics/tea-trade.yaml';
/** A topic that rests on the second document alone. */
const tea = (over: Fields = {}): Fields =>
  topicRecord('tea trade', {
    bottomLine: { text: { en: 'They met.' }, restsOn: ['second/met-again'] },
    whyItMatters: { text: { en: 'It is drunk.' }, restsOn: ['second/met-again'] },
    keyPoints: ['second/met-again', 'second/doubted-again'],
    disagreements: [],
    watch: [],
    ...over,
  });
const doubted: Fields = { ...STATEMENTS.assessment, id: 'doubted-again', topics: ['tea-trade'] };
const BOTH = {
  [SECOND]: second({}, { statements: [{ ...STATEMENTS.fact, id: 'met-again', topics: ['tea-trade'] }, doubted] }),
  [TEA]: tea(),
};

test('records without faults are whole', () => {
  const { withheld, topics } = wholeOf(BOTH);
  expect(withheld).toEqual({ topics: [], documents: [], statements: 0 });
  expect(topics).toEqual(['grain-corridor', 'tea-trade']);
});

test('a topic with a fault is left out, and named nowhere', () => {
  const { topics, withheld, values } = wholeOf({
    ...BOTH,
    [TEA]: { ...tea(), title: { en: '' } },
    'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { related: ['tea-trade'] }),
  });
  expect(topics).toEqual(['grain-corridor']);
  expect(withheld).toEqual({ topics: ['north-south/tea-trade'], documents: [], statements: 0 });
  expect(values.topics[0]?.related).toEqual([]);
  expect(values.documents.flatMap(({ statements }) => statements.flatMap((one) => one.topics))).not.toContain(
    'tea-trade',
  );
});

test('a document that is not YAML takes with it what rests on it, and no other topic', () => {
  const { topics, documents, withheld } = wholeOf({ ...BOTH, [SECOND]: 'title: [' });
  expect(documents).toEqual(['harbour-notes']);
  expect(topics).toEqual(['grain-corridor']);
  expect(withheld).toEqual({ topics: ['north-south/tea-trade'], documents: ['north-south/second'], statements: 0 });
});

test('of a document with a fault in one statement, the others are told', () => {
  const { statements, topics, withheld } = wholeOf({
    ...BOTH,
    [SECOND]: second(
      {},
      {
        statements: [
          { ...STATEMENTS.fact, id: 'met-again', topics: ['tea-trade'] },
          { ...doubted, confidence: 'huge' },
        ],
      },
    ),
    [TEA]: tea({ keyPoints: ['second/met-again', 'second/doubted-again'] }),
  });
  expect(statements).toContain('second/met-again');
  expect(statements).not.toContain('second/doubted-again');
  // Its key point cannot be told.
  expect(topics).toEqual(['grain-corridor']);
  expect(withheld.statements).toBe(1);
});

const relation = (type: string, more: Fields = {}): Fields => ({
  relations: [{ type, statement: 'harbour-notes/grain-promised', ...more }],
});

test.each([
  ['supersedes', {}],
  ['resolves', { outcome: 'kept' }],
  ['disputes', {}],
])('a statement that something broken %s is not told as if it stood', (type, more) => {
  const broken = second({ ...relation(type, more), eventOn: { precision: 'day', on: 'soon' } });
  expect(wholeOf({ [SECOND]: broken }).statements).not.toContain('harbour-notes/grain-promised');
  // Where the file is not even YAML, its text tells.
  const text = `title: [\nstatements:\n  - relations:\n      - { type: ${type}, statement: harbour-notes/grain-promised }\n`;
  const unread = wholeOf({ [SECOND]: text });
  expect(unread.statements).not.toContain('harbour-notes/grain-promised');
  expect(unread.statements).toContain('harbour-notes/hands-shaken');
});

const DISPUTING = JSON.stringify(second(relation('disputes')));

test.each<readonly [string, (path: string) => void]>([
  ['that is too large', (path) => writeFileSync(path, `${DISPUTING}${'\n'.repeat(1_000_001)}`)],
  ['that is not UTF-8', (path) => writeFileSync(path, Buffer.concat([Buffer.from(DISPUTING), Buffer.of(0xe9)]))],
  ['in UTF-16', (path) => writeFileSync(path, DISPUTING, 'utf16le')],
  ['with another ending', (path) => renameSync(path, path.replace('.yaml', '.yml'))],
  [
    'that is a link out of the folder',
    (path) => {
      rmSync(path);
      symlinkSync(join(folderOf({ 'second.yaml': DISPUTING }), 'second.yaml'), path);
    },
  ],
])('a statement that a document %s disputes is not told as if it stood', (_what, change) => {
  const { statements, documents, withheld } = wholeOf({ [SECOND]: DISPUTING }, (folder) =>
    change(join(folder, SECOND)),
  );
  expect(documents).toEqual(['harbour-notes']);
  expect(statements).not.toContain('harbour-notes/grain-promised');
  expect(statements).toContain('harbour-notes/hands-shaken');
  expect(withheld.documents).toEqual(['north-south/second']);
  expect(withheld.unread).toBeUndefined();
});

test('where a document cannot be read at all, its relationship is named', () => {
  const { statements, withheld } = wholeOf({}, (folder) => symlinkSync('gone.yaml', join(folder, SECOND)));
  expect(statements).toContain('harbour-notes/grain-promised');
  expect(withheld.unread).toEqual(['north-south']);
});

test('of several relations on one line of a text, only what is supported is told', () => {
  const text =
    'title: [\n- relations: [{ type: supports, statement: harbour-notes/hands-shaken }, { type: disputes, statement: harbour-notes/grain-promised }]\n';
  const { statements } = wholeOf({ [SECOND]: text });
  expect(statements).toContain('harbour-notes/hands-shaken');
  expect(statements).not.toContain('harbour-notes/grain-promised');
});

test.each<readonly [string, (path: string) => void]>([
  [
    'is a link out of the folder',
    (path) => {
      const outside = join(folderOf({}), 'tea.yaml');
      renameSync(path, outside);
      symlinkSync(outside, path);
    },
  ],
  ['has another ending', (path) => renameSync(path, path.replace('.yaml', '.yml'))],
])('a topic that %s is out of service', (_what, change) => {
  const { topics, withheld } = wholeOf(BOTH, (folder) => change(join(folder, TEA)));
  expect(topics).toEqual(['grain-corridor']);
  expect(withheld.topics).toEqual(['north-south/tea-trade']);
});

test('a copy with another ending beside a topic leaves the topic in service', () => {
  const { topics, withheld } = wholeOf({ ...BOTH, [TEA.replace('.yaml', '.yml')]: 'title: [' });
  expect(topics).toEqual(['grain-corridor', 'tea-trade']);
  expect(withheld.topics).toEqual([]);
});

test('a statement that something broken supports is told all the same, and one that disputes something broken is not', () => {
  const broken = second({ ...relation('supports'), eventOn: { precision: 'day', on: 'soon' } });
  expect(wholeOf({ [SECOND]: broken }).statements).toContain('harbour-notes/grain-promised');
  const disputing = second({ relations: [{ type: 'disputes', statement: 'harbour-notes/hands-shaken' }] });
  const notes = documentRecord({ statements: [{ ...STATEMENTS.fact, kind: 'nothing', topics: ['grain-corridor'] }] });
  const { statements } = wholeOf({ [SECOND]: disputing, 'north-south/documents/harbour-notes.yaml': notes });
  expect(statements).toEqual([]);
});

test('dates and gaps that rest on what is broken are left out of a topic that stands without them', () => {
  const statements = Object.values(STATEMENTS)
    .filter(({ id }) => id !== 'closes-in-winter')
    .map((one) => Object.assign({ topics: ['grain-corridor'] }, one));
  const forecast = { ...STATEMENTS.forecast, topics: ['grain-corridor'], likelihood: 'sure' };
  const { topics, values } = wholeOf({
    'north-south/documents/harbour-notes.yaml': documentRecord({ statements: [...statements, forecast] }),
  });
  expect(topics).toEqual(['grain-corridor']);
  expect(values.topics[0]?.watch).toEqual([]);
  expect(values.topics[0]?.gaps).toHaveLength(3);
});

test('without its relationship nothing of a folder is told, and another folder is', () => {
  const other = Object.fromEntries(
    Object.entries(recordFiles()).map(([name, one]) => [name.replace('north-south', 'east-west'), one]),
  );
  const relationship = (over: Fields): Fields => ({
    ...(other['east-west/relationship.yaml'] as Fields),
    ...over,
  });
  const broken = wholeOf({ ...other, 'east-west/relationship.yaml': relationship({ parties: [] }) });
  expect(broken.values.relationships.map(({ id }) => id)).toEqual(['north-south']);
  expect(broken.withheld.topics).toEqual(['east-west/grain-corridor']);
  expect(broken.topics).toEqual(['grain-corridor']);
  const missing = wholeOf({ ...other, 'east-west/relationship.yaml': null });
  expect(missing.topics).toEqual(['grain-corridor']);
  expect(wholeOf({ 'north-south/relationship.yaml': 'title: [' }).topics).toEqual([]);
});

test('what is left is without faults by every rule between records, whichever field of whichever record is broken', () => {
  const folder = folderOf(recordFiles(BOTH));
  const files = Object.keys(recordFiles(BOTH)).map((name) => join(folder, name));
  let times = 0;
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const lines = text.split('\n');
    for (let line = 1; line < lines.length; line += 11) {
      const kept = lines.filter((_, at) => at !== line).join('\n');
      writeFileSync(file, kept);
      const loaded = createRecordLoader(folder).read();
      const { values } = usableRecords(loaded, NOW, searchableText);
      const told = new Set(
        values.documents.flatMap(({ id, statements }) => statements.map((one) => `${id}/${one.id}`)),
      );
      for (const { bottomLine, keyPoints, watch } of values.topics) {
        const names = [...bottomLine.restsOn, ...keyPoints, ...watch.flatMap(({ restsOn }) => restsOn)];
        expect(names.filter((name) => !told.has(name))).toEqual([]);
      }
      times += 1;
    }
    writeFileSync(file, text);
  }
  expect(times).toBeGreaterThan(30);
});
