/** Finds the known words nearest to a misspelt one. */
import { LRUCache } from 'lru-cache';
import { lruOptions } from '../shared/lru-options.ts';

export type Spelling = {
  /** Returns the known words nearest to a misspelt one, all equally near; none for short words and for words with digits. */
  readonly correct: (word: string) => readonly string[];
};

const LONGEST = 24;
const MAX_WORDS = 20_000;

/** Returns a spelling corrector over known words: one slip from four letters on, two from eight on, counting swapped neighbours as one. */
export function createSpelling(known: Iterable<string>): Spelling {
  const list = [...known]
    .filter((word) => /^[a-z]{4,}$/u.test(word) && word.length <= LONGEST)
    .map((word) => ({ word, single: undoubled(word), letters: lettersOf(word) }));

  const correct = (word: string): readonly string[] => {
    const most = word.length >= 8 ? 2 : 1;
    const single = undoubled(word);
    const letters = lettersOf(word);
    let nearest = most + 1;
    let corrections: string[] = [];
    for (const other of list) {
      // Each slip takes one letter away and brings another at most, so that few words have to be compared.
      if (single !== other.single && bitsOf(letters ^ other.letters) > 2 * most) continue;
      // In a short word a wrong first letter makes another word: "fat" for "pat", "tuna" for "tune".
      if ((word.length < 6 && word[0] !== other.word[0]) || isOtherWord(word, other.word)) continue;
      // Letters doubled in the wrong place ("tarrifs") are one slip, however many letters it takes.
      const edits = single === other.single ? 1 : distance(word, other.word, Math.min(most, nearest));
      if (edits > most || edits > nearest) continue;
      if (edits < nearest) corrections = [];
      nearest = edits;
      corrections.push(other.word);
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

/** The letters of a word, one bit each. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) - 97);
  return letters;
}

function bitsOf(number: number): number {
  let count = 0;
  for (let rest = number; rest !== 0; rest &= rest - 1) count += 1;
  return count;
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
