import { describe, expect, test } from 'vitest';
import type { Brief, DateWithPrecision } from '../../src/records/schema.ts';
import { dayOf, formatDay, formatWhen, freshness, latestDay, passed, span } from '../../src/records/dates.ts';
import { topicRecord, catalogueOf, recordFiles } from '../support/records.ts';

const winter: DateWithPrecision = {
  precision: 'about',
  from: '2026-12-01',
  to: '2027-02-28',
  text: { en: 'this winter', zh: '今冬' },
};

describe('span', () => {
  test.each<[DateWithPrecision, string, string]>([
    [{ precision: 'day', on: '2026-08-25' }, '2026-08-25', '2026-08-25'],
    [{ precision: 'month', on: '2026-02' }, '2026-02-01', '2026-02-28'],
    [{ precision: 'month', on: '2024-02' }, '2024-02-01', '2024-02-29'],
    [{ precision: 'month', on: '2026-12' }, '2026-12-01', '2026-12-31'],
    [{ precision: 'year', on: '2026' }, '2026-01-01', '2026-12-31'],
    [winter, '2026-12-01', '2027-02-28'],
  ])('of %o is from %s to %s', (when, first, last) => {
    expect(span(when)).toEqual({ first, last });
  });
});

describe('formatWhen', () => {
  test.each<[DateWithPrecision, string, string]>([
    [{ precision: 'day', on: '2026-08-05' }, 'August 5, 2026', '2026年8月5日'],
    [{ precision: 'month', on: '2026-01' }, 'January 2026', '2026年1月'],
    [{ precision: 'month', on: '2026-12' }, 'December 2026', '2026年12月'],
    [{ precision: 'year', on: '2026' }, '2026', '2026年'],
    [winter, 'this winter', '今冬'],
    [{ ...winter, text: { en: 'this winter' } }, 'this winter', 'this winter'],
  ])('says %o no more precisely than it is known', (when, en, zh) => {
    expect([formatWhen(when, 'en'), formatWhen(when, 'zh')]).toEqual([en, zh]);
  });

  test('says a day by itself in the same way', () => {
    expect([formatDay('2026-08-05', 'en'), formatDay('2026-08-05', 'zh')]).toEqual(['August 5, 2026', '2026年8月5日']);
  });
});

describe('today', () => {
  test('is counted in UTC', () => {
    expect(dayOf(Temporal.Instant.from('2026-11-24T23:59:59.999Z'))).toBe('2026-11-24');
    expect(dayOf(Temporal.Instant.from('2026-11-25T00:00:00+14:00'))).toBe('2026-11-24');
  });
  test('has begun at latest 14 hours before UTC gets there', () => {
    expect(latestDay(Temporal.Instant.from('2026-11-24T09:59:59Z'))).toBe('2026-11-24');
    expect(latestDay(Temporal.Instant.from('2026-11-24T10:00:00Z'))).toBe('2026-11-25');
  });
});

const day = (date: string): Temporal.Instant => Temporal.Instant.from(`${date}T12:00:00Z`);

function brief(verified: Brief['verified']): Brief {
  const files = recordFiles({
    'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', {
      verified,
      reviewEveryDays: 30,
    }),
  });
  const found = catalogueOf(files).briefs.get('grain-corridor');
  if (found === undefined) throw new Error('the made-up brief is gone');
  return found;
}

describe('freshness', () => {
  test('counts from the day the newest document was read where only a program has checked, however late it did', () => {
    const checked = brief({ on: '2026-11-20', by: { kind: 'program', name: 'attache verify' } });
    expect(freshness(checked, day('2026-11-24'))).toEqual({
      asOf: '2026-09-01',
      reviewDueOn: '2026-10-02',
      overdue: true,
    });
  });
  test("counts from a person's review where that is later", () => {
    const reviewed = brief({ on: '2026-11-20', by: { kind: 'person', name: 'Cleo' } });
    expect(freshness(reviewed, day('2026-11-24'))).toEqual({
      asOf: '2026-09-01',
      reviewDueOn: '2026-12-20',
      overdue: false,
    });
  });
  test("counts from the day the newest document was read where that is later than a person's review", () => {
    const reviewed = brief({ on: '2026-08-15', by: { kind: 'person', name: 'Cleo' } });
    expect(freshness(reviewed, day('2026-09-02')).reviewDueOn).toBe('2026-10-02');
  });
  test('is overdue from the day after the review was due, in UTC', () => {
    const checked = brief({ on: '2026-09-02', by: { kind: 'program', name: 'attache verify' } });
    expect(freshness(checked, Temporal.Instant.from('2026-10-02T23:59:59Z')).overdue).toBe(false);
    expect(freshness(checked, Temporal.Instant.from('2026-10-03T00:00:00Z')).overdue).toBe(true);
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
