/** The words of the tab of reviews, in both languages. */
import type { ShownKind } from './filters.ts';
import type { Bilingual } from '../language.ts';

export const TEXT = {
  heading: { en: 'Review', zh: '审阅' },
  about: {
    en: 'Everything that waits for a person. Confirm a topic and its readers see your name and the day; what needs work goes back to who wrote it.',
    zh: '所有等待人工处理的内容。确认一个主题后，读者会看到您的姓名和日期；需要修改的内容会退回撰写人。',
  },
  machine: {
    en: 'A review carries a name, and nobody has an account here yet. Add yourself under People to review.',
    zh: '审阅须署名，而此处尚无账户。请先在“人员”中添加自己。',
  },
  words: { en: 'With the words', zh: '含词句' },
  show: { en: 'Show', zh: '显示' },
  all: { en: 'everything', zh: '全部' },
  nothing: { en: 'Nothing waits for a review.', zh: '没有待审阅的内容。' },
  'nothing-such': { en: 'Nothing of this kind waits.', zh: '没有此类待处理内容。' },
  count: (count: number): Bilingual => ({
    en: count === 1 ? '1 thing waits.' : `${count} things wait.`,
    zh: `共${count}项待处理。`,
  }),
  shown: (count: number): Bilingual => ({ en: `${count} shown.`, zh: `显示${count}项。` }),
  topics: { en: 'Topics', zh: '主题' },
  notes: { en: 'Notes of reviewers', zh: '审阅意见' },
  flags: { en: 'Flags by readers', zh: '读者指出的问题' },
  drafts: { en: 'Drafts', zh: '草稿' },
  questions: { en: 'Questions without an answer', zh: '没有答案的提问' },
  unheld: { en: 'Documents whose text is not held', zh: '未保存正文的文件' },
  'unheld-about': {
    en: 'Published statements cite them, and nothing here can check the citations.',
    zh: '已发布的陈述引用了这些文件，但此处无法核对引文。',
  },
  right: { en: 'Still right', zh: '仍然正确' },
  work: { en: 'Needs work', zh: '需要修改' },
  'right-of': (title: string): Bilingual => ({ en: `Still right: ${title}`, zh: `仍然正确：${title}` }),
  'work-of': (title: string): Bilingual => ({ en: `Needs work: ${title}`, zh: `需要修改：${title}` }),
  confirmed: (title: string): Bilingual => ({
    en: `“${title}” is confirmed: its readers see your name and today's date.`,
    zh: `已确认“${title}”：读者会看到您的姓名和今天的日期。`,
  }),
  'confirmed-before': (title: string): Bilingual => ({
    en: `You have confirmed “${title}” today already.`,
    zh: `您今天已确认过“${title}”。`,
  }),
  wanted: (title: string): Bilingual => ({
    en: `Noted that “${title}” needs work.`,
    zh: `已记下“${title}”需要修改。`,
  }),
  'wanted-before': (title: string): Bilingual => ({
    en: `The same is noted on “${title}” already.`,
    zh: `对“${title}”已有同样的意见。`,
  }),
  'what-of': { en: 'What needs work', zh: '需要修改的内容' },
  whole: { en: 'The topic as a whole', zh: '整个主题' },
  say: { en: 'What is wrong or missing (may be left empty)', zh: '有何错误或缺漏（可不填）' },
  send: { en: 'Send it back', zh: '退回修改' },
  cancel: { en: 'Cancel', zh: '取消' },
  'key-points': (count: number): Bilingual => ({
    en: `Key points, of ${count === 1 ? '1 statement' : `${count} statements`}`,
    zh: `要点（共${count}条陈述）`,
  }),
  'read-all': { en: 'Read all of it', zh: '阅读全部内容' },
  edit: { en: 'Edit', zh: '编辑' },
  'edit-of': (title: string): Bilingual => ({ en: `Edit ${title}`, zh: `编辑“${title}”` }),
  overdue: (day: string, days: number): Bilingual => ({
    en: `Review overdue since ${day}, ${days === 1 ? '1 day' : `${days} days`}`,
    zh: `审阅自${day}起逾期，已${days}天`,
  }),
  'due-soon': (day: string): Bilingual => ({ en: `Review due on ${day}`, zh: `应于${day}前审阅` }),
  'one-side': (sides: string): Bilingual => ({ en: `No document of ${sides}`, zh: `没有${sides}的文件` }),
  'dates-passed': (count: number): Bilingual => ({
    en: count === 1 ? '1 date passed without an outcome' : `${count} dates passed without an outcome`,
    zh: `${count}个日期已过，尚无结果`,
  }),
  listed: { en: ', ', zh: '、' },
  by: (name: string, day: string): Bilingual => ({ en: `${name}, ${day}`, zh: `${name}，${day}` }),
  for: (name: string): Bilingual => ({ en: `for ${name}`, zh: `致${name}` }),
  'for-all': { en: 'for whoever curates', zh: '致编辑人员' },
  'of-whole': { en: 'of the topic as a whole', zh: '关于整个主题' },
  'no-words': { en: 'No words were left with it.', zh: '未留下说明。' },
  older: { en: 'on an older version', zh: '针对较早的版本' },
  done: { en: 'Done', zh: '处理完毕' },
  'done-of': (title: string): Bilingual => ({
    en: `Done with the note on ${title}`,
    zh: `处理完毕：对“${title}”的意见`,
  }),
  'done-said': (title: string): Bilingual => ({
    en: `The note on “${title}” is done with.`,
    zh: `对“${title}”的意见已处理完毕。`,
  }),
  times: (count: number, day: string): Bilingual => ({
    en: `${count === 1 ? 'once' : `${count} times`}, last on ${day}`,
    zh: `${count}次，最近一次在${day}`,
  }),
  citations: (count: number): Bilingual => ({
    en: count === 1 ? '1 citation' : `${count} citations`,
    zh: `${count}处引用`,
  }),
  'to-inbox': { en: 'Answer them under Questions', zh: '在“提问检验”中处理' },
  'to-documents': { en: 'Add a text under Documents', zh: '在“文件”中添加正文' },
  chats: { en: 'Review in a chat', zh: '在聊天中审阅' },
  'chats-about': {
    en: 'In Slack and Discord, /brief review shows you, and nobody else, what waits, with both buttons. The bot must know that it is you: have a code shown and type it there.',
    zh: '在 Slack 和 Discord 中输入 /brief review，即可看到待审阅的内容和两个按钮，他人看不到。机器人须知道是您：请显示绑定码并在那里输入。',
  },
  code: { en: 'Show a code', zh: '显示绑定码' },
  'code-is': {
    en: 'Type this in Slack or Discord within 15 minutes, as a command. It works once; give it to nobody.',
    zh: '请在15分钟内于 Slack 或 Discord 中以命令输入。仅可使用一次，请勿交给他人。',
  },
  tied: { en: 'You are known as', zh: '您已绑定的身份' },
  since: { en: 'since', zh: '始于' },
  untie: { en: 'Untie', zh: '解除绑定' },
  'untie-of': (name: string): Bilingual => ({ en: `Untie ${name}`, zh: `解除绑定：${name}` }),
  untied: (name: string): Bilingual => ({ en: `${name} is not tied to you any more.`, zh: `已解除${name}的绑定。` }),
} as const;

export const KINDS: Readonly<Record<ShownKind, Bilingual>> = {
  mine: { en: 'for me', zh: '与我有关' },
  overdue: { en: 'review overdue', zh: '审阅逾期' },
  'due-soon': { en: 'review due soon', zh: '即将到期' },
  'date-passed': { en: 'dates without an outcome', zh: '日期已过无结果' },
  'one-side': { en: 'one side only', zh: '只有一方' },
  note: { en: 'notes of reviewers', zh: '审阅意见' },
  flag: { en: 'flags', zh: '读者指出的问题' },
  draft: { en: 'drafts', zh: '草稿' },
  question: { en: 'questions', zh: '提问' },
  'not-held': { en: 'texts not held', zh: '未保存正文' },
};

/** What a date is that has passed. */
export const DATES: Readonly<Record<string, Bilingual>> = {
  from: { en: 'begins', zh: '开始' },
  until: { en: 'ends', zh: '结束' },
  due: { en: 'was promised', zh: '承诺期限' },
  horizon: { en: 'was forecast', zh: '预测期限' },
  watch: { en: 'to watch', zh: '后续关注' },
};
