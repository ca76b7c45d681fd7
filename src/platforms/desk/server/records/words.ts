/** The sentences about statements on the pages of records, in both languages. */
import type { Language, Source } from '../../../../records/schema.ts';
import type { MeasureState, OutcomeState } from '../../../../records/standing.ts';

const en = {
  independent: 'Independent documents',
  others: 'Others',
  /** How a measure stands; `until` is empty where no end is known. */
  measure: {
    planned: (until: string) => (until === '' ? 'not yet begun' : `not yet begun; to last until ${until}`),
    'start-passed': (until: string) =>
      until === '' ? 'its first day passed' : `its first day passed; to last until ${until}`,
    'in-force': (until: string) => (until === '' ? 'in force as last told' : `in force until ${until}`),
    suspended: (until: string) => (until === '' ? 'suspended as last told' : `suspended until ${until}`),
    ended: () => 'ended',
    superseded: () => 'superseded by',
    'end-passed': (until: string) => `end date ${until} passed`,
  } satisfies Record<MeasureState, (until: string) => string>,
  /** What became of a commitment or a forecast; `due` is empty where no date is known. */
  outcome: {
    open: (due: string) => (due === '' ? 'open; no date given' : `open; due ${due}`),
    kept: () => 'kept, as told by',
    partly: () => 'partly kept, as told by',
    missed: () => 'not kept, as told by',
    superseded: () => 'superseded by',
    'due-passed': (due: string) => `due ${due}; the date passed`,
  } satisfies Record<OutcomeState, (due: string) => string>,
  forecast: {
    kept: 'borne out, as told by',
    partly: 'partly borne out, as told by',
    missed: 'not borne out, as told by',
  },
  /** Why nothing is told of what followed a date that passed. */
  noLater: (passed: string) => `${passed}; no later document held`,
  untold: (passed: string) => `${passed}; no document held tells what followed`,
  effect: {
    imposed: 'imposed',
    raised: 'raised',
    lowered: 'lowered',
    suspended: 'suspended',
    extended: 'extended',
    ended: 'ended',
  },
  instrument: (name: string, effect: string) => `${name}: ${effect}`,
  from: (day: string) => `from ${day}`,
  both: 'both sides',
  public: 'the public',
  promise: (by: string, to: string) => `${by} to ${to}`,
  mutual: 'both sides to each other',
  toldBy: (party: string) => `as told by ${party}`,
  corrected: (day: string, what: string) => `Corrected on ${day}: ${what}`,
  searchedTo: (day: string) => `Newer documents looked for up to ${day}`,
  missing: (parties: string) => `No document of ${parties} is held on this topic`,
  copy: {
    original: 'original',
    mirror: 'official mirror',
    archive: 'archive',
  } satisfies Record<Source['copy']['kind'], string>,
  language: { en: 'English', zh: 'Chinese' } satisfies Record<Source['language'], string>,
};

export type RecordWords = typeof en;

const zh: RecordWords = {
  independent: '独立文件',
  others: '其他方',
  measure: {
    planned: (until) => (until === '' ? '尚未开始' : `尚未开始，为期至${until}`),
    'start-passed': (until) => (until === '' ? '起始日期已过' : `起始日期已过，为期至${until}`),
    'in-force': (until) => (until === '' ? '依现有文件有效' : `有效期至${until}`),
    suspended: (until) => (until === '' ? '依现有文件暂停中' : `暂停至${until}`),
    ended: () => '已终止',
    superseded: () => '已被取代，见',
    'end-passed': (until) => `截止日期${until}已过`,
  },
  outcome: {
    open: (due) => (due === '' ? '未了结，未列期限' : `未了结，期限${due}`),
    kept: () => '已履行，见',
    partly: () => '部分履行，见',
    missed: () => '未履行，见',
    superseded: () => '已被取代，见',
    'due-passed': (due) => `期限${due}已过`,
  },
  forecast: { kept: '已应验，见', partly: '部分应验，见', missed: '未应验，见' },
  noLater: (passed) => `${passed}，未收录此后的文件`,
  untold: (passed) => `${passed}，现有文件未说明后续情况`,
  effect: { imposed: '实施', raised: '提高', lowered: '降低', suspended: '暂停', extended: '延长', ended: '终止' },
  instrument: (name, effect) => `${name}：${effect}`,
  from: (day) => `自${day}起`,
  both: '双方',
  public: '公众',
  promise: (by, to) => `${by}对${to}`,
  mutual: '双方相互承诺',
  toldBy: (party) => `据${party}所述`,
  corrected: (day, what) => `${day}更正：${what}`,
  searchedTo: (day) => `已查找至${day}的更新文件`,
  missing: (parties) => `本主题未收录${parties}的文件`,
  copy: { original: '原始页面', mirror: '官方镜像', archive: '存档' },
  language: { en: '英文', zh: '中文' },
};

const WORDS: Readonly<Record<Language, RecordWords>> = { en, zh };

/** Returns the words of the pages of records in a language. */
export const recordWords = (language: Language): RecordWords => WORDS[language];
