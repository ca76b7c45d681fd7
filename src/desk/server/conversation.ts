/** The asker at the desk, as the conversation takes it, and the results of their texts and clicks. */
import type { Language } from '../../records/schema.ts';
import { composeInChat } from '../../conversation/help.ts';
import { onClick, onText } from '../../conversation/converse.ts';
import { onDigestText } from '../../conversation/digests/text.ts';
import { noteReply } from '../../conversation/digests/notes.ts';
import type { Asker, ConversationResult } from '../../conversation/event.ts';
import { parseLanguage, writtenIn } from '../../conversation/parse-text.ts';
import { decodeButton, type ButtonAction } from '../../reply/button.ts';
import type { FlagForm } from '../../conversation/flags/types.ts';
import type { Reply } from '../../reply/reply.ts';
import { BOTTOM_LINE, WHOLE_BRIEF } from '../../people/inbox/flag.ts';
import type { AuditDeed } from '../../people/audit.ts';
import { may, type Right } from '../../people/roles.ts';
import type { Bot } from '../../chat/platform.ts';
import { MAX_NAMES, type SignedIn } from './access/access.ts';
import { DESK_CHANNEL_REF } from './courier.ts';
import { digestForm, type DigestForm } from './digest-form.ts';
import { stale } from './show.ts';
import { digestHelp, helpEntries } from './help.ts';
import { note as noteBlock } from '../../reply/compose/parts.ts';

/** The digests of the desk's channel belong to everybody who may manage them: they are one person's. */
const DESK_PERSON = 'desk';

const DESK_NAME: Readonly<Record<Language, string>> = { en: 'the desk', zh: '工作台' };

export type DeskResult =
  | { readonly type: 'reply'; readonly reply: Reply; readonly page?: number | undefined }
  | { readonly type: 'digest'; readonly form: DigestForm }
  | { readonly type: 'flag'; readonly form: FlagForm };

/** The person at the page: its language and time zone, and an id of the event, so that a repeated one is handled once. */
export type DeskPerson = {
  readonly language: Language;
  readonly zone: string;
  readonly request: string;
  /** The turn or message whose button was clicked. */
  readonly clicked?: string | undefined;
  /** Who sent it. */
  readonly by: SignedIn;
  /** Returns the names of those who may do something. */
  readonly who: (right: Right) => Promise<readonly string[]>;
};

/** Returns the asker at the desk. */
export const askerOf = ({
  language,
  zone = '',
  request = '',
  clicked,
  by,
  who,
}: Omit<DeskPerson, 'zone' | 'request'> & Partial<DeskPerson>): Asker => ({
  person: DESK_PERSON,
  name: by.isMachine ? DESK_NAME[language] : by.name,
  channelRef: DESK_CHANNEL_REF,
  isPrivate: false,
  language,
  audience: 'asker',
  eventId: request,
  clicked,
  helpEntries,
  zone: async () => zone,
  // The desk's channel has no settings, and nobody else can be told of anything here.
  refusal: async ({ action, person = DESK_PERSON }) => {
    if (action === 'settings') return composeInChat(language);
    if (!may(by, 'manage')) return notAllowed(language, who);
    return person === DESK_PERSON ? undefined : noteReply('name-owner', language);
  },
});

/** Returns the reply to a reader who would manage or share something: who may. */
async function notAllowed(language: Language, who: DeskPerson['who']): Promise<Reply> {
  const names = (await who('manage')).slice(0, MAX_NAMES);
  const title = { en: 'Not allowed', zh: '没有权限' };
  const text = {
    en: `This needs a curator of this desk${names.length > 0 ? `: ask ${names.join(', ')}` : ''}.`,
    zh: `此操作需要本工作台的编辑权限${names.length > 0 ? `，请联系${names.join('、')}` : ''}。`,
  };
  return { title: title[language], language, audience: 'asker', blocks: [noteBlock(text[language])], actions: [] };
}

