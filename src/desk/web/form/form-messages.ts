/** The words of forms, in both languages. */
import { keysUnder, messages, type MessageKey } from '../../../locales/messages.ts';
import type { Bilingual } from '../language.ts';

export const TEXT = {
  view: { en: 'Edit as', zh: '编辑方式' },
  form: { en: 'Form', zh: '表单' },
  yaml: { en: 'YAML text', zh: 'YAML 文本' },
  'no-form': {
    en: 'The text has a fault that no form can show. Mend it in the YAML text; then the form is back.',
    zh: '文本有表单无法显示的错误。请先在 YAML 文本中改正，表单随即恢复。',
  },
  'no-edit': {
    en: 'This could not be written into the text as it stands. Change it in the YAML text.',
    zh: '无法写入现有文本。请在 YAML 文本中修改。',
  },
  'grows-too-large': {
    en: 'That would make the record larger than the one million bytes that it may have. It was not put in.',
    zh: '这会使记录超过一百万字节的上限，因此没有放入。',
  },
  'go-to': { en: 'Go to', zh: '跳至' },
  undo: { en: 'Undo last change', zh: '撤销上一步' },
  what: { en: 'What it says', zh: '内容' },
  'found-by': { en: 'How it is found', zh: '如何被找到' },
  dates: { en: 'Dates and review', zh: '日期与审阅' },
  told: { en: 'What readers were told', zh: '已告知读者的内容' },
  document: { en: 'The document', zh: '文件信息' },
  text: { en: 'Its text', zh: '文本' },
  statements: { en: 'Statements', zh: '陈述' },
  parties: { en: 'The parties', zh: '双方' },
  names: { en: 'Names and languages', zh: '名称与语言' },
  other: { en: 'More', zh: '其他' },
  optional: { en: 'optional', zh: '可选' },
  add: { en: 'Add', zh: '添加' },
  remove: { en: 'Remove', zh: '删除' },
  'move-up': { en: 'Move up', zh: '上移' },
  'move-down': { en: 'Move down', zh: '下移' },
  drag: { en: 'Drag to another place, or press the arrow keys', zh: '拖到别处，或按上下方向键' },
  moved: (at: number, of: number): Bilingual => ({
    en: `Moved to place ${at} of ${of}.`,
    zh: `已移到第${at}位，共${of}位。`,
  }),
  none: { en: 'None yet.', zh: '暂无。' },
  'one-a-line': { en: 'One a line', zh: '每行一个' },
  left: (count: number): Bilingual => ({ en: `${count} characters left`, zh: `还可写${count}字符` }),
  over: (count: number): Bilingual => ({ en: `${count} characters too many`, zh: `超出${count}字符` }),
  choose: { en: 'Choose …', zh: '请选择…' },
  'not-said': { en: 'not said', zh: '未说明' },
  'first-day': { en: 'First day', zh: '首日' },
  'last-day': { en: 'Last day', zh: '末日' },
  'how-said': { en: 'As readers see it', zh: '向读者的表述' },
  'pick-statement': { en: 'Add a statement', zh: '添加陈述' },
  'pick-search': { en: 'Find in its statements', zh: '在陈述中查找' },
  'pick-none': { en: 'No other statement of this topic has these words.', zh: '本主题没有其他含这些词的陈述。' },
  'pick-about': {
    en: 'Drag one into the list, or press Add.',
    zh: '拖入列表，或按“添加”。',
  },
  full: (most: number): Bilingual => ({ en: `The list is full: at most ${most}.`, zh: `列表已满：最多${most}条。` }),
  'pick-all': { en: 'All statements of this topic are in the list.', zh: '本主题的陈述都已在列表中。' },
  'pick-more': (count: number): Bilingual => ({
    en: `${count} more; type words to find them.`,
    zh: `另有${count}条；输入词语查找。`,
  }),
  unknown: { en: 'not a statement in service', zh: '不是生效中的陈述' },
  'whose-authors': { en: 'Authors of the document', zh: '文件的作者' },
  'whose-named': { en: 'Somebody whom it relays', zh: '文件转述的人' },
  fingerprints: (count: number): Bilingual => ({
    en: `${count} paragraphs; their fingerprints come from the document itself.`,
    zh: `${count}段；指纹由文件本身生成。`,
  }),
  faults: (count: number): Bilingual => ({ en: count === 1 ? '1 fault' : `${count} faults`, zh: `${count}处错误` }),
  fix: { en: 'Fix', zh: '修正' },
  example: { en: 'such as', zh: '例如' },
  shown: { en: 'Show', zh: '显示' },
  card: { en: 'The card', zh: '概览卡片' },
  'full-brief': { en: 'The whole brief', zh: '全文' },
  yes: { en: 'Yes', zh: '是' },
} as const satisfies Readonly<Record<string, Bilingual | ((...counts: number[]) => Bilingual)>>;

