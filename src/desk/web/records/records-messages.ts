/** The words of the pages of records, in both languages: those of replies, and what only these pages say. */
import { SECTIONS, type Section } from '../../../reply/section.ts';
import { messages } from '../../../locales/messages.ts';
import type { Language, StatementKind } from '../../../records/schema.ts';
import type { BriefPart } from '../../server/records/brief.ts';
import type { Corroboration } from '../../server/records/statement.ts';
import type { ChangeView } from '../../server/records/topics.ts';
import { counted, numberIn } from '../language.ts';

const en = {
  topics: 'Topics',
  topicsLead:
    'Every topic: how old it is, and what each side has in it, with the day of its newest document. Column heads sort the table.',
  table: (relationship: string) => `Topics on ${relationship}`,
  topic: 'Topic',
  asOf: 'Information as of',
  review: 'Review due',
  overdue: 'overdue',
  retracted: 'retracted',
  documents: (count: number) => counted(count, 'document'),
  statementsOf: (count: number) => counted(count, 'statement'),
  newest: (day: string) => `newest ${day}`,
  noDocument: 'no document',
  kinds: {
    'reported-fact': 'Facts',
    position: 'Positions',
    measure: 'Measures',
    commitment: 'Commitments',
    assessment: 'Assessments',
    recommendation: 'Recommendations',
    forecast: 'Forecasts',
  } satisfies Record<StatementKind, string>,
  total: 'All statements',
  summary: ({ topics, statements, overdue }: { topics: number; statements: number; overdue: number }) =>
    `${counted(topics, 'topic')}, ${counted(statements, 'statement')} (one that bears on several topics counts in each), ${
      overdue === 0 ? 'no review overdue' : `${counted(overdue, 'review')} overdue`
    }.`,
  words: 'Words',
  show: 'Show',
  shows: {
    all: 'all',
    mine: 'what I have published',
    overdue: 'review overdue',
    'one-sided': 'a side without documents',
    retracted: 'retracted',
    uncited: 'with paragraphs that nobody cites',
    drafts: 'drafts',
  },
  shownTopics: (count: number) => `${counted(count, 'topic')} ${count === 1 ? 'is' : 'are'} shown.`,
  drafts: 'Drafts',
  draftsLead: 'Not in service: what nobody is answered with yet.',
  outOfService: 'Out of service',
  outOfServiceLead: 'These have faults, or rest on what has some: nobody is answered with them until that is mended.',
  noDrafts: 'There are no drafts.',
  allTopics: 'All topics',
  onThisPage: 'On this page',
  sides: 'What each side has',
  silent: 'No statement says so.',
  state: 'How it stands:',
  sections: { positions: 'Positions', facts: 'Reported facts' },
  restsOn: 'Rests on:',
  told: {
    'both-alike': 'Both sides tell it alike:',
    also: 'Also told by:',
    differently: 'Told differently by:',
  } satisfies Record<Corroboration, string>,
  citations: 'Citations',
  newTab: 'opens the source in a new tab',
  edit: 'Edit this record',
  cited: (number: number, paragraph: number) => `[${number}] paragraph ${paragraph}`,
  searched: (numbers: readonly number[]) => `looked for in ${numbers.map((number) => `[${number}]`).join(', ')}`,
  change: { history: '', correction: 'correction', retraction: 'retraction' } satisfies Record<
    ChangeView['change'],
    string
  >,
  untranslated: 'This topic is not in Chinese yet; it follows in English.',
  coverageLink: 'its statements',
  allSources: 'All sources',
  sourcesLead:
    'Every document, who speaks in it, and how much of it statements cite. The documents themselves stay with their owners; the records hold a fingerprint of each paragraph.',
  source: 'Document',
  publisher: 'Publisher',
  sideOf: 'Side',
  kind: 'Kind',
  publishedOn: 'Published',
  language: 'Language',
  copy: 'Copy read',
  copyIs: (copy: string) => `Copy read: ${copy}`,
  statements: 'Statements',
  citedParagraphs: 'Paragraphs cited',
  ofAll: (cited: number, all: number) => `${cited} of ${all}`,
  anySide: 'every side',
  anyTopic: 'every topic',
  anyKind: 'every kind',
  shown: (count: number, all: number) =>
    count === all ? counted(all, 'document') : `${numberIn('en', count)} of ${counted(all, 'document')}`,
  openSource: 'Open the document',
  readAndCite: 'Read and cite it',
  isHeld: 'Its text is held here: each citation of it is checked as it is written and before it is published.',
  isNotHeld: 'Its text is not held here: citations of it are not checked as they are written.',
  map: 'Paragraphs of the document',
  mapNote: (cited: number, all: number) =>
    `${numberIn('en', cited)} of ${counted(all, 'paragraph')} ${cited === 1 ? 'is' : 'are'} cited. Each box is a paragraph and holds how many statements cite it; an empty one with a broken frame is not cited.`,
  byParagraph: 'Statements by paragraph',
  paragraph: (number: number) => `Paragraph ${number}`,
  citedBy: (count: number) => (count === 0 ? 'not cited' : `cited by ${counted(count, 'statement')}`),
  mustBeCited: 'must be cited',
  uncitedThough: (numbers: string) => `Not cited though they must be: ${numbers}`,
  fingerprint: (print: string) => `fingerprint ${print}`,
  sortBy: (column: string) => `Sort by ${column}`,
};

type OwnText = typeof en;

