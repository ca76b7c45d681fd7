/** The words of digests in each language. */
import type { Language } from '../../records/schema.ts';

export type DigestTexts = typeof en;

const en = {
  /** What a phone shows too: the day, the relationships where they are several, the first change, how many more there are. */
  title: (day: string, names: string, what: string, more: number) =>
    `${day}${names === '' ? '' : `, ${names}`}: ${what}${more === 0 ? '' : `, and ${more} more`}`,
  names: (relationships: string, more: number) => (more === 0 ? relationships : `${relationships} and ${more} more`),
  introduced: (titles: string) => (titles === '' ? 'first digest' : `first digest, on ${titles}`),
  introduction: (count: number) =>
    `This channel now gets what changes in ${count === 1 ? 'one topic' : `${count} topics`}${count > 3 ? '. The newest three today' : ''}; from the next digest on, only what is new.`,
  introductionRest: (titles: string, more: number) =>
    more === 0 ? `Also: ${titles}.` : `Also: ${titles}, and ${more} more (All topics lists them).`,
  introductionNone:
    'This channel is subscribed to topics of which there is no brief at the moment. When one is published, it is told here.',
  dayAndTime: (day: string, time: string) => `${day}, ${time}`,
  late: (due: string, sent: string, zone: string) =>
    `Late: due ${due}, sent ${sent} (${zone}), since the bot was not running.`,
  heading: {
    new: 'New briefs',
    update: 'Updated',
    correction: 'Corrected',
    retraction: 'Retracted',
    due: 'Falls due or ends within two weeks',
    'coming-up': 'Dates to watch',
    overdue: 'Review overdue',
  },
  statements: (topic: string, count: number, document: string) =>
    topic === '' ? `${count} more from ${document}` : `${topic}: ${count} new from ${document}`,
  bottomLine: (topic: string, asOf: string) => `${topic === '' ? 'Bottom line' : topic}, as of ${asOf}`,
  newBrief: 'New brief',
  reworded: (before: string, now: string) => `Before: “${before}” Now: “${now}”`,
  /** Stands between sentences. */
  between: ' ',
  due: (when: string) => `due ${when}`,
  fallsDue: (when: string, party: string) => `Due ${when}, as told by ${party}`,
  ends: (when: string) => `Until ${when}`,
  expected: (when: string) => `Expected ${when}`,
  toldBy: (party: string) => `As told by ${party}`,
  rebuiltTitle: (statements: number) =>
    `${statements} ${statements === 1 ? 'statement' : 'statements'} from documents of both governments`,
  rebuilt: (statements: number, topics: number, list: string, more: number) =>
    `Since the records were rebuilt from documents of both governments: ${statements} ${statements === 1 ? 'statement' : 'statements'} in ${topics} ${topics === 1 ? 'topic' : 'topics'}: ${list}${more === 0 ? '' : `, and ${more} more`}. From now on, only new ones are told.`,
  overdue: (titles: string) => `Review overdue: ${titles}. Later events are not in these briefs.`,
  more: (list: string) => `More changes: ${list}. Open a topic to read them.`,
  moreIn: (title: string, count: number) => `${title} (${count})`,
  moreTopics: (count: number) =>
    `Changes in ${count} more ${count === 1 ? 'topic' : 'topics'} follow in the next digest.`,
  /** What neither is told nor counted today. */
  follow: (changes: number, dates: number) => {
    const parts = [
      ...(changes === 0 ? [] : [`${changes} more ${changes === 1 ? 'correction' : 'corrections'}`]),
      ...(dates === 0 ? [] : [`${dates} more ${dates === 1 ? 'date' : 'dates'}`]),
    ].join(' and ');
    return parts === '' ? '' : `${parts} ${changes + dates === 1 ? 'follows' : 'follow'} in the next digest.`;
  },
  nothingNew: 'Nothing new since the last digest; one topic in turn.',
  inRotation: (title: string) => `nothing new; ${title} in turn`,
  quiet: 'Nothing new since the last digest.',
  open: 'More topics',
  next: (when: string) => `Next digest: ${when}`,
  preview: 'Preview: this is what would be posted now. Nothing was posted.',
  previewNothing: 'Preview: there is nothing new, so nothing would be posted.',
  /** What a platform said itself, of which there are no words of ours. */
  said: (text: string) => `The platform said: ${text}`,
  /** What to do about what a platform refused, by the code that is kept with the refusal. */
  advice: {
    invite: (bot: string) => `Invite it with /invite @${bot} in that channel.`,
    'invite-if-private': (bot: string) => `If it is a private channel, first type /invite @${bot} in it.`,
    scopes: (_bot: string) => 'Install the app again with the scopes channels:history and groups:history.',
    role: (_bot: string) => 'Give its role View Channel, Send Messages and Read Message History in that channel.',
    'add-again': (_bot: string) => 'Add the bot to the server again, or let its role view the channel.',
    'app-removed': (_bot: string) => 'The app was removed from the workspace. Install it there again to go on.',
    'app-again': (_bot: string) =>
      'The app has been installed in the workspace again. Invite it to the channel if it is not there, then press Resume.',
    archived: (_bot: string) => 'Unarchive it, or choose another channel.',
    'read-only': (_bot: string) =>
      'Only some people may post in it: let everyone post, let this app post, or choose another channel.',
    'no-replies': (_bot: string) => 'That message takes no replies, or is no longer there.',
    'thread-only': (_bot: string) => 'It takes replies in threads only: choose another channel.',
    'no-owner': (_bot: string) => 'It had no owner at that time.',
    'no-answer': (_bot: string) => 'The platform did not answer.',
    'no-direct-messages': (_bot: string) => 'They take no direct messages from the bot.',
    'token-refused': (_bot: string) =>
      'The platform refuses the bot’s token for now; it is sent once the token is taken again.',
    token: (_bot: string) => 'The platform does not take its token any more: whoever runs the bot must set a new one.',
  },
};

