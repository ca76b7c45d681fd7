/** The words of publishing, in both languages. */
import type { Bilingual } from '../../language.ts';

const counted =
  (en: readonly [string, string], zh: string) =>
  (count: number): Bilingual => ({ en: `${count} ${count === 1 ? en[0] : en[1]}`, zh: `${count}${zh}` });

export const TEXT = {
  publish: { en: 'Publish …', zh: '发布…' },
  heading: { en: 'Publish', zh: '发布' },
  about: {
    en: 'All of it is in service at once, or nothing is changed.',
    zh: '所选内容一次全部生效；若有一处不成，则全部保持原样。',
  },
  'which-records': { en: 'Records to publish', zh: '要发布的记录' },
  comparing: { en: 'Comparing …', zh: '正在比较…' },
  unheld: {
    en: 'Not checked, since the texts of these documents are not held here:',
    zh: '以下文件的正文未在此保存，对其引用未经核对：',
  },
  nothing: { en: 'Nothing differs from the files.', zh: '与现有文件没有差别。' },
  added: { en: 'new', zh: '新增' },
  changed: { en: 'changed', zh: '更改' },
  removed: { en: 'removed', zh: '移除' },
  statements: { en: 'Statements', zh: '陈述' },
  fingerprints: counted(['paragraph', 'paragraphs'], ' 段'),
  before: { en: 'before', zh: '原为' },
  after: { en: 'now', zh: '改为' },
  none: { en: '(nothing)', zh: '（无）' },
  'which-kind': {
    en: 'Readers have seen this statement. What kind of change is it?',
    zh: '读者已看过这条陈述。这是哪一种更改？',
  },
  correction: { en: 'A correction: something was wrong', zh: '更正：原来有误' },
  wording: { en: 'Only other words for the same', zh: '仅措辞，意思不变' },
  'not-wording': { en: 'Why it is a correction:', zh: '须作为更正的原因：' },
  'old-wording': { en: 'The wording before, told as such', zh: '原来的措辞，将一并告知读者' },
  'reason-en': { en: 'What was wrong, in English', zh: '哪里有误（英文）' },
  'reason-zh': { en: 'What was wrong, in Chinese', zh: '哪里有误（中文）' },
  corrected: { en: 'A correction is in the text; readers are told.', zh: '文本中已有更正说明；会告知读者。' },
  heard: { en: 'What will be heard', zh: '外界将得知' },
  'nobody-hears': { en: 'Nobody is told of this.', zh: '不会告知任何人。' },
  news: counted(['entry for digests', 'entries for digests'], '条摘要内容'),
  channels: counted(['channel follows these topics', 'channels follow these topics'], '个频道订阅了这些主题'),
  paused: counted(['more is paused', 'more are paused'], '个已暂停'),
  recalls: counted(['message will be corrected', 'messages will be corrected'], '条已发出的消息将被更正'),
  more: (count: number): Bilingual => ({ en: `and ${count} more`, zh: `另有 ${count} 条` }),
  faults: { en: 'These must be mended first', zh: '须先改正以下问题' },
  silent: { en: 'Readers would not be told of these', zh: '以下更改不会告知读者' },
  standing: {
    en: 'These were wrong before and do not hinder publishing; they wait to be mended',
    zh: '以下问题此前已存在，不妨碍发布，但有待改正',
  },
  'only-written': {
    en: 'Only comments or the way it is written differ; readers see the same.',
    zh: '只有注释或书写方式不同，读者看到的内容不变。',
  },
  do: { en: 'Publish now', zh: '立即发布' },
  doing: { en: 'Publishing …', zh: '正在发布…' },
  cancel: { en: 'Not yet', zh: '暂不发布' },
  done: { en: 'Published; it is in service.', zh: '已发布并生效。' },
  'done-waits': {
    en: 'Published; it is in service once the faults in other records are mended.',
    zh: '已发布；其他记录的错误修正后才会生效。',
  },
  past: { en: 'Published before', zh: '此前的发布' },
  'no-past': { en: 'No change set has been published here yet.', zh: '此处尚未发布过更改。' },
  undo: { en: 'Undo', zh: '撤销' },
  undone: { en: 'Undone; what stood before is in service again.', zh: '已撤销；此前的内容重新生效。' },
  'undo-of': { en: 'undoes an earlier one', zh: '撤销了此前一次发布' },
  'restore-see': { en: 'Compare with this version', zh: '与此版本比较' },
  'restore-put': { en: 'Take this text', zh: '采用此文本' },
  'restore-same': { en: 'It is the same as the file now.', zh: '与现在的文件相同。' },
  'restore-about': {
    en: 'What putting it back would change. Nothing is written until you publish.',
    zh: '恢复后会有以下变化。发布之前不会写入任何内容。',
  },
  'news-new': { en: 'new topic', zh: '新主题' },
  'news-update': { en: 'update', zh: '更新' },
  'news-correction': { en: 'correction', zh: '更正' },
  'news-retraction': { en: 'retraction', zh: '撤回' },
  'news-withdrawn': { en: 'withdrawn', zh: '撤回' },
  'news-statement': { en: 'new statement', zh: '新陈述' },
  'news-reworded': { en: 'correction', zh: '更正' },
  'news-due': { en: 'falls due', zh: '即将到期' },
  'news-coming-up': { en: 'coming up', zh: '即将到来' },
  'news-overdue': { en: 'review overdue since', zh: '审阅逾期，自' },
} as const satisfies Readonly<Record<string, Bilingual | ((count: number) => Bilingual)>>;

/** Returns the name of a kind of news. */
export const newsName = (type: string): Bilingual => {
  const found = Object.entries(TEXT).find(([key]) => key === `news-${type}`)?.[1];
  return found === undefined || typeof found === 'function' ? { en: type, zh: type } : found;
};
