/** The words with which what people do with digests is answered, in each language. */
import type { Language } from '../../records/schema.ts';
import type { DigestAction, DigestButtonAction } from '../button.ts';

export type DigestCommandTexts = typeof en;

/** How an act is asked for where the reader is, such as `/digest list`. */
export type CommandSyntax = (action: DigestAction) => string;

/** What is said in one sentence: `about` is what it is about. */
type Note = (about: string, command: CommandSyntax) => string;

const en = {
  titles: {
    digest: 'Digest',
    subscribed: 'Digest subscribed',
    changed: 'Digest changed',
    resumed: 'Digest resumed',
    list: 'Digests',
    log: 'Deliveries',
    faults: 'That cannot be done yet',
    which: 'Which digest?',
    everywhere: 'Digests of all channels',
    unchanged: 'Nothing was changed',
    twice: 'This channel has such a digest',
  },
  labels: {
    channel: 'Channel',
    settings: 'Settings',
    next: 'Next times',
    nextOne: (time: string) => `next: ${time}`,
    paused: 'Paused',
    owner: 'Owner',
    ownerBefore: 'Owner before',
    person: 'Person',
    topics: 'Topics',
  },
  buttons: {
    pause: 'Pause',
    resume: 'Resume',
    remove: 'Remove',
    now: 'Send now',
    preview: 'Preview',
    log: 'Log',
    change: 'Change',
    list: 'All digests',
    everywhere: 'All channels',
    'skip-today': 'Not again today',
  } satisfies Record<DigestButtonAction, string>,
  notes: {
    unknown: (id, command) => `There is no digest “${id}” here. See which there are with ${command('list')}.`,
    'too-many': (most) =>
      `This channel has ${most} digests, which is the most that one channel may have. Change one, or remove one first.`,
    paused: () => 'Paused. Nothing is posted until it is resumed; its settings are kept.',
    removed: () => 'Removed. Nothing more is posted by it.',
    queued: () => 'It is being posted now. What it tells counts as heard.',
    'nothing-new': () => 'There is nothing new for it, so nothing was posted.',
    'handed-over': () => 'It has a new owner, who is told when something is wrong with it.',
    'owner-told': () => 'The new owner has been told.',
    'owner-not-reached': (why) => `The new owner could not be told of it: tell them yourself. ${why}`,
    'may-not-own': () => 'That person may not manage digests there, so the owner stays as before.',
    'now-yours': () => 'You own this digest now: you are told when something is wrong with it.',
    'not-allowed': (who) => `Managing digests here needs ${who}.`,
    which: () => 'This channel has several digests. Which one? Press its button, or name its topic in the command.',
    'none-here': (_, command) => `There is no digest here yet. Make one with ${command('subscribe')}.`,
    'none-owned': (_, command) =>
      `You own no digest. In a channel that you manage, ${command('subscribe')} has what changed posted there.`,
    'none-due': () => 'Nothing has been due yet.',
    'name-owner': (_, command) => `Name the new owner, a person here: ${command('handover')} @person`,
    'not-subscribed': () => 'Nothing was subscribed.',
    'not-changed': () => 'It stays as it is.',
    'nothing-given': () => 'Nothing was changed yet: choose what is to change.',
    'nothing-differs': () => 'Nothing was changed: its settings are these already.',
    'not-understood': (words) => `Not understood: ${words}. The rest is filled in; check it before you save.`,
    'not-read': (words) => `Not understood: ${words}.`,
    'no-such-act': (words) => `${words} is nothing that this command does.`,
    'did-you-mean': (command) => `Did you mean ${command}?`,
    'no-such-schedule': (words) =>
      `${words} cannot be done: a digest comes every day, or on days of the week that you choose.`,
    twice: (name) =>
      `This channel has “${name}” already, of the same topics. Change that one; or ask for the same again, to have a second one.`,
    'nothing-today': (next) => `Nothing more comes today: the next one comes ${next}.`,
    moved: () => 'It is posted in another channel from now on.',
    'ask-remove': (name) => `Remove “${name}”? Nothing more is posted by it, and its settings are not kept.`,
    'ask-now': (name) => `Post “${name}” now? What it tells counts as heard.`,
    'owner-not-told': (why) => `The owner could not be told of this. ${why}`.trim(),
    'no-owner': (_, command) =>
      `Nobody is told of this: the digest has no owner. Name one with ${command('handover')}.`,
    'more-digests': (count) => `And ${count} more: list them by channel.`,
    'none-managed': () => 'There is no digest here that you may manage.',
    'only-lost': (topics) =>
      `Nothing more is posted by it, since none of its topics is published any more: ${topics}. Change its topics, or remove it.`,
    asked: () => 'It was paused on request.',
    'channel-gone': (advice) => `That channel cannot be found. Check that it exists and is not archived. ${advice}`,
    'no-permission': (advice) => `The bot may not post in that channel. ${advice}`,
    'bot-removed': (advice) => `The bot is not a member of that channel. ${advice}`,
    'token-revoked': (advice) => `The workspace has removed the bot or its token. Install it again. ${advice}`,
    'no-history': (advice) =>
      `The bot may not read the history of that channel, which it needs to find out after a fault whether a digest arrived. ${advice}`,
  } satisfies Record<string, Note>,
  alerts: {
    title: 'A channel digest needs you',
    paused: (name: string, why: string) =>
      `“${name}” is paused: ${why}. All its settings are kept. Mend the cause, then press Resume.`,
    gone: (name: string, why: string) =>
      `“${name}” is paused: ${why}. All its settings are kept. If the channel is back, press Resume; otherwise choose another one with /digest change, or press Remove.`,
    onTitle: 'A channel digest goes on',
    goesOn: (name: string) =>
      `“${name}” goes on by itself: the channel takes its messages again. What was new meanwhile is in its next post, at the usual time.`,
    unsure: (name: string) =>
      `“${name}”: it is not known whether its last post arrived, and the bot could not read the channel to find out. The digest goes on as scheduled. Look in the channel; if the post is missing, press Send now. The bot looks again each hour for three days, and finds out by itself once it can read the channel.`,
  },
  againToday: (next: string, before: string, isPosted: boolean) =>
    `It comes again today, at ${next}: today’s of ${before} ${isPosted ? 'was posted already' : 'is on its way'}.`,
  onRequest: 'on request, until somebody resumes it',
  because: (reason: string, advice: string) => `${reason}. ${advice}`.trim(),
  severalTopics: (name: string, names: string) =>
    `Several relationships have a topic “${name}”. Name the one that is meant: ${names}.`,
  quoted: (word: string) => `“${word}”`,
  andMore: (names: string, count: number) => `${names} and ${count} more`,
  retracted: 'retracted',
  gone: 'no longer there',
  language: { en: 'in English', zh: 'in Chinese' } satisfies Record<Language, string>,
  whenQuiet: { skip: 'nothing is posted when nothing is new', rotate: 'one brief in turn when nothing is new' },
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  instant: (weekday: string, day: string, time: string, zone: string) => `${weekday} ${day}, ${time} (${zone})`,
  late: (time: string) => `${time} (late)`,
  sentNow: (time: string) => `${time} (sent on request)`,
  newestFirst: 'The newest first',
  attempts: (count: number) => `${count} attempts`,
  states: {
    waiting: 'waiting',
    claimed: 'being sent',
    unknown: 'outcome unknown',
    sent: 'sent',
    refused: 'refused',
    skipped: 'skipped',
    missed: 'missed',
  },
  /** Why a delivery is in its state, by the code that its reason begins with; `rest` is what follows it. */
  reasons: {
    'not-running': () => 'the bot was not running; the newest missed digest was posted instead',
    removed: () => 'the digest was removed',
    attempts: () => 'given up after too many attempts',
    'rate-limit': () => 'the platform asked to wait, or could not be reached',
    invalid: (rest) => `the platform does not take this message (${rest})`,
    'no-answer': () => 'the platform did not say whether it arrived; it is being looked up',
    unreadable: () => 'the channel could not be read to find out; it is looked up again each hour',
    'given-up': () => 'the channel could not be read for three days; it is no longer looked up',
    'late-answer': () => 'the platform answered late',
    'looked-up': (rest): string =>
      rest.startsWith('not') ? 'not found in the channel, so it is sent again' : 'found in the channel',
    'set-back': () =>
      'the database was restarted or set back; the channel is looked through first, in case it was sent before that',
    forgotten: () =>
      'the database was restarted or set back after this time; whether it was posted is not known, and only the newest is looked up',
    'token-refused': () => 'the platform refused the bot’s token; it is sent once the token is taken again',
    superseded: () => 'a newer digest of the same was due meanwhile and carries its news',
    'nothing-new': () => 'nothing was new',
  } satisfies Record<string, (rest: string) => string>,
};

