/** The days that the dates of a question mean. */
import { expect, test } from 'vitest';
import { datesIn, rangeOf } from '../../src/search/dates.ts';

test.each([
  ['what happened in September', { from: '2026-09-01', until: '2026-09-30' }],
  ['2026年4月谈了什么', { from: '2026-04-01', until: '2026-04-30' }],
  ['in February 2024', { from: '2024-02-01', until: '2024-02-29' }],
  ['on September 31', { from: '2026-09-01', until: '2026-09-30' }],
  ['on September 24, 2026', { from: '2026-09-24', until: '2026-09-24' }],
  ['in November', { from: '2025-11-01', until: '2025-11-30' }],
  ['in 2026-13', undefined],
])('%s means days that there are', (question, range) => {
  expect(rangeOf(datesIn(question).dates[0]!, '2026-10-08')).toEqual(range);
});
