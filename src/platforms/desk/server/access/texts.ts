/** Every sentence of the pages on which people come in, in both languages. */
import { PASSWORD_LEAST } from '../../../../people/password.ts';
import type { Language } from '../../../../records/schema.ts';

type EntryText = Readonly<Record<Language, string>>;

export const TEXT = {
  title: { en: 'Sign in', zh: '登录' },
  desk: { en: 'Attaché, the desk', zh: 'Attaché 工作台' },
  name: { en: 'Name', zh: '姓名' },
  password: { en: 'Password', zh: '密码' },
  again: { en: 'The same password again', zh: '再次输入密码' },
  enter: { en: 'Sign in', zh: '登录' },
  or: { en: 'or', zh: '或' },
  forgotten: {
    en: 'No account, or the password forgotten? An admin of this desk makes you a link.',
    zh: '没有账户或忘记密码？请本工作台的管理员为您生成链接。',
  },
  nobody: {
    en: 'This desk has no admin yet. Whoever runs the bot opens the link that its start has printed, or makes one: npm run -s attache -- people add NAME --role admin',
    zh: '本工作台尚无管理员。请运行机器人的人打开启动时显示的链接，或生成一个：npm run -s attache -- people add 姓名 --role admin',
  },
  joinTitle: { en: 'Set your password', zh: '设置密码' },
  firstTitle: { en: 'The first admin of this desk', zh: '本工作台的首位管理员' },
  firstLead: {
    en: 'Nobody looks after this desk yet. Whoever opens this link first becomes its admin and adds the others.',
    zh: '本工作台尚无管理员。最先使用此链接的人将成为管理员，并可添加其他人。',
  },
  nameHint: {
    en: 'As the others know you; it stands beside what you do here.',
    zh: '请填写大家熟悉的姓名；您在此处的操作会署此名。',
  },
  passwordHint: {
    en: `At least ${PASSWORD_LEAST} characters; several words that only you would put together are good.`,
    zh: `至少${PASSWORD_LEAST}个字符；只有您会想到的几个词的组合即可。`,
  },
  save: { en: 'Save and sign in', zh: '保存并登录' },
  going: { en: 'Going on to sign in', zh: '正在前往登录' },
  goOn: { en: 'Go on', zh: '继续' },
  nothingTitle: { en: 'Nothing here', zh: '此处没有内容' },
  nothing: {
    en: 'There is nothing at this address: it may have been cut off or mistyped.',
    zh: '此地址没有内容：地址可能不完整或有误。',
  },
  open: { en: 'Open the desk', zh: '打开工作台' },
  back: { en: 'To the sign-in page', zh: '前往登录页面' },
} as const satisfies Readonly<Record<string, EntryText>>;

/** What went wrong, by its code. */
export const FAULTS = {
  wrong: {
    en: 'Name and password do not belong together. Check both; capital letters count in the password.',
    zh: '姓名与密码不匹配。请检查后重试；密码区分大小写。',
  },
  guessed: {
    en: 'Too many wrong passwords came from where you are; wait a minute and try again.',
    zh: '您所在网络输错密码的次数过多；请等一分钟再试。',
  },
  busy: {
    en: 'Too many people are signing in at this moment, so your password was not looked at. Try again in a few seconds.',
    zh: '此刻登录人数过多，尚未核对您的密码。请过几秒再试。',
  },
  differs: { en: 'The two passwords differ; type the same one twice.', zh: '两次输入的密码不一致；请重新输入。' },
  short: {
    en: `This password is too short: it needs ${PASSWORD_LEAST} characters or more.`,
    zh: `密码太短：至少需要${PASSWORD_LEAST}个字符。`,
  },
  long: {
    en: 'This is too long: a password has at most 1,000 characters, a name 60.',
    zh: '内容过长：密码最多1000个字符，姓名最多60个字符。',
  },
  plain: {
    en: 'This password is guessed first: it is your name, or hardly more than one character. Take several words.',
    zh: '这个密码太容易猜到（与姓名相同，或几乎只有一个字符）。请使用几个词的组合。',
  },
  empty: { en: 'Type your name.', zh: '请填写姓名。' },
  odd: {
    en: 'This name cannot be used: it holds characters that are not seen or that look like others, or the desk uses it itself.',
    zh: '不能使用这个姓名：其中含有不可见或易混淆的字符，或已由工作台自身使用。',
  },
  'name-taken': { en: 'Somebody here has this name already; take another one.', zh: '已有人使用这个姓名；请换一个。' },
  used: {
    en: 'This link was used before, and works only once. Sign in with your password; if it was not you who used it, ask an admin for another link at once.',
    zh: '此链接已被使用，只能使用一次。请用密码登录；如果不是您本人使用的，请立即请管理员重新生成链接。',
  },
  expired: {
    en: 'This link has expired: it works for 24 hours. Ask an admin for another one; for the first admin, a restart prints one.',
    zh: '此链接已过期（有效期24小时）。请管理员重新生成；首位管理员的链接在重新启动时会再次显示。',
  },
  gone: {
    en: 'This link does not work: a newer one took its place, or it was not copied whole. Ask an admin for another one.',
    zh: '此链接无效：已有更新的链接，或复制不完整。请管理员重新生成。',
  },
  link: {
    en: 'This is not the link of this desk: it was cut off, or its secret was made anew. Print it again where the bot runs: npm run -s attache -- people link',
    zh: '此链接不属于本工作台：复制不完整，或密钥已更换。请在运行机器人的机器上重新显示：npm run -s attache -- people link',
  },
  'has-admin': {
    en: 'This desk has an admin already, so this link works no more. Ask them for an account.',
    zh: '本工作台已有管理员，此链接不再有效。请向管理员申请账户。',
  },
  'subject-taken': {
    en: 'With this account of the provider somebody else signs in here already.',
    zh: '该登录账户已与此处另一人关联。',
  },
  removed: {
    en: 'Your account here was removed. If that was a mistake, ask an admin.',
    zh: '您在此处的账户已被移除。如有误，请联系管理员。',
  },
  unknown: {
    en: 'The provider knows you, but you have no account here. Ask an admin for a link, open it, and sign in there.',
    zh: '登录服务已确认您的身份，但您在此处没有账户。请向管理员索取链接，打开后再登录。',
  },
  state: {
    en: 'This sign-in was begun in another browser or more than ten minutes ago, so it was not taken. Begin again.',
    zh: '此次登录始于另一浏览器或已超过十分钟，因此未被接受。请重新开始。',
  },
  unreachable: {
    en: 'The sign-in provider does not answer. Try again in a moment, or sign in with a password.',
    zh: '登录服务没有响应。请稍后重试，或使用密码登录。',
  },
  declined: {
    en: 'The provider did not let you in, or you stopped there. Nothing has changed here.',
    zh: '登录服务未放行，或您已中止登录。此处没有任何变化。',
  },
  unbelievable: {
    en: 'The answer of the sign-in provider cannot be believed, so nobody was let in. Try again; if it stays so, an admin finds the reason in the log.',
    zh: '登录服务的答复不可信，因此未放行。请重试；如仍如此，管理员可在日志中查看原因。',
  },
} as const satisfies Readonly<Record<string, EntryText>>;

export type EntryFault = keyof typeof FAULTS;

/** Returns the words of the button that leads to a provider. */
export const withProvider = (name: string, language: Language): string =>
  language === 'zh' ? `通过 ${name} 登录` : `Sign in with ${name}`;

/** Returns whose password a link sets. */
export const joinLead = (name: string, language: Language): string =>
  language === 'zh' ? `此链接供${name}使用，有效一次。` : `This link is for ${name} and works once.`;
