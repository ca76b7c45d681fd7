/** The words of reading and citing a document, in both languages. */
import type { Language } from '../../../records/schema.ts';
import type { StatementKind } from '../../../records/schema.ts';
import type { FoundWords } from '../../../records/find-words.ts';
import { counted, numberIn, type Bilingual } from '../language.ts';
import type { FieldWords } from '../form/context.ts';

export const TEXT = {
  'all-documents': { en: 'All documents', zh: '全部文件' },
  open: { en: 'Open the document', zh: '打开原文' },
  'new-tab': { en: 'opens in a new tab', zh: '在新标签页打开' },
  edit: { en: 'Edit its record', zh: '编辑其记录' },
  'in-service': { en: 'Its page', zh: '文件页面' },
  private: {
    en: 'This text is kept privately, for curators to read and cite it; readers never see it.',
    zh: '此正文仅供编辑人员阅读和引用，读者看不到。',
  },
  draft: {
    en: 'This document is a draft: it is in service once its statements are published.',
    zh: '此文件尚为草稿：其陈述发布后即生效。',
  },
  paragraphs: { en: 'Text', zh: '正文' },
  keys: {
    en: 'Select words to cite them: with the mouse, or with Shift and the arrow keys. J and K move, Enter writes a statement.',
    zh: '选中词语即可引用：用鼠标，或按住 Shift 用方向键。J、K 键移动，回车键撰写陈述。',
  },
  cited: (cited: number, all: number): Bilingual => ({
    en: `${numberIn('en', cited)} of ${counted(all, 'paragraph')} ${cited === 1 ? 'is' : 'are'} cited.`,
    zh: `共 ${numberIn('zh', all)} 段，已引用 ${numberIn('zh', cited)} 段。`,
  }),
  'only-uncited': { en: 'Only those that nobody cites', zh: '只看未被引用的段落' },
  paragraph: (number: number): Bilingual => ({ en: `Paragraph ${number}`, zh: `第 ${number} 段` }),
  uncited: { en: 'not cited', zh: '未被引用' },
  must: { en: 'must be cited', zh: '必须引用' },
  changed: { en: 'differs from what the record counts', zh: '与记录中的不同' },
  'no-text': { en: 'The held text does not have this paragraph.', zh: '所存正文中没有这一段。' },
  selected: { en: 'Selected', zh: '所选词语' },
  'nothing-selected': {
    en: 'Select words in the text: the paragraph, the words of the link and whether they stand in one place only are found by themselves.',
    zh: '在正文中选中词语：段落、链接词语及其是否唯一会自动判定。',
  },
  'too-short': {
    en: 'This paragraph is too short for a link: it needs three words, or six Chinese characters.',
    zh: '这一段太短，无法生成链接：至少需要三个英文词或六个汉字。',
  },
  try: { en: 'Try the link', zh: '试用链接' },
  write: { en: 'Write a statement', zh: '撰写陈述' },
  'cite-too': { en: 'Cite this too', zh: '一并引用' },
  quote: { en: 'Quote the selected words', zh: '直接引用所选词语' },
  unpublished: { en: 'Not published yet', zh: '尚未发布' },
  'unpublished-count': (count: number): Bilingual => ({
    en: count === 1 ? '1 new statement' : `${count} new statements`,
    zh: `${count} 条新陈述`,
  }),
  'set-changed': { en: 'The record was changed and is not published.', zh: '记录已修改，尚未发布。' },
  publish: { en: 'Review and publish', zh: '核对并发布' },
  'drop-changes': { en: 'Drop what is not published', zh: '放弃未发布的内容' },
  'drop-sure': {
    en: 'Give up what you have written of this document and not published?',
    zh: '放弃对此文件所写而未发布的内容吗？',
  },
  published: { en: 'Published, and in service.', zh: '已发布并生效。' },
  'next-topics': {
    en: 'Its topics, where statements become key points or stand with both sides:',
    zh: '所涉主题，可在其中列入关键陈述与双方说法：',
  },
  'like-last': { en: 'As in the last one:', zh: '与上一条相同：' },
  shortened: {
    en: 'A link takes six words, or sixteen Chinese characters, at most: these of what you selected.',
    zh: '链接最多取六个英文词或十六个汉字：取所选内容中的这几个。',
  },
  new: { en: 'New statement', zh: '新陈述' },
  change: { en: 'Change the statement', zh: '修改陈述' },
  citations: { en: 'It rests on', zh: '依据' },
  'remove-citation': { en: 'Remove', zh: '移除' },
  kind: { en: 'Kind', zh: '类型' },
  'choose-kind': { en: 'Choose what it is …', zh: '请选择类型…' },

  own: {
    en: 'One claim that stands alone, in your own words: it names who says it, and is no more certain than the document.',
    zh: '一句能独立成立的话，用自己的话写：写明是谁说的，语气不得比文件更肯定。',
  },
  'own-told': {
    en: 'One claim that stands alone, in your own words, no more certain than the document. Readers see beside it whose it is.',
    zh: '一句能独立成立的话，用自己的话写，语气不得比文件更肯定。出自何人，读者会在旁边看到。',
  },
  topics: { en: 'Topics', zh: '主题' },
  'topics-proposed': { en: 'Found by the words selected and written:', zh: '根据所选与所写词语找到：' },
  'topics-empty': {
    en: 'There is no topic yet: open the draft of one under Edit, and choose “Go on there”; then it can be chosen here, and is published with its statements.',
    zh: '尚无主题：请在“编辑”中打开一个主题草稿，并选择“继续”；之后即可在此选择，并与其陈述一同发布。',
  },
  'topics-none': { en: 'No topic has these words; choose one.', zh: '没有主题含有这些词语，请自行选择。' },
  'other-topic': { en: 'Another topic …', zh: '其他主题…' },
  'add-one': { en: 'Add', zh: '添加' },
  'add-topic': { en: 'Add this topic', zh: '添加此主题' },
  related: { en: 'Does it bear on another statement?', zh: '与其他陈述有关吗？' },
  'related-none': { en: 'No statement here is near it yet.', zh: '目前没有相近的陈述。' },
  'related-about': {
    en: 'The nearest statements by words, with what differs in figures.',
    zh: '按词语最相近的陈述，并列出数字的差异。',
  },
  'figures-uncited': {
    en: 'Not in the cited paragraphs; cite where it stands too, or look again:',
    zh: '所引段落中没有，请一并引用其出处，或再核对：',
  },
  'style-warning': { en: 'For readers: this', zh: '写法提示：本文' },
  'figures-here': { en: 'only in the new one:', zh: '仅新陈述有：' },
  'figures-there': { en: 'only in this one:', zh: '仅此陈述有：' },
  'new-date': { en: 'the new one:', zh: '新陈述：' },
  relation: { en: 'The new one', zh: '新陈述' },
  'relation-none': { en: 'stands apart', zh: '与之无关' },
  'relation-supports': { en: 'says the same', zh: '说法相同' },
  'relation-disputes': { en: 'tells it differently', zh: '说法不同' },
  'relation-supersedes': { en: 'takes its place', zh: '取代它' },
  'relation-resolves': { en: 'says what became of it', zh: '说明其结果' },
  outcome: { en: 'What became of it', zh: '结果' },
  id: { en: 'Id (permanent once published)', zh: '编号（发布后不再更改）' },
  'id-about': { en: 'Left empty, it is made of the English text:', zh: '留空则由英文内容生成：' },
  add: { en: 'Add to what is not published', zh: '加入待发布内容' },
  'save-change': { en: 'Keep the change', zh: '保留修改' },
  cancel: { en: 'Cancel', zh: '取消' },
  'cancel-sure': { en: 'Give up this statement?', zh: '放弃这条陈述吗？' },
  'cancel-change-sure': { en: 'Give up this change of the statement?', zh: '放弃对这条陈述的修改吗？' },
  remove: { en: 'Take it out again', zh: '撤出' },
  checking: { en: 'Checking …', zh: '正在检查…' },
  'checking-first': { en: 'Checking; then it is added …', zh: '正在检查，随后加入…' },
  right: { en: 'No faults.', zh: '没有错误。' },
  elsewhere: { en: 'Elsewhere', zh: '其他地方' },
  'still-missing': { en: 'Something is still missing; it is marked.', zh: '还有内容未填，已标出。' },
  'still-wrong': { en: 'Something is to be corrected; it is marked.', zh: '有内容需要改正，已标出。' },
  choose: { en: 'Choose …', zh: '请选择…' },
  'known-speaker': { en: 'Somebody who has spoken before', zh: '此前出现过的发言者' },
  'as-published': (day: string): Bilingual => ({ en: `day of the document, ${day}`, zh: `文件发表日 ${day}` }),
  'not-held': {
    en: 'The text of this document is not held here, so its citations cannot be checked. Give the text again; only what matches the fingerprints of the record counts.',
    zh: '此处未保存该文件的正文，因此无法核对其引用。请重新提供正文；只有与记录中指纹相符的段落才算数。',
  },
  'now-held': (same: number, all: number): Bilingual => ({
    en: `${numberIn('en', same)} of ${counted(all, 'paragraph')} ${same === 1 ? 'is one' : 'are those'} of the record.`,
    zh: `共 ${numberIn('zh', all)} 段，其中 ${numberIn('zh', same)} 段与记录相符。`,
  }),
} as const satisfies Readonly<Record<string, Bilingual | ((...counts: never[]) => Bilingual)>>;

