/** The ids of buttons, menus and their options: a target, and behind a # what must tell two of them apart or be found again. */
import {
  decodeDigestTarget,
  decodeFlagTarget,
  decodeTarget,
  encodeTarget,
  TARGET_PREFIX,
  type AnyTarget,
  type DigestTarget,
  type FlagTarget,
  type Target,
} from '../../../reply/button.ts';
import { LIMITS } from '../limits.ts';

const REST = '#';
/** Behind a # marks a button that turns the page. */
const TURN = 't';

/** Returns what a pressed button or chosen option means, or undefined if it is none of ours or was made up. */
export function targetOf(id: string): Target | undefined {
  return id.length > LIMITS.customId ? undefined : decodeTarget(id.split(REST, 1)[0] ?? '');
}

/** Tells whether a pressed button turns the page of the message that it is on. */
export function turnsPage(id: string): boolean {
  return id.split(REST)[1] === TURN;
}

/** Returns what a pressed button of a digest means, or undefined if it is none. */
export function digestTargetOf(id: string): DigestTarget | undefined {
  return id.length > LIMITS.customId ? undefined : decodeDigestTarget(id.split(REST, 1)[0] ?? '');
}

/** Returns what a pressed "Something wrong?" button means, or undefined if it is none. */
export function flagTargetOf(id: string): FlagTarget | undefined {
  return id.length > LIMITS.customId ? undefined : decodeFlagTarget(id.split(REST, 1)[0] ?? '');
}

/** The ids of one message, or of one menu's options: each is given once, and the first with room for it carries the marker. */
export type Ids = {
  readonly of: (target: AnyTarget) => string;
  /** The id of a button that turns the page. */
  readonly turning: (target: Target) => string;
  /** The id of a menu itself, which means nothing: its options do. */
  readonly menu: () => string;
  /** Whether the marker, if there is one, is carried. */
  readonly marked: () => boolean;
};

/** Returns ids that do not repeat; a marker of up to 29 characters finds room in any of them. */
export function createIds(marker?: string): Ids {
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
    of: (target) => give(encodeTarget(target)),
    turning: (target) => give(`${encodeTarget(target)}${REST}${TURN}`),
    menu: () => give(`${TARGET_PREFIX}/menu`),
    marked: () => waiting === undefined,
  };
}
