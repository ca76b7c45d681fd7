/** The conversation at the desk: texts, clicks and flags are answered as in a chat, and what the page shows of it. */
import type { Language } from '../../records/schema.ts';
import { composeInChat } from '../../conversation/help.ts';
import { onClick, onRequest } from '../../conversation/handle.ts';
import type { Asker, ConversationResult } from '../../conversation/conversation.ts';
import { parseCommand, parseMessage } from '../../conversation/parse-text.ts';
import { BOTTOM_LINE, decodeButton, WHOLE_BRIEF, type ButtonAction, type FlagButton } from '../../reply/button.ts';
import type { Form, SubmitResult } from '../../conversation/form.ts';
import type { Reply } from '../../reply/reply.ts';
import type { NewAuditEntry } from '../../people/audit.ts';
import { may, type Right } from '../../people/roles.ts';
import type { DeskBot } from '../bot.ts';
import { MAX_LISTED_NAMES, type SignedIn, type DeskEnv, needs } from './access/access.ts';
import { note as noteBlock, privateReply, sentenceReply } from '../../reply/compose/parts.ts';
import { helpEntriesOf } from '../../conversation/help.ts';
import { messages } from '../../locales/messages.ts';
import type { ChannelRef } from '../../digest/subscription.ts';
import { submitFlagForm } from '../../conversation/flags/handle.ts';
import { body, type DeskContext, ID, LANGUAGE } from './context.ts';
import { shownReply, type ShownReply } from './shown-reply.ts';
import { Hono, type Context } from 'hono';
import { z } from 'zod';

/** Where what is asked and flagged at the desk comes from. */
const DESK_CHANNEL_REF: ChannelRef = { platform: 'desk', workspace: '', channel: 'desk' };

/** All who ask at the desk. */
const DESK_PERSON = 'desk';

type DeskResult =
  | { readonly type: 'reply'; readonly reply: Reply }
  | { readonly type: 'flag'; readonly form: FlagForm };

type FlagForm = Form & { readonly button: FlagButton };

