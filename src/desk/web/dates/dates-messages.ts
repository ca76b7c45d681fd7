/** The texts of the dates, in both languages. */
import type { Language } from '../../../records/schema.ts';
import type { ShownDateKind, DateView, Lane } from '../../server/records/dates.ts';

/** The kinds of dates but for reviews, which are told otherwise. */
type ByKind<Text> = Record<Exclude<ShownDateKind, 'review'>, Text>;

const en = {
  title: 'Dates',
  lead: 'When measures begin and end, when commitments are due, until when forecasts reach, what to watch for, and which reviews are due, topic by topic. Each date is drawn as precisely as its source gives it: a bar spans a month, a year or a period.',
  today: (day: string) => `Today, ${day}`,
  timeline: 'Picture of the dates, one lane for each topic',
  keys: 'In the picture, the arrow keys go from date to date and from topic to topic; Enter opens one, Escape closes it. The same follows below as a list.',
  show: 'Shown in the picture',
  kinds: {
    expected: 'to come',
    'was-expected': 'passed, no outcome held',
    began: 'measure began',
    over: 'passed, outcome held',
    'review-due': 'review due',
    'review-overdue': 'review overdue',
  },
  dateKinds: {
    from: 'a measure begins',
    until: 'a measure ends',
    due: 'a commitment is due',
    horizon: 'the time that a forecast gives',
    watch: 'to watch',
  } satisfies ByKind<string>,
  many: {
    from: (count: number) => `${count} measures`,
    until: (count: number) => `${count} measures`,
    due: (count: number) => `${count} commitments`,
    horizon: (count: number) => `${count} forecasts`,
    watch: (count: number) => `${count} things to watch`,
  } satisfies ByKind<(count: number) => string>,
  /** `passed` of a date after which no document is held. */
  when: {
    from: (when: string, passed: boolean) => (passed ? `was to begin ${when}` : `from ${when}`),
    until: (when: string, passed: boolean) => (passed ? `was to end ${when}` : `until ${when}`),
    due: (when: string, passed: boolean) => (passed ? `was due ${when}` : `due ${when}`),
    horizon: (when: string, passed: boolean) => (passed ? `was forecast for ${when}` : `forecast for ${when}`),
    watch: (when: string, passed: boolean) => (passed ? `was expected ${when}` : `expected ${when}`),
  } satisfies ByKind<(when: string, passed: boolean) => string>,
  reviewDue: (when: string) => `review due ${when}`,
  reviewOverdue: (when: string) => `review overdue since ${when}`,
  overdueDays: (days: number) => (days === 1 ? 'overdue for 1 day' : `overdue for ${days} days`),
  unknown: 'No later document is held that tells what came of it.',
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
    'was-expected': 'Passed; no later document held',
    'review-overdue': 'Reviews overdue',
    'review-due': 'Reviews due',
    past: 'Past; begun, or outcome held',
  },
  undated: 'Watched for, without a date',
  reviewOf: (lane: Lane) =>
    lane.overdue
      ? `Review was due on ${lane.reviewDue.said}; ${en.overdueDays(lane.overdueDays)}`
      : `Review due on ${lane.reviewDue.said}`,
  none: 'No brief has a date.',
  reviews: 'Reviews',
  topic: 'Topic',
  anyTopic: 'every topic',
  period: 'Period',
  wholePeriod: 'everything',
  months: (count: number) => (count % 12 === 0 ? (count === 12 ? '1 year' : `${count / 12} years`) : `${count} months`),
  earlier: 'Earlier',
  later: 'Later',
  toToday: 'Today',
  nothingIn: 'No date lies in this period.',
  titled: (title: string, what: string) => `${title}: ${what}`,
  withNote: (label: string, note: string) => `${label} (${note})`,
  kindOn: (kind: string, when: string) => `${kind}, ${when}`,
};

export type DatesText = typeof en;

const zh: DatesText = {
  title: '日期',
  lead: '按主题列出：措施何时开始、何时截止，承诺何时到期，预测到何时为止，需要关注什么，哪些审阅到期。每个日期都按来源给出的精度绘出：横条表示某月、某年或某一时段。',
  today: (day) => `今天，${day}`,
  timeline: '日期图，每个主题一行',
  keys: '在图中用方向键在日期和主题之间移动，按 Enter 打开，按 Esc 关闭。下方另有内容相同的列表。',
  show: '图中显示',
  kinds: {
    expected: '即将到来',
    'was-expected': '已过，未见结果',
    began: '措施已开始',
    over: '已过，已有结果',
    'review-due': '待审阅',
    'review-overdue': '审阅逾期',
  },
  dateKinds: {
    from: '措施开始',
    until: '措施截止',
    due: '承诺期限',
    horizon: '预测给出的时限',
    watch: '关注',
  },
  many: {
    from: (count) => `${count}项措施`,
    until: (count) => `${count}项措施`,
    due: (count) => `${count}项承诺`,
    horizon: (count) => `${count}项预测`,
    watch: (count) => `${count}件待关注的事`,
  },
  when: {
    from: (when, passed) => (passed ? `原定${when}开始` : `${when}起`),
    until: (when, passed) => (passed ? `原定${when}截止` : `至${when}`),
    due: (when, passed) => (passed ? `原定${when}到期` : `${when}到期`),
    horizon: (when, passed) => (passed ? `原预测${when}` : `预测${when}`),
    watch: (when, passed) => (passed ? `原预计${when}` : `预计${when}`),
  },
  reviewDue: (when) => `应于${when}前审阅`,
  reviewOverdue: (when) => `审阅自${when}起逾期`,
  overdueDays: (days) => `已逾期${days}天`,
  unknown: '未收录说明其结果的后续文件。',
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
    'was-expected': '已过，未收录其后的文件',
    'review-overdue': '审阅逾期',
    'review-due': '待审阅',
    past: '过去：已开始，或已有结果',
  },
  undated: '关注中，没有日期',
  reviewOf: (lane) =>
    lane.overdue
      ? `应于${lane.reviewDue.said}前审阅，${zh.overdueDays(lane.overdueDays)}`
      : `应于${lane.reviewDue.said}前审阅`,
  none: '没有任何简报载有日期。',
  reviews: '审阅',
  topic: '主题',
  anyTopic: '所有主题',
  period: '时段',
  wholePeriod: '全部',
  months: (count) => (count % 12 === 0 ? `${count / 12}年` : `${count}个月`),
  earlier: '更早',
  later: '更晚',
  toToday: '今天',
  nothingIn: '此时段内没有日期。',
  titled: (title, what) => `${title}：${what}`,
  withNote: (label, note) => `${label}（${note}）`,
  kindOn: (kind, when) => `${kind}，${when}`,
};

export const TEXT: Readonly<Record<Language, DatesText>> = { en, zh };
