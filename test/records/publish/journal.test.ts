import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writersOf } from '../../../src/records/publish/writers.ts';
import { createJournal, parseLoggedSet, setId, type LoggedSet } from '../../../src/records/publish/journal.ts';
import { catalogueOf, folderOf, NOW } from '../../support/records.ts';

const SET: LoggedSet = {
  id: '20261127T101500000Z-0123456789ab',
  at: '2026-11-27T10:15:00Z',
  author: { name: 'Ada', email: 'ada@example.org' },
  kinds: {
    'report/one': { kind: 'wording' },
    'report/two': { kind: 'correction', what: { en: 'The year was wrong.', zh: '年份有误。' } },
  },
  undoes: '20261126T101500000Z-0123456789ab',
  records: [
    {
      folder: 'north-south/topics',
      file: 'grain.yaml',
      before: null,
      after: 'title: {}',
      kept: '1',
      part: '.grain.part',
    },
    { folder: 'drafts', file: 'rail.yaml', before: 'title: {}', after: null },
  ],
};

test('a change set is read as it was written', () => {
  expect(parseLoggedSet(JSON.stringify(SET))).toEqual(SET);
  const { undoes: _undoes, ...bare } = SET;
  const least = { ...bare, author: { name: 'Ada' }, kinds: {}, records: [] };
  expect(parseLoggedSet(JSON.stringify(least))).toEqual(least);
});

const [FIRST] = SET.records;
test.each<readonly [string, unknown]>([
  ['a list', []],
  ['null', null],
  ['a number', 4],
  ['a set without an id', { ...SET, id: undefined }],
  ['a time that is a number', { ...SET, at: 4 }],
  ['no author', { ...SET, author: null }],
  ['an author without a name', { ...SET, author: { email: 'ada@example.org' } }],
  ['no kinds', { ...SET, kinds: undefined }],
  ['a kind that there is not', { ...SET, kinds: { one: { kind: 'silence' } } }],
  ['a correction that says nothing', { ...SET, kinds: { one: { kind: 'correction' } } }],
  ['a correction that is a number', { ...SET, kinds: { one: { kind: 'correction', what: { en: 4 } } } }],
  ['what it undoes as a number', { ...SET, undoes: 4 }],
  ['records that are no list', { ...SET, records: {} }],
  ['a record without a file', { ...SET, records: [{ ...FIRST, file: undefined }] }],
  ['a record that does not say what stood before', { ...SET, records: [{ ...FIRST, before: undefined }] }],
  ['a part that is a number', { ...SET, records: [{ ...FIRST, part: 4 }] }],
])('%s is no change set', (_what, value) => {
  expect(parseLoggedSet(JSON.stringify(value))).toBeUndefined();
});

test.each(['', '{', '{"id": "cut off'])('the text %j is no change set', (text) => {
  expect(parseLoggedSet(text)).toBeUndefined();
});

test('publications are kept for good: the newest with their texts, older ones with what they wrote', async () => {
  const folder = folderOf({});
  const record = { folder: 'north-south/topics', file: 'grain-corridor.yaml' };
  const brief = catalogueOf().briefs.get('grain-corridor');
  if (brief === undefined) throw new Error('there is no such topic');
  const journal = createJournal(folder, () => NOW);
  const publish = async (at: number, by: string, over: object, name = record): Promise<void> => {
    const now = NOW.add({ minutes: at });
    const set = { ...SET, id: setId(now, String(at)), at: now.toString(), author: { name: by }, undoes: undefined };
    const full = { ...set, records: [{ ...name, before: null, after: `title: ${at}`, kept: String(at), ...over }] };
    await journal.begin(full);
    await journal.finish(full);
  };
  await publish(0, 'Cleo', { before: 'title: before' });
  for (let at = 1; at <= 101; at += 1)
    await publish(at, 'Bo', { before: `verified: ${at - 1}`, after: `verified: ${at}` });
  for (let at = 102; at <= 203; at += 1) await publish(at, 'Ann', {}, { folder: 'drafts', file: 'silk.yaml' });
  const files = readdirSync(join(folder, '.sets')).toSorted();
  expect(files).toHaveLength(102 + 100);
  const stored = files.map((file) => readFileSync(join(folder, '.sets', file), 'utf8'));
  expect(stored.map((text) => text.includes('"before"'))).toEqual(files.map((_, at) => at > 1));
  for (const one of [journal, createJournal(folder, () => NOW)]) {
    expect(one.publications()).toHaveLength(102);
    expect(one.publications().at(-1)).toMatchObject({
      by: 'Cleo',
      wording: ['report/one'],
      records: [{ kept: '0', change: 'changed' }],
    });
    expect(writersOf(brief, one.publications())).toMatchObject({ topic: 'Cleo' });
    expect(one.newest()?.by).toBe('Ann');
    const oldest = one.publications().at(-1)?.id ?? '';
    expect([one.load(oldest), one.load(one.publications()[0]?.id ?? '')]).toMatchObject([
      undefined,
      { author: { name: 'Bo' } },
    ]);
  }
});
