import { describe, expect, test } from 'vitest';
import type { DateWithPrecision } from '../../src/records/schema.ts';
import { dayOf, formatDay, formatWhen, latestDay, span } from '../../src/records/dates.ts';

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
