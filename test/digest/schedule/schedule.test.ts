/** A schedule said back. */
import { expect, test } from 'vitest';
import { formatSchedule, type Schedule } from '../../../src/digest/schedule/schedule.ts';
import { parseDays } from '../../../src/digest/schedule/days.ts';
import { parseTime } from '../../../src/digest/schedule/parse-time.ts';
import { parseZone } from '../../../src/digest/schedule/zone.ts';

const NOW = Temporal.Instant.from('2026-07-01T00:00Z');

test('a schedule is said with its days, its time and the city of its zone', () => {
  const schedule: Schedule = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], time: '09:00', zone: 'America/New_York' };
  expect(formatSchedule(schedule, 'en')).toBe('Monday to Friday at 09:00, New York time');
  expect(formatSchedule(schedule, 'zh')).toBe('周一至周五 09:00，纽约时间');
  expect(formatSchedule({ ...schedule, zone: 'America/Indiana/Knox' }, 'zh')).toBe(
    '周一至周五 09:00，Knox, Indiana 时间',
  );
  expect(formatSchedule({ ...schedule, days: ['sun'], zone: 'UTC' }, 'en')).toBe('Sunday at 09:00, UTC');
  expect(formatSchedule({ ...schedule, days: ['sun'], zone: 'UTC' }, 'zh')).toBe('周日 09:00，UTC');
});

test('a schedule is read from what a person types, part by part', () => {
  expect([parseDays('weekends'), parseTime('9pm'), parseZone('beijing', NOW)]).toEqual([
    { ok: true, days: ['sat', 'sun'] },
    { ok: true, time: '21:00' },
    { ok: true, zone: 'Asia/Shanghai', confirmed: 'Beijing, UTC+08:00 now' },
  ]);
});
