/** What only Discord has to say, in each language. */
import type { Language } from '../../records/schema.ts';

type DiscordTexts = typeof en;

const en = {
  welcome: 'Attaché is in this server',
  help: {
    brief: 'all topics; with a topic, its card; with a question in your own words, the answer',
    parts: '“energy full” is the whole brief, “energy measures” one section of it',
    language: 'the language of this answer; “in Chinese” behind a question does the same',
    mentionMe: 'Mention me',
    mention: 'with a question, in a channel or a thread: I answer there, for everyone',
    writeToMe: 'Write to me',
    write: 'in a direct message, with a question',
    apps: 'Apps',
    briefThis: 'in the menu of a message: what it speaks of, for you alone',
    digest: 'for those who manage the server: digests of what changed in a channel, and its settings for answers',
  },
  settings: 'Settings for answers',
  threadFollows: 'a thread follows its channel, so that these are for the whole channel',
  rightsUnknown:
    'I am not a member of that server, or Discord does not say at the moment what you may do there, so nothing was changed. Add me to it again, or try again in a minute.',
  byCommand:
    'Digests and settings are managed by commands, whose answers you alone see: type /digest list or /digest settings.',
  notManaging: 'Changing how I answer in a channel needs the permission Manage Server.',
  notAllListed: 'Not all fit here: for another, choose the brief as a whole and say which.',
  ask: (question: string) => `Ask: ${question}`,
  newDigest: 'Subscribe a channel',
  yourDigest: 'Change a digest',
  form: {
    when: 'Days and time',
    whenHint: 'Such as weekdays 09:00, every day 18:30, mon wed fri 9am',
    usualWhen: 'weekdays 09:00',
    zone: 'City or time zone',
    zoneHint: 'Such as Beijing, New York or Asia/Tokyo',
    language: 'Language of the digest',
    whenQuiet: 'When nothing is new',
  },
  linksInSources: 'There is no room for links here: Sources has them.',
  cancel: 'Cancel',
  nothingDone: 'Nothing was done.',
  youWrote: 'You wrote',
  editAgain: 'Edit and send again',
  staleForm: 'That form is of another version of me, and nothing was kept. Open it again below the brief.',
  noText:
    'That message has no text that I could read, only pictures, files or stickers. Choose one that says something.',
  useBriefThis:
    'I cannot read the message that you replied to. To be briefed on it, open its menu and choose Apps › Brief this: you alone see the answer. Or mention me with a question.',
  mentionMe:
    'You mentioned my role, and Discord gives me no text of such a message. Mention me by my name in the list of members instead, or type /brief.',
  youMayNotPost: 'You may not write in this channel, so you cannot share anything in it.',
  cannotShareAlong:
    'You brought me along to this server, and it does not let you post here through apps like that: only you can see what I answer. Ask whoever manages the server to allow Use External Apps, or to add me to it.',
};

const zh: DiscordTexts = {
  welcome: 'Attaché 已加入本服务器',
  help: {
    brief: '列出全部主题；加上主题可看简报卡片，用自己的话提问可得到回答',
    parts: '“能源 全文”为整份简报，“能源 措施”只看其中一部分',
    language: '选择这次回答的语言；也可在问题后写“用英文”',
    mentionMe: '@我',
    mention: '在频道或子区中提及我并附上问题：我会在原处公开回答',
    writeToMe: '私信',
    write: '直接给我发消息提问',
    apps: '应用',
    briefThis: '在消息菜单中：查看该消息所谈的主题，仅您可见',
    digest: '供服务器管理者使用：为频道订阅最新动态，设置频道中的回答方式',
  },
  settings: '回答设置',
  threadFollows: '子区沿用所在频道的设置，因此对整个频道生效',
  rightsUnknown: '我不在该服务器，或 Discord 此刻未说明您在那里的权限，因此未作任何更改。请重新添加我，或稍后再试。',
  byCommand: '订阅和设置用命令管理，回答只有您能看到：请输入 /订阅 列表 或 /订阅 设置。',
  notManaging: '更改频道中的回答方式需要“管理服务器”权限。',
  notAllListed: '此处未能全部列出：如为其他陈述，请选择整份简报并说明是哪一条。',
  ask: (question) => `提问：${question}`,
  newDigest: '为频道订阅',
  yourDigest: '修改订阅',
  form: {
    when: '星期和时间',
    whenHint: '例如：工作日 09:00、每天 18:30、周一周三周五 9点',
    usualWhen: '工作日 09:00',
    zone: '城市或时区',
    zoneHint: '例如：北京、纽约、Asia/Tokyo',
    language: '动态的语言',
    whenQuiet: '没有新内容时',
  },
  linksInSources: '此处放不下链接，请见“来源”。',
  cancel: '取消',
  nothingDone: '没有进行任何操作。',
  youWrote: '您填写的内容',
  editAgain: '修改后重新提交',
  staleForm: '该表单来自另一版本，内容未保存。请在简报下方重新打开。',
  noText: '那条消息没有可读的文字，只有图片、文件或贴纸。请选一条有文字的消息。',
  useBriefThis:
    '我读不到您所回复的那条消息。要查看它涉及的简报，请打开那条消息的菜单，选择“应用 › 查找相关简报”，回答只有您能看到；也可提及我并附上问题。',
  mentionMe: '您提及的是我的身份组，Discord 不会把这类消息的文字交给我。请改为提及成员列表中的我，或输入 /brief。',
  youMayNotPost: '您在此频道没有发言权限，因此不能在这里分享。',
  cannotShareAlong:
    '我是由您个人添加到此处使用的，而此服务器不允许您通过这类应用公开发布：我的回答只有您能看到。请服务器管理者允许“使用外部应用”，或将我添加到服务器。',
};

const TEXTS: Readonly<Record<Language, DiscordTexts>> = { en, zh };

/** Returns Discord's own words in a language. */
export function discordTexts(language: Language): DiscordTexts {
  return TEXTS[language];
}
