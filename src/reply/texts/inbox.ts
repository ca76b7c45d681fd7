/** The words of flagging and of the inbox, in each language. */
import type { Language } from '../../records/schema.ts';

export type InboxTexts = typeof en;

const count = (number: number, one: string, more: string): string => `${number} ${number === 1 ? one : more}`;

const grouped = (number: number): string => number.toLocaleString('en');

const en = {
  form: 'Something wrong?',
  about: (title: string) =>
    `Tell the curators what is wrong in the brief “${title}”. It is kept without your name; your ID is forgotten within a day and only keeps floods away.`,
  statement: 'Which statement?',
  statementPlaceholder: 'Choose one',
  whole: 'The brief as a whole, or something that is missing',
  bottomLine: (text: string) => `Bottom line: ${text}`,
  text: 'What is wrong?',
  textHint: (least: number, most: number) => `${grouped(least)} to ${grouped(most)} characters.`,
  link: 'A source that shows it',
  linkHint: 'May be left empty. An address that begins with https://',
  send: 'Send',
  cancel: 'Cancel',
  noStatement: 'Choose what it is about.',
  unknownStatement: 'This statement is not in the brief any more. Choose another, or the brief as a whole.',
  noText: (least: number) => `Say what is wrong, in at least ${least} characters.`,
  longText: (most: number, length: number) => `At most ${grouped(most)} characters; these are ${grouped(length)}.`,
  badLink: 'This is no web address. It begins with https:// or http://; it may also be left empty.',
  secretLink: 'This address holds a name or a password. Leave those out.',
  longLink: (most: number) => `At most ${most} characters. A shorter address, or none, will do.`,
  removed: 'There is no such brief any more, so nothing can be flagged in it.',
  retracted: 'This brief was retracted, so nothing can be flagged in it. It makes no statement any more.',
  tooMany: (most: number) =>
    `You have flagged ${most} things within an hour. Try again later; nothing of this was kept.`,
  notSaved: 'Nothing was kept',
  saved: 'Thank you: it is kept',
  savedText: (title: string) =>
    `The curators of “${title}” will look at it. When a brief is corrected, it says so under “What changed”.`,
  back: 'Back to the brief',
  open: 'Open the brief',
  flagged: (title: string) => `Flagged: ${title}`,
  statementIs: 'Statement',
  textIs: 'What is wrong',
  linkIs: 'Link',
  clipped: (id: string) => `This is the beginning; the whole is in the inbox under ${id}.`,
  how: (id: string, day: string) => `${day} · When it is done with: Done, or attache inbox --done ${id}`,
  done: 'Done',
  doneBy: (who: string) => `Done with, says ${who}.`,
  doneBefore: 'It was done with already, or is no longer in the inbox.',
  inbox: 'Inbox',
  flags: (number: number) => count(number, 'flag', 'flags'),
  noFlags: 'Nobody has flagged anything.',
  moreFlags: (most: number) => `Only the oldest ${most} are listed.`,
  questions: (number: number, days: number) =>
    `${count(number, 'question', 'questions')} that found nothing in the last ${days} days`,
  noQuestions: 'No question that found nothing is kept. With KEEP_QUESTIONS=on they are, without names, for 90 days.',
  times: (number: number, day: string) => `${count(number, 'time', 'times')}, last on ${day}`,
  posted: 'posted to the curators',
  waiting: 'waiting to be posted to the curators',
};

const zh: InboxTexts = {
  form: '内容有误？',
  about: (title) =>
    `请告诉编辑人员，简报“${title}”中哪里有误。保存时不含您的姓名；您的用户编号仅用于防止刷屏，一天内删除。`,
  statement: '哪一条陈述？',
  statementPlaceholder: '请选择',
  whole: '整份简报，或缺少的内容',
  bottomLine: (text) => `要点：${text}`,
  text: '哪里有误？',
  textHint: (least, most) => `${least}至${most}个字符。`,
  link: '可供核对的来源',
  linkHint: '可不填。网址以 https:// 开头。',
  send: '提交',
  cancel: '取消',
  noStatement: '请选择所指的内容。',
  unknownStatement: '简报中已没有这条陈述。请另选一条，或选择整份简报。',
  noText: (least) => `请说明哪里有误，至少${least}个字符。`,
  longText: (most, length) => `最多${most}个字符，现有${length}个。`,
  badLink: '这不是网址。网址以 https:// 或 http:// 开头；也可不填。',
  secretLink: '该网址含有用户名或密码，请删去。',
  longLink: (most) => `最多${most}个字符。请换较短的网址，或不填。`,
  removed: '该简报已不存在，无法提交。',
  retracted: '该简报已撤回，不再作出任何陈述，无法提交。',
  tooMany: (most) => `您在一小时内已提交${most}次。请稍后再试；本次内容未保存。`,
  notSaved: '内容未保存',
  saved: '谢谢，已保存',
  savedText: (title) => `“${title}”简报的编辑人员会查看。简报如有更正，会在“更新记录”中注明。`,
  back: '返回简报',
  open: '打开简报',
  flagged: (title) => `读者指出问题：${title}`,
  statementIs: '陈述',
  textIs: '问题',
  linkIs: '链接',
  clipped: (id) => `以上为开头部分，全文见收件箱，编号 ${id}。`,
  how: (id, day) => `${day} · 处理完毕后点“处理完毕”，或运行：attache inbox --done ${id}`,
  done: '处理完毕',
  doneBy: (who) => `${who} 已标记为处理完毕。`,
  doneBefore: '此前已处理完毕，或已不在收件箱中。',
  inbox: '收件箱',
  flags: (number) => `读者指出的问题：${number}条`,
  noFlags: '没有人指出问题。',
  moreFlags: (most) => `只列出最早的${most}条。`,
  questions: (number, days) => `最近${days}天没有找到答案的提问：${number}条`,
  noQuestions: '没有保存未找到答案的提问。设置 KEEP_QUESTIONS=on 后会保存90天，不含姓名。',
  times: (number, day) => `${number}次，最近一次在${day}`,
  posted: '已发给编辑',
  waiting: '待发给编辑',
};

const TEXTS: Readonly<Record<Language, InboxTexts>> = { en, zh };

/** Returns the words of flagging and of the inbox in a language. */
export function inboxTexts(language: Language): InboxTexts {
  return TEXTS[language];
}
