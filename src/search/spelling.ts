/** Finds the known words nearest to a misspelt one. */
import { LRUCache } from 'lru-cache';
import { lruOptions } from '../shared/lru-options.ts';

export type Spelling = {
  /** Returns the known words nearest to a misspelt one, all equally near; none for short words and for words with digits. */
  readonly correct: (word: string) => readonly string[];
};

const LONGEST = 24;
/** Of many words alike, so many are compared: a question must not wait for the rest. */
const MAX_TRIED = 100;
const MAX_WORDS = 20_000;

/** Returns a spelling corrector over known words: one slip from four letters on, two from eight on, counting swapped neighbours as one. */
export function createSpelling(known: Iterable<string>): Spelling {
  const list = [...known].filter((word) => /^[a-z]{4,}$/u.test(word) && word.length <= LONGEST);
  const byHash = createHashTable(list.reduce((sum, { length }) => sum + length + 2, 0));
  const byStart = new Map<string, number[]>();
  for (const [index, word] of list.entries()) {
    for (let at = -1; at < word.length; at += 1) byHash.add(hashWithout(word, at, -1), index);
    byHash.add(hashWithout(undoubled(word), -1, -1), index);
    const start = startOf(word, 0);
    const bucket = byStart.get(start);
    if (bucket === undefined) byStart.set(start, [index]);
    else bucket.push(index);
  }

  const candidates = (word: string, most: number): Set<number> => {
    const found = new Set<number>();
    const look = (hash: number): void => byHash.each(hash, MAX_TRIED, (index) => void found.add(index));
    look(hashWithout(word, -1, -1));
    look(hashWithout(undoubled(word), -1, -1));
    for (let first = 0; first < word.length; first += 1) {
      look(hashWithout(word, first, -1));
      if (most > 1)
        for (let second = first + 1; second < word.length; second += 1) look(hashWithout(word, first, second));
    }
    // Two letters missing or two letters wrong: neither is reached by leaving letters out on this side only.
    if (most > 1) {
      for (const step of [-1, 0, 1])
        for (const index of (byStart.get(startOf(word, step)) ?? []).slice(0, MAX_TRIED)) found.add(index);
    }
    return found;
  };

  const correct = (word: string): readonly string[] => {
    const most = word.length >= 8 ? 2 : 1;
    const single = undoubled(word);
    let nearest = most + 1;
    let corrections: string[] = [];
    for (const index of candidates(word, most)) {
      const other = list[index] ?? '';
      // In a short word a wrong first letter makes another word: "fat" for "pat", "tuna" for "tune".
      if ((word.length < 6 && word[0] !== other[0]) || isOtherWord(word, other)) continue;
      // Letters doubled in the wrong place ("tarrifs") are one slip, however many letters it takes.
      const edits = single === undoubled(other) ? 1 : distance(word, other, Math.min(most, nearest));
      if (edits > most || edits > nearest) continue;
      if (edits < nearest) corrections = [];
      nearest = edits;
      corrections.push(other);
    }
    return corrections;
  };

  const remembered = new LRUCache<string, readonly string[]>(lruOptions(MAX_WORDS));
  return {
    correct: (word) => {
      if (!/^[a-z]{4,}$/u.test(word) || word.length > LONGEST) return [];
      let corrections = remembered.get(word);
      if (corrections === undefined) {
        corrections = correct(word);
        remembered.set(word, corrections);
      }
      return corrections;
    },
  };
}

type HashTable = {
  readonly add: (hash: number, value: number) => void;
  /** Tells the first values of a hash, at most `most`, in the order in which they were added. */
  readonly each: (hash: number, most: number, found: (value: number) => void) => void;
};

