/** The texts of the dates, in both languages. */
import type { Language } from '../../../../records/schema.ts';
import type { DateView, Lane } from '../../server/records/dates.ts';

const en = {
  title: 'Dates',
  lead: 'What happened, what was said, what is or was expected, and which reviews are due, topic by topic. Each date is drawn as precisely as its source gives it: a bar spans a month, a year or a period.',
  today: (day: string) => `Today, ${day}`,
  timeline: 'Picture of the dates, one lane for each topic',
  keys: 'In the picture, the arrow keys go from date to date and from topic to topic; Enter opens one, Escape closes it. The same follows below as a list.',
  show: 'Shown in the picture',
  kinds: {
    happened: 'happened',
    said: 'was said',
    expected: 'expected',
    'was-expected': 'was expected',
    'review-due': 'review due',
    'review-overdue': 'review overdue',
  },
  many: {
    happened: (count: number) => `${count} events`,
    said: (count: number) => `${count} sayings`,
    expected: (count: number) => `${count} things expected`,
    'was-expected': (count: number) => `${count} things were expected`,
    'review-due': (count: number) => `${count} reviews due`,
    'review-overdue': (count: number) => `${count} reviews overdue`,
  },
  expected: (when: string) => `expected ${when}`,
  wasExpected: (when: string) => `was expected ${when}`,
  reviewDue: (when: string) => `review due ${when}`,
  reviewOverdue: (when: string) => `review overdue since ${when}`,
  overdueDays: (days: number) => (days === 1 ? 'overdue for 1 day' : `overdue for ${days} days`),
  unknown: 'The brief does not know whether it happened.',
  horizon: 'the time that a forecast gives',
  asOf: (day: string) => `Information as of ${day}`,
  nothingAhead: 'The sources name no date after today.',
  fresh: 'information within its time for review',
  stale: 'without a review since it was due',
  precision: {
    day: '',
    month: 'known to the month',
    year: 'known to the year',
    about: 'a period, as the source names it',
  } satisfies Record<DateView['precision'], string>,
  before: 'earlier than the picture reaches',
  after: 'later than the picture reaches',
  close: 'Close',
  statement: 'The statement and its citation',
  openBrief: (title: string) => `Brief: ${title}`,
  list: 'The same as a list',
  groups: {
    expected: 'To come',
    'was-expected': 'Was expected; outcome not known to the briefs',
    'review-overdue': 'Reviews overdue',
    'review-due': 'Reviews due',
    past: 'Past',
  },
  undated: 'Watched for, without a date',
  reviewOf: (lane: Lane) =>
    lane.overdue
      ? `Review was due on ${lane.reviewDue.said}; ${en.overdueDays(lane.overdueDays)}`
      : `Review due on ${lane.reviewDue.said}`,
  none: 'No brief has a date.',
  titled: (title: string, what: string) => `${title}: ${what}`,
  withNote: (label: string, note: string) => `${label} (${note})`,
  kindOn: (kind: string, when: string) => `${kind}, ${when}`,
};

export type DatesText = typeof en;

const zh: DatesText = {
  title: '日期',
  lead: '按主题列出：发生了什么、有何表态、预计或原预计何时发生、哪些审阅到期。每个日期都按来源给出的精度绘出：横条表示某月、某年或某一时段。',
  today: (day) => `今天，${day}`,
  timeline: '日期图，每个主题一行',
  keys: '在图中用方向键在日期和主题之间移动，按 Enter 打开，按 Esc 关闭。下方另有内容相同的列表。',
  show: '图中显示',
  kinds: {
    happened: '已发生',
    said: '表态',
    expected: '预计',
    'was-expected': '原预计',
    'review-due': '待审阅',
    'review-overdue': '审阅逾期',
  },
  many: {
    happened: (count) => `${count}件事`,
    said: (count) => `${count}项表态`,
    expected: (count) => `${count}件事预计发生`,
    'was-expected': (count) => `${count}件事原预计发生`,
    'review-due': (count) => `${count}项审阅到期`,
    'review-overdue': (count) => `${count}项审阅逾期`,
  },
  expected: (when) => `预计${when}`,
  wasExpected: (when) => `原预计${when}`,
  reviewDue: (when) => `应于${when}前审阅`,
  reviewOverdue: (when) => `审阅自${when}起逾期`,
  overdueDays: (days) => `已逾期${days}天`,
  unknown: '此后是否发生，简报不掌握。',
  horizon: '预测给出的时限',
  asOf: (day) => `信息截至${day}`,
  nothingAhead: '来源没有提到今天之后的日期。',
  fresh: '信息仍在审阅期限内',
  stale: '逾期未审阅',
  precision: { day: '', month: '只知月份', year: '只知年份', about: '来源所称的时段' },
  before: '早于图中范围',
  after: '晚于图中范围',
  close: '关闭',
  statement: '该陈述及其引用',
  openBrief: (title) => `简报：${title}`,
  list: '同样内容的列表',
  groups: {
    expected: '即将到来',
    'was-expected': '原预计发生，结果简报不掌握',
    'review-overdue': '审阅逾期',
    'review-due': '待审阅',
    past: '过去',
  },
  undated: '关注中，没有日期',
  reviewOf: (lane) =>
    lane.overdue
      ? `应于${lane.reviewDue.said}前审阅，${zh.overdueDays(lane.overdueDays)}`
      : `应于${lane.reviewDue.said}前审阅`,
  none: '没有任何简报载有日期。',
  titled: (title, what) => `${title}：${what}`,
  withNote: (label, note) => `${label}（${note}）`,
  kindOn: (kind, when) => `${kind}，${when}`,
};

export const TEXT: Readonly<Record<Language, DatesText>> = { en, zh };
