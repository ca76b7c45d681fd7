/** The words of a citation: how they are compared with a document, and which of the selected ones make a link that leads to one place. For the server and the page alike. */

const FIND_WORDS = { least: 3, most: 6 } as const;
const FIND_CHARACTERS = { least: 6, most: 16 } as const;
const MAX_FIND = 80;
const HAN = /\p{Script=Han}/u;

/** Whether the words of a locator are as many as make it distinctive and short: words of a spaced script, or characters of Chinese. */
export function isLocator(value: string): boolean {
  if (HAN.test(value)) {
    // Characters beyond the first plane count once, as a reader counts them.
    const { length } = Array.from(value);
    return length >= FIND_CHARACTERS.least && length <= FIND_CHARACTERS.most;
  }
  const { length } = value.split(/\s+/u);
  return length >= FIND_WORDS.least && length <= FIND_WORDS.most;
}

/** Returns text in the form that is compared: Unicode composed, quotation marks and dashes alike, white space folded. */
export function normalized(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u201A\u2032]/gu, "'")
    .replace(/[\u201C\u201D\u201E\u2033]/gu, '"')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Returns how often a text holds another that begins and ends where words do, those that overlap included. */
export function occurrences(text: string, needle: string): number {
  let count = 0;
  if (needle === '') return count;
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    if (![at, end].some((edge) => edge > 0 && WITHIN_WORD.test(text.slice(edge - 1, edge + 1)))) count += 1;
  }
  return count;
}

/** Two letters or digits of one word; Chinese has no marks between words. */
const WITHIN_WORD = /^[[\p{L}\p{N}]--\p{Script=Han}]{2}$/v;

/** A paragraph by the number that citations give it; undefined where the record leaves it out. */
export type NumberedText = { readonly number: number | undefined; readonly text: string };

/** The words that a selection makes, and the paragraph of each place where they stand; they make a link where there is one. */
export type FoundWords = {
  readonly find: string;
  readonly places: readonly (number | undefined)[];
};

/** Returns what finds the words of a citation in a document, as browsers do: upper and lower case alike. */
export function createWordFinder(document: readonly NumberedText[]) {
  const compared = document.map(({ number, text }) => ({ number, lower: normalized(text).toLowerCase() }));
  /** Returns the paragraph of each place where words stand. */
  const placesOf = (find: string): readonly (number | undefined)[] => {
    const needle = normalized(find).toLowerCase();
    return compared.flatMap(({ number, lower }) => Array<number | undefined>(occurrences(lower, needle)).fill(number));
  };
  /**
   * Returns the words that a selection in a text means: itself where it can be a locator, a part of a longer one, and
   * the words around a shorter one; the first that stand in one place only, or else the first of all. Undefined where
   * there are none, as in an empty text.
   */
  const wordsOf = (text: string, start: number, end: number): FoundWords | undefined => {
    let first: FoundWords | undefined;
    for (const find of locators(text, start, end)) {
      const found = { find, places: placesOf(find) };
      if (found.places.length === 1) return found;
      first ??= found;
    }
    return first;
  };
  return { placesOf, wordsOf };
}

type Piece = { readonly from: number; readonly to: number };

/** Returns what may be a locator for a selection, the best first. */
function* locators(text: string, start: number, end: number): Generator<string> {
  const selected = text.slice(start, end);
  const isHan = HAN.test(selected.trim() === '' ? text : selected);
  const { least, most } = isHan ? FIND_CHARACTERS : FIND_WORDS;
  const pieces: readonly Piece[] = [...text.matchAll(isHan ? /./gsu : /\S+/gu)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
  const chosen = pieces.flatMap(({ from, to }, at) => (to > start && from < Math.max(end, start + 1) ? [at] : []));
  const [low] = chosen;
  const high = chosen.at(-1);
  if (low === undefined || high === undefined) return;
  const count = high - low + 1;
  const windows: [number, number][] = [];
  // A longer one: its longest parts, from its beginning on.
  if (count > most)
    for (let length = most; length >= least; length -= 1)
      for (let from = low; from + length - 1 <= high; from += 1) windows.push([from, from + length - 1]);
  // Otherwise itself, and more and more of what is around it.
  for (let length = Math.max(least, count); length <= most; length += 1)
    for (let from = Math.min(low, pieces.length - length); from >= Math.max(0, high - length + 1); from -= 1)
      windows.push([from, from + length - 1]);
  const seen = new Set<string>();
  for (const [from, to] of windows) {
    const find = bare(text.slice(pieces[from]?.from, pieces[to]?.to));
    if (seen.has(find) || find.length > MAX_FIND || !isLocator(find) || INVISIBLE.test(find)) continue;
    seen.add(find);
    yield find;
  }
}

/** No locator has these. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/u;

/** Returns words without the marks around them, of which a link needs none. */
const bare = (words: string): string =>
  words.replaceAll(/\s+/gu, ' ').replaceAll(/^[^\p{L}\p{N}$€£¥]+|[^\p{L}\p{N}%]+$/gu, '');
