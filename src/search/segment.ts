/** Cuts a text into pieces: words, pairs of Chinese characters, names of places, and what only says how somebody asks. */
import { CHINESE, ENGLISH, type WordKind } from './lexicon/lexicon.ts';
import type { CountryName, PartyNames } from './parties.ts';
import { lengths, pairs, words, type Word } from '../shared/tokenize.ts';

/** A piece of a text: its key for looking up, the place it names if any, the sort of word it is if the lexicon knows it. */
export type Segment = {
  readonly text: string;
  readonly key: string;
  readonly chinese: boolean;
  readonly place?: CountryName;
  readonly sort?: WordKind | undefined;
};

/** Whether a pair of Chinese characters or a whole name is known to some brief, the whole names, the length of the longest name by its first character, and a run with its names spelt as they are. */
export type KnownChinese = {
  readonly has: (expression: string) => boolean;
  readonly names: ReadonlySet<string>;
  readonly longest: ReadonlyMap<string, number>;
  readonly mend: (run: string) => string;
};

const LONGEST_CHINESE = 10;
const nothing: KnownChinese = { has: () => false, names: new Set(), longest: new Map(), mend: (run) => run };

const LONGEST_WORD = lengths(CHINESE.keys());

/** Returns the pieces of a text in order, of at most so many words. */
export function segment(text: string, places: PartyNames, most?: number, knows: KnownChinese = nothing): Segment[] {
  const row = words(text, most);
  const pieces: Segment[] = [];
  for (let at = 0; at < row.length;) {
    const word = row[at];
    if (word === undefined) break;
    if (word.chinese) {
      pieces.push(...segmentChinese(knows.mend(word.text), places, knows));
      at += 1;
      continue;
    }
    const place = places.at(row, at);
    if (place === undefined) {
      pieces.push({ text: word.text, key: word.key, chinese: false, sort: sortOf(word) });
      at += 1;
      continue;
    }
    pieces.push(...placePieces(row.slice(at, at + place.length), place));
    at += place.length;
  }
  return pieces;
}

const sortOf = (word: Word): WordKind | undefined => ENGLISH.get(word.text) ?? ENGLISH.get(word.key);

/** A bare name is one piece under the place's code; the words of a cue stay words, so that briefs may be about it. */
function placePieces(row: readonly Word[], place: CountryName): Segment[] {
  const text = row.map((word) => word.text).join(' ');
  if (place.bare) return [{ text, key: place.key, chinese: false, place }];
  return row.map((word) => ({
    text: word.text,
    key: word.key,
    chinese: false,
    sort: sortOf(word),
    place,
  }));
}

function segmentChinese(run: string, places: PartyNames, knows: KnownChinese): Segment[] {
  const pieces: Segment[] = [];
  let open = '';
  const close = (): void => {
    if (open !== '') for (const pair of pairs(open)) pieces.push({ text: pair, key: pair, chinese: true });
    open = '';
  };
  for (let at = 0; at < run.length;) {
    const match = longestChinese(run, at, places, knows);
    if (match === undefined) {
      open += run.charAt(at);
      at += 1;
      continue;
    }
    const { text, place, sort } = match;
    // A single character that asks, such as 会 or 能, is part of a word if a brief knows it with a neighbour.
    if (
      text.length === 1 &&
      (knows.has(run.slice(at, at + 2)) || (open !== '' && knows.has(run.slice(at - 1, at + 1))))
    ) {
      open += text;
      at += 1;
      continue;
    }
    close();
    if (place !== undefined) pieces.push({ text, key: place.key, chinese: true, place });
    else if (sort === undefined) pieces.push(...placesWithin(text, places));
    if (place?.bare !== true && (knows.has(text) || place !== undefined || sort === 'affairs')) {
      for (const pair of pairs(text))
        pieces.push({ text: pair, key: pair, chinese: true, sort, ...(place !== undefined && { place }) });
    } else if (place === undefined) pieces.push({ text, key: text, chinese: true, sort });
    at += text.length;
  }
  close();
  return pieces;
}

/** A brief's name may have a party's name in it, as 中国留学生 has. */
function placesWithin(text: string, places: PartyNames): Segment[] {
  const found: Segment[] = [];
  for (let at = 0; at < text.length; at += 1) {
    for (let length = Math.min(places.longest.get(text.charAt(at)) ?? 0, text.length - at); length > 1; length -= 1) {
      const part = text.slice(at, at + length);
      const place = places.chinese.get(part);
      if (place === undefined) continue;
      found.push({ text: part, key: place.key, chinese: true, place });
      at += length - 1;
      break;
    }
  }
  return found;
}

function longestChinese(
  run: string,
  at: number,
  places: PartyNames,
  knows: KnownChinese,
):
  | { readonly text: string; readonly place?: CountryName | undefined; readonly sort?: WordKind | undefined }
  | undefined {
  const first = run.charAt(at);
  const wordsReach = LONGEST_WORD.get(first) ?? 0;
  const placesReach = places.longest.get(first) ?? 0;
  const namesReach = knows.longest.get(first) ?? 0;
  for (
    let length = Math.min(LONGEST_CHINESE, Math.max(wordsReach, placesReach, namesReach), run.length - at);
    length > 0;
    length -= 1
  ) {
    const text = run.slice(at, at + length);
    const place = length <= placesReach ? places.chinese.get(text) : undefined;
    const sort = length <= wordsReach ? CHINESE.get(text) : undefined;
    // A name of two characters is one pair, which is found without being kept together.
    const name = length !== 2 && length <= namesReach && knows.names.has(text);
    if (place !== undefined || sort !== undefined || name) return { text, place, sort };
  }
  return undefined;
}