const zh: DigestCommandTexts = {
  titles: {
    digest: '订阅',
    subscribed: '订阅成功',
    changed: '订阅已修改',
    resumed: '订阅已恢复',
    list: '频道订阅',
    log: '发送记录',
    faults: '暂时无法完成',
    which: '哪一个订阅？',
    everywhere: '所有频道的订阅',
    unchanged: '未作修改',
    twice: '本频道已有相同的订阅',
  },
  labels: {
    channel: '频道',
    settings: '设置',
    next: '接下来的时间',
    nextOne: (time) => `下一期：${time}`,
    paused: '已暂停',
    owner: '负责人',
    ownerBefore: '原负责人',
    person: '成员',
    topics: '主题',
  },
  buttons: {
    pause: '暂停',
    resume: '恢复',
    remove: '移除',
    now: '立即发送',
    preview: '预览',
    log: '记录',
    change: '修改',
    list: '全部订阅',
    everywhere: '所有频道',
    'skip-today': '今天不再发',
  },
  notes: {
    unknown: (id, command) => `这里没有订阅“${id}”。用 ${command('list')} 查看全部。`,
    'too-many': (most) => `该频道已有${most}个订阅，已达上限。请修改其中一个，或先移除一个。`,
    paused: () => '已暂停，恢复之前不再发布；设置均已保留。',
    removed: () => '已移除，不再发布。',
    queued: () => '正在发布，其内容视为已告知。',
    'nothing-new': () => '没有新内容，未发布。',
    'handed-over': () => '已移交新负责人，出现问题时将通知其本人。',
    'owner-told': () => '已通知新负责人。',
    'owner-not-reached': (why) => `未能通知新负责人，请自行转告。${why}`,
    'may-not-own': () => '此人无权管理那里的订阅，负责人保持不变。',
    'now-yours': () => '您现在是此订阅的负责人，出现问题时会通知您。',
    'not-allowed': (who) => `在此管理订阅需要${who}。`,
    which: () => '本频道有多个订阅，请选择：点击相应按钮，或在命令中写明其主题。',
    'none-here': (_, command) => `这里还没有订阅。新建请用 ${command('subscribe')}。`,
    'none-owned': (_, command) =>
      `您名下没有订阅。在您管理的频道中使用 ${command('subscribe')}，即可在该频道接收最新动态。`,
    'none-due': () => '尚未到过发送时间，暂无记录。',
    'name-owner': (_, command) => `请指明新负责人（须为此处成员）：${command('handover')} @某人`,
    'not-subscribed': () => '尚未订阅。',
    'not-changed': () => '订阅保持不变。',
    'nothing-given': () => '尚未修改：请选择要修改的内容。',
    'nothing-differs': () => '未作修改：设置本来就是这样。',
    'not-understood': (words) => `看不懂：${words}。其余内容已填好，保存前请核对。`,
    'not-read': (words) => `看不懂：${words}。`,
    'no-such-act': (words) => `此命令不能做${words}。`,
    'did-you-mean': (command) => `是否想输入 ${command}？`,
    'no-such-schedule': (words) => `无法${words}发布：只能每天发布，或在选定的星期几发布。`,
    twice: (name) => `本频道已有主题相同的订阅“${name}”。请修改它；若确要再建一个，请原样再提交一次。`,
    'nothing-today': (next) => `今天不再发布；下一期：${next}。`,
    moved: () => '今后改在另一频道发布。',
    'ask-remove': (name) => `要移除“${name}”吗？移除后不再发布，设置也不保留。`,
    'ask-now': (name) => `现在发布“${name}”吗？其内容将视为已告知。`,
    'owner-not-told': (why) => `未能将此事通知负责人。${why}`,
    'no-owner': (_, command) => `该订阅没有负责人，此事无人获知。用 ${command('handover')} 指定负责人。`,
    'more-digests': (count) => `另有${count}个，请按频道查看。`,
    'none-managed': () => '这里没有您可以管理的订阅。',
    'only-lost': (topics) => `其主题均已不再发布，因此不会再有内容：${topics}。请修改主题，或移除订阅。`,
    asked: () => '已应要求暂停。',
    'channel-gone': (advice) => `找不到该频道。请确认其存在且未归档。${advice}`,
    'no-permission': (advice) => `机器人无权在该频道发言。${advice}`,
    'bot-removed': (advice) => `机器人不在该频道。${advice}`,
    'token-revoked': (advice) => `工作区已移除机器人或其令牌，请重新安装。${advice}`,
    'no-history': (advice) => `机器人无权读取该频道记录；出错后需借此确认是否送达。${advice}`,
  },
  alerts: {
    title: '频道订阅需要处理',
    paused: (name, why) => `“${name}”已暂停：${why}。设置均已保留。排除原因后请点“恢复”。`,
    gone: (name, why) =>
      `“${name}”已暂停：${why}。设置均已保留。如频道已恢复，请点“恢复”；否则请用 /digest change 改选其他频道，或点“移除”。`,
    onTitle: '频道订阅已自动恢复',
    goesOn: (name) => `“${name}”已自动恢复：频道又能接收消息了。其间的新内容会在下一期按原定时间发出。`,
    unsure: (name) =>
      `“${name}”：无法确定上一期是否送达，机器人读不到频道记录，无从查证。订阅照常进行。请查看频道；若缺失，请点“立即发送”。机器人能读取后会自行查证，三天内每小时一次。`,
  },
  againToday: (next, before, isPosted) =>
    `今天 ${next} 还会再发一期：今天 ${before} 的一期${isPosted ? '已经发布' : '正在发布'}。`,
  onRequest: '应要求暂停，直至有人恢复',
  because: (reason, advice) => `${reason}。${advice}`,
  severalTopics: (name, names) => `有多个双边关系设有主题“${name}”，请写明是哪一个：${names}。`,
  quoted: (word) => `“${word}”`,
  andMore: (names, count) => `${names}等，另有${count}个`,
  retracted: '已撤回',
  gone: '已不存在',
  language: { en: '英文', zh: '中文' },
  whenQuiet: { skip: '无新内容时不发', rotate: '无新内容时轮换一份简报' },
  weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  instant: (weekday, day, time, zone) => `${day}（${weekday}）${time}（${zone}）`,
  late: (time) => `${time}（补发）`,
  sentNow: (time) => `${time}（应要求立即发送）`,
  newestFirst: '最新的在前',
  attempts: (count) => `共尝试${count}次`,
  states: {
    waiting: '等待发送',
    claimed: '发送中',
    unknown: '结果未知',
    sent: '已发送',
    refused: '被拒',
    skipped: '跳过',
    missed: '未按时发出',
  },
  reasons: {
    'not-running': () => '当时机器人未在运行，已改发最近错过的一期',
    removed: () => '订阅已移除',
    attempts: () => '尝试次数过多，已放弃',
    'rate-limit': () => '平台要求等待，或无法连接平台',
    invalid: (rest) => `平台不接受此消息（${rest}）`,
    'no-answer': () => '平台未说明是否送达，正在核查',
    unreadable: () => '读不到频道记录，无从核查，每小时再查一次',
    'given-up': () => '三天内都读不到频道记录，不再核查',
    'late-answer': () => '平台回复较迟',
    'looked-up': (rest) => (rest.startsWith('not') ? '频道中未找到，已重新发送' : '已在频道中找到'),
    'set-back': () => '数据库曾重启或被还原，先查看频道中是否已有，没有才发送',
    forgotten: () => '此后数据库曾重启或被还原，无从得知当时是否已发，只核查最近一期',
    'token-refused': () => '平台拒绝了机器人的令牌；令牌恢复后即会发送',
    superseded: () => '其间又有新的一期到期，内容并入新的一期',
    'nothing-new': () => '没有新内容',
  },
};

const TEXTS: Readonly<Record<Language, DigestCommandTexts>> = { en, zh };

export type NoteKind = keyof DigestCommandTexts['notes'];

/** Returns the words with which what people do with digests is answered in a language. */
export function digestCommandTexts(language: Language): DigestCommandTexts {
  return TEXTS[language];
}
