/** Short answers to what people do with digests: one sentence, or what is wrong. Pure. */
import type { Language } from '../../records/schema.ts';
import type { Action, Block, Reply } from '../../reply/reply.ts';
import type { DigestAct } from '../../reply/button.ts';
import { actWords, type CommandOf, type NoteKind } from '../../reply/texts/digest-commands.ts';
import type { WishFault } from './subscription-input.ts';

/** How digests are managed in chat. */
export const IN_CHAT: CommandOf = (act) => `/digest ${act}`;

/** Returns a button that does something with a digest. */
export function button(act: DigestAct, subscription: string, language: Language): Action {
  return { label: actWords(language).buttons[act], target: { verb: 'digest', act, subscription, language } };
}

/** Returns one sentence in a reader's language; `about` is what it is about, as each kind has it. */
export function noteText(kind: NoteKind, language: Language, about = '', command = IN_CHAT): string {
  return actWords(language).notes[kind](about, command).trim();
}

/** Returns a block of one sentence. */
export function note(text: string, tone: 'plain' | 'warning' = 'plain'): Block {
  return { type: 'note', tone, text };
}

/** Returns a short answer of one sentence. */
export function noteReply(kind: NoteKind, language: Language, about = '', command = IN_CHAT): Reply {
  return {
    title: actWords(language).titles.digest,
    language,
    audience: 'asker',
    blocks: [note(noteText(kind, language, about, command))],
    actions: [],
  };
}

/** Returns every fault of a form in words, then what stays as it was. */
export function faultReply(
  faults: readonly WishFault[],
  language: Language,
  after: readonly Block[] = [],
  actions: readonly Action[] = [],
): Reply {
  return {
    title: actWords(language).titles.faults,
    language,
    audience: 'asker',
    blocks: [...faults.map(({ message }) => note(message, 'warning')), ...after],
    actions,
  };
}
