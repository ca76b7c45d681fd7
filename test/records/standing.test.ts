import { describe, expect, test } from 'vitest';
import { passed, span } from '../../src/records/dates.ts';
import { standingOf, type Standing } from '../../src/records/standing.ts';
import {
  catalogueOf,
  documentRecord,
  NOW,
  ownCatalogue,
  recordFiles,
  STATEMENTS,
  type Fields,
} from '../support/records.ts';

const day = (on: string) => ({ precision: 'day', on });
const on = (date: string): Temporal.Instant => Temporal.Instant.from(`${date}T12:00:00Z`);

/** Later documents of one statement each, by id: the day of the document, and its statement. */
type Later = Readonly<Record<string, readonly [publishedOn: string, statement: Fields]>>;

/** Returns how a statement of the first document stands, with some fields replaced, beside later documents. */
function standing(statement: Fields, later: Later = {}, now = NOW): Standing | undefined {
  const topics = ['grain-corridor'];
  const statements = Object.values(STATEMENTS).map((one) =>
    Object.assign({ topics }, one.id === statement.id ? statement : one),
  );
  const documents = Object.entries(later).map(([id, [publishedOn, own]]) => [
    `north-south/documents/${id}.yaml`,
    documentRecord({
      url: `https://example.org/${id}`,
      publishedOn,
      accessedOn: '2026-11-24',
      statements: [{ ...STATEMENTS.fact, id: 'heard', topics, ...own }],
    }),
  ]);
  const catalogue = catalogueOf(
    recordFiles({
      'north-south/documents/harbour-notes.yaml': documentRecord({ statements }),
      ...Object.fromEntries(documents),
    }),
  );
  const found = catalogue.statements.get(`harbour-notes/${String(statement.id)}`);
  if (found === undefined) throw new Error('the made-up statement is gone');
  return standingOf(found, catalogue, now);
}

const relation = (type: string, id: string, outcome?: string): Fields => ({
  relations: [{ type, statement: `harbour-notes/${id}`, ...(outcome !== undefined && { outcome }) }],
});

describe('a measure', () => {
  const { measure } = STATEMENTS;
  const state = (over: Fields, now = NOW, later: Later = {}) => standing({ ...measure, ...over }, later, now)?.state;
  const open = { until: undefined };

  test('is planned until the first day of its beginning', () => {
    expect(state({}, on('2026-08-25'))).toBe('planned');
    expect(state({}, on('2026-08-26'))).toBe('in-force');
    const month = { ...open, from: { precision: 'month', on: '2026-08' } };
    expect(state(month, on('2026-07-31'))).toBe('planned');
    expect(state(month, on('2026-08-01'))).toBe('in-force');
  });

  test.each([
    ['imposed', 'in-force'],
    ['raised', 'in-force'],
    ['lowered', 'in-force'],
    ['extended', 'in-force'],
    ['suspended', 'suspended'],
    ['ended', 'ended'],
  ])('that was %s is %s', (effect, expected) => {
    expect(state({ ...open, effect })).toBe(expected);
    expect(state({ effect }, on('2026-10-31'))).toBe(expected);
  });

  test('whose end date has passed is told as such, of a suspension as its end', () => {
    for (const effect of ['imposed', 'extended']) expect(state({ effect }, on('2026-11-01'))).toBe('end-passed');
    expect(state({ effect: 'suspended' }, on('2026-11-01'))).toBe('suspension-passed');
    expect(standing(measure)).toEqual({
      kind: 'measure',
      state: 'end-passed',
      until: day('2026-10-31'),
      by: undefined,
    });
  });

  test('that was ordered for a day since passed is in force once a document of that day or later is held', () => {
    const ordered = { ...open, from: day('2026-10-01') };
    expect(state(ordered, on('2026-09-30'))).toBe('planned');
    expect(state(ordered, on('2026-10-01'))).toBe('planned');
    expect(state(ordered, on('2026-10-02'))).toBe('start-passed');
    expect(state({ ...ordered, effect: 'ended' }, NOW)).toBe('start-passed');
    expect(state(ordered, NOW, { 'quay-gossip': ['2026-09-30', {}] })).toBe('start-passed');
    expect(state(ordered, NOW, { 'quay-gossip': ['2026-10-01', {}] })).toBe('in-force');
  });

  test('is superseded by the statement of the newest document that says so, also after its end', () => {
    const replacing = relation('supersedes', 'toll-lowered');
    const found = standing(measure, {
      'a-older': ['2026-09-10', replacing],
      'b-newest': ['2026-09-12', replacing],
      'c-middle': ['2026-09-11', replacing],
    });
    expect(found).toMatchObject({ state: 'superseded', by: { id: 'b-newest/heard' } });
  });

  test('of two documents of one day, is superseded by the first of their ids', () => {
    const replacing = relation('supersedes', 'toll-lowered');
    const found = standing(measure, { 'b-two': ['2026-09-10', replacing], 'a-one': ['2026-09-10', replacing] });
    expect(found?.by?.id).toBe('a-one/heard');
  });

  test('stays as it is until the measure that supersedes it begins', () => {
    const next = {
      ...measure,
      ...open,
      eventOn: undefined,
      id: 'heard',
      from: day('2026-10-01'),
      ...relation('supersedes', 'toll-lowered'),
    };
    const later: Later = { 'quay-gossip': ['2026-09-10', next] };
    expect(state({}, on('2026-09-30'), later)).toBe('in-force');
    expect(state({}, on('2026-10-01'), later)).toBe('superseded');
  });

  test('is not moved by what supports or disputes it, nor by what it supersedes itself', () => {
    for (const type of ['supports', 'disputes'])
      expect(state(open, NOW, { 'quay-gossip': ['2026-09-10', relation(type, 'toll-lowered')] })).toBe('in-force');
    expect(state({ ...open, ...relation('supersedes', 'hands-shaken') })).toBe('in-force');
  });
});

