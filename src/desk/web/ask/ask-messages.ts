/** The words of the conversation, its forms and the channel. */
import type { Bilingual } from '../language.ts';

export const TEXT = {
  heading: { en: 'Ask', zh: '提问' },
  intro: {
    en: 'What is answered here is drawn from the very messages that Slack and Discord are sent. Buttons and menus work.',
    zh: '这里的回答按发送给 Slack 和 Discord 的实际消息绘制，按钮和菜单均可使用。',
  },
  views: { en: 'Conversation and channel', zh: '对话与频道' },
  conversation: { en: 'Conversation', zh: '对话' },
  channel: { en: 'Channel', zh: '频道' },
  unread: { en: 'new', zh: '条新消息' },
  box: { en: 'A question, a topic, /brief or /digest', zh: '问题、主题、/brief 或 /digest' },
  'box-reader': { en: 'A question, a topic or /brief', zh: '问题、主题或 /brief' },
  ask: { en: 'Ask', zh: '提问' },
  try: { en: 'For example', zh: '例如' },
  suggestions: { en: 'Suggestions', zh: '建议' },
  asked: { en: 'You asked', zh: '您的提问' },
  pressed: { en: 'You pressed', zh: '您按下了' },
  answer: { en: 'Answer', zh: '回答' },
  lost: {
    en: 'The page was left before the answer came; ask again.',
    zh: '页面在回答到达之前已关闭；请重新提问。',
  },
  waiting: { en: 'Asking …', zh: '正在查询…' },
  clear: { en: 'Clear the conversation', zh: '清空对话' },
  'channel-about': {
    en: 'This desk has a channel of its own. Digests that it is subscribed to arrive here as they are posted, and so does what you share.',
    zh: '本工作台有自己的频道。所订阅的动态一经发布即在此显示，您分享的内容也在这里。',
  },
  'channel-empty': { en: 'Nothing has been posted yet.', zh: '尚无消息。' },
  subscribe: { en: 'Subscribe the channel', zh: '订阅频道' },
  manage: { en: 'Manage its digests', zh: '管理订阅' },
  arrived: { en: 'New in the channel', zh: '频道有新消息' },
  offline: { en: 'The connection to the bot is lost; trying again.', zh: '与机器人的连接已断开，正在重试。' },
  posted: { en: 'Posted', zh: '发布于' },

  'digest-new': { en: 'Subscribe the channel', zh: '订阅频道' },
  'digest-change': { en: 'Change a digest', zh: '修改订阅' },
  topics: { en: 'Topics', zh: '主题' },
  'topics-hint': {
    en: 'Choose none for all topics, those to come included.',
    zh: '不选即为全部主题，包括今后新增的。',
  },
  days: { en: 'Days', zh: '星期' },
  time: { en: 'Time', zh: '时间' },
  zone: { en: 'Time zone', zh: '时区' },
  'zone-hint': {
    en: 'A city or a zone, such as Beijing or America/New_York.',
    zh: '城市或时区，例如“北京”或 Asia/Shanghai。',
  },
  written: { en: 'Language', zh: '语言' },
  quiet: { en: 'When there is nothing new', zh: '没有新内容时' },
  skip: { en: 'Post nothing', zh: '不发布' },
  rotate: { en: 'Post one brief in turn', zh: '轮换发布一份简报' },
  save: { en: 'Save', zh: '保存' },
} as const satisfies Readonly<Record<string, Bilingual>>;
