import { describe, expect, test } from 'vitest';
import { calendar, type Calendar } from '../../src/records/calendar.ts';
import {
  catalogueOf,
  documentRecord,
  NOW,
  ownCatalogue,
  recordFiles,
  STATEMENTS,
  topicRecord,
  type Fields,
} from '../support/records.ts';
import { AFFILIATES, ownWith, paper } from '../digest/own-and-announced.ts';

const day = (date: string): Temporal.Instant => Temporal.Instant.from(`${date}T12:00:00Z`);

function calendarOf(now = NOW, over: Parameters<typeof recordFiles>[0] = {}): Calendar {
  return calendar(catalogueOf(recordFiles(over), now), now);
}

const states = (now: Temporal.Instant): Record<string, string> =>
  Object.fromEntries(calendarOf(now).dates.map(({ id, state }) => [id, state]));

const resolving = (outcome: string) => ({
  relations: [{ type: 'resolves', statement: 'harbour-notes/grain-promised', outcome }],
});
describe('calendar', () => {
  test('has every date of a brief in order, with its span, its precision and its statements', () => {
    const { today, dates } = calendarOf();
    expect(today).toBe('2026-11-24');
    expect(dates.map(({ first, last, kind, state, id }) => [first, last, kind, state, id])).toEqual([
      ['2026-08-01', '2026-08-31', 'said', 'past', 'grain-corridor/said/harbour-notes/envoy-bridge'],
      ['2026-08-25', '2026-08-25', 'event', 'past', 'grain-corridor/event/harbour-notes/hands-shaken'],
      ['2026-08-26', '2026-08-26', 'from', 'past', 'grain-corridor/from/harbour-notes/toll-lowered'],
      ['2026-10-02', '2026-10-02', 'review', 'overdue', 'grain-corridor/review'],
      ['2026-10-31', '2026-10-31', 'until', 'was-expected', 'grain-corridor/until/harbour-notes/toll-lowered'],
      ['2026-11-01', '2026-11-30', 'due', 'planned', 'grain-corridor/due/harbour-notes/grain-promised'],
      ['2026-12-01', '2026-12-31', 'watch', 'planned', 'grain-corridor/watch/first-frost'],
      ['2026-12-01', '2027-02-28', 'horizon', 'planned', 'grain-corridor/horizon/harbour-notes/closes-in-winter'],
    ]);
    expect(dates.find(({ kind }) => kind === 'watch')).toEqual({
      id: 'grain-corridor/watch/first-frost',
      brief: 'grain-corridor',
      kind: 'watch',
      state: 'planned',
      when: { precision: 'month', on: '2026-12' },
      first: '2026-12-01',
      last: '2026-12-31',
      text: { en: 'Whether the first frost closes it.' },
      statements: ['harbour-notes/closes-in-winter'],
    });
    expect(dates.find(({ kind }) => kind === 'review')).toMatchObject({ text: undefined, statements: [] });
    expect(new Set(dates.map(({ id }) => id)).size).toBe(dates.length);
  });

  test('keeps planned what is not wholly over, and says of what is over that it was expected', () => {
    expect(states(day('2026-12-31'))['grain-corridor/watch/first-frost']).toBe('planned');
    expect(states(day('2027-01-01'))['grain-corridor/watch/first-frost']).toBe('was-expected');
    expect(states(day('2027-02-28'))['grain-corridor/horizon/harbour-notes/closes-in-winter']).toBe('planned');
    expect(states(day('2027-03-01'))['grain-corridor/horizon/harbour-notes/closes-in-winter']).toBe('was-expected');
  });

  const LATER = 'north-south/documents/quay-gossip.yaml';
  /** The states of the dates of the first document with a later one that relates to it. */
  function statesWith(statement: Fields, now = NOW): Record<string, string> {
    const over = {
      [LATER]: documentRecord({
        url: 'https://example.org/quay-gossip',
        publishedOn: '2026-09-08',
        accessedOn: '2026-09-09',
        statements: [{ ...STATEMENTS.fact, id: 'heard', topics: ['grain-corridor'], ...statement }],
      }),
    };
    return Object.fromEntries(calendarOf(now, over).dates.map(({ id, state }) => [id, state]));
  }
  const DUE = 'grain-corridor/due/harbour-notes/grain-promised';
  const UNTIL = 'grain-corridor/until/harbour-notes/toll-lowered';

  test('knows what a later document tells of an end that has passed, and drops one that is to come', () => {
    expect(statesWith(resolving('missed'), day('2026-12-01'))[DUE]).toBe('past');
    expect(statesWith({}, day('2026-12-01'))[DUE]).toBe('was-expected');
    expect(statesWith(resolving('kept'))).not.toHaveProperty([DUE]);
    expect(statesWith(resolving('partly'))[DUE]).toBe('planned');
    const replacing = { relations: [{ type: 'supersedes', statement: 'harbour-notes/toll-lowered' }] };
    expect(statesWith(replacing)[UNTIL]).toBe('past');
    expect(statesWith(replacing, day('2026-10-31'))).not.toHaveProperty([UNTIL]);
    expect(statesWith({}, day('2026-10-31'))[UNTIL]).toBe('planned');
  });

  test('says of a measure that was ordered for a day since passed that it was expected, until a document of that day or later is held', () => {
    const measure = {
      ...STATEMENTS.measure,
      eventOn: undefined,
      id: 'heard',
      from: { precision: 'day', on: '2026-09-20' },
      until: undefined,
    };
    const FROM = 'grain-corridor/from/quay-gossip/heard';
    expect(statesWith(measure, day('2026-09-19'))[FROM]).toBe('planned');
    expect(statesWith(measure, day('2026-09-20'))[FROM]).toBe('planned');
    expect(statesWith(measure, day('2026-09-21'))[FROM]).toBe('was-expected');
    const begun = { ...measure, from: { precision: 'day', on: '2026-09-08' } };
    expect(statesWith(begun)[FROM]).toBe('past');
  });

  test('has what is announced of a measure that is suspended until then as planned', () => {
    const now = day('2026-10-20');
    const { dates } = calendar(ownWith(paper('2026-10-01', [{ ...AFFILIATES, id: 'again' }])), now);
    const begins = dates.filter(({ id, kind }) => kind === 'from' && id.endsWith('wh-paper-0/again'));
    expect(begins.map(({ first, state }) => [first, state])).toEqual([['2026-12-01', 'planned']]);
  });

  test('has a statement of two topics once in each', () => {
    const { dates } = calendarOf(NOW, { 'north-south/topics/tea-trade.yaml': topicRecord('tea trade') });
    expect(dates.filter(({ kind }) => kind === 'event').map(({ id }) => id)).toEqual([
      'grain-corridor/event/harbour-notes/hands-shaken',
      'tea-trade/event/harbour-notes/hands-shaken',
    ]);
    expect(new Set(dates.map(({ id }) => id)).size).toBe(dates.length);
  });

  test('has a review that is due, and one that is overdue', () => {
    expect(states(day('2026-10-02'))['grain-corridor/review']).toBe('planned');
    expect(states(day('2026-10-03'))['grain-corridor/review']).toBe('overdue');
  });

  test('has nothing of what is watched without a date', () => {
    const watch = [
      {
        id: 'the-ferry',
        text: { en: 'Whether the ferry sails.' },
        wouldChange: { en: 'Trade would move.' },
        restsOn: ['harbour-notes/hands-shaken'],
      },
    ];
    const { dates } = calendarOf(NOW, {
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { watch }),
    });
    expect(dates.some(({ kind }) => kind === 'watch')).toBe(false);
  });

  test('has nothing of a retracted brief', () => {
    const retraction = { id: 'gone', on: '2026-09-04', what: { en: 'It was not so.' } };
    const { dates } = calendarOf(NOW, {
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { status: 'retracted', retraction }),
    });
    expect(dates).toEqual([]);
  });

  test("has a review of each of the project's briefs, and no id twice", () => {
    const catalogue = ownCatalogue();
    const { dates } = calendar(catalogue, NOW);
    expect(
      dates
        .filter(({ kind }) => kind === 'review')
        .map(({ brief }) => brief)
        .toSorted(),
    ).toEqual([...catalogue.briefs.keys()]);
    expect(new Set(dates.map(({ id }) => id)).size).toBe(dates.length);
  });
});
