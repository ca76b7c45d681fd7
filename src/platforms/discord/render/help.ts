/** How one asks on Discord, for its help. */
import type { Language } from '../../../records/schema.ts';

type HelpEntryOf = { readonly label: string; readonly detail: string };

/** Only where the bot itself is. */
const MENTION: Readonly<Record<Language, HelpEntryOf>> = {
  en: { label: 'Mention me', detail: 'with a question, in a channel or a thread: I answer there, for everyone' },
  zh: { label: '@我', detail: '在频道或子区中提及我并附上问题：我会在原处公开回答' },
};
const DIGESTS: Readonly<Record<Language, HelpEntryOf>> = {
  en: {
    label: '/digest',
    detail: 'for those who manage the server: digests of what changed in a channel, and its settings for answers',
  },
  zh: { label: '/订阅（/digest）', detail: '供服务器管理者使用：为频道订阅最新动态，设置频道中的回答方式' },
};
const HELP_ENTRIES: Readonly<Record<Language, readonly HelpEntryOf[]>> = {
  en: [
    { label: '/brief', detail: 'all topics, to choose from' },
    { label: '/brief topic:', detail: 'start typing and choose a topic, or type a question in your own words' },
    { label: '/brief topic: energy full', detail: 'the whole brief; “energy measures”: one section of it' },
    { label: '/brief language:', detail: 'the language of this answer; “zh” or “en” behind a question does the same' },
    { label: 'Write to me', detail: 'in a direct message, with a question' },
    { label: 'Apps › Brief this', detail: 'in the menu of a message: what it speaks of, for you alone' },
    {
      label: 'Buttons and menus',
      detail: 'open Full brief, Both sides and Sources for you alone; Share in channel posts the card for everyone',
    },
  ],
  zh: [
    { label: '/简报（/brief）', detail: '列出全部主题供选择' },
    { label: '/简报 主题：', detail: '输入时可选择主题，也可用自己的话提问' },
    { label: '/简报 主题：能源 全文', detail: '查看全文；“能源 措施”则只看其中一部分' },
    { label: '/简报 语言：', detail: '选择这次回答的语言；也可在问题后写“英文”或“中文”' },
    { label: '私信', detail: '直接给我发消息提问' },
    { label: '消息菜单 › 查找相关简报', detail: '查看一条消息所谈的主题，仅您可见' },
    { label: '按钮和菜单', detail: '查看全文、双方说法和来源，仅您可见；“分享到频道”会公开发布简报卡片' },
  ],
};

/** Returns the ways to ask, in a language; without mentioning the bot where only a person has brought it along. */
export function helpEntries(language: Language, isUserInstalled = false): readonly HelpEntryOf[] {
  const all = HELP_ENTRIES[language];
  return isUserInstalled ? all : [...all.slice(0, 4), MENTION[language], ...all.slice(4), DIGESTS[language]];
}
