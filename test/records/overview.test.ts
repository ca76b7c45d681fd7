import { describe, expect, test } from 'vitest';
import { overview, type BriefRow } from '../../src/records/overview.ts';
import { STATEMENT_KINDS } from '../../src/records/schema.ts';
import {
  topicRecord,
  catalogueOf,
  NOW,
  ownCatalogue,
  ownIds,
  recordFiles,
  documentRecord,
} from '../support/records.ts';

const TOPIC = 'north-south/topics/grain-corridor.yaml';

function rowOf(over: Parameters<typeof topicRecord>[1] = {}, now = NOW): BriefRow {
  const files = recordFiles({
    [TOPIC]: topicRecord('grain corridor', over),
    'north-south/documents/quay-gossip.yaml': documentRecord({
      title: { en: 'Gossip from the quay' },
      url: 'https://example.org/quay-gossip',
      statements: [],
    }),
  });
  const [row, ...others] = overview(catalogueOf(files, now), now);
  if (row === undefined || others.length > 0) throw new Error('not one row');
  return row;
}

const kindsOf = (count: number) => Object.fromEntries(STATEMENT_KINDS.map((kind) => [kind, count]));
const [NONE, ONE_OF_EACH] = [kindsOf(0), kindsOf(1)];

const entry = (id: string, on: string) => ({ id, on, what: { en: id } });

describe('overview', () => {
  test('tells of a brief its dates, its statements by kind, its sources and its changes', () => {
    expect(rowOf()).toEqual({
      id: 'grain-corridor',
      relationship: 'north-south',
      title: { en: 'The grain corridor' },
      status: 'published',
      asOf: '2026-09-01',
      searchedTo: '2026-09-03',
      reviewDueOn: '2026-10-03',
      overdue: true,
      verified: { on: '2026-09-03', by: { kind: 'program', name: 'attache verify' } },
      statements: ONE_OF_EACH,
      sides: [
        { party: 'north', documents: 0, statements: 0, kinds: NONE, newest: undefined },
        { party: 'south', documents: 0, statements: 0, kinds: NONE, newest: undefined },
        { party: undefined, documents: 1, statements: 7, kinds: ONE_OF_EACH, newest: '2026-09-01' },
      ],
      sources: ['harbour-notes'],
      changes: [{ id: 'grain-corridor-first', on: '2026-09-03', what: { en: 'First published.' }, change: 'history' }],
    });
  });

  test('is not overdue before the review is', () => {
    expect(rowOf({}, Temporal.Instant.from('2026-10-03T12:00:00Z'))).toMatchObject({ overdue: false });
  });

  test('counts a source that was only searched', () => {
    const gaps = ['north', 'south'].map((side) => ({ text: { en: 'None.' }, searched: ['quay-gossip'], side }));
    expect(rowOf({ gaps }).sources).toEqual(['harbour-notes', 'quay-gossip']);
  });

  test('tells changes newest first, of one day the later written first, each as what it is', () => {
    const row = rowOf({
      status: 'retracted',
      history: [entry('first', '2026-09-03'), entry('second', '2026-09-10'), entry('third', '2026-09-10')],
      corrections: [entry('righted', '2026-09-05')],
      retraction: entry('withdrawn', '2026-09-20'),
    });
    expect(row.status).toBe('retracted');
    expect(row.changes.map(({ id, change }) => `${change} ${id}`)).toEqual([
      'retraction withdrawn',
      'history third',
      'history second',
      'correction righted',
      'history first',
    ]);
  });

  test('has a row for every brief of the project', () => {
    const catalogue = ownCatalogue();
    const rows = overview(catalogue, NOW);
    expect(rows.map(({ id }) => id)).toEqual(ownIds());
    for (const row of rows)
      expect(Object.values(row.statements).reduce((sum, count) => sum + count)).toBe(
        catalogue.briefs.get(row.id)?.statements.length,
      );
  });
});
