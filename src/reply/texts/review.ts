/** The words of reviews, in chats and at the desk, in each language. */
import type { Language } from '../../records/schema.ts';

export type ReviewTexts = typeof en;

const names = (who: readonly string[], joined: string): string => who.slice(0, 5).join(joined);

const en = {
  title: 'Review',
  waiting: (count: number) => (count === 1 ? '1 topic waits for a review' : `${count} topics wait for a review`),
  nothing: 'Nothing waits for a review.',
  noMore: 'These were all.',
  right: 'Still right',
  work: 'Needs work',
  rightOf: (title: string) => `Still right: ${title}`,
  workOf: (title: string) => `Needs work: ${title}`,
  more: 'Others',
  first: 'From the beginning',
  how: 'Read a topic before you confirm it: the whole of it is confirmed, as it stands now.',
  overdue: (day: string) => `review overdue since ${day}`,
  dueSoon: (day: string) => `review due on ${day}`,
  datesPassed: (count: number) =>
    count === 1 ? '1 date passed without an outcome' : `${count} dates passed without an outcome`,
  oneSide: (sides: string) => `no document of ${sides}`,
  noted: (count: number) => (count === 1 ? '1 open note that it needs work' : `${count} open notes that it needs work`),
  listed: ', ',
  confirmed: (title: string, name: string, day: string) => `“${title}” is still right, says ${name} on ${day}.`,
  confirmedBefore: (title: string) => `You have confirmed “${title}” today already; nothing was added.`,
  wanted: (title: string) => `Noted that “${title}” needs work; the note waits on the desk for who wrote it.`,
  wantedBefore: (title: string) => `You have said so of “${title}” already; the note waits on the desk.`,
  changed: (title: string) =>
    `“${title}” says something else by now than what you were shown, so nothing was recorded. This is how it stands.`,
  gone: 'This topic is not published any more, so there is nothing to review.',
  notAllowed: (name: string, who: readonly string[]) =>
    `${name} may not review: that needs the role reviewer or admin.${who.length > 0 ? ` Ask ${names(who, ', ')}.` : ''}`,
  noName:
    'A review carries a name, and without an account there is none. Add yourself first: npm run -s attache -- people add NAME --role admin',
  author: (who: readonly string[]) =>
    `You wrote some of this, and here another person has to review it.${who.length > 0 ? ` Ask ${names(who, ', ')}.` : ' Nobody else may at present: give somebody the role reviewer.'}`,
  unwritable: 'The records cannot be written here, so nothing was recorded.',
  refused: (detail: string) => `Nothing was recorded. ${detail}`,
  inPublic: 'A review is between you and the bot: type it as a command, /brief review, or open Review on the desk.',
  elsewhere: 'Reviews are on the page Review of the desk, and in Slack and Discord behind /brief review.',
  unknown:
    'The bot does not know who you are at the desk, so it shows no reviews. On the desk, open Review and have a code shown under “Review in a chat”; then type here: /brief link CODE',
  linkHow: 'On the desk, open Review and have a code shown under “Review in a chat”; then type here: /brief link CODE',
  linked: (name: string) => `You are ${name} here from now on. What waits for a review: /brief review`,
  linkWrong:
    'This code does not work: it may be mistyped, used, or older than 15 minutes. Have another one shown on the desk.',
  linkInPublic:
    'Others may have seen this code, so it was made useless. Have another one shown on the desk, and type it as a command: /brief link CODE',
  cannotLink: 'This conversation cannot be tied to a person of the desk. Type /brief link CODE in a chat.',
};

const zh: ReviewTexts = {
  title: '审阅',
  waiting: (count) => `${count}个主题待审阅`,
  nothing: '没有待审阅的内容。',
  noMore: '已全部列出。',
  right: '仍然正确',
  work: '需要修改',
  rightOf: (title) => `仍然正确：${title}`,
  workOf: (title) => `需要修改：${title}`,
  more: '其他主题',
  first: '从头开始',
  how: '确认之前请先阅读：确认的是整个主题目前的全部内容。',
  overdue: (day) => `审阅自${day}起逾期`,
  dueSoon: (day) => `应于${day}前审阅`,
  datesPassed: (count) => `${count}个日期已过，尚无结果`,
  oneSide: (sides) => `没有${sides}的文件`,
  noted: (count) => `有${count}条待处理的修改意见`,
  listed: '、',
  confirmed: (title, name, day) => `${name}已于${day}确认“${title}”仍然正确。`,
  confirmedBefore: (title) => `您今天已确认过“${title}”，未再添加。`,
  wanted: (title) => `已记下“${title}”需要修改，意见已留在工作台，待撰写人处理。`,
  wantedBefore: (title) => `您此前已对“${title}”提出过，意见仍在工作台。`,
  changed: (title) => `“${title}”的内容与您看到的已有不同，因此未作记录。以下是目前的内容。`,
  gone: '该主题已不再发布，无需审阅。',
  notAllowed: (name, who) =>
    `${name}没有审阅权限：需要审阅或管理员角色。${who.length > 0 ? `请联系${names(who, '、')}。` : ''}`,
  noName: '审阅须署名，没有账户就没有姓名。请先添加自己：npm run -s attache -- people add NAME --role admin',
  author: (who) =>
    `其中有您撰写的内容，此处须由他人审阅。${who.length > 0 ? `请联系${names(who, '、')}。` : '目前没有其他人可以审阅：请为他人设置审阅角色。'}`,
  unwritable: '此处无法写入记录，因此未作记录。',
  refused: (detail) => `未作记录。${detail}`,
  inPublic: '审阅只在您与机器人之间进行：请输入命令 /brief review，或在工作台打开“审阅”。',
  elsewhere: '请在工作台打开“审阅”页面，或在 Slack、Discord 中输入 /brief review。',
  unknown:
    '机器人不知道您是工作台的哪位人员，因此不显示待审阅的内容。请在工作台打开“审阅”，在“在聊天中审阅”处显示绑定码，然后在这里输入：/brief link 绑定码',
  linkHow: '请在工作台打开“审阅”，在“在聊天中审阅”处显示绑定码，然后在这里输入：/brief link 绑定码',
  linked: (name) => `从现在起，您在这里就是${name}。查看待审阅的内容：/brief review`,
  linkWrong: '该绑定码无效：可能输入有误、已用过，或已超过15分钟。请在工作台重新显示一个。',
  linkInPublic: '他人可能看到了该绑定码，因此已将其作废。请在工作台重新显示一个，并以命令输入：/brief link 绑定码',
  cannotLink: '此会话无法绑定工作台的人员。请在聊天中输入 /brief link 绑定码。',
};

const TEXTS: Readonly<Record<Language, ReviewTexts>> = { en, zh };

/** Returns the words of reviews in a language. */
export const reviewTexts = (language: Language): ReviewTexts => TEXTS[language];
