/** The words of the tab of people, in both languages. */
import type { AuditAct } from '../../../../people/audit.ts';
import type { PeopleRefusal } from '../../server/access/people.ts';
import type { Bilingual } from '../text.ts';

export const TEXT = {
  heading: { en: 'People', zh: '人员' },
  about: {
    en: 'Who may use this desk, and what was done on it. Readers look and ask; curators also work on records, digests and the inbox; reviewers also confirm; admins also look after people.',
    zh: '可使用本工作台的人员及操作记录。读者可查阅和提问；编辑还可处理记录、订阅和收件箱；审阅者还可确认内容；管理员还可管理人员。',
  },
  machine: {
    en: 'Nobody has an account yet: whoever is at this machine is the admin. The first account ends that, so make it for yourself, as admin.',
    zh: '目前尚无账户：使用本机者即为管理员。添加首个账户后此状态即告结束，因此请先为自己添加管理员账户。',
  },
  list: { en: 'Accounts', zh: '账户' },
  name: { en: 'Name', zh: '姓名' },
  role: { en: 'Role', zh: '角色' },
  ways: { en: 'Signs in with', zh: '登录方式' },
  seen: { en: 'Last seen', zh: '最近使用' },
  never: { en: 'not signed in', zh: '未登录' },
  self: { en: 'you', zh: '您' },
  actions: { en: 'What to do', zh: '操作' },
  by: {
    password: { en: 'a password', zh: '密码' },
    provider: { en: 'the provider', zh: '登录服务' },
    both: { en: 'a password, or the provider', zh: '密码或登录服务' },
    'not-yet': { en: 'nothing yet: the link was not used', zh: '尚未使用链接' },
  },
  add: { en: 'Add', zh: '添加' },
  'add-heading': { en: 'Add a person', zh: '添加人员' },
  link: { en: 'New link', zh: '新链接' },
  remove: { en: 'Remove', zh: '移除' },
  'link-of': (name: string): Bilingual => ({ en: `New link for ${name}`, zh: `为${name}生成新链接` }),
  'remove-of': (name: string): Bilingual => ({ en: `Remove ${name}`, zh: `移除${name}` }),
  'role-of': (name: string): Bilingual => ({ en: `Role of ${name}`, zh: `${name}的角色` }),
  'ask-remove': (name: string): Bilingual => ({
    en: `Remove ${name}? Their sessions end at once. What they did stays in the list below.`,
    zh: `移除${name}？其所有会话将立即结束，操作记录仍会保留。`,
  }),
  given: (name: string): Bilingual => ({
    en: `Give this link to ${name} and to nobody else. It works once, for 24 hours, and is not shown again:`,
    zh: `请将此链接仅交给${name}。链接仅可使用一次，24小时内有效，且不会再次显示：`,
  }),
  changed: (name: string): Bilingual => ({ en: `${name} has the new role.`, zh: `${name}的角色已更改。` }),
  removed: (name: string): Bilingual => ({ en: `${name} was removed.`, zh: `已移除${name}。` }),
  audit: { en: 'What was done', zh: '操作记录' },
  when: { en: 'When', zh: '时间' },
  act: { en: 'What', zh: '操作类型' },
  any: { en: 'anything', zh: '全部' },
  subject: { en: 'To what', zh: '对象' },
  from: { en: 'From (UTC)', zh: '起始日期（UTC）' },
  to: { en: 'To (UTC)', zh: '截止日期（UTC）' },
  'no-people': { en: 'No accounts yet.', zh: '尚无账户。' },
  none: { en: 'Nothing was done that fits.', zh: '没有符合条件的记录。' },
  newest: { en: 'Newest', zh: '最新' },
  older: { en: 'Older', zh: '更早' },
  download: { en: 'Download as', zh: '下载为' },
} as const;

const REFUSED_IN_CHINESE: Readonly<Record<PeopleRefusal, string>> = {
  missing: '没有这个姓名的人员。',
  'name-taken': '已有人使用这个姓名；请加上可以区分的内容。',
  empty: '请填写姓名。',
  long: '姓名最多60个字符。',
  odd: '不能使用这个姓名：其中含有不可见或易混淆的字符，或已由工作台自身使用。',
  'first-admin': '首个账户必须是管理员，由其添加其他人员。',
  'last-admin': '这样将没有人能管理人员；请先将他人设为管理员。',
};

/** Returns why somebody was not added, changed or removed; undefined for other faults. */
export function refusalText({ code, message }: { readonly code: string; readonly message: string }) {
  const chinese = new Map<string, string>(Object.entries(REFUSED_IN_CHINESE)).get(code);
  return chinese === undefined ? undefined : ({ en: message, zh: chinese } satisfies Bilingual);
}

export const ACTS: Readonly<Record<AuditAct, Bilingual>> = {
  'signed-in': { en: 'signed in', zh: '登录' },
  'sign-in-refused': { en: 'was refused at the sign-in', zh: '登录被拒绝' },
  'signed-out': { en: 'signed out', zh: '退出登录' },
  'account-added': { en: 'added a person', zh: '添加人员' },
  'account-removed': { en: 'removed a person', zh: '移除人员' },
  'role-changed': { en: 'changed a role', zh: '更改角色' },
  'link-made': { en: 'made a link', zh: '生成链接' },
  'password-set': { en: 'set a password', zh: '设置密码' },
  'provider-tied': { en: 'tied an account of the provider', zh: '关联登录服务账户' },
  'records-published': { en: 'published records', zh: '发布记录' },
  'publishing-undone': { en: 'undid a publication', zh: '撤销发布' },
  'draft-saved': { en: 'saved a draft', zh: '保存草稿' },
  'draft-removed': { en: 'removed a draft', zh: '删除草稿' },
  'document-added': { en: 'added a document', zh: '添加文件' },
  'text-removed': { en: 'removed a held text', zh: '删除已保存的正文' },
  'wording-added': { en: 'added a wording', zh: '添加问法' },
  'topic-reviewed': { en: 'reviewed a topic', zh: '审阅主题' },
  'work-wanted': { en: 'asked for work', zh: '提出修改意见' },
  'work-done': { en: 'closed a note', zh: '处理完意见' },
  'chat-tied': { en: 'tied a chat identity', zh: '绑定聊天身份' },
  'chat-untied': { en: 'untied a chat identity', zh: '解除聊天身份绑定' },
  'flag-done': { en: 'closed a flag', zh: '处理完标记' },
  'flag-reopened': { en: 'opened a flag again', zh: '重新打开标记' },
  'question-dropped': { en: 'dropped a question', zh: '移除提问' },
  'question-kept': { en: 'took back dropping a question', zh: '撤销移除提问' },
  'digest-managed': { en: 'managed a digest', zh: '管理订阅' },
  'card-managed': { en: 'shared or deleted a card', zh: '分享或删除卡片' },
};
