/** The words of a brief's card and sections in each language: their names, how statements stand, and who tells them. */
import type { Language } from '../../records/schema.ts';
import type { Section } from '../button.ts';

export type SectionTexts = typeof en;

const en = {
  names: {
    'key-points': 'Key points',
    sides: 'Both sides',
    disagreements: 'Disagreements',
    measures: 'Measures',
    commitments: 'Commitments',
    views: 'Views',
    watch: 'What to watch',
    gaps: 'Gaps',
    sources: 'Sources',
    changes: 'What changed',
  } satisfies Record<Section, string>,
  empty: {
    'key-points': 'No key points are named for this topic.',
    sides: 'No document of either side held here bears on this topic.',
    disagreements: 'Nothing is held here that the two sides tell differently.',
    measures: 'No measure of either side on this topic is held here.',
    commitments: 'No commitment on this topic is held here.',
    views: 'No assessment, recommendation or forecast on this topic is held here.',
    watch: 'Nothing is named to watch on this topic.',
    gaps: 'No gap is named for this topic.',
    sources: 'No document is held on this topic.',
    changes: 'Nothing has changed so far.',
  } satisfies Record<Section, string>,
  fullBrief: 'Full brief',
  backToCard: 'Back',
  fresh: (newest: string, searched: string) => `Documents to ${newest}; newer ones looked for until ${searched}`,
  /** Beside the line above, which says until when. */
  overdue: (day: string) => `Review overdue since ${day}`,
  notes: {
    measures: '“In force as last told” means that no later document on it is held.',
    commitments: 'Each as one side tells it. Where no date or outcome stands, no document held gives one.',
  },
  bySide: (side: string) => `${side}, by its own documents`,
  shownOf: (side: string, shown: number, all: number) =>
    `${shown} of ${all} positions, measures and commitments from documents of ${side}; the full brief has all.`,
  noneOfSide: (side: string) => `No position, measure or commitment from a document of ${side} is held on this topic.`,
  state: 'Where it stands',
  silent: (documents: string) => `looked for in ${documents}`,
  both: 'both sides',
  promised: (by: string, to: string, teller: string) => `Promised by ${by} to ${to}, as told by ${teller}`,
  promisedMutually: (teller: string) => `Promised by both sides to each other, as told by ${teller}`,
  promisedPublicly: (by: string, teller: string) => `Promised publicly by ${by}, as told by ${teller}`,
  from: (day: string) => `from ${day}`,
  planned: (from: string) => `takes effect ${from}`,
  inForce: (until: string) => (until === '' ? 'in force as last told' : `in force until ${until}`),
  suspended: (until: string) => (until === '' ? 'suspended as last told' : `suspended until ${until}`),
  ended: 'ended',
  superseded: (day: string, mark: string) => `superseded ${day}${mark}`,
  endPassed: (until: string) => `end date ${until} passed`,
  noLater: 'no later document held',
  outcomeUntold: 'no document held tells what followed',
  due: (day: string) => `due ${day}`,
  untold: (passed: string, why: string) => `${passed}; ${why}`,
  promise: {
    kept: (who: string, day: string, mark: string) => `kept, as told by ${who}, ${day}${mark}`,
    partly: (who: string, day: string, mark: string) => `partly kept, as told by ${who}, ${day}${mark}`,
    missed: (who: string, day: string, mark: string) => `not kept, as told by ${who}, ${day}${mark}`,
  },
  expected: {
    kept: (who: string, day: string, mark: string) => `borne out, as told by ${who}, ${day}${mark}`,
    partly: (who: string, day: string, mark: string) => `partly borne out, as told by ${who}, ${day}${mark}`,
    missed: (who: string, day: string, mark: string) => `not borne out, as told by ${who}, ${day}${mark}`,
  },
  toldAlike: (who: string, mark: string) => `also told by ${who}${mark}`,
  toldDifferently: (who: string, mark: string) => `told differently by ${who}${mark}`,
  quoted: { en: (words: string) => `in English: “${words}”`, zh: (words: string) => `in Chinese: “${words}”` },
  correction: (what: string, before: string) => `${what} Before: “${before}”`,
};