const zh: DigestTexts = {
  title: (day, names, what, more) =>
    `${day}${names === '' ? '' : `，${names}`}：${what}${more === 0 ? '' : `，另有${more}项`}`,
  names: (relationships, more) => (more === 0 ? relationships : `${relationships}等，另有${more}组关系`),
  introduced: (titles) => (titles === '' ? '首期动态' : `首期动态，包括${titles}`),
  introduction: (count) =>
    `本频道今后将收到${count}个主题的更新${count > 3 ? '，今天先看最新的三个' : ''}；从下一期起只报新内容。`,
  introductionRest: (titles, more) =>
    more === 0 ? `另有：${titles}。` : `另有：${titles}，以及其他${more}个主题（见“全部主题”）。`,
  introductionNone: '本频道订阅的主题目前没有简报；一旦发布，将在此告知。',
  dayAndTime: (day, time) => `${day}${time}`,
  late: (due, sent, zone) => `补发：本期应于${due}发出，因机器人当时未在运行，${sent}才发出（${zone}）。`,
  heading: {
    new: '新简报',
    update: '更新',
    correction: '更正',
    retraction: '撤回',
    due: '两周内到期或结束',
    'coming-up': '值得留意的日期',
    overdue: '逾期未审阅',
  },
  statements: (topic, count, document) =>
    topic === '' ? `另有${count}条，出自${document}` : `${topic}：新增${count}条，出自${document}`,
  bottomLine: (topic, asOf) => `${topic === '' ? '要点' : topic}（截至${asOf}）`,
  newBrief: '新简报',
  reworded: (before, now) => `原文：“${before}”现改为：“${now}”`,
  between: '',
  due: (when) => `${when}到期`,
  fallsDue: (when, party) => `据${party}所述，${when}到期`,
  ends: (when) => `至${when}`,
  expected: (when) => `预计${when}`,
  toldBy: (party) => `据${party}所述`,
  rebuiltTitle: (statements) => `两国政府文件中的${statements}条陈述`,
  rebuilt: (statements, topics, list, more) =>
    `记录已依据两国政府的文件重建，新增${statements}条陈述，涉及${topics}个主题：${list}${more === 0 ? '' : `，以及其他${more}个主题`}。今后只报新内容。`,
  overdue: (titles) => `逾期未审阅：${titles}。此后的情况未收入这些简报。`,
  more: (list) => `另有更新：${list}。打开主题即可查看。`,
  moreIn: (title, count) => `${title}（${count}）`,
  moreTopics: (count) => `另有${count}个主题的更新将在下一期告知。`,
  follow: (changes, dates) => {
    const parts = [...(changes === 0 ? [] : [`${changes}处更正`]), ...(dates === 0 ? [] : [`${dates}个日期`])];
    return parts.length === 0 ? '' : `另有${parts.join('和')}将在下一期告知。`;
  },
  nothingNew: '自上一期以来没有新内容，按轮次重温一个主题。',
  inRotation: (title) => `没有新内容，重温${title}`,
  quiet: '自上一期以来没有新内容。',
  open: '更多主题',
  next: (when) => `下一期：${when}`,
  preview: '预览：此刻将发布的内容如下。尚未发布。',
  previewNothing: '预览：没有新内容，因此不会发布。',
  said: (text) => `平台返回：${text}`,
  advice: {
    invite: (bot) => `请在该频道用 /invite @${bot} 邀请它。`,
    'invite-if-private': (bot) => `若为私密频道，请先在其中输入 /invite @${bot}。`,
    scopes: () => '请重新安装应用，并授予 channels:history 和 groups:history 权限。',
    role: () =>
      '请在该频道为其身份组开启“查看频道”（View Channel）、“发送消息”（Send Messages）和“阅读消息历史记录”（Read Message History）。',
    'add-again': () => '请重新将机器人加入服务器，或允许其身份组查看该频道。',
    'app-removed': () => '应用已从工作区移除。如需继续，请在该工作区重新安装。',
    'app-again': () => '应用已在该工作区重新安装。如它不在频道中，请先邀请，再点“恢复”。',
    archived: () => '请取消归档，或改选其他频道。',
    'read-only': () => '该频道只有部分人可以发言：请允许所有人或本应用发言，或改选其他频道。',
    'no-replies': () => '该消息不能回复，或已不存在。',
    'thread-only': () => '该频道只接受消息列中的回复：请改选其他频道。',
    'no-owner': () => '当时该订阅没有负责人。',
    'no-answer': () => '平台没有回应。',
    'no-direct-messages': () => '对方不接收机器人的私信。',
    'token-refused': () => '平台目前拒绝机器人的令牌；令牌恢复后即会发送。',
    token: () => '平台不再接受其令牌：请机器人管理员更换令牌。',
  },
};

const TEXTS: Readonly<Record<Language, DigestTexts>> = { en, zh };

/** Returns the words of digests in a language. */
export function digestTexts(language: Language): DigestTexts {
  return TEXTS[language];
}
