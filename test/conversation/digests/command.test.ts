/** What is typed behind /digest, in English and in Chinese. */
import { expect, test } from 'vitest';
import { parseDigestCommand as parse } from '../../../src/conversation/digests/command.ts';
import { topicNames } from '../../../src/conversation/digests/topic-names.ts';
import { ownCatalogue } from '../../support/records.ts';

const names = topicNames(ownCatalogue());
const parseDigestCommand = (text: string) => parse(text, names);

const SCHEDULE = { days: 'weekdays', time: '09:00', zone: 'Beijing' };
const INPUT = { topics: 'energy', ...SCHEDULE };

test.each([
  ['subscribe topics: energy days: weekdays at: 09:00 zone: Beijing', { action: 'subscribe', input: INPUT }],
  ['subscribe --topics energy --days weekdays --at 09:00 --zone Beijing', { action: 'subscribe', input: INPUT }],
  ['subscribe energy days: weekdays at: 09:00 zone: Beijing', { action: 'subscribe', head: 'energy', input: SCHEDULE }],
  ['订阅 主题：energy 星期：weekdays 时间：09:00 时区：Beijing', { action: 'subscribe', input: INPUT }],
  ['订阅 主题：energy 日期：weekdays 时间：09:00 时区：Beijing', { action: 'subscribe', input: INPUT }],
  ['订阅 能源 时区: 北京', { action: 'subscribe', head: '能源', input: { zone: '北京' } }],
  [
    'subscribe energy, tariffs every day at 09:00 zone: Beijing',
    {
      action: 'subscribe',
      head: 'energy, tariffs',
      input: { days: 'every day', time: '09:00', zone: 'Beijing' },
    },
  ],
  [
    '订阅 能源 每天 09:00 时区：北京',
    { action: 'subscribe', head: '能源', input: { days: '每天', time: '09:00', zone: '北京' } },
  ],
  ['change at 10:30', { action: 'change', head: '', input: { time: '10:30' } }],
  [
    'change abcd2345 weekdays at 10:30',
    { action: 'change', head: 'abcd2345', input: { days: 'weekdays', time: '10:30' } },
  ],
  ['subscribe energy daily days: weekdays', { action: 'subscribe', head: 'energy', input: { days: 'weekdays' } }],
  ['更改 abcd2345 时间: 10:00', { action: 'change', head: 'abcd2345', input: { time: '10:00' } }],
  ['退订 abcd2345', { action: 'remove', head: 'abcd2345' }],
  ['修改 ABCD2345 时间: 10:00', { action: 'change', head: 'ABCD2345', input: { time: '10:00' } }],
  ['暂停 abcd2345', { action: 'pause', head: 'abcd2345', input: {} }],
  // Its own parser refuses what a field holds beside its value.
  ['subscribe at: 9am Beijing', { input: { time: '9am Beijing' } }],
  ['subscribe energy <#C02OPS|ops> daily', { head: 'energy', input: { days: 'daily', channel: 'C02OPS' } }],
  ['change channel: <#C02OPS|ops>', { action: 'change', head: '', input: { channel: 'C02OPS' } }],
  ['change channel: #ops', { action: 'change', head: 'channel: #ops', input: {} }],
  ['subscribe <@U02BOB|bob> energy daily', { head: '@bob energy', input: { days: 'daily' } }],
  ['handover <@U02BOB|bob>', { action: 'handover', head: '', owner: 'U02BOB' }],
  ['handover energy to <@U02BOB>', { action: 'handover', head: 'energy', owner: 'U02BOB' }],
  ['handover energy to: <@U02BOB>', { action: 'handover', head: 'energy', owner: 'U02BOB' }],
  ['移交 能源 给 <@U02BOB>', { action: 'handover', head: '能源', owner: 'U02BOB' }],
  ['energy daily 9am', { action: undefined, word: 'energy', head: 'energy', input: { days: 'daily', time: '9am' } }],
  ['移交 负责人: <@U02BOB|bob>', { action: 'handover', owner: 'U02BOB', input: {} }],
  ['列表', { action: 'list', input: {} }],
  ['send energy', { action: 'now', head: 'energy' }],
  ['status', { action: 'list', input: {} }],
  ['查看', { action: 'list', input: {} }],
  ['訂閱 能源', { action: 'subscribe', head: '能源', input: {} }],
  ['恢復 能源', { action: 'resume', head: '能源' }],
  ['发送 能源', { action: 'now', head: '能源' }],
  ['继续 能源', { action: 'resume', head: '能源' }],
  ['停止 能源', { action: 'pause', head: '能源' }],
  ['Unsubscribe energy', { action: 'remove', head: 'energy' }],
  ['toString', { action: undefined, input: {} }],
  ['constructor: x', { action: undefined, input: {} }],
])('%s', (text, expected) => {
  expect(parseDigestCommand(text)).toMatchObject(expected);
});