const zh: SectionTexts = {
  names: {
    'key-points': '主要内容',
    sides: '双方说法',
    disagreements: '说法分歧',
    measures: '措施',
    commitments: '承诺',
    views: '各方观点',
    watch: '后续关注',
    gaps: '信息空白',
    sources: '来源',
    changes: '更新记录',
  },
  empty: {
    'key-points': '本主题未列主要内容。',
    sides: '未收录双方关于本主题的文件。',
    disagreements: '现有文件中未见双方说法不一之处。',
    measures: '未收录双方关于本主题的措施。',
    commitments: '未收录关于本主题的承诺。',
    views: '未收录关于本主题的判断、建议或预测。',
    watch: '本主题未列后续关注事项。',
    gaps: '本主题未列信息空白。',
    sources: '本主题未收录文件。',
    changes: '迄今没有更新。',
  },
  fullBrief: '全文',
  backToCard: '返回',
  fresh: (newest, searched) => `文件截至${newest}；更新文件已查找至${searched}`,
  overdue: (day) => `审阅自${day}起逾期`,
  notes: {
    measures: '“依现有文件有效”指未收录其后关于该项措施的文件。',
    commitments: '各项承诺均为一方所述；未注明期限或结果的，现有文件未予说明。',
  },
  bySide: (side) => `${side}（据其自身文件）`,
  shownOf: (side, shown, all) => `${side}文件中的表态、措施和承诺共${all}条，此处列${shown}条；其余见全文。`,
  noneOfSide: (side) => `未收录${side}文件中关于本主题的表态、措施或承诺。`,
  state: '现状',
  silent: (documents) => `已查阅${documents}`,
  both: '双方',
  promised: (by, to, teller) => `${by}对${to}的承诺（据${teller}所述）`,
  promisedMutually: (teller) => `双方相互承诺（据${teller}所述）`,
  promisedPublicly: (by, teller) => `${by}公开作出的承诺（据${teller}所述）`,
  from: (day) => `${day}起`,
  planned: (from) => `${from}生效`,
  inForce: (until) => (until === '' ? '依现有文件有效' : `有效期至${until}`),
  suspended: (until) => (until === '' ? '依现有文件暂停中' : `暂停至${until}`),
  ended: '已终止',
  superseded: (day, mark) => `${day}被取代${mark}`,
  endPassed: (until) => `截止日${until}已过`,
  noLater: '未收录此后的文件',
  outcomeUntold: '现有文件未说明后续情况',
  due: (day) => `期限为${day}`,
  untold: (passed, why) => `${passed}；${why}`,
  promise: {
    kept: (who, day, mark) => `据${who}${day}所述，已履行${mark}`,
    partly: (who, day, mark) => `据${who}${day}所述，部分履行${mark}`,
    missed: (who, day, mark) => `据${who}${day}所述，未履行${mark}`,
  },
  expected: {
    kept: (who, day, mark) => `据${who}${day}所述，已应验${mark}`,
    partly: (who, day, mark) => `据${who}${day}所述，部分应验${mark}`,
    missed: (who, day, mark) => `据${who}${day}所述，未应验${mark}`,
  },
  toldAlike: (who, mark) => `${who}亦有此说${mark}`,
  toldDifferently: (who, mark) => `${who}说法不同${mark}`,
  quoted: { en: (words) => `英文原文：“${words}”`, zh: (words) => `中文原文：“${words}”` },
  correction: (what, before) => `${what}更正前为：“${before}”`,
};

const TEXTS: Readonly<Record<Language, SectionTexts>> = { en, zh };

/** Returns the words of cards and sections in a language. */
export function sectionTexts(language: Language): SectionTexts {
  return TEXTS[language];
}
