import { expect, test } from 'vitest';
import { parseLoggedSet, type LoggedSet } from '../../../src/records/edit/logged-set.ts';

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
