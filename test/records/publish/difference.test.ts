import { expect, test } from 'vitest';
import { withCorrection } from '../../../src/records/publish/record-edits.ts';
import { differenceOf } from '../../../src/records/publish/difference.ts';
import { documentRecord, STATEMENTS, topicRecord } from '../../support/records.ts';

test('what did not change is not told', () => {
  expect(differenceOf(documentRecord(), documentRecord())).toEqual({ fields: [], statements: [] });
});

test('fields are told with what stood in them and what is to, entries by their ids', () => {
  const history = [{ id: 'first', on: '2026-09-03', what: { en: 'First published.' } }];
  const more = [...history, { id: 'second', on: '2026-09-04', what: { en: 'More.' } }];
  const { fields } = differenceOf(
    topicRecord('tea', { title: { en: 'Tea' }, history, related: ['a', 'b'] }),
    topicRecord('tea', { title: { en: 'Teas', zh: '茶' }, history: more, related: ['b', 'c'] }),
  );
  expect(fields).toEqual([
    { field: 'title.en', before: 'Tea', after: 'Teas' },
    { field: 'title.zh', before: undefined, after: '茶' },
    { field: 'related', before: 'a', after: 'c' },
    { field: 'history.second.id', before: undefined, after: 'second' },
    { field: 'history.second.on', before: undefined, after: '2026-09-04' },
    { field: 'history.second.what.en', before: undefined, after: 'More.' },
  ]);
});

test('statements are told as added, changed and removed, whatever their order', () => {
  const { fact, position, measure } = STATEMENTS;
  const changed = { ...fact, text: { en: 'They met.' }, eventOn: { precision: 'month', on: '2026-08' } };
  const { statements } = differenceOf({ statements: [fact, position] }, { statements: [measure, changed] });
  expect(statements.map(({ id, change }) => [id, change])).toEqual([
    ['hands-shaken', 'changed'],
    ['envoy-bridge', 'removed'],
    ['toll-lowered', 'added'],
  ]);
  expect(statements[0]?.fields).toEqual([
    { field: 'text.en', before: fact.text.en, after: 'They met.' },
    { field: 'eventOn', before: '2026-08-25', after: '2026-08' },
  ]);
});

const side = (party: string, ...statements: readonly string[]) => ({ party, statements });

test('the sides of a disagreement are told by their parties, and what has neither id nor party by its place, from 0', () => {
  const [north, south] = [side('north', 'a/b'), side('south', 'c/d')];
  const { fields } = differenceOf(
    { disagreements: [{ id: 'ships', sides: [north, south] }], citations: [{ x: 1 }, { x: 2 }] },
    { disagreements: [{ id: 'ships', sides: [north, side('south', 'c/d', 'e/f')] }], citations: [{ x: 1 }, { x: 3 }] },
  );
  expect(fields).toEqual([
    { field: 'disagreements.ships.sides.south.statements', before: undefined, after: 'e/f' },
    { field: 'citations.1.x', before: '2', after: '3' },
  ]);
});

test('a new record is all added', () => {
  expect(differenceOf(undefined, { title: { en: 'Tea' } })).toEqual({
    fields: [{ field: 'title.en', before: undefined, after: 'Tea' }],
    statements: [],
  });
});

const ENTRY = { id: 'fix', on: '2026-11-01', what: { en: 'Wrong: "all".' }, before: { en: 'Old.', zh: '旧。' } };
const WRITTEN = `title: { en: Notes } # kept
statements:
  - id: one
    text: { en: New. }
    citations:
      - { paragraph: 1, find: a b c } # here

  # Between.
  - id: two
    text: { en: Other. }
    corrections:
      - id: old
        on: 2026-10-01
        what: { en: W }
        before: { en: B }
`;

test('a correction is added to a statement and leaves every other character as it is', () => {
  const first = withCorrection(WRITTEN, 'one', ENTRY) ?? '';
  expect(first.split('\n').filter((line) => !WRITTEN.split('\n').includes(line))).toEqual([
    '      - id: fix',
    '        on: 2026-11-01',
    `        what: { en: 'Wrong: "all".' }`,
    '        before: { en: Old., zh: 旧。 }',
  ]);
  expect(WRITTEN.split('\n').every((line) => first.split('\n').includes(line))).toBe(true);
  const second = withCorrection(WRITTEN, 'two', ENTRY) ?? '';
  expect(second.startsWith(WRITTEN)).toBe(true);
  expect(withCorrection(WRITTEN, 'three', ENTRY)).toBeUndefined();
  expect(withCorrection('title: [', 'one', ENTRY)).toBeUndefined();
});

test('a correction goes into a record written as JSON too', () => {
  const text = JSON.stringify({ statements: [{ id: 'one' }] });
  expect(withCorrection(text, 'one', ENTRY)).toContain('fix');
});