/** What readers see too is called as it is for them. */
type NamedInReplies = 'reply.kinds' | 'reply.kindOfSource' | 'reply.likelihood';
const inReplies = (prefix: NamedInReplies): Record<string, Bilingual> =>
  Object.fromEntries(
    keysUnder(prefix).map((value) => {
      const key = `${prefix}.${value}` as Extract<MessageKey, `${NamedInReplies}.${string}`>;
      return [value, { en: messages('en')(key), zh: messages('zh')(key) }];
    }),
  );

/** What the values of a choice are called. */
const VALUES: Readonly<Record<string, Bilingual>> = {
  ...inReplies('reply.kinds'),
  ...inReplies('reply.kindOfSource'),
  ...inReplies('reply.likelihood'),
  draft: { en: 'draft', zh: '草稿' },
  published: { en: 'published', zh: '已发布' },
  retracted: { en: 'retracted', zh: '已撤回' },
  original: { en: 'on the pages of its publisher', zh: '出版方原始页面' },
  mirror: { en: 'on an official mirror', zh: '官方镜像' },
  archive: { en: 'in an archive', zh: '存档' },
  en: { en: 'English', zh: '英文' },
  zh: { en: 'Chinese', zh: '中文' },
  person: { en: 'a person', zh: '人' },
  program: { en: 'a program', zh: '程序' },
  supports: { en: 'supports', zh: '支持' },
  disputes: { en: 'tells it differently', zh: '说法不同' },
  supersedes: { en: 'supersedes', zh: '取代' },
  resolves: { en: 'says what became of', zh: '说明结果' },
  kept: { en: 'kept', zh: '已履行' },
  partly: { en: 'partly', zh: '部分履行' },
  missed: { en: 'missed', zh: '未履行' },
  promised: { en: 'promised', zh: '承诺' },
  disputed: { en: 'told differently', zh: '说法不同' },
  announced: { en: 'announced', zh: '宣布' },
  imposed: { en: 'imposed', zh: '实施' },
  raised: { en: 'raised', zh: '提高' },
  lowered: { en: 'lowered', zh: '降低' },
  suspended: { en: 'suspended', zh: '暂停' },
  extended: { en: 'extended', zh: '延长' },
  ended: { en: 'ended', zh: '终止' },
  low: { en: 'low', zh: '低' },
  moderate: { en: 'moderate', zh: '中等' },
  high: { en: 'high', zh: '高' },
  both: { en: 'both sides', zh: '双方' },
  public: { en: 'the public', zh: '公众' },
  day: { en: 'day', zh: '日' },
  month: { en: 'month', zh: '月' },
  year: { en: 'year', zh: '年' },
  about: { en: 'about', zh: '大致' },
};

/** Returns what a value of a choice is called; the value itself where it has no name. */
export const valueName = (value: string): Bilingual =>
  (Object.hasOwn(VALUES, value) ? VALUES[value] : undefined) ?? { en: value, zh: value };
