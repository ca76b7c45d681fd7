/** Days, times and zones that people type without naming the field. */
import { expect, test } from 'vitest';
import { parseDays } from '../../../src/digest/schedule/days.ts';
import { parseUnlabelled } from '../../../src/conversation/digests/parse-unlabelled.ts';
import { parseTime } from '../../../src/digest/schedule/time.ts';

test.each([
  ['energy, tariffs every day at 09:00', 'energy, tariffs', { days: 'every day', time: '09:00' }],
  ['energy daily at 9am', 'energy', { days: 'daily', time: '9am' }],
  ['energy on mondays and thursdays at 9', 'energy', { days: 'mondays and thursdays', time: '9' }],
  ['weekdays 8:30 energy', 'energy', { days: 'weekdays', time: '8:30' }],
  ['energy zone New York', 'energy', { zone: 'New York' }],
  ['能源、关税 每天 09:00 时区 北京', '能源、关税', { days: '每天', time: '09:00', zone: '北京' }],
  ['能源 每周一、三早上9点', '能源', { days: '每周一、三', time: '早上9点' }],
  ['能源 工作日 下午3点半', '能源', { days: '工作日', time: '下午3点半' }],
  ['时间 10:30', '', { time: '10:30' }],
  ['abcd2345 days weekdays time 9am', 'abcd2345', { days: 'weekdays', time: '9am' }],
  ['能源 星期 工作日', '能源', { days: '工作日' }],
  ['all', 'all', {}],
  ['section 301, 50 percent rule, monday.com, h20', 'section 301, 50 percent rule, monday.com, h20', {}],
  ['people-to-people, ai-governance', 'people-to-people, ai-governance', {}],
  ['', '', {}],
])('%s', (text, rest, input) => {
  const read = parseUnlabelled(text);
  expect(read).toEqual({ rest, input });
  // What is taken out can be read by those who read the fields.
  expect(parseDays(read.input.days ?? 'daily', 'en')).toMatchObject({ ok: true });
  expect(parseTime(read.input.time ?? '9:00', 'en')).toMatchObject({ ok: true });
});

test('a long text is read fast', () => {
  const before = performance.now();
  for (const part of ['every ', 'on mon, ', 'at 9', '周一、', 'zone '])
    parseUnlabelled(part.repeat(2_000 / part.length));
  expect(performance.now() - before).toBeLessThan(500);
});
