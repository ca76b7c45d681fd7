/** The words of what only Slack has: the Home tab, the picker, the shortcuts, the side panel. */
import type { Language } from '../../records/schema.ts';

type SlackTexts = typeof en;

const en = {
  back: 'Back',
  close: 'Close',
  done: 'Done',
  staleFormTitle: 'Not kept',
  staleForm: 'This form is of another version of the bot, and nothing was kept. Please open it again.',
  previous: (page: number, pages: number) => `Previous (${page} of ${pages})`,
  more: 'More…',
  working: 'Still working on it…',
  looking: 'is looking it up…',
  pick: 'Pick a topic',
  pickHint: 'Type a topic or a question, then choose. Only you see the brief.',
  pickPlaceholder: 'For example: chips, tariffs, Busan',
  noText: 'There is no text in this message to look at, so no topic was looked for.',
  tooSlow: 'That took too long, and nothing was opened. Please try again.',
  notHere: 'Sharing needs a channel: ask for the brief in that channel with /brief, then share it from there.',
  settings: {
    title: 'Answers in this channel',
    about: 'What holds for answers in this channel. A wish in a question, such as “energy zh”, comes first.',
    language: 'Language',
    own: 'The language of who asks',
    answers: 'Answers to /brief',
    private: 'Only for who asked',
    open: 'For everybody in the channel',
    save: 'Save',
    cancel: 'Cancel',
  },
  home: {
    title: 'What do you want to be briefed on?',
    about: (topics: number, overdue: number) =>
      `${topics} ${topics === 1 ? 'topic' : 'topics'}, every statement attributed, dated and cited · ` +
      (overdue === 0 ? 'no review is overdue' : `${overdue} ${overdue === 1 ? 'review is' : 'reviews are'} overdue`),
    noTopics: 'There are no briefs yet. Ask whoever runs the bot.',
    read: 'Read',
    asOf: (day: string) => `As of ${day}`,
    overdue: (day: string) => `⚠ Review overdue since ${day}`,
    moreTopics: (count: number) => `${count} more: find them with Pick a topic.`,
    try: 'Ask, for example:',
    ask: 'How to ask',
    digests: 'Your digests',
    subscribe: 'Subscribe a channel',
    noDigests: 'You have no digests yet. A digest tells a channel what changed, at the times you choose.',
    next: (when: string) => `Next: ${when}`,
    afterwards: (when: string) => `then ${when}`,
    paused: (why: string) => `⚠ Paused: ${why}`,
    page: (from: number, to: number, of: number) => `${from}–${to} of ${of}`,
    earlier: 'Back to the first',
    later: 'Show the next',
    sure: 'Are you sure?',
    removing: 'Its settings are forgotten, and nothing more is posted by it.',
    sending: 'It is posted in the channel for everybody there, and what it tells counts as heard.',
    yes: 'Yes',
    no: 'Cancel',
  },
};

const zh: SlackTexts = {
  back: '返回',
  close: '关闭',
  done: '完成',
  staleFormTitle: '未能保存',
  staleForm: '该表单来自机器人的另一版本，内容未保存。请重新打开。',
  previous: (page, pages) => `上一页（${page}/${pages}）`,
  more: '更多……',
  working: '正在处理……',
  looking: '正在查阅……',
  pick: '选择主题',
  pickHint: '输入主题或问题，再从列表中选择。简报只有您能看到。',
  pickPlaceholder: '例如：芯片、关税、釜山',
  noText: '这条消息没有文字，无从查找主题。',
  tooSlow: '等待时间过长，未能打开。请重试。',
  notHere: '分享需要频道：请在要分享的频道里用 /brief 查看简报，再从那里分享。',
  settings: {
    title: '本频道的回答',
    about: '本频道回答的默认方式。提问时另有要求的（如“能源 en”），以提问为准。',
    language: '语言',
    own: '提问者的语言',
    answers: '/brief 的回答',
    private: '仅提问者可见',
    open: '频道内所有人可见',
    save: '保存',
    cancel: '取消',
  },
  home: {
    title: '想了解什么？',
    about: (topics, overdue) =>
      `共${topics}个主题，每条陈述都注明由谁所述、日期和出处 · ${overdue === 0 ? '没有逾期未审的简报' : `${overdue}份简报审阅逾期`}`,
    noTopics: '暂无简报。请联系机器人管理员。',
    read: '阅读',
    asOf: (day) => `信息截至${day}`,
    overdue: (day) => `⚠ 审阅自${day}起逾期`,
    moreTopics: (count) => `另有${count}个主题，可用“选择主题”查找。`,
    try: '例如可以问：',
    ask: '如何提问',
    digests: '您的动态订阅',
    subscribe: '为频道订阅动态',
    noDigests: '您还没有订阅。订阅后，频道会在您选定的时间收到最新动态。',
    next: (when) => `下次：${when}`,
    afterwards: (when) => `其后：${when}`,
    paused: (why) => `⚠ 已暂停：${why}`,
    page: (from, to, of) => `第${from}–${to}个，共${of}个`,
    earlier: '回到开头',
    later: '显示后面的',
    sure: '确定吗？',
    removing: '其设置将被删除，不再发布。',
    sending: '将发布到频道，所有人可见，其内容视为已告知。',
    yes: '确定',
    no: '取消',
  },
};

const TEXTS: Readonly<Record<Language, SlackTexts>> = { en, zh };

/** Returns the words of what only Slack has, in a language. */
export function slackTexts(language: Language): SlackTexts {
  return TEXTS[language];
}