/** Returns a table of so many values by hash: a Map with a list for each would take longer to fill than all else here. */
function createHashTable(size: number): HashTable {
  const mask = 2 ** Math.ceil(Math.log2(size + 1)) - 1;
  // Of the values in each slot the first and the last one, and behind each value the next, counted from 1.
  const first = new Uint32Array(mask + 1);
  const last = new Uint32Array(mask + 1);
  const next = new Uint32Array(size + 1);
  const hashes = new Int32Array(size + 1);
  const values = new Uint32Array(size + 1);
  let filled = 0;
  const slotOf = (hash: number): number => (hash ^ (hash >>> 15)) & mask;
  return {
    add: (hash, value) => {
      filled += 1;
      hashes[filled] = hash;
      values[filled] = value;
      const slot = slotOf(hash);
      const before = last[slot] ?? 0;
      if (before === 0) first[slot] = filled;
      else next[before] = filled;
      last[slot] = filled;
    },
    each: (hash, most, found) => {
      let left = most;
      for (let at = first[slotOf(hash)] ?? 0; at !== 0 && left > 0; at = next[at] ?? 0) {
        if (hashes[at] !== hash) continue;
        left -= 1;
        found(values[at] ?? 0);
      }
    },
  };
}

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const VOWELS = /^[aeiouy]$/u;
const SOUNDS = ['cks', 'sz', 'td', 'mn', 'pb', 'fv'];

/** Another letter makes another word ("healing" for "heading"), unless it lies beside the right one, sounds like it, or both are vowels. */
function isOtherWord(word: string, other: string): boolean {
  if (word.length !== other.length) return false;
  let differs = -1;
  for (let at = 0; at < word.length; at += 1) {
    if (word[at] === other[at]) continue;
    if (differs >= 0) return false;
    differs = at;
  }
  if (differs < 0) return false;
  const [typed, meant] = [word.charAt(differs), other.charAt(differs)];
  return word.length < 6 ? !(VOWELS.test(typed) && VOWELS.test(meant)) : !isSlip(typed, meant);
}

function isSlip(typed: string, intended: string): boolean {
  if (VOWELS.test(typed) && VOWELS.test(intended)) return true;
  if (SOUNDS.some((sound) => sound.includes(typed) && sound.includes(intended))) return true;
  return ROWS.some((row, at) => {
    const here = row.indexOf(typed);
    return (
      here >= 0 &&
      ROWS.some(
        (near, line) =>
          Math.abs(line - at) < 2 && near.includes(intended) && Math.abs(near.indexOf(intended) - here) < 2,
      )
    );
  });
}

function undoubled(word: string): string {
  let result = '';
  for (let at = 0; at < word.length; at += 1) if (word[at] !== word[at - 1]) result += word.charAt(at);
  return result;
}

/** Words that begin alike and are about as long are kept together. */
const startOf = (word: string, step: number): string => `${word.slice(0, 3)}${(word.length >> 1) + step}`;

/** A hash of a word without the letters at one or two places (-1 for none). */
function hashWithout(word: string, first: number, second: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) {
    if (at !== first && at !== second) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  }
  return hash;
}

// Reused from call to call: thousands of words are compared for one question.
let rowBefore = new Uint8Array(0);
let rowLast = new Uint8Array(0);
let rowNow = new Uint8Array(0);

/** Returns how many letters must be changed, added, left out or swapped with a neighbour; anything above `most` comes as most + 1. */
export function distance(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  if (left.length > 200 || right.length > 200) return left === right ? 0 : most + 1;
  if (rowNow.length <= right.length)
    [rowBefore, rowLast, rowNow] = [0, 1, 2].map(() => new Uint8Array(right.length + 32)) as [
      Uint8Array<ArrayBuffer>,
      Uint8Array<ArrayBuffer>,
      Uint8Array<ArrayBuffer>,
    ];
  for (let column = 0; column <= right.length; column += 1) rowLast[column] = column;
  for (let row = 1; row <= left.length; row += 1) {
    rowNow[0] = row;
    let least = row;
    const letter = left.charCodeAt(row - 1);
    for (let column = 1; column <= right.length; column += 1) {
      const other = right.charCodeAt(column - 1);
      let cost = Math.min(
        (rowLast[column] ?? 0) + 1,
        (rowNow[column - 1] ?? 0) + 1,
        (rowLast[column - 1] ?? 0) + (letter === other ? 0 : 1),
      );
      if (row > 1 && column > 1 && letter === right.charCodeAt(column - 2) && left.charCodeAt(row - 2) === other) {
        cost = Math.min(cost, (rowBefore[column - 2] ?? 0) + 1);
      }
      rowNow[column] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [rowBefore, rowLast, rowNow] = [rowLast, rowNow, rowBefore];
  }
  return Math.min(rowLast[right.length] ?? most + 1, most + 1);
}
