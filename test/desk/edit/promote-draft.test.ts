/** What was written of a record beside its draft, brought together with the draft. */
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { mergeStatements } from '../../../src/desk/web/edit/promote-draft.ts';

const SCHEMA = '# yaml-language-server: $schema=../document.schema.json\n';
const BODY = 'title: { en: Quay }\nurl: https://quay.example\nlanguage: en\nstatements: []\n';
const FILED = `${SCHEMA}# relationship: north-south\n# statements are to be written\n${BODY}`;
const WRITTEN = BODY.replace('[]', '\n  - { id: heard }');
/** As the reader begins the record. */
const READ = `${SCHEMA.replace('../', '../../')}${WRITTEN}`;

test('what the reader has written is taken where the draft is as its file', () => {
  expect(mergeStatements(FILED, FILED, READ)).toBe(READ);
});

test('what was changed in the draft meanwhile is taken too', () => {
  const changed = FILED.replace('Quay }', 'The quay }');
  expect(parse(mergeStatements(changed, FILED, READ) ?? '')).toEqual(parse(READ.replace('Quay }', 'The quay }')));
});

test('both statements are taken where each has one, and neither where they have one id', () => {
  const told = FILED.replace('[]', '\n  - { id: told }');
  expect(parse(mergeStatements(told, FILED, READ) ?? '')).toMatchObject({
    statements: [{ id: 'told' }, { id: 'heard' }],
  });
  expect(mergeStatements(told.replace('told', 'heard, kind: view'), FILED, READ)).toBeUndefined();
});

test.each([
  ['the other one has changed more than statements', FILED, FILED, READ.replace('Quay }', 'Pier }')],
  ['the file of the draft has changed since', FILED, FILED.replace('language: en', 'language: zh'), READ],
  ['a statement of the draft is in it no more', FILED, FILED.replace('[]', '\n  - { id: told }'), READ],
  ['somebody has written a remark of their own', FILED, FILED, `# Ask Ann\n${READ}`],
  ['it is no record', FILED, FILED, '- a list\n'],
])('neither is dropped where %s', (_, text, filed, other) => {
  expect(mergeStatements(text, filed, other)).toBeUndefined();
});
