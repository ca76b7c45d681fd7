/** The words of adding documents, in both languages. */
import type { Duplicate } from '../../../records/import/duplicates.ts';
import type { BoilerplateKind } from '../../../records/import/imported-document.ts';
import type { Bilingual } from '../language.ts';

const english = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

export const TEXT = {
  heading: { en: 'Documents', zh: '文件' },
  add: { en: 'Add a document', zh: '添加文件' },
  lead: {
    en: 'Documents are added here, from a file, from pasted text or from an address. Their texts are held privately for reading and checking.',
    zh: '在此通过文件、粘贴文本或网址添加文件。其正文仅供内部阅读与核对，不对外公开。',
  },
  private: {
    en: 'The text is kept privately in the data directory of the bot, for reading it here and for checking citations. It never goes into the records, which hold only a fingerprint of each paragraph, and readers never see it.',
    zh: '正文仅保存在机器人的数据目录中，用于在此阅读和核对引文。它绝不会写入记录（记录中每段只存一个指纹），读者也看不到。',
  },
  held: { en: 'Texts that are held', zh: '已保存的正文' },
  'held-none': { en: 'No text is held yet.', zh: '尚未保存任何正文。' },
  document: { en: 'Document', zh: '文件' },
  record: { en: 'Record', zh: '记录' },
  'record-in-service': { en: 'in service', zh: '已生效' },
  'record-draft': { en: 'draft', zh: '草稿' },
  'record-none': { en: 'none', zh: '无' },
  paragraphs: { en: 'Paragraphs', zh: '段落' },
  forget: { en: 'Remove the text', zh: '删除正文' },
  'forget-sure': {
    en: 'Remove this text for good? Its citations can then no longer be checked here; its record stays.',
    zh: '确定永久删除这份正文吗？之后将无法在此核对其引文；记录本身会保留。',
  },
  'all-documents': { en: 'All documents', zh: '全部文件' },
  'read-only': {
    en: 'The folder of records cannot be written here, so no record can be made.',
    zh: '此处无法写入记录文件夹，因此不能生成记录。',
  },
  drop: { en: 'Drop a file here, or choose one', zh: '将文件拖到此处，或选择文件' },
  'drop-about': (megabytes: number): Bilingual => ({
    en: `Text, HTML, PDF or Word (DOCX), at most ${megabytes} MB.`,
    zh: `文本、HTML、PDF 或 Word（DOCX），不超过 ${megabytes} MB。`,
  }),
  address: { en: 'Address', zh: '网址' },
  'address-about': {
    en: 'Fetched by the bot: public pages only, where the site lets programs read them.',
    zh: '由机器人抓取：仅限允许程序读取的公开网页。',
  },
  fetch: { en: 'Fetch', zh: '抓取' },
  paste: { en: 'Text', zh: '文本' },
  'paste-about': { en: 'One paragraph a line; empty lines are left out.', zh: '每行一段，空行会被忽略。' },
  'paste-do': { en: 'Use this text', zh: '使用此文本' },
  reading: { en: 'Reading …', zh: '正在读取…' },
  stop: { en: 'Stop', zh: '停止' },
  discard: { en: 'Begin with another document', zh: '换一份文件' },
  'discard-sure': { en: 'Give up what was done with this document?', zh: '放弃对这份文件所做的修改吗？' },
  'step-paragraphs': { en: 'Paragraphs', zh: '段落' },
  'step-details': { en: 'Details', zh: '详细信息' },
  count: (kept: number, dropped: number): Bilingual => ({
    en: `${english(kept, 'paragraph')} kept, ${dropped} dropped`,
    zh: `保留 ${kept} 段，略去 ${dropped} 段`,
  }),
  keys: {
    en: 'J and K move, Enter splits at the cursor, Backspace joins with the one above, X drops or takes back, Ctrl-Z undoes. The words themselves cannot be changed.',
    zh: 'J、K 键移动，回车键在光标处拆分，退格键与上一段合并，X 键略去或恢复，Ctrl-Z 撤销。文字本身不能修改。',
  },
  split: { en: 'Split at the cursor', zh: '在光标处拆分' },
  join: { en: 'Join with the one above', zh: '与上一段合并' },
  'drop-one': { en: 'Drop', zh: '略去' },
  'take-back': { en: 'Take back', zh: '恢复' },
  undo: { en: 'Undo', zh: '撤销' },
  dropped: { en: 'dropped', zh: '已略去' },
  paragraph: (number: number): Bilingual => ({ en: `Paragraph ${number}`, zh: `第 ${number} 段` }),
  'paragraph-dropped': { en: 'Dropped paragraph', zh: '已略去的段落' },
  relationship: { en: 'Relationship', zh: '双边关系' },
  'publisher-known': {
    en: 'The records know this publisher; kind, side and disclosure are as its newest document has them.',
    zh: '记录中已有此出版方；类别、当事方与背景说明取自其最新文件。',
  },
  authors: { en: 'Authors, one a line', zh: '作者（每行一位）' },
  party: { en: 'Government that speaks in it', zh: '发言的政府' },
  'party-none': { en: 'none', zh: '无' },
  url: { en: 'Address of the document', zh: '文件网址' },
  published: { en: 'Published on', zh: '发布日期' },
  copy: { en: 'Where this text was read', zh: '正文读取自' },
  disclosure: { en: 'Who stands behind the publisher', zh: '出版方背景' },
  'disclosure-about': {
    en: 'One sentence that readers see, such as who owns or funds it.',
    zh: '读者可见的一句说明，例如由谁所有或资助。',
  },
  id: { en: 'Id', zh: '编号' },
  'id-about': {
    en: 'Lower-case words joined by hyphens; it becomes the name of the file. Left empty, it is made of the English title.',
    zh: '由小写英文单词以连字符相连，即文件名。留空则由英文标题生成。',
  },
  make: { en: 'Make the record', zh: '生成记录' },
  making: { en: 'Making …', zh: '正在生成…' },
  anyway: { en: 'It is another document: make the record anyway', zh: '这是另一份文件：仍然生成记录' },
  made: (id: string, paragraphs: number): Bilingual => ({
    en: `The record of ${id} is among the drafts, with a fingerprint of each of its ${english(paragraphs, 'paragraph')}. It is not in service; its statements are to be written.`,
    zh: `${id} 的记录已存入草稿，共 ${paragraphs} 段，每段一个指纹。它尚未生效，其陈述有待撰写。`,
  }),
  'made-topics': { en: 'Topics whose words stand in it, by paragraph:', zh: '各主题的用语所在段落：' },
  read: { en: 'Read it and write its statements', zh: '阅读并撰写陈述' },
  open: { en: 'Open the draft', zh: '打开草稿' },
  another: { en: 'Add another document', zh: '再添加一份文件' },
  duplicates: { en: 'It may be there already', zh: '可能已有此文件' },
  'no-chinese': {
    en: 'This relationship is in English and Chinese: title, publisher and the sentence on the publisher are needed in both.',
    zh: '此双边关系使用中英双语：标题、出版方与出版方背景须有两种语言。',
  },
} as const;

/** Why a paragraph is proposed for dropping. */
export const WHY: Readonly<Record<BoilerplateKind, Bilingual>> = {
  cookies: { en: 'a notice of cookies', zh: 'Cookie 提示' },
  sharing: { en: 'to share or subscribe', zh: '分享或订阅' },
  navigation: { en: 'navigation', zh: '导航' },
  advertisement: { en: 'an advertisement', zh: '广告' },
  copyright: { en: 'a notice of rights or editors', zh: '版权或编辑说明' },
  'running-head': { en: 'a running head', zh: '页眉或页脚' },
  'page-number': { en: 'a page number', zh: '页码' },
  'title-again': { en: 'the title again', zh: '重复的标题' },
};

/** Returns how a document resembles one that is there. */
export function duplicateText(duplicate: Duplicate): Bilingual {
  switch (duplicate.because) {
    case 'address':
      return { en: 'has the same address', zh: '网址相同' };
    case 'title':
      return { en: 'has the same title', zh: '标题相同' };
    case 'text': {
      const share = Math.round(duplicate.share * 100);
      return { en: `has ${share}% of this text`, zh: `与此正文有 ${share}% 相同` };
    }
  }
}