const zh: OwnText = {
  topics: '主题',
  topicsLead: '全部主题：信息有多新，各方各有多少材料，最新文件是哪天的。点击列标题可排序。',
  table: (relationship) => `${relationship}主题`,
  topic: '主题',
  asOf: '信息截至',
  review: '审阅期限',
  overdue: '已逾期',
  retracted: '已撤回',
  documents: (count) => `${numberIn('zh', count)}份文件`,
  statementsOf: (count) => `${numberIn('zh', count)}条陈述`,
  newest: (day) => `最新${day}`,
  noDocument: '没有文件',
  kinds: {
    'reported-fact': '事实',
    position: '表态',
    measure: '措施',
    commitment: '承诺',
    assessment: '判断',
    recommendation: '建议',
    forecast: '预测',
  },
  total: '陈述总数',
  summary: ({ topics, statements, overdue }) =>
    `共${numberIn('zh', topics)}个主题、${numberIn('zh', statements)}条陈述（涉及多个主题的各计一次），${overdue === 0 ? '没有审阅逾期' : `${overdue}项审阅逾期`}。`,
  words: '词语',
  show: '显示',
  shows: {
    all: '全部',
    mine: '我发布过的',
    overdue: '审阅逾期',
    'one-sided': '一方没有文件',
    retracted: '已撤回',
    uncited: '有段落未被引用',
    drafts: '草稿',
  },
  shownTopics: (count) => `显示其中${numberIn('zh', count)}个。`,
  drafts: '草稿',
  draftsLead: '尚未生效：目前不会用于回答任何人。',
  outOfService: '暂停使用',
  outOfServiceLead: '这些记录有错误，或所依据的记录有错误：改正之前不会用于回答任何人。',
  noDrafts: '没有草稿。',
  allTopics: '全部主题',
  onThisPage: '本页内容',
  sides: '各方材料',
  silent: '没有这样的陈述。',
  state: '现状：',
  sections: { positions: '表态', facts: '据报事实' },
  restsOn: '依据：',
  told: { 'both-alike': '双方说法一致：', also: '另见：', differently: '不同说法：' },
  citations: '引用',
  newTab: '在新标签页打开来源',
  edit: '编辑此记录',
  cited: (number, paragraph) => `[${number}] 第${paragraph}段`,
  searched: (numbers) => `已查阅${numbers.map((number) => `[${number}]`).join('、')}`,
  change: { history: '', correction: '更正', retraction: '撤回' },
  untranslated: '本主题暂无中文版，以下为英文。',
  coverageLink: '查看其陈述',
  allSources: '全部来源',
  sourcesLead: '全部文件：由谁发声，被陈述引用了多少。文件本身仍归其所有者；记录中只保存每段的指纹。',
  source: '文件',
  publisher: '发布者',
  sideOf: '所属方',
  kind: '类型',
  publishedOn: '发表日期',
  language: '语言',
  copy: '所读版本',
  copyIs: (copy) => `所读版本：${copy}`,
  statements: '陈述',
  citedParagraphs: '已引用段落',
  ofAll: (cited, all) => `${cited}/${all}`,
  anySide: '所有各方',
  anyTopic: '所有主题',
  anyKind: '所有类型',
  shown: (count, all) =>
    count === all ? `共${numberIn('zh', all)}份文件` : `${numberIn('zh', all)}份文件中的${numberIn('zh', count)}份`,
  openSource: '打开原文',
  readAndCite: '阅读并引用',
  isHeld: '此处保存有该文件的正文：对它的每条引用在撰写时和发布前都经过核对。',
  isNotHeld: '此处未保存该文件的正文：对它的引用在撰写时未经核对。',
  map: '文件的各段',
  mapNote: (cited, all) =>
    `共${numberIn('zh', all)}段，已引用${numberIn('zh', cited)}段。每格代表一段，数字是引用该段的陈述数；虚线空格表示未被引用。`,
  byParagraph: '各段陈述',
  paragraph: (number) => `第${number}段`,
  citedBy: (count) => (count === 0 ? '未被引用' : `${numberIn('zh', count)}条陈述引用`),
  mustBeCited: '必须引用',
  uncitedThough: (numbers) => `必须引用而未引用：${numbers}`,
  fingerprint: (print) => `指纹 ${print}`,
  sortBy: (column) => `按${column}排序`,
};

/** Returns the page's own words with those of replies for the same. */
function withReplyTexts(own: OwnText, language: Language) {
  const t = messages(language);
  const sections: Readonly<Record<BriefPart, string>> = {
    measures: t('sections.names.measures'),
    commitments: t('sections.names.commitments'),
    views: t('sections.names.views'),
    ...own.sections,
  };
  return {
    ...own,
    bottomLine: t('reply.bottomLine'),
    whyItMatters: t('reply.whyItMatters'),
    related: t('reply.related'),
    published: (day: string) => t('reply.published', { day }),
    accessed: (day: string) => t('reply.accessed', { day }),
    listed: t('reply.listed'),
    names: Object.fromEntries(SECTIONS.map((name) => [name, t(`sections.names.${name}`)])) as Readonly<
      Record<Section, string>
    >,
    sections,
  };
}

export type RecordText = ReturnType<typeof withReplyTexts>;

export const TEXT: Readonly<Record<Language, RecordText>> = {
  en: withReplyTexts(en, 'en'),
  zh: withReplyTexts(zh, 'zh'),
};