/** Returns the result of a text: a command, or a question as in a chat. */
export async function onTyped(text: string, person: DeskPerson, bot: Bot): Promise<DeskResult> {
  if (/^\s*\/digest\b/iu.test(text)) {
    const [, command = ''] = /^\s*\/digest(?:\s+(.*))?$/isu.exec(text) ?? [];
    const asker = askerOf({ ...person, language: writtenIn(command) ?? person.language });
    return resultOf(await onDigestText(command, asker, bot, { help: digestHelp }), asker, bot);
  }
  const asker = askerOf({ ...person, language: parseLanguage(text).language ?? person.language });
  // A command is answered to the asker, with a button to share the answer; a question is answered for everyone.
  const typed = /^\s*\//u.test(text)
    ? ({ type: 'command', text: text.replace(/^\s*\/brief\b/iu, ' ') } as const)
    : ({ type: 'message', text } as const);
  return resultOf(await onText(typed, asker, bot), asker, bot);
}

/** Whether a button is for somebody: what is shared stands in the channel for everybody. */
const isFor = (by: SignedIn, { verb }: ButtonAction): boolean =>
  verb === 'open' || verb === 'flag' || may(by, 'manage');

/** Returns a reply without the buttons that are not for somebody. */
export const offeredTo = (by: SignedIn, reply: Reply): Reply => ({
  ...reply,
  actions: reply.actions.filter(({ target }) => isFor(by, target)),
});

/** Returns the result of a click; `id` is that of a button or of a chosen option. */
export async function onClicked(id: string, person: DeskPerson, bot: Bot): Promise<DeskResult> {
  // A suffix after # distinguishes equal ids.
  const action = decodeButton(id.split('#', 1)[0] ?? '');
  if (action === undefined) return { type: 'reply', reply: stale(person.language) };
  const asker = askerOf({ ...person, language: action.language });
  if (!isFor(person.by, action)) return { type: 'reply', reply: await notAllowed(action.language, person.who) };
  return resultOf(await onClick(action, asker, bot), asker, bot);
}

/** Returns what the page shows of a result. */
async function resultOf(result: ConversationResult, { language }: Asker, bot: Bot): Promise<DeskResult> {
  switch (result.type) {
    case 'reply':
      return { type: 'reply', reply: result.reply, page: result.page };
    case 'form': {
      const { form } = result;
      if (form.type === 'flag') return form;
      // The desk's channel has no settings.
      if (form.type === 'channel-settings') return { type: 'reply', reply: stale(language) };
      const { zone = '', subscription, filled, note } = form;
      const context = { catalogue: bot.catalogue(), language, zone };
      return { type: 'digest', form: digestForm(context, subscription, filled, note) };
    }
  }
}

/** Returns what the audit list says of a typed text; undefined where it changes nothing. */
export function deedOfText(text: string): AuditDeed | undefined {
  const [, act] = /^\s*\/digest\s+(\S+)/iu.exec(text) ?? [];
  if (act === undefined || LOOKING.test(act)) return undefined;
  return { act: 'digest-managed', about: text.trim() };
}

/** Returns what the audit list says of a click; undefined where it changes nothing. */
export function deedOfClick(id: string): AuditDeed | undefined {
  const action = decodeButton(id.split('#', 1)[0] ?? '');
  switch (action?.verb) {
    case 'digest':
      return LOOKING.test(action.action)
        ? undefined
        : { act: 'digest-managed', about: `${action.action} ${action.subscription}` };
    case 'share':
    case 'reply':
      return {
        act: 'card-managed',
        about: 'topic' in action.request ? action.request.topic : action.request.type,
        detail: action.verb,
      };
    case 'delete':
      return { act: 'card-managed', about: action.share, detail: action.verb };
    case 'done':
      return { act: 'flag-done', about: action.flag };
    default:
      return undefined;
  }
}

/** Returns what the audit list says of a flag: what it was about, which can be read when the flag is deleted, and without a reader's words. */
export async function deedOfFlag(
  act: 'flag-done' | 'flag-reopened',
  id: string,
  { curatorsInbox }: Pick<Bot, 'curatorsInbox'>,
): Promise<AuditDeed> {
  const flag = await curatorsInbox.flag(id);
  if (flag === undefined) return { act, about: id };
  const { topic, statement } = flag;
  const isOfStatement = statement !== WHOLE_BRIEF && statement !== BOTTOM_LINE;
  return { act, about: isOfStatement ? `${topic}, ${statement}` : topic, detail: id };
}

/** The actions on digests that only show something. */
const LOOKING = /^(?:list|log|preview|help|change|列表|记录|预览|帮助)$/iu;
