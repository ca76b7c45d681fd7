/** The words of the page of what was searched for, in both languages. */
import { counted, numberIn } from '../counts.ts';
import type { Bilingual } from '../text.ts';

export const TEXT = {
  heading: { en: 'Search', zh: '搜索' },
  about: {
    en: 'What has every word: topics and documents in their names; statements in their text, the name of who speaks, the words cited or their document.',
    zh: '查找包含全部所输词语的内容：主题和文件看名称；陈述看其本身、发言者、所引原文或所在文件。',
  },
  'about-held': {
    en: 'What has every word: topics and documents in their names; statements in their text, the name of who speaks, the words cited or their document; and each paragraph of the texts that are held.',
    zh: '查找包含全部所输词语的内容：主题和文件看名称；陈述看其本身、发言者、所引原文或所在文件；已保存的正文逐段查找。',
  },
  box: { en: 'Words', zh: '词语' },
  kind: { en: 'Kind', zh: '类型' },
  anyKind: { en: 'every kind', zh: '所有类型' },
  topic: { en: 'Topic', zh: '主题' },
  anyTopic: { en: 'every topic', zh: '所有主题' },
  side: { en: 'Side', zh: '所属方' },
  anySide: { en: 'every side', zh: '所有各方' },
  topics: { en: 'Topics', zh: '主题' },
  documents: { en: 'Documents', zh: '文件' },
  statements: { en: 'Statements', zh: '陈述' },
  statement: { en: 'Statement', zh: '陈述' },
  who: { en: 'Who and when', zh: '发言者与时间' },
  document: { en: 'Document', zh: '文件' },
  held: { en: 'Texts of documents', zh: '文件正文' },
  paragraphs: (count: number, hasMore: boolean): Bilingual =>
    count === 0
      ? {
          en: 'No text that is held has all these words in one paragraph.',
          zh: '已保存的正文中，没有一段同时包含这些词语。',
        }
      : {
          en: `${hasMore ? 'The first ' : ''}${counted(count, 'paragraph')}; the texts are kept privately, for reading and citing.`,
          zh: `${hasMore ? '前' : '共'}${numberIn('zh', count)}段；正文仅供编辑人员阅读和引用。`,
        },
  begin: { en: 'Type a word, or choose a kind, a topic or a side.', zh: '请输入词语，或选择类型、主题、所属方。' },
  none: {
    en: 'Nothing has all these words; try fewer of them.',
    zh: '没有同时包含这些词语的内容；请减少词语再试。',
  },
  count: (count: number, shown: number): Bilingual => ({
    en:
      shown < count
        ? `${counted(count, 'statement')}, of which the first ${numberIn('en', shown)} are listed`
        : counted(count, 'statement'),
    zh: `共${numberIn('zh', count)}条陈述${shown < count ? `，列出前${numberIn('zh', shown)}条` : ''}`,
  }),
} as const;
