/** The help entries of the console. */
import type { Language } from '../../records/schema.ts';

const HELP_ENTRIES: Readonly<Record<Language, readonly { readonly label: string; readonly detail: string }[]>> = {
  en: [
    { label: '/brief', detail: 'the topics' },
    { label: '/brief ai-governance', detail: 'one brief, by its id' },
    { label: 'what about rare earths', detail: 'a question in your own words' },
    { label: 'ai-governance full', detail: 'the whole brief' },
    {
      label: 'ai-governance sides',
      detail: 'what both sides say; also: disagreements, measures, commitments, views, watch, gaps, sources, changes',
    },
    { label: 'ai-governance zh', detail: 'in Chinese; “en” for English' },
    { label: 'exit', detail: 'leave' },
  ],
  zh: [
    { label: '/brief', detail: '列出主题' },
    { label: '/brief ai-governance', detail: '按编号查看一份简报' },
    { label: '稀土问题怎么样了', detail: '用自己的话提问' },
    { label: 'ai-governance 全文', detail: '查看全文' },
    { label: 'ai-governance 双方', detail: '查看双方说法；另有分歧、措施、承诺、观点、关注、空白、来源、更新' },
    { label: 'ai-governance en', detail: '以英文查看；“中文”则为中文' },
    { label: 'exit', detail: '退出' },
  ],
};

/** Returns the help entries in a language. */
export function helpEntries(language: Language): (typeof HELP_ENTRIES)[Language] {
  return HELP_ENTRIES[language];
}
