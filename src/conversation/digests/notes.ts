/** Short replies about digests: one sentence, or the faults of an input. Pure. */
import type { Language } from '../../records/schema.ts';
import type { Action, Block, Reply } from '../../reply/reply.ts';
import type { DigestButtonAction } from '../../reply/button.ts';
import { digestCommandTexts, type CommandSyntax, type NoteKind } from '../../reply/texts/digest-commands.ts';
import type { SubscriptionFault } from './subscription-input.ts';
import { note } from '../../reply/compose/parts.ts';

/** How digests are managed in chat, by default. */
export const IN_CHAT: CommandSyntax = (act) => `/digest ${act}`;

/** Returns a button for an action on a digest; where its name is given, removing and sending are asked about first. */
export function button(action: DigestButtonAction, subscription: string, language: Language, name?: string): Action {
  return {
    label: digestCommandTexts(language).buttons[action],
    target: { verb: 'digest', action, subscription, language },
    ...(name !== undefined && confirmed(action, name, language)),
  };
}

/** Returns what a person is asked before an action that cannot be undone. */
function confirmed(action: DigestButtonAction, name: string, language: Language): Pick<Action, 'confirm'> {
  const { notes } = digestCommandTexts(language);
  if (action === 'remove') return { confirm: notes['ask-remove'](name) };
  return action === 'now' ? { confirm: notes['ask-now'](name) } : {};
}

/** Returns one sentence in a reader's language; `about` has the details that the kind requires. */
export function noteText(kind: NoteKind, language: Language, about = '', command = IN_CHAT): string {
  return digestCommandTexts(language).notes[kind](about, command).trim();
}

/** Returns a reply of one sentence. */
export function noteReply(kind: NoteKind, language: Language, about = '', command = IN_CHAT): Reply {
  return {
    title: digestCommandTexts(language).titles.digest,
    language,
    audience: 'asker',
    blocks: [note(noteText(kind, language, about, command))],
    actions: [],
  };
}

/** Returns a reply with every fault of a form, followed by the unchanged state. */
export function faultReply(
  faults: readonly SubscriptionFault[],
  language: Language,
  after: readonly Block[] = [],
  actions: readonly Action[] = [],
): Reply {
  return {
    title: digestCommandTexts(language).titles.faults,
    language,
    audience: 'asker',
    blocks: [...faults.map(({ message }) => note(message, 'warning')), ...after],
    actions,
  };
}

/** Returns the words of a reply of notes, for a form. */
export const textOf = ({ blocks }: Reply): string =>
  blocks.flatMap((block) => (block.type === 'note' ? [block.text] : [])).join(' ');
