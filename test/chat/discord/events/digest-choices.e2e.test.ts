/** What is offered for the days and the time of a digest: never nothing, and always what is understood. */
import { describe, expect, test } from 'vitest';
import { parseDays } from '../../../../src/digest/schedule/days.ts';
import { parseTime } from '../../../../src/digest/schedule/parse-time.ts';
import { dayChoices, timeChoices } from '../../../../src/chat/discord/events/complete.ts';

describe('days', () => {
  test.each([
    ['fri', 'Friday'],
    ['tuesday', 'Tuesday'],
    ['daily', 'every day'],
    ['we', 'Wednesday'],
    ['week', 'weekdays'],
    ['mon, we', 'mon, Wednesday'],
    ['mon-fri', 'Monday to Friday'],
    ['周', '周一'],
    ['每', '每天'],
    ['周一 周', '周一 周五'],
  ])('typed as %s offer %s', (typed, offered) => {
    const language = /\p{Script=Han}/u.test(typed) ? 'zh' : 'en';
    const choices = dayChoices(typed, language);
    expect(choices).toContain(offered);
    for (const one of choices) expect(parseDays(one, language).ok).toBe(true);
  });

  test.each(['', 'someday', '  ', '\u0000'])('typed as %j offer the usual ones', (typed) => {
    expect(dayChoices(typed, 'en').slice(0, 2)).toEqual(['weekdays', 'every day']);
  });
});

describe('a time', () => {
  test.each([
    ['9', '09:00'],
    ['9:3', '09:30'],
    ['1', '13:30'],
    ['noon', '12:00'],
    ['9am', '09:00'],
    ['下午3点半', '15:30'],
    ['', '09:00'],
    ['teatime', '09:00'],
  ])('typed as %s offers %s', (typed, offered) => {
    const choices = timeChoices(typed, 'en');
    expect(choices).toContain(offered);
    for (const one of choices) expect(parseTime(one, 'en')).toEqual({ ok: true, time: one });
  });
});
