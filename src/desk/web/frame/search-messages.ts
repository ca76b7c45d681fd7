/** The words of the search that opens over every page, in both languages. */
import type { Bilingual } from '../language.ts';

export const TEXT = {
  open: { en: 'Search', zh: '搜索' },
  box: { en: 'Search or go to', zh: '搜索或前往' },
  hint: {
    en: 'A page, a topic, a document, or words of a statement',
    zh: '页面、主题、文件，或陈述中的词句',
  },
  results: { en: 'What was found', zh: '找到的内容' },
  pages: { en: 'Pages', zh: '页面' },
  topics: { en: 'Topics', zh: '主题' },
  documents: { en: 'Documents', zh: '文件' },
  statements: { en: 'Statements', zh: '陈述' },
  commands: { en: 'Commands', zh: '命令' },
  all: (typed: string): Bilingual => ({ en: `All statements with “${typed}”`, zh: `含“${typed}”的全部陈述` }),
  ask: (typed: string): Bilingual => ({ en: `Ask “${typed}”`, zh: `提问“${typed}”` }),
  explain: (typed: string): Bilingual => ({ en: `See what “${typed}” finds`, zh: `查看“${typed}”能找到什么` }),
  speak: { en: '切换到中文', zh: 'Switch to English' },
  light: { en: 'Light colours', zh: '浅色' },
  dark: { en: 'Dark colours', zh: '深色' },
  count: (count: number): Bilingual => ({ en: count === 1 ? '1 line' : `${count} lines`, zh: `${count}行` }),
  close: { en: 'Close', zh: '关闭' },
} as const;
