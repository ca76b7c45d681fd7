import { describe, expect, test } from 'vitest';
import { balanceOf, type SideBalance } from '../../src/records/balance.ts';
import {
  catalogueOf,
  documentRecord,
  ownCatalogue,
  recordFiles,
  STATEMENTS,
  topicRecord,
  type Fields,
} from '../support/records.ts';

const { fact, position, measure } = STATEMENTS;
const document = (id: string, over: Fields, ...statements: readonly Fields[]) => ({
  [`north-south/documents/${id}.yaml`]: documentRecord({
    url: `https://example.org/${id}`,
    statements: statements.map((one) => Object.assign({ topics: ['grain-corridor'] }, one)),
    ...over,
  }),
});
const official = (party: string, publishedOn: string) => ({
  party,
  kind: 'official',
  publishedOn,
  accessedOn: '2026-10-01',
});
const gap = (side: string) => ({ text: { en: 'None is held.' }, searched: ['harbour-notes'], side });

const short = ({ party, documents, statements, newest }: SideBalance) => [party, documents, statements, newest];

describe('the balance of a topic', () => {
  const files = recordFiles({
    ...document('north-one', official('north', '2026-09-05'), fact, measure),
    ...document('north-two', official('north', '2026-09-04'), position),
    // Bears on another topic alone.
    ...document('south-one', official('south', '2026-09-20'), { ...fact, topics: ['tea-trade'] }),
    'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { gaps: [gap('south')] }),
    'north-south/topics/tea-trade.yaml': topicRecord('tea trade', { gaps: [gap('north')] }),
    'north-south/topics/old-ferry.yaml': topicRecord('old ferry', {
      status: 'retracted',
      retraction: { id: 'gone', on: '2026-09-04', what: { en: 'It sank.' } },
    }),
  });

  test('counts the documents and statements of each party, and of those in which no party speaks, in the order of the relationship', () => {
    const [grain, tea] = balanceOf(catalogueOf(files));
    expect(grain?.sides.map(short)).toEqual([
      ['north', 2, 3, '2026-09-05'],
      ['south', 0, 0, undefined],
      [undefined, 1, 7, '2026-09-01'],
    ]);
    expect(tea?.sides.map(short)).toEqual([
      ['north', 0, 0, undefined],
      ['south', 1, 1, '2026-09-20'],
      [undefined, 1, 7, '2026-09-01'],
    ]);
  });

  test('counts the statements by kind', () => {
    const [grain] = balanceOf(catalogueOf(files));
    expect(grain?.sides[0]?.kinds).toEqual({
      'reported-fact': 1,
      position: 1,
      measure: 1,
      commitment: 0,
      assessment: 0,
      recommendation: 0,
      forecast: 0,
    });
  });

  test('names the parties without a document', () => {
    const [grain, tea] = balanceOf(catalogueOf(files));
    expect(grain?.missing).toEqual(['south']);
    expect(tea?.missing).toEqual(['north']);
  });

  test('is that of published topics alone', () => {
    expect(balanceOf(catalogueOf(files)).map(({ brief }) => brief.id)).toEqual(['grain-corridor', 'tea-trade']);
  });
});

test("of the project's own topics, each adds up to its statements", () => {
  for (const { brief, sides } of balanceOf(ownCatalogue())) {
    expect(sides.reduce((sum, { statements }) => sum + statements, 0)).toBe(brief.statements.length);
    for (const { statements, kinds } of sides)
      expect(Object.values(kinds).reduce((sum, count) => sum + count, 0)).toBe(statements);
  }
});
