/** Short replies about digests: one sentence, or the faults of an input. Pure. */
import { messages, type KeysUnder } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';
import type { Action, Block, Reply } from '../../reply/reply.ts';
import type { CommandSyntax, DigestButtonAction } from '../../reply/button.ts';
import type { SubscriptionFault } from './subscription-input.ts';
import { note, privateReply } from '../../reply/compose/parts.ts';

export type NoteKind = KeysUnder<'digests.notes'>;

/** How digests are managed in chat, by default. */
export const IN_CHAT: CommandSyntax = (act) => `/digest ${act}`;

/** Returns a button for an action on a digest; where its name is given, removing and sending are asked about first. */
export function button(action: DigestButtonAction, subscription: string, language: Language, name?: string): Action {
  return {
    label: messages(language)(`digests.buttons.${action}`),
    target: { verb: 'digest', action, subscription, language },
    ...(name !== undefined && confirmed(action, name, language)),
  };
}

/** Returns what a person is asked before an action that cannot be undone. */
function confirmed(action: DigestButtonAction, name: string, language: Language): Pick<Action, 'confirm'> {
  const t = messages(language);
  if (action === 'remove') return { confirm: t('digests.notes.ask-remove', { about: name }) };
  return action === 'now' ? { confirm: t('digests.notes.ask-now', { about: name }) } : {};
}

/** Returns one sentence in a reader's language; `about` has the details that the kind requires. */
export function noteText(kind: NoteKind, language: Language, about = '', command = IN_CHAT): string {
  return messages(language)(`digests.notes.${kind}`, {
    about,
    list: command('list'),
    subscribe: command('subscribe'),
    handover: command('handover'),
  }).trim();
}

/** Returns a reply of one sentence. */
export function noteReply(kind: NoteKind, language: Language, about = '', command = IN_CHAT): Reply {
  return privateReply(messages(language)('digests.titles.digest'), language, [
    note(noteText(kind, language, about, command)),
  ]);
}

/** Returns a reply with every fault of a form, followed by the unchanged state. */
export function faultReply(
  faults: readonly SubscriptionFault[],
  language: Language,
  after: readonly Block[] = [],
  actions: readonly Action[] = [],
): Reply {
  return privateReply(
    messages(language)('digests.titles.faults'),
    language,
    [...faults.map(({ message }) => note(message, 'warning')), ...after],
    actions,
  );
}

/** Returns the words of a reply of notes, for a form. */
export const textOf = ({ blocks }: Reply): string =>
  blocks.flatMap((block) => (block.type === 'note' ? [block.text] : [])).join(' ');