/** Each kind of statement, with what tells it from the others. */
export const KINDS: Readonly<Record<StatementKind, { readonly name: Bilingual; readonly about: Bilingual }>> = {
  'reported-fact': {
    name: { en: 'Reported fact', zh: '据报事实' },
    about: { en: 'What happened, as the document reports it.', zh: '文件所报道的已发生之事。' },
  },
  position: {
    name: { en: 'Position', zh: '表态' },
    about: {
      en: 'What somebody said: it proves that they said it, not that it is so.',
      zh: '某人所说的话：只证明其说过，不证明属实。',
    },
  },
  measure: {
    name: { en: 'Measure', zh: '措施' },
    about: {
      en: 'What a government ordered: a tariff, a control, a sanction, or its end.',
      zh: '政府的命令：关税、管制、制裁，或其终止。',
    },
  },
  commitment: {
    name: { en: 'Commitment', zh: '承诺' },
    about: { en: 'What was promised, as one side tells it.', zh: '一方所述的承诺。' },
  },
  assessment: {
    name: { en: 'Assessment', zh: '判断' },
    about: { en: 'How somebody judges what is.', zh: '某人对现状的判断。' },
  },
  recommendation: {
    name: { en: 'Recommendation', zh: '建议' },
    about: { en: 'What somebody would have done.', zh: '某人主张的做法。' },
  },
  forecast: {
    name: { en: 'Forecast', zh: '预测' },
    about: { en: 'What somebody expects.', zh: '某人的预期。' },
  },
};

