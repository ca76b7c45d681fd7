/** The asker at the desk, as the conversation takes it, and the results of their texts and clicks. */
import type { Language } from '../../../records/schema.ts';
import { composeInChat } from '../../../conversation/help.ts';
import { onClick, onText } from '../../../conversation/converse.ts';
import { onDigestText } from '../../../conversation/digests/text.ts';
import { noteReply } from '../../../conversation/digests/notes.ts';
import type { Asker, ConversationResult } from '../../../conversation/event.ts';
import { parseLanguage, writtenIn } from '../../../conversation/parse-text.ts';
import { decodeButton } from '../../../reply/button.ts';
import type { FlagForm } from '../../../conversation/flags/types.ts';
import type { Reply } from '../../../reply/reply.ts';
import type { Bot } from '../../platform.ts';
import { DESK_CHANNEL_REF } from './courier.ts';
import { digestForm, type DigestForm } from './digest-form.ts';
import { stale } from './show.ts';
import { digestHelp, HELP_ENTRIES } from './help.ts';

/** Everybody at the desk is the same person. */
const DESK_PERSON = 'desk';

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
};

/** Returns the asker at the desk: everybody who opens it counts as the same person and has all rights. */
export const askerOf = ({
  language,
  zone = '',
  request = '',
  clicked,
}: Partial<DeskPerson> & Pick<DeskPerson, 'language'>): Asker => ({
  person: DESK_PERSON,
  name: language === 'zh' ? '工作台' : 'the desk',
  channelRef: DESK_CHANNEL_REF,
  isPrivate: false,
  language,
  audience: 'asker',
  eventId: request,
  clicked,
  helpEntries: (reader) => HELP_ENTRIES[reader],
  zone: async () => zone,
  // The desk's channel has no settings, and nobody else can be told of anything here.
  refusal: async ({ action, person = DESK_PERSON }) =>
    action === 'settings'
      ? composeInChat(language)
      : person === DESK_PERSON
        ? undefined
        : noteReply('name-owner', language),
});

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

/** Returns the result of a click; `id` is that of a button or of a chosen option. */
export async function onClicked(id: string, person: DeskPerson, bot: Bot): Promise<DeskResult> {
  // A suffix after # distinguishes equal ids.
  const action = decodeButton(id.split('#', 1)[0] ?? '');
  if (action === undefined) return { type: 'reply', reply: stale(person.language) };
  const asker = askerOf({ ...person, language: action.language });
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
