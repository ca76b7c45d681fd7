/** The days that the dates of a question mean. */
import { expect, test } from 'vitest';
import { datesIn, rangeOf } from '../../src/search/dates.ts';

test.each([
  ['what happened in September', { from: '2026-09-01', until: '2026-09-30' }],
  ['2026年4月谈了什么', { from: '2026-04-01', until: '2026-04-30' }],
  ['in February 2024', { from: '2024-02-01', until: '2024-02-29' }],
  ['on September 31', { from: '2026-09-01', until: '2026-09-30' }],
  ['on September 24, 2026', { from: '2026-09-24', until: '2026-09-24' }],
  ['in November', { from: '2026-11-01', until: '2026-11-30' }],
  ['in January', { from: '2026-01-01', until: '2026-01-31' }],
  ['in 2026-13', undefined],
])('%s means days that there are', (question, range) => {
  expect(rangeOf(datesIn(question).dates[0]!, '2026-10-08')).toEqual(range);
});

test.each([
  ['2026-12-04', 'in November', '2026-11'],
  ['2026-12-04', 'in January', '2027-01'],
  ['2026-12-04', 'in May', '2026-05'],
  ['2027-02-10', 'in November', '2026-11'],
  ['2026-10-08', 'in December', '2026-12'],
])('on %s, %s is the month that has begun last, or is near ahead', (today, question, month) => {
  expect(rangeOf(datesIn(question).dates[0]!, today)?.from).toBe(`${month}-01`);
});
