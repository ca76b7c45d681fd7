import { expect, test } from 'vitest';
import { firstQuestionDay, retentionLimits, QUESTION_DAYS } from '../../src/people/inbox.ts';
import { dayOf } from '../../src/records/dates.ts';

test('a question is kept on the day it was asked and 89 days after, and is gone on the ninetieth', () => {
  const asked = Temporal.Instant.from('2026-11-24T23:59:59Z');
  expect(QUESTION_DAYS).toBe(90);
  for (const [days, isKept] of [
    [0, true],
    [89, true],
    [90, false],
    [365, false],
  ] as const) {
    const later = asked.add({ hours: 24 * days });
    expect(dayOf(asked) >= firstQuestionDay(later)).toBe(isKept);
    expect(dayOf(asked) < retentionLimits(later).questions).toBe(!isKept);
  }
});

test('who flagged is forgotten after the hour in which floods are counted', () => {
  const now = Temporal.Instant.from('2026-11-24T12:00:00Z');
  expect(retentionLimits(now).persons).toEqual(Temporal.Instant.from('2026-11-24T11:00:00Z'));
  expect(retentionLimits(now).done).toEqual(Temporal.Instant.from('2026-08-26T12:00:00Z'));
});
