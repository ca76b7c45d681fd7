/** The ids of buttons, menus and their options: a target, and behind a # what must tell two of them apart or be found again. */
import { BUTTON_PREFIX, decodeButton, encodeButton, type ButtonAction } from '../../../reply/button.ts';
import { LIMITS } from '../limits.ts';

const REST = '#';

/** Returns what a clicked button or chosen option means, or undefined if it is none of ours or was made up. */
export function decodeButtonId(id: string): ButtonAction | undefined {
  return id.length > LIMITS.customId ? undefined : decodeButton(id.split(REST, 1)[0] ?? '');
}

/** The ids of one message, or of one menu's options: each is given once, and the first with room for it carries the marker. */
export type ButtonIds = {
  readonly of: (target: ButtonAction) => string;
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
    of: (target) => give(encodeButton(target)),
    menu: () => give(`${BUTTON_PREFIX}/menu`),
    marked: () => waiting === undefined,
  };
}