/** What the form of a statement says of its fields, by their paths, where that is more than records say. */
const FIELDS: Readonly<
  Record<string, { readonly label?: Bilingual; readonly about?: Bilingual; readonly none?: Bilingual }>
> = {
  text: { label: { en: 'What it says', zh: '内容' } },
  role: { label: { en: 'Role of the speaker, or the text it was said in', zh: '发言者身份，或所出文本' } },
  party: {
    label: { en: 'Party', zh: '当事方' },
    about: { en: 'The government that they speak for or that acts.', zh: '发言或行事所代表的政府。' },
    none: { en: 'none of the two', zh: '双方以外' },
  },
  other: {
    label: { en: 'For whom, where for none of the two', zh: '代表谁（双方以外）' },
    about: { en: 'Another government or group, such as Japan.', zh: '其他政府或团体，例如日本。' },
  },
  accordingTo: {
    about: {
      en: 'The government that tells it, where that is not the one that said it.',
      zh: '由哪国政府转述；若为发言方自己发布，则不填。',
    },
  },
  confidence: { label: { en: 'Confidence, as the document gives it', zh: '把握程度（以文件所述为准）' } },
  likelihood: { label: { en: 'Likelihood, as the document gives it', zh: '可能性（以文件所述为准）' } },
  'by.party': { label: { en: 'Speaks for', zh: '代表' } },
};

/** Returns what the form of a statement says of the field at a path. */
export function statementWords(path: string, language: Language): FieldWords {
  const { label, about, none } = FIELDS[path] ?? {};
  return { label: label?.[language], about: about?.[language], none: none?.[language] };
}

/** Returns where words stand, beside the paragraph in which they were selected. */
export function placesText({ places }: FoundWords): Bilingual {
  if (places.length === 1)
    return { en: 'They stand in one place only: the link leads here.', zh: '仅此一处：链接指向这里。' };
  const numbers = [...new Set(places.map((one) => (one === undefined ? '–' : `¶${one}`)))].join(' ');
  return {
    en: `They stand in ${places.length} places (${numbers}); select more of the words around them.`,
    zh: `它们出现在 ${places.length} 处（${numbers}）；请多选一些前后的词语。`,
  };
}

/** What news mostly holds comes first. */
export const KINDS_IN_ORDER: readonly StatementKind[] = [
  'position',
  'reported-fact',
  'measure',
  'commitment',
  'assessment',
  'recommendation',
  'forecast',
];
