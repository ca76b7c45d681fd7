import { expect, test } from 'vitest';
import { readableDifference } from '../../../src/desk/server/publish.ts';
import { catalogueOf } from '../../support/records.ts';

test('a difference names records by their titles, and tells statements by what they say', () => {
  const after = catalogueOf();
  const [statement] = after.statements.values();
  if (statement === undefined) throw new Error('the records have no statement');
  const topic = {
    folder: 'north-south/topics',
    file: 'grain-corridor.yaml',
    kind: 'topic',
    change: 'changed',
    statements: [],
  } as const;
  const fields = [
    { field: 'keyPoints', before: undefined, after: `${statement.id}, no/such` },
    { field: 'summary.en', before: 'Ships, carts', after: 'Ships' },
  ];
  const [told] = readableDifference([{ ...topic, fields }], { before: after, after }, 'en');
  expect(told?.title).toEqual(after.briefs.get('grain-corridor')?.title);
  expect(told?.fields).toEqual([
    { field: 'keyPoints', before: undefined, after: `${statement.text.en}\nno/such` },
    { field: 'summary.en', before: 'Ships, carts', after: 'Ships' },
  ]);
  const [gone] = readableDifference([{ ...topic, file: 'nothing.yaml', fields: [] }], { before: after, after }, 'en');
  expect(gone?.title).toBeUndefined();
});
