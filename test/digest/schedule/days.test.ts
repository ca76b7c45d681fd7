/** Days as people type them, and as they are said back. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAYS, formatDays, nameDays, parseDays, type Weekday } from '../../../src/digest/schedule/days.ts';

const said = (text: string): string => {
  const read = parseDays(text);
  return read.ok ? read.days.join(' ') : `refused: ${read.message}`;
};

const ALL = 'mon tue wed thu fri sat sun';
const WORKING = 'mon tue wed thu fri';

describe('days', () => {
  test.each([
    ['daily', ALL],
    ['every day', ALL],
    ['Everyday', ALL],
    ['weekdays', WORKING],
    ['every weekday', WORKING],
    ['working days', WORKING],
    ['weekends', 'sat sun'],
    ['on the weekend', 'sat sun'],
    ['weekdays and saturday', 'mon tue wed thu fri sat'],
    ['mon,wed fri', 'mon wed fri'],
    ['monday and thursday', 'mon thu'],
    ['Tues & Thurs.', 'tue thu'],
    ['every Monday', 'mon'],
    ['sunday monday', 'mon sun'],
    ['mon-fri', WORKING],
    ['Mon – Thu', 'mon tue wed thu'],
    ['from monday through friday', WORKING],
    ['fri-mon', 'mon fri sat sun'],
    ['mon-wed, sat', 'mon tue wed sat'],
    ['每天', ALL],
    ['每日', ALL],
    ['工作日', WORKING],
    ['周末', 'sat sun'],
    ['周一 周三', 'mon wed'],
    ['周一、周三、周五', 'mon wed fri'],
    ['周一三五', 'mon wed fri'],
    ['星期一至星期五', WORKING],
    ['周一到五', WORKING],
    ['weekly monday', 'mon'],
    ['周六日', 'sat sun'],
    ['每周一和周四', 'mon thu'],
    ['週一至週五', WORKING],
    ['禮拜天', 'sun'],
    ['ＭＯＮ－ＦＲＩ', WORKING],
  ])('are read from %s', (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  test.each([
    ['', 'No days were given.'],
    ['every', '“every” is not a day'],
    ['every other day', '“every other day” is not a day'],
    ['every second monday', '“every second monday” is not a day'],
    ['biweekly', '“biweekly” is not a day'],
    ['7 days a week', '“7 days a week” is not a day'],
    ['once a week on monday', '“once a week on monday” is not a day'],
    ['每周三次', '“每周三次” is not a day'],
    ['mon at 9am', '“mon at 9am” is not a day'],
    ['1-5', '“1-5” is not a day'],
    ['mon-', '“mon-” is not a day'],
    ['to friday', '“to friday” is not a day'],
    ['mon-wed-fri', '“mon-wed-fri” is not a day'],
    ['mon to weekends', '“mon to weekends” is not a day'],
    ['mon to weekends tue', '“mon to weekends tue” is not a day'],
    ['mon - - wed', '“mon - - wed” is not a day'],
    ['周一 工作日 六', '“周一 工作日 六” is not a day'],
    ['every day except sunday', '“every day except sunday” is not a day'],
    ['一三五', '“一三五” is not a day'],
    ['monday 三', '“monday 三” is not a day'],
    ['x'.repeat(5_000), `“${'x'.repeat(59)}…” is not a day`],
  ])('are refused with a reason and a remedy: %s', (text, reason) => {
    expect(said(text)).toContain(`refused: ${reason}`);
    expect(said(text)).toContain('Write for example: daily');
    expect(said(text).length).toBeLessThan(250);
  });

  test('are refused in Chinese to whoever reads Chinese', () => {
    expect(parseDays('隔天', 'zh')).toEqual({
      ok: false,
      message: '看不懂“隔天”是哪一天。请写例如：每天、工作日、周末、周一至周五，或周一、周三、周五。',
    });
    for (const text of ['', '周一至', '每天 周八'])
      expect(parseDays(text, 'zh')).toHaveProperty('message', expect.stringMatching(/\p{Script=Han}.*请写例如/u));
  });

  test('are never more than seven, in order, and no text throws', () => {
    const parts = fc.constantFrom(
      'mon',
      'Sunday',
      ' ',
      ',',
      '-',
      'to',
      'daily',
      '周三',
      '五',
      '每',
      'x',
      'weekend',
      '\u{1F600}',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(parts).map((all) => all.join('')),
        ),
        (text) => {
          const read = parseDays(text);
          const days = read.ok ? read.days : DAYS;
          expect(days).toEqual(DAYS.filter((day) => days.includes(day)));
          expect(days).not.toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('days said back', () => {
  const sets: Weekday[][] = Array.from({ length: 127 }, (_, set) =>
    DAYS.filter((_day, bit) => ((set + 1) >> bit) % 2 === 1),
  );

  test('are read as the same days, in both languages', () => {
    for (const days of sets)
      for (const language of ['en', 'zh'] as const)
        expect(parseDays(formatDays(days, language), language)).toEqual({ ok: true, days });
  });

  test.each([
    [['mon'], 'Monday', '周一'],
    [['mon', 'tue'], 'Monday and Tuesday', '周一、周二'],
    [['mon', 'wed', 'fri'], 'Monday, Wednesday and Friday', '周一、周三、周五'],
    [['tue', 'wed', 'thu'], 'Tuesday to Thursday', '周二至周四'],
    [['sat', 'sun'], 'Saturday and Sunday', '周六、周日'],
    [[...DAYS], 'every day', '每天'],
  ] satisfies [Weekday[], string, string][])('are short for %j', (days, english, chinese) => {
    expect(formatDays(days, 'en')).toBe(english);
    expect(formatDays(days, 'zh')).toBe(chinese);
  });
});

test.each([
  ['daily', 'every day', '每天'],
  ['weekdays', 'weekdays', '工作日'],
  ['weekends', 'weekends', '周末'],
  ['mon-thu', 'Mon to Thu', '周一至周四'],
  ['mon wed fri', 'Mon/Wed/Fri', '周一、周三、周五'],
  ['tuesday', 'Tue', '周二'],
])('%s are named as short as can be', (typed, en, zh) => {
  const parsed = parseDays(typed);
  const days = parsed.ok ? parsed.days : [];
  expect([nameDays(days, 'en'), nameDays(days, 'zh')]).toEqual([en, zh]);
});
