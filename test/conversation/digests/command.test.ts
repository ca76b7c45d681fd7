/** What is typed behind /digest, in English and in Chinese. */
import { expect, test } from 'vitest';
import { parseDigestCommand } from '../../../src/conversation/digests/command.ts';

const INPUT = { topics: 'energy', days: 'weekdays', time: '09:00', zone: 'Beijing' };

test.each([
  ['subscribe topics: energy days: weekdays at: 09:00 zone: Beijing', { action: 'subscribe', input: INPUT }],
  ['subscribe --topics energy --days weekdays --at 09:00 --zone Beijing', { action: 'subscribe', input: INPUT }],
  ['subscribe energy days: weekdays at: 09:00 zone: Beijing', { action: 'subscribe', input: INPUT }],
  ['订阅 主题：energy 星期：weekdays 时间：09:00 时区：Beijing', { action: 'subscribe', input: INPUT }],
  ['订阅 主题：energy 日期：weekdays 时间：09:00 时区：Beijing', { action: 'subscribe', input: INPUT }],
  ['订阅 能源 时区: 北京', { action: 'subscribe', input: { topics: '能源', zone: '北京' } }],
  [
    'subscribe energy, tariffs every day at 09:00 zone: Beijing',
    { action: 'subscribe', input: { topics: 'energy, tariffs', days: 'every day', time: '09:00', zone: 'Beijing' } },
  ],
  ['订阅 能源 每天 09:00 时区：北京', { action: 'subscribe', input: { topics: '能源', days: '每天', time: '09:00' } }],
  ['change at 10:30', { action: 'change', input: { time: '10:30' } }],
  [
    'change abcd2345 weekdays at 10:30',
    { action: 'change', id: 'abcd2345', input: { days: 'weekdays', time: '10:30' } },
  ],
  ['subscribe energy daily days: weekdays', { action: 'subscribe', input: { topics: 'energy', days: 'weekdays' } }],
  ['更改 abcd2345 时间: 10:00', { action: 'change', id: 'abcd2345', input: { time: '10:00' } }],
  ['退订 abcd2345', { action: 'remove', id: 'abcd2345' }],
  ['修改 ABCD2345 时间: 10:00', { action: 'change', id: 'abcd2345', input: { time: '10:00' } }],
  ['暂停 abcd2345', { action: 'pause', id: 'abcd2345', input: {} }],
  ['移交 负责人: <@U02BOB|bob>', { action: 'handover', owner: 'U02BOB', input: {} }],
  ['列表', { action: 'list', input: {} }],
  ['toString', { action: undefined, input: {} }],
  ['constructor: x', { action: undefined, input: {} }],
])('%s', (text, expected) => {
  expect(parseDigestCommand(text)).toMatchObject(expected);
});

test('a time behind "change" is no digest', () => {
  expect(parseDigestCommand('change at 10:30').id).toBeUndefined();
});
