import { describe, expect, test } from 'vitest';
import { calendar, type Calendar } from '../../src/records/calendar.ts';
import { topicRecord, catalogueOf, NOW, ownCatalogue, recordFiles } from '../support/records.ts';

const day = (date: string): Temporal.Instant => Temporal.Instant.from(`${date}T12:00:00Z`);

function calendarOf(now = NOW, over: Parameters<typeof recordFiles>[0] = {}): Calendar {
  return calendar(catalogueOf(recordFiles(over), now), now);
}

const states = (now: Temporal.Instant): Record<string, string> =>
  Object.fromEntries(calendarOf(now).dates.map(({ id, state }) => [id, state]));

describe('calendar', () => {
  test('has every date of a brief in order, with its span, its precision and its statements', () => {
    const { today, dates } = calendarOf();
    expect(today).toBe('2026-11-24');
    expect(dates.map(({ first, last, kind, state, id }) => [first, last, kind, state, id])).toEqual([
      ['2026-08-01', '2026-08-31', 'said', 'past', 'grain-corridor/said/envoy-bridge'],
      ['2026-08-25', '2026-08-25', 'event', 'past', 'grain-corridor/event/hands-shaken'],
      ['2026-10-01', '2026-10-01', 'review', 'overdue', 'grain-corridor/review'],
      ['2026-12-01', '2026-12-31', 'watch', 'planned', 'grain-corridor/watch/first-frost'],
      ['2026-12-01', '2027-02-28', 'horizon', 'planned', 'grain-corridor/horizon/closes-in-winter'],
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
      statements: ['closes-in-winter'],
    });
    expect(dates.find(({ kind }) => kind === 'review')).toMatchObject({ text: undefined, statements: [] });
    expect(new Set(dates.map(({ id }) => id)).size).toBe(dates.length);
  });

  test('keeps planned what is not wholly over, and says of what is over that it was expected', () => {
    expect(states(day('2026-12-31'))['grain-corridor/watch/first-frost']).toBe('planned');
    expect(states(day('2027-01-01'))['grain-corridor/watch/first-frost']).toBe('was-expected');
    expect(states(day('2027-02-28'))['grain-corridor/horizon/closes-in-winter']).toBe('planned');
    expect(states(day('2027-03-01'))['grain-corridor/horizon/closes-in-winter']).toBe('was-expected');
  });

  test('has a review that is due, and one that is overdue', () => {
    expect(states(day('2026-10-01'))['grain-corridor/review']).toBe('planned');
    expect(states(day('2026-10-02'))['grain-corridor/review']).toBe('overdue');
  });

  test('lists apart what has no date', () => {
    const watch = [
      {
        id: 'the-ferry',
        text: { en: 'Whether the ferry sails.' },
        wouldChange: { en: 'Trade would move.' },
        restsOn: ['hands-shaken'],
      },
    ];
    const { dates, undated } = calendarOf(NOW, {
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { watch }),
    });
    expect(undated).toEqual([
      { brief: 'grain-corridor', text: { en: 'Whether the ferry sails.' }, statements: ['hands-shaken'] },
    ]);
    expect(dates.some(({ kind }) => kind === 'watch')).toBe(false);
  });

  test('has nothing of a retracted brief', () => {
    const retraction = { id: 'gone', on: '2026-09-04', what: { en: 'It was not so.' } };
    const { dates, undated } = calendarOf(NOW, {
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { status: 'retracted', retraction }),
    });
    expect([dates, undated]).toEqual([[], []]);
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
