/** What help tells about asking on Slack. */
import type { Language } from '../../brief/schema.ts';
import type { Asking } from '../platform.ts';

/** The ways to ask on Slack, in each language. */
export const WAYS: Readonly<Record<Language, Asking['ways']>> = {
  en: [
    { label: '/brief', detail: 'All topics, to choose from. Only you see the answer.' },
    { label: '/brief export controls', detail: 'A question or a topic in your own words. Only you see the answer.' },
    { label: '/brief ai-governance', detail: 'A topic by its name.' },
    {
      label: '/brief ai-governance zh',
      detail: 'The answer in Chinese; “en” for English. Without either it is in the language of your Slack.',
    },
    {
      label: '/brief sources ai-governance',
      detail: 'The sources of a topic; “changes” and “related” work the same way.',
    },
    {
      label: '@ mention',
      detail: 'Mention the bot with a question in a channel it is in: it answers in the thread, for everyone there.',
    },
    { label: 'Direct message', detail: 'Write to the bot: no mention or command is needed.' },
    {
      label: 'Brief this',
      detail: 'In the menu of any message (⋮): the topics that it speaks of. Only you see the answer.',
    },
    {
      label: 'Share in channel',
      detail: 'The button below an answer posts the brief in the channel, under your name.',
    },
  ],
  zh: [
    { label: '/brief', detail: '列出全部主题供选择。回答只有您能看到。' },
    { label: '/brief 出口管制', detail: '用自己的话提问或写出主题。回答只有您能看到。' },
    { label: '/brief ai-governance', detail: '按名称查看一个主题。' },
    { label: '/brief ai-governance en', detail: '以英文回答；“中文”则以中文回答。不写则按您的 Slack 语言回答。' },
    { label: '/brief 来源 ai-governance', detail: '查看一个主题的来源；“变更”和“相关”用法相同。' },
    { label: '@ 提及', detail: '在机器人所在的频道提及它并提问：它在消息列中回答，所有人可见。' },
    { label: '私信', detail: '直接给机器人写消息，无需提及或命令。' },
    { label: 'Brief this', detail: '在任意消息的菜单（⋮）中：查看该消息涉及的主题。回答只有您能看到。' },
    { label: '分享到频道', detail: '回答下方的按钮把简报发到频道，并注明由您分享。' },
  ],
};
