/** What the fields of records are called in forms, in faults and in differences, in both languages, with an example of what may stand there. Pure. */
import type { Language } from '../schema.ts';

type FieldWords = {
  readonly en: string;
  readonly zh: string;
  /** What several of them are called together in English. */
  readonly many?: string;
  /** What is to be written there, for readers of Chinese; the schema says it in English. */
  readonly about?: string;
  readonly example?: string;
};

const FIELDS: Readonly<Record<string, FieldWords>> = {
  title: { en: 'title', zh: '标题', about: '读者看到的标题。', example: '{ en: AI governance, zh: 人工智能治理 }' },
  summary: { en: 'summary', zh: '摘要', about: '用几个词说明主题范围，用于菜单。' },
  status: { en: 'status', zh: '状态', about: '草稿不用于回答；已撤回的主题只说明已撤回。' },
  aliases: {
    en: 'other names',
    zh: '别名',
    about: '标题和陈述里没有、但读者会用来提问的其他叫法；每个别名只属于一个主题。',
  },
  questions: {
    en: 'questions',
    zh: '提问',
    about: '读者实际会怎样提问；检查时逐条试问。',
    example: 'what about tariffs',
  },
  bottomLine: { en: 'bottom line', zh: '要点结论', about: '忙碌的读者应记住的一句话；若含判断，须说明是谁的判断。' },
  whyItMatters: { en: 'why it matters', zh: '为何重要', about: '读者为何应当关心。' },
  keyPoints: {
    en: 'key points',
    zh: '关键陈述',
    about: '本主题最重要的二至五条陈述，最重要的在前。概览卡片显示立场不同的前两条，篇幅允许时加第三条。',
  },
  disagreements: { en: 'disagreement', many: 'disagreements', zh: '分歧', about: '双方说法不同、或只有一方提及之处。' },
  watch: { en: 'to watch', zh: '关注事项', about: '接下来看什么、会改变什么；将来的日期写在这里。' },
  gaps: { en: 'gap', many: 'gaps', zh: '空白', about: '读者会期待、而现有文件没有说明的内容。' },
  related: { en: 'related topics', zh: '相关主题', about: '值得接着读的其他主题。' },
  asOf: { en: 'as of', zh: '截至', about: '本主题所读最新文件的日期，正文不含其后的内容。', example: '2025-10-30' },
  searchedTo: {
    en: 'searched up to',
    zh: '查找至',
    about: '查找更新文件到哪一天；不早于“截至”。',
    example: '2025-11-02',
  },
  verified: { en: 'reviewed', zh: '复核', about: '实际由谁核对。程序只能核对出处。' },
  reviewEveryDays: {
    en: 'days until review',
    zh: '复核间隔（天）',
    about: '自“查找至”或最近一次人工复核起，多少天后提示读者复核逾期。',
    example: '45',
  },
  history: { en: 'history', zh: '沿革', about: '何时发布和更改了什么。关注此主题的频道每条获知一次。' },
  corrections: { en: 'correction', many: 'corrections', zh: '更正', about: '曾有何处有误，何时改正。' },
  retraction: { en: 'retraction', zh: '撤回', about: '何时、为何撤回。' },
  rewritten: { en: 'rewritten', zh: '重写' },
  text: { en: 'text', zh: '正文' },
  restsOn: {
    en: 'rests on',
    zh: '依据',
    about: '所依据的本主题陈述。',
    example: 'ministry-2026-05-04-trade-talks/duties-lowered',
  },
  citations: {
    en: 'citation',
    many: 'citations',
    zh: '出处',
    about: '文件中的一至四处，合起来支持整条陈述。',
    example: '{ paragraph: 3, find: three to six words }',
  },
  relations: {
    en: 'relation',
    many: 'relations',
    zh: '关联',
    about: '与其他陈述的关系；由此推出的结论自动计算。',
    example: '{ type: supports, statement: document/statement }',
  },
  type: { en: 'relation', zh: '关联方式' },
  outcome: { en: 'outcome', zh: '结果' },
  topics: { en: 'topics', zh: '所属主题', about: '这条陈述涉及的主题。', example: '[ trade-and-tariffs ]' },
  kind: { en: 'kind', zh: '类型' },
  speaker: { en: 'who said it', zh: '发言者' },
  role: { en: 'role', zh: '身份' },
  party: { en: 'party', zh: '当事方', about: '所代表的一方。' },
  other: { en: 'third side', zh: '第三方', about: '发言者不代表双方中任何一方时，代表谁。' },
  accordingTo: { en: 'according to', zh: '据谁所述' },
  by: { en: 'by whom', zh: '由谁', about: '是谁的看法：文件的作者，或文件转述的人。', example: '[ author-id ]' },
  to: { en: 'to whom', zh: '对谁' },
  eventOn: { en: 'when it happened', zh: '发生时间', example: '{ precision: day, on: 2025-10-30 }' },
  saidOn: { en: 'when it was said', zh: '表态时间', example: '{ precision: day, on: 2025-10-30 }' },
  madeOn: { en: 'when the view was given', zh: '提出时间', example: '{ precision: day, on: 2025-10-30 }' },
  from: { en: 'from', zh: '起始时间' },
  until: { en: 'until', zh: '截止时间', example: '{ precision: month, on: 2026-11 }' },
  due: { en: 'due', zh: '期限', example: '{ precision: month, on: 2026-11 }' },
  horizon: { en: 'until when it is expected', zh: '预期期限', example: "{ precision: year, on: '2030' }" },
  confidence: { en: 'confidence', zh: '把握程度' },
  likelihood: { en: 'likelihood', zh: '可能性' },
  quote: { en: 'exact words', zh: '原话', about: '所引段落中的原话，最多25个英文单词，用文件的语言。' },
  instrument: { en: 'name of the measure', zh: '措施名称' },
  effect: { en: 'what was done to it', zh: '所做之事' },
  what: { en: 'what', zh: '内容', about: '给读者看：改了什么。' },
  before: { en: 'wording before', zh: '原措辞' },
  on: { en: 'day', zh: '日期', example: '2025-10-30' },
  precision: { en: 'how precisely', zh: '精确程度' },
  id: { en: 'id', zh: '编号', about: '小写英文单词，以连字符相连；一经使用不再更改。', example: 'ai-governance' },
  publisher: { en: 'publisher', zh: '发布机构', example: '{ en: The White House, zh: 白宫 }' },
  authors: { en: 'author', many: 'authors', zh: '作者', about: '按文件中的顺序；未署名则留空。' },
  url: { en: 'address', zh: '网址', about: '文件的完整网址。', example: 'https://www.whitehouse.gov/fact-sheets/…' },
  publishedOn: { en: 'published on', zh: '发布日期', example: '2025-10-30' },
  accessedOn: { en: 'read on', zh: '阅读日期', example: '2025-11-02' },
  copy: { en: 'copy', zh: '所读版本', about: '所读文本在多大程度上可信。' },
  note: { en: 'note', zh: '说明' },
  origin: { en: 'origin', zh: '转述来源', about: '所转述的同一篇文本，如某通讯社的一则报道；同源文件只算一次佐证。' },
  disclosure: { en: 'who stands behind it', zh: '背景说明', about: '发布机构背后是谁。' },
  language: { en: 'language', zh: '语言', about: '文件所用的语言。', example: 'en' },
  mustCite: { en: 'paragraphs to be cited', zh: '必须引用的段落', about: '陈述必须引用到的段落，首段与末段。' },
  paragraphs: { en: 'paragraph fingerprints', zh: '段落指纹', about: '每一段的指纹，按顺序。' },
  paragraph: { en: 'paragraph', zh: '段落', about: '文件的第几段，从1数起。', example: '3' },
  source: { en: 'document', zh: '文件', about: '所引文件，仅在不是本文件时填写。' },
  find: {
    en: 'words to find',
    zh: '定位词',
    about: '该段中的三至六个英文单词或六至十六个汉字，原样照录，且全文只此一处。',
    example: 'basis of respect and fairness',
  },
  name: { en: 'name', zh: '名称' },
  sides: { en: 'side', many: 'both sides', zh: '一方', about: '各方怎么说，或未提及。' },
  side: { en: 'missing side', zh: '缺少的一方', about: '若空白在于某一方没有相关文件，写明是哪一方。' },
  statements: { en: 'statement', many: 'statements', zh: '陈述' },
  statement: { en: 'statement', zh: '陈述', example: 'ministry-2026-05-04-trade-talks/duties-lowered' },
  state: { en: 'how it stands', zh: '现状', about: '截至当日的情况。' },
  question: { en: 'question', zh: '问题', about: '用一个问题写出双方说法不同之处。' },
  wouldChange: { en: 'would change', zh: '将改变', about: '这会改变什么。' },
  expected: { en: 'expected', zh: '预计', about: '仅在文件写明时填写。', example: '{ precision: month, on: 2026-11 }' },
  searched: {
    en: 'searched',
    zh: '已查文件',
    about: '在哪些文件中查找过。',
    example: '[ ministry-2026-05-04-trade-talks ]',
  },
  prefixed: { en: 'named with the folder', zh: '名称带文件夹' },
  parties: { en: 'party', many: 'parties', zh: '当事方', about: '双方，按立场的显示顺序。' },
  short: { en: 'short character', zh: '简称用字', example: '中' },
  cues: { en: 'what stands for it', zh: '代表词', about: '代表它的领导人、部委、城市和公司。' },
  ambiguous: { en: 'everyday words', zh: '多义词', about: '既是主题用语、平常又有其他意思的词。' },
  commandDescription: { en: 'words beside /brief', zh: '命令说明' },
  languages: { en: 'languages', zh: '语言', example: '[en, zh]' },
  en: { en: 'English', zh: '英文' },
  zh: { en: 'Chinese', zh: '中文' },
  'zh-TW': { en: 'Chinese (traditional)', zh: '繁体中文' },
};