/** The person at the page: its language and time zone, and an id of the event, so that a repeated one is handled once. */
type DeskPerson = {
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
const askerOf = ({
  language,
  zone = '',
  request = '',
  clicked,
  by,
  who,
}: Omit<DeskPerson, 'zone' | 'request'> & Partial<DeskPerson>): Asker => ({
  person: DESK_PERSON,
  talk: by.isMachine ? undefined : { person: by.id },
  name: by.isMachine ? messages(language)('desk.told.desk') : by.name,
  channelRef: DESK_CHANNEL_REF,
  isPrivate: false,
  language,
  audience: 'asker',
  eventId: request,
  clicked,
  helpEntries: (reader) => helpEntriesOf('desk', reader),
  zone: async () => zone,
  refusal: async ({ action }) => {
    if (action === 'settings') return composeInChat(language);
    return may(by, 'manage') ? undefined : notAllowed(language, who);
  },
});

/** Returns the reply to a reader who would manage something: who may. */
async function notAllowed(language: Language, who: DeskPerson['who']): Promise<Reply> {
  const names = (await who('manage')).slice(0, MAX_LISTED_NAMES);
  const t = messages(language);
  const text = t('desk.told.needs-curator', { count: names.length, names: names.join(t('reply.listed')) });
  return privateReply(t('desk.told.not-allowed'), language, [noteBlock(text)]);
}

/** Returns the result of a text: a command, or a question as in a chat. */
async function answerText(text: string, person: DeskPerson, bot: DeskBot): Promise<DeskResult> {
  // A command is answered to the asker; a question is answered for everyone.
  const isCommand = /^\s*\//u.test(text);
  const { request, language = person.language } = isCommand
    ? parseCommand(text.replace(/^\s*\/brief\b/iu, ' '), bot.catalogue())
    : parseMessage(text, bot.catalogue());
  if (request.type === 'digests' || /^\s*\/digest\b/iu.test(text))
    return { type: 'reply', reply: composeInChat(language) };
  const asker = askerOf({ ...person, language });
  return deskResult(await onRequest(request, isCommand ? 'command' : 'message', asker, bot.conversation), asker);
}

/** Whether the desk has what a button does: nothing is shared and no digest managed here. */
const isOfDesk = ({ verb }: ButtonAction): boolean => verb === 'open' || verb === 'flag' || verb === 'done';

/** Whether a button is for somebody. */
const mayUse = (by: SignedIn, target: ButtonAction): boolean =>
  isOfDesk(target) && (target.verb !== 'done' || may(by, 'manage'));

/** Returns a reply without the buttons that are not for somebody. */
export const withPermittedButtons = (by: SignedIn, reply: Reply): Reply => ({
  ...reply,
  actions: reply.actions.filter(({ target }) => mayUse(by, target)),
});

/** Returns the result of a click; `id` is that of a button or of a chosen option. */
async function answerClick(id: string, person: DeskPerson, bot: DeskBot): Promise<DeskResult> {
  // A suffix after # distinguishes equal ids.
  const action = decodeButton(id.split('#', 1)[0] ?? '');
  if (action === undefined || !isOfDesk(action)) return { type: 'reply', reply: staleButtonReply(person.language) };
  const asker = askerOf({ ...person, language: action.language });
  if (!mayUse(person.by, action)) return { type: 'reply', reply: await notAllowed(action.language, person.who) };
  return deskResult(await onClick(action, asker, bot.conversation), asker);
}

/** Returns what the page shows of a result. */
function deskResult(result: ConversationResult, { language }: Asker): DeskResult {
  if (result.type === 'reply') return { type: 'reply', reply: result.reply };
  const { button, ...form } = result.form;
  // The desk has no settings of channels and no digests.
  return button.verb === 'flag'
    ? { type: 'flag', form: { ...form, button } }
    : { type: 'reply', reply: staleButtonReply(language) };
}

/** Returns what the audit list says of a flag: what it was about, which can be read when the flag is deleted, and without a reader's words. */
export async function auditOfFlag(
  act: 'flag-done' | 'flag-reopened',
  id: string,
  { curatorsInbox }: Pick<DeskBot, 'curatorsInbox'>,
): Promise<NewAuditEntry> {
  const flag = await curatorsInbox.flag(id);
  if (flag === undefined) return { act, about: id };
  const { topic, statement } = flag;
  const isOfStatement = statement !== WHOLE_BRIEF && statement !== BOTTOM_LINE;
  return { act, about: isOfStatement ? `${topic}, ${statement}` : topic, detail: id };
}

/** Returns the reply to a button that the desk does not have. */
const staleButtonReply = (language: Language): Reply =>
  sentenceReply(messages(language)('reply.staleButton'), language);

/** What the page shows next: a reply, or a form to fill in. */
export type SayResult =
  | { readonly type: 'reply'; readonly reply: ShownReply }
  | { readonly type: 'flag'; readonly form: FlagForm };

/** The result of a form: the reply, and the faults by field. */
export type FormResult = Pick<SubmitResult, 'faults'> & { readonly shown: ShownReply };

/** Created by the page for each question and click. */
const request = z.string().regex(/^[\w.-]{1,64}$/u);
const zone = z.string().max(80);
const text = z.string().max(4_000);

const TypedBody = z.strictObject({ text: text.min(1), language: LANGUAGE, zone, request });
const ClickBody = z.strictObject({
  id: z.string().max(200),
  language: LANGUAGE,
  zone,
  request,
  clicked: request.optional(),
});
const FlagFormBody = z.strictObject({
  topic: ID,
  /** Empty where none was chosen. */
  statement: ID.or(z.literal('')),
  text: z.string().max(10_000),
  link: text,
  language: LANGUAGE,
});

const personOf = (context: Context<DeskEnv>): Pick<DeskPerson, 'by' | 'who'> => ({
  by: context.get('person'),
  who: context.get('who'),
});

const view = (context: Context<DeskEnv>, result: DeskResult): SayResult =>
  result.type === 'reply'
    ? { type: 'reply', reply: shownReply(withPermittedButtons(context.get('person'), result.reply)) }
    : result;

/** Returns the routes of the conversation. */
export function conversationRoutes({ bot }: Pick<DeskContext, 'bot'>) {
  return new Hono<DeskEnv>()
    .post('/say', needs('read'), body(TypedBody), async (context) => {
      const sent = context.req.valid('json');
      const result = await answerText(sent.text, { ...sent, ...personOf(context) }, bot);
      return context.json(view(context, result));
    })
    .post('/press', needs('read'), body(ClickBody), async (context) => {
      const sent = context.req.valid('json');
      const result = await answerClick(sent.id, { ...sent, ...personOf(context) }, bot);
      const action = decodeButton(sent.id.split('#', 1)[0] ?? '');
      if (action?.verb === 'done' && may(context.get('person'), 'manage'))
        await context.get('note')(await auditOfFlag('flag-done', action.flag, bot));
      return context.json(view(context, result));
    })
    .post('/flag', needs('read'), body(FlagFormBody), async (context) => {
      const { language: reader, ...input } = context.req.valid('json');
      const asker = askerOf({ language: reader, ...personOf(context) });
      // How many flags somebody may send is counted for each person, and not for the desk.
      const { id, isMachine } = context.get('person');
      const { reply, faults } = await submitFlagForm(
        input,
        isMachine ? asker : { ...asker, person: id },
        bot.conversation,
      );
      const filled: FormResult = {
        shown: shownReply(withPermittedButtons(context.get('person'), reply)),
        faults,
      };
      return context.json(filled);
    });
}