describe.each([
  ['a commitment', STATEMENTS.commitment, '2026-11-30', '2026-12-01'],
  ['a forecast', STATEMENTS.forecast, '2027-02-28', '2027-03-01'],
])('%s', (_what, statement, last, after) => {
  const resolving = (outcome: string) => relation('resolves', statement.id, outcome);

  test('is open until its last day, and past due from the next one on', () => {
    expect(standing(statement, {}, on(last))?.state).toBe('open');
    expect(standing(statement, {}, on(after))?.state).toBe('due-passed');
    expect(standing(statement)).toMatchObject({ kind: statement.kind, by: undefined });
    expect(standing(statement)?.until).toEqual('due' in statement ? statement.due : statement.horizon);
  });

  test('without a date stays open', () => {
    const { due: _due, horizon: _horizon, ...undated }: Fields = statement;
    expect(standing(undated, {}, on('2040-01-01'))).toMatchObject({ state: 'open', until: undefined });
  });

  test.each(['kept', 'partly', 'missed'])(
    'is %s where a later document tells it, before its date and after',
    (outcome) => {
      const later: Later = { 'quay-gossip': ['2026-09-10', resolving(outcome)] };
      for (const now of [NOW, on(after)])
        expect(standing(statement, later, now)).toMatchObject({ state: outcome, by: { id: 'quay-gossip/heard' } });
    },
  );

  test('has the outcome that the newest document tells', () => {
    const later: Later = {
      'a-older': ['2026-09-10', resolving('partly')],
      'b-newest': ['2026-09-12', resolving('missed')],
      'c-middle': ['2026-09-11', resolving('kept')],
    };
    expect(standing(statement, later)).toMatchObject({ state: 'missed', by: { id: 'b-newest/heard' } });
  });

  test('is superseded where another takes its place, unless its outcome is told', () => {
    const replaced: Later = { 'quay-gossip': ['2026-09-12', relation('supersedes', statement.id)] };
    for (const now of [NOW, on(after)])
      expect(standing(statement, replaced, now)).toMatchObject({
        state: 'superseded',
        by: { id: 'quay-gossip/heard' },
      });
    const told: Later = { ...replaced, 'a-older': ['2026-09-10', resolving('kept')] };
    expect(standing(statement, told)).toMatchObject({ state: 'kept', by: { id: 'a-older/heard' } });
  });
});

test.each(['fact', 'position', 'assessment', 'recommendation'] as const)('a %s has no standing', (kind) => {
  expect(standing(STATEMENTS[kind])).toBeUndefined();
});

test("of the project's own records, nothing that ended or fell due after the newest document is told as still open or in force", () => {
  const catalogue = ownCatalogue();
  const newest = [...catalogue.sources.values()].reduce(
    (latest, one) => (one.publishedOn > latest ? one.publishedOn : latest),
    '',
  );
  const states = [...catalogue.statements.values()].flatMap((statement) => {
    const found = standingOf(statement, catalogue, NOW);
    const last = found?.until === undefined ? '' : span(found.until).last;
    return found !== undefined && last > newest && passed(found.until ?? { precision: 'day', on: newest }, NOW)
      ? [found.state]
      : [];
  });
  expect(states).toContain('end-passed');
  expect(states).toContain('due-passed');
  expect(states.filter((state) => ['open', 'in-force', 'suspended', 'planned'].includes(state))).toEqual([]);
});
