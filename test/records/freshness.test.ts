import { describe, expect, test } from 'vitest';
import { freshness, passed } from '../../src/records/freshness.ts';
import type { Brief } from '../../src/records/schema.ts';
import { topicRecord, catalogueOf, recordFiles } from '../support/records.ts';

const day = (date: string): Temporal.Instant => Temporal.Instant.from(`${date}T12:00:00Z`);

function brief(verified: Brief['verified']): Brief {
  const files = recordFiles({
    'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', {
      verified,
      asOf: '2026-09-01',
      searchedTo: '2026-09-10',
      reviewEveryDays: 30,
    }),
  });
  const found = catalogueOf(files).briefs.get('grain-corridor');
  if (found === undefined) throw new Error('the made-up brief is gone');
  return found;
}

describe('freshness', () => {
  test('counts from the last look for newer documents where only a program has checked, however late it did', () => {
    const checked = brief({ on: '2026-11-20', by: { kind: 'program', name: 'attache verify' } });
    expect(freshness(checked, day('2026-11-24'))).toEqual({
      asOf: '2026-09-01',
      searchedTo: '2026-09-10',
      reviewDueOn: '2026-10-10',
      overdue: true,
    });
  });
  test("counts from a person's review where that is later", () => {
    const reviewed = brief({ on: '2026-11-20', by: { kind: 'person', name: 'Cleo' } });
    expect(freshness(reviewed, day('2026-11-24'))).toEqual({
      asOf: '2026-09-01',
      searchedTo: '2026-09-10',
      reviewDueOn: '2026-12-20',
      overdue: false,
    });
  });
  test("counts from the last look for newer documents where that is later than a person's review", () => {
    const reviewed = brief({ on: '2026-08-15', by: { kind: 'person', name: 'Cleo' } });
    expect(freshness(reviewed, day('2026-09-02')).reviewDueOn).toBe('2026-10-10');
  });
  test('is overdue from the day after the review was due, in UTC', () => {
    const checked = brief({ on: '2026-09-02', by: { kind: 'program', name: 'attache verify' } });
    expect(freshness(checked, Temporal.Instant.from('2026-10-10T23:59:59Z')).overdue).toBe(false);
    expect(freshness(checked, Temporal.Instant.from('2026-10-11T00:00:00Z')).overdue).toBe(true);
  });
});

describe('passed', () => {
  test('is only what lies wholly before today', () => {
    expect(passed({ precision: 'day', on: '2026-11-24' }, day('2026-11-24'))).toBe(false);
    expect(passed({ precision: 'day', on: '2026-11-24' }, day('2026-11-25'))).toBe(true);
    expect(passed({ precision: 'month', on: '2026-11' }, day('2026-11-30'))).toBe(false);
    expect(passed({ precision: 'month', on: '2026-11' }, day('2026-12-01'))).toBe(true);
    expect(passed({ precision: 'year', on: '2026' }, day('2026-12-31'))).toBe(false);
    expect(passed({ precision: 'year', on: '2026' }, day('2027-01-01'))).toBe(true);
    const spring = { precision: 'about', from: '2026-03-01', to: '2026-05-31', text: { en: 'spring' } } as const;
    expect(passed(spring, day('2026-05-31'))).toBe(false);
    expect(passed(spring, day('2026-06-01'))).toBe(true);
  });
});
