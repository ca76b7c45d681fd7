/** The ids of buttons, menus and their options: a target, and behind a # what must tell two of them apart or be found again. */
import { BUTTON_PREFIX, decodeButton, encodeButton, type ButtonAction } from '../../../reply/button.ts';
import { asLanguage } from '../../../shared/language.ts';
import type { Language } from '../../../records/schema.ts';
import { LIMITS } from '../limits.ts';

const REST = '#';
/** Behind a # marks a button before whose action the person is asked, and the one that answers that. */
const STEP = { ask: '?', yes: '!' } as const;
const CANCEL = `${BUTTON_PREFIX}/cancel`;

/** Returns what a clicked button or chosen option means, or undefined if it is none of ours or was made up. */
export function decodeButtonId(id: string): ButtonAction | undefined {
  return id.length > LIMITS.customId ? undefined : decodeButton(id.split(REST, 1)[0] ?? '');
}

/** Returns whether a button's action is asked about first, or is the answer to that. */
export function stepOf(id: string): keyof typeof STEP | undefined {
  const step = id.split(REST)[1];
  return step === STEP.ask ? 'ask' : step === STEP.yes ? 'yes' : undefined;
}

/** Returns the id of the button that does what was asked about. */
export const yesId = (target: ButtonAction): string => `${encodeButton(target)}${REST}${STEP.yes}`;

/** Returns the id of the button that does nothing. */
export const cancelId = (language: Language): string => `${CANCEL}/${language}`;

/** Returns the language of the button that does nothing; undefined for another one. */
export const cancelled = (id: string): Language | undefined =>
  id.startsWith(`${CANCEL}/`) ? asLanguage(id.slice(CANCEL.length + 1)) : undefined;

/** The ids of one message, or of one menu's options: each is given once, and the first with room for it carries the marker. */
export type ButtonIds = {
  readonly of: (target: ButtonAction, isAsked?: boolean) => string;
  /** The id of a menu itself, which means nothing: its options do. */
  readonly menu: () => string;
  /** Whether the marker, if there is one, is carried. */
  readonly marked: () => boolean;
};

/** Returns ids that do not repeat; a marker of up to 24 characters finds room in any of them. */
export function createButtonIds(marker?: string): ButtonIds {
  const given = new Set<string>();
  let waiting = marker;
  const give = (id: string): string => {
    const marked = `${id}${REST}${waiting}`;
    let unique = id;
    if (waiting !== undefined && marked.length <= LIMITS.customId) {
      unique = marked;
      waiting = undefined;
    }
    for (let count = 2; given.has(unique); count++) unique = `${id}${REST}${count}`;
    given.add(unique);
    return unique;
  };
  return {
    of: (target, isAsked = false) => give(`${encodeButton(target)}${isAsked ? `${REST}${STEP.ask}` : ''}`),
    menu: () => give(`${BUTTON_PREFIX}/menu`),
    marked: () => waiting === undefined,
  };
}
