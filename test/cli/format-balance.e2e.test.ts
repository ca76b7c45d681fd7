import { expect, test } from 'vitest';
import { formatBalance } from '../../src/cli/check.ts';
import { balanceOf } from '../../src/records/balance.ts';
import { catalogueOf, documentRecord, ownCatalogue, recordFiles, STATEMENTS, topicRecord } from '../support/records.ts';

const official = (party: string, publishedOn: string, id: string) =>
  documentRecord({
    url: `https://example.org/${id}`,
    party,
    kind: 'official',
    publishedOn,
    accessedOn: '2026-10-01',
    statements: [STATEMENTS.fact, STATEMENTS.measure].map((one) => Object.assign({ topics: ['grain-corridor'] }, one)),
  });

test('the table has a row for each side, and says of a side without documents that a gap tells it', () => {
  const gaps = [{ text: { en: 'None is held.' }, searched: ['harbour-notes'], side: 'south' }];
  const files = recordFiles({
    'north-south/documents/north-one.yaml': official('north', '2026-09-05', 'north-one'),
    'north-south/documents/north-two.yaml': official('north', '2026-09-04', 'north-two'),
    'north-south/documents/harbour-notes.yaml': documentRecord({ party: 'north' }),
    'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { gaps }),
  });
  expect(formatBalance(balanceOf(catalogueOf(files))).split('\n')).toEqual([
    'topic           side         docs  newest      fact  pos meas comm assess  rec fcst',
    'grain-corridor  north           3  2026-09-05     3    1    3    1      1    1    1',
    '                south           0  no document held; a gap of the topic says so',
    '                independent     0  no document held',
  ]);
});

test("the table of the project's own topics is aligned and fits a terminal of 100 columns", () => {
  const [heading = '', ...rows] = formatBalance(balanceOf(ownCatalogue())).split('\n');
  expect(rows.length).toBeGreaterThanOrEqual(45);
  expect(heading.length).toBeLessThanOrEqual(100);
  const column = heading.indexOf('newest');
  for (const row of rows) {
    expect(row.length).toBe(heading.length);
    expect(row.slice(column, column + 10)).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
  }
});
