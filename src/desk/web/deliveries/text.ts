/** The words of the tab of deliveries, in both languages. */
import type { Bilingual } from '../text.ts';

/** The names of the clocks that the bot's is compared with. */
const CLOCKS: Readonly<Record<string, Bilingual>> = {
  slack: { en: 'Slack', zh: 'Slack' },
  discord: { en: 'Discord', zh: 'Discord' },
  database: { en: 'the database', zh: '数据库' },
};

export const TEXT = {
  heading: { en: 'Deliveries', zh: '发送记录' },
  about: {
    en: 'Every digest of every channel: when it was due, what became of it, and why. The page keeps itself up to date.',
    zh: '所有频道的每一期动态：应发时间、结果及原因。本页自动更新。',
  },
  next: { en: 'Due next', zh: '接下来' },
  'none-next': {
    en: 'No digest is due: no channel is subscribed, or all are paused.',
    zh: '没有待发的动态：没有频道订阅，或均已暂停。',
  },
  digest: { en: 'Digest', zh: '订阅' },
  channel: { en: 'Channel', zh: '频道' },
  due: { en: 'Due', zh: '应发时间' },
  log: { en: 'Log, newest first', zh: '记录，最新的在前' },
  state: { en: 'State', zh: '状态' },
  any: { en: 'any', zh: '全部' },
  states: {
    waiting: { en: 'waiting', zh: '等待发送' },
    claimed: { en: 'being sent', zh: '发送中' },
    unknown: { en: 'outcome unknown', zh: '结果未知' },
    sent: { en: 'sent', zh: '已发送' },
    refused: { en: 'refused', zh: '被拒' },
    skipped: { en: 'skipped', zh: '跳过' },
    missed: { en: 'missed', zh: '未按时发出' },
  },
  reason: { en: 'Why', zh: '原因' },
  attempts: { en: 'Attempts', zh: '尝试次数' },
  settled: { en: 'Settled', zh: '完成时间' },
  none: { en: 'There is none.', zh: '没有记录。' },
  late: { en: 'late', zh: '补发' },
  asked: { en: 'on request', zh: '应要求' },
  sends: { en: 'to be sent ', zh: '将发送于' },
  looks: { en: 'to be looked for ', zh: '将核查于' },
  newest: { en: 'Newest', zh: '最新' },
  older: { en: 'Older', zh: '更早' },
  pages: { en: 'Pages of the log', zh: '记录分页' },
  open: (waiting: number, claimed: number, unknown: number): Bilingual => ({
    en: `Now: ${waiting} waiting, ${claimed} being sent, ${unknown} with unknown outcome.`,
    zh: `目前：等待发送${waiting}条，发送中${claimed}条，结果未知${unknown}条。`,
  }),
  at: { en: 'As of ', zh: '截至' },
  clock: (source: string, seconds: number): Bilingual => ({
    en: `The clock of the bot’s machine is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead of' : 'behind'} that of ${CLOCKS[source]?.en ?? source}. Nothing is planned or sent until it is right: set it, and have it kept by NTP. What is due meanwhile is sent then.`,
    zh: `机器人所在机器的时钟比${CLOCKS[source]?.zh ?? source}的${seconds > 0 ? '快' : '慢'}${Math.abs(seconds)}秒。校准之前不会安排或发送任何内容：请校准时钟，并用 NTP 保持准确。其间到期的内容届时补发。`,
  }),
} as const;