/** Returns what one field is called; its own name where it has no other. */
export const fieldLabel = (name: string, language: Language): string =>
  (Object.hasOwn(FIELDS, name) ? FIELDS[name]?.[language] : undefined) ?? name;

/** Returns what the list of a field is called. */
export const listLabel = (name: string, language: Language): string =>
  (language === 'en' && Object.hasOwn(FIELDS, name) ? FIELDS[name]?.many : undefined) ?? fieldLabel(name, language);

/** Returns what is to be written in a field for readers of Chinese, if that is said. */
export const fieldAbout = (name: string): string | undefined =>
  Object.hasOwn(FIELDS, name) ? FIELDS[name]?.about : undefined;

/** Returns an example of what may stand in a field, if there is one. */
export const fieldExample = (name: string): string | undefined =>
  Object.hasOwn(FIELDS, name) ? FIELDS[name]?.example : undefined;

/** Returns a name as it begins a line. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What the ends of a period are called, inside a date; in a statement these are other fields. */
const PERIOD: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  from: { en: 'first day', zh: '第一天' },
  to: { en: 'last day', zh: '最后一天' },
};

/** Returns the way to a field in words; items of lists are counted from 1. */
export const fieldWords = (field: string, language: Language): string =>
  field
    .split('.')
    .map((part, at, parts) =>
      /^\d+$/u.test(part)
        ? String(Number(part) + 1)
        : ((/^[a-z]/iu.test(parts[at - 1] ?? '') ? PERIOD[part]?.[language] : undefined) ?? fieldLabel(part, language)),
    )
    .join(' · ')
    // A number belongs to the name before it.
    .replaceAll(/ · (?=\d+(?: ·|$))/gu, ' ');
