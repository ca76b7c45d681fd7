/** What help tells about asking on Slack. */
import type { Language } from '../../../records/schema.ts';
import type { AskContext } from '../../../conversation/context.ts';

/** The ways to ask on Slack, in each language. */
export const HELP_ENTRIES: Readonly<Record<Language, AskContext['helpEntries']>> = {
  en: [
    { label: '/brief', detail: 'All topics, to choose from.' },
    {
      label: '/brief export controls',
      detail: 'The card of a topic, or a question in your own words. Add “zh” or “en” for the language of the answer.',
    },
    {
      label: '/brief energy full',
      detail:
        'The whole brief; “energy measures” is one section. Also: key points, sides, disagreements, commitments, views, watch, gaps, sources, changes, related.',
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
      label: 'Buttons',
      detail: 'Full brief, Both sides and Sources open for you alone. Share in channel posts the card for everyone.',
    },
    { label: '/brief settings', detail: 'The language of answers in this channel, and who sees those to /brief.' },
    { label: '/digest', detail: 'Digests: what changed, posted in a channel at the times you choose.' },
  ],
  zh: [
    { label: '/brief', detail: '列出全部主题供选择。' },
    { label: '/brief 出口管制', detail: '查看主题的简报卡片，或用自己的话提问。末尾加“en”或“中文”可指定回答的语言。' },
    {
      label: '/brief 能源 全文',
      detail:
        '查看全文；“能源 措施”则只看其中一部分。另有：主要内容、双方、分歧、承诺、观点、关注、空白、来源、更新、相关。',
    },
    { label: '@ 提及', detail: '在机器人所在的频道提及它并提问：它在消息列中回答，所有人可见。' },
    { label: '私信', detail: '直接给机器人写消息，无需提及或命令。' },
    { label: 'Brief this', detail: '在任意消息的菜单（⋮）中：查看该消息涉及的主题。回答只有您能看到。' },
    { label: '按钮', detail: '“全文”“双方说法”“来源”只有您能看到；“分享到频道”向所有人发布简报卡片。' },
    { label: '/brief settings', detail: '设置本频道回答的语言，以及 /brief 的回答对谁可见。' },
    { label: '/digest', detail: '频道订阅：在您选定的时间把最新动态发到频道。' },
  ],
};
