/** Segments a text into words, pairs of Chinese characters, country names and filler. */
import { CHINESE, ENGLISH, type WordKind } from './lexicon/lexicon.ts';
import type { CountryName, PartyNames } from './parties.ts';
import { chineseWords, lengths, pairs, words, type Word } from '../shared/text.ts';

/** A segment of a text: its index key, the country it names if any, and the kind of word if the lexicon has it. */
export type Segment = {
  readonly text: string;
  readonly key: string;
  readonly chinese: boolean;
  readonly country?: CountryName;
  readonly kind?: WordKind | undefined;
};

/** Whether a pair of Chinese characters or a whole name is known to some brief, whether a pair stands in a statement, the whole names, the length of the longest name by the code of its first character, and a function that corrects misspelt names in a run. */
export type KnownChinese = {
  readonly has: (expression: string) => boolean;
  readonly isTold: (pair: string) => boolean;
  readonly names: ReadonlySet<string>;
  readonly longest: ReadonlyMap<number, number>;
  readonly correct: (run: string) => string;
};

const LONGEST_CHINESE = 10;
const nothing: KnownChinese = {
  has: () => false,
  isTold: () => false,
  names: new Set(),
  longest: new Map(),
  correct: (run) => run,
};

const LONGEST_WORD = lengths(CHINESE.keys());

/** Returns the segments of a text in order, of at most `most` words. */
export function segment(text: string, partyNames: PartyNames, most?: number, knows: KnownChinese = nothing): Segment[] {
  const row = words(text, most);
  const segments: Segment[] = [];
  for (let at = 0; at < row.length;) {
    const word = row[at];
    if (word === undefined) break;
    if (word.chinese) {
      segments.push(...segmentChinese(knows.correct(word.text), partyNames, knows));
      at += 1;
      continue;
    }
    const country = partyNames.at(row, at);
    if (country === undefined) {
      segments.push({ text: word.text, key: word.key, chinese: false, kind: kindOf(word) });
      at += 1;
      continue;
    }
    segments.push(...countrySegments(row.slice(at, at + country.length), country));
    at += country.length;
  }
  return segments;
}

const kindOf = (word: Word): WordKind | undefined => ENGLISH.get(word.text) ?? ENGLISH.get(word.key);

/** Returns the segments of a country name: a bare name is one segment under the country's code; the words of a cue stay words, so that briefs may be about it. */
function countrySegments(row: readonly Word[], country: CountryName): Segment[] {
  const text = row.map((word) => word.text).join(' ');
  if (country.bare) return [{ text, key: country.key, chinese: false, country }];
  return row.map((word) => ({
    text: word.text,
    key: word.key,
    chinese: false,
    kind: kindOf(word),
    country,
  }));
}

function segmentChinese(run: string, partyNames: PartyNames, knows: KnownChinese): Segment[] {
  const segments: Segment[] = [];
  let open = '';
  const close = (): void => {
    if (open !== '') for (const pair of pairs(open)) segments.push({ text: pair, key: pair, chinese: true });
    open = '';
  };
  const within = withinWords(run, knows);
  for (let at = 0; at < run.length;) {
    const match = longestChinese(run, at, partyNames, knows, within);
    if (match === undefined) {
      open += run.charAt(at);
      at += 1;
      continue;
    }
    const { text, country, kind } = match;
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
    if (country !== undefined) segments.push({ text, key: country.key, chinese: true, country });
    else if (kind === undefined) segments.push(...partyNamesWithin(text, partyNames));
    if (country?.bare !== true && (knows.has(text) || country !== undefined || kind === 'affairs')) {
      for (const pair of pairs(text))
        segments.push({ text: pair, key: pair, chinese: true, kind, ...(country !== undefined && { country }) });
    } else if (country === undefined) segments.push({ text, key: text, chinese: true, kind });
    at += text.length;
  }
  close();
  return segments;
}

/** A brief's name may have a party's name in it, as 中国留学生 has. */
function partyNamesWithin(text: string, partyNames: PartyNames): Segment[] {
  const found: Segment[] = [];
  for (let at = 0; at < text.length; at += 1) {
    for (
      let length = Math.min(partyNames.longest.get(text.charCodeAt(at)) ?? 0, text.length - at);
      length > 1;
      length -= 1
    ) {
      const part = text.slice(at, at + length);
      const country = partyNames.chinese.get(part);
      if (country === undefined) continue;
      found.push({ text: part, key: country.key, chinese: true, country });
      at += length - 1;
      break;
    }
  }
  return found;
}

/** What ends in a particle is a word and a way of telling: 成了. */
const ENDING = /[了着的地得吗呢吧啊]$/u;

/** Returns the places of a run that lie inside a word: those between two characters that stand together in a statement too. */
function withinWords(run: string, { isTold }: KnownChinese): ReadonlySet<number> {
  const places = new Set<number>();
  if (run.length < 2) return places;
  let at = 0;
  let before = '';
  for (const word of chineseWords(run)) {
    // A name that no dictionary has comes apart: 前体.
    if (before.length === 1 && word.length === 1 && isOneWord(before, word) && isTold(`${before}${word}`))
      places.add(at);
    before = word;
    const isAsking = ENDING.test(word) || Array.from(word).every((character) => CHINESE.get(character) === 'filler');
    for (let next = at + 1; next < at + word.length; next += 1)
      if (!isAsking && isTold(run.slice(next - 1, next + 1))) places.add(next);
    at += word.length;
  }
  return places;
}

/** Two characters that the dictionary leaves alone may be a word where only the first of them could be a way of asking. */
const isOneWord = (first: string, second: string): boolean =>
  CHINESE.get(first) === 'filler' && CHINESE.get(second) !== 'filler';

function longestChinese(
  run: string,
  at: number,
  partyNames: PartyNames,
  knows: KnownChinese,
  within: ReadonlySet<number>,
):
  | { readonly text: string; readonly country?: CountryName | undefined; readonly kind?: WordKind | undefined }
  | undefined {
  const first = run.charCodeAt(at);
  const wordsReach = LONGEST_WORD.get(first) ?? 0;
  const partyNamesReach = partyNames.longest.get(first) ?? 0;
  const namesReach = knows.longest.get(first) ?? 0;
  for (
    let length = Math.min(LONGEST_CHINESE, Math.max(wordsReach, partyNamesReach, namesReach), run.length - at);
    length > 0;
    length -= 1
  ) {
    const text = run.slice(at, at + length);
    const country = length <= partyNamesReach ? partyNames.chinese.get(text) : undefined;
    const its = length <= wordsReach ? CHINESE.get(text) : undefined;
    // 少 in 青少年 asks nothing, nor does 怎么办 in 怎么办理.
    const isSmall = its === 'filler' || length === 1;
    const kind = isSmall && (within.has(at) || within.has(at + length)) ? undefined : its;
    // A name of two characters is one pair, which is found without being kept together.
    const name = length !== 2 && length <= namesReach && knows.names.has(text);
    if (country !== undefined || kind !== undefined || name) return { text, country, kind };
  }
  return undefined;
}
