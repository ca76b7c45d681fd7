/** Finds the paragraphs of a record in a document again: one more or fewer, two joined or one split must not shift all that follow. */
import { comparable, createGrowingFingerprint, fingerprint, type Comparable } from './paragraphs.ts';
import { joinTexts } from './import/join-lines.ts';

export type Aligned = {
  /** For each paragraph of the record what stands in its place, and whether it is the same; undefined where nothing does. */
  readonly paragraphs: readonly ({ readonly forms: Comparable; readonly isSame: boolean } | undefined)[];
  /** The paragraphs of the document that are none of the record's, each counted from 1. */
  readonly beside: readonly { readonly number: number; readonly forms: Comparable }[];
};

/** Paragraphs of the document that a curator may have joined to one. */
const MAX_JOINED = 6;

/** What is spent at most on the search for joined and for split paragraphs in one document; one that needs more is another document. */
const MAX_SEARCH = { characters: 2_000_000, edges: 20_000 } as const;
type SearchLeft = { characters: number; edges: number };

/** Returns the paragraphs of a document in the places of the record's, which are known by their fingerprints. */
export function align(document: readonly string[], recorded: readonly string[]): Aligned {
  const texts = document.map((paragraph) => comparable(paragraph));
  const paragraphs = Array<Aligned['paragraphs'][number]>(recorded.length).fill(undefined);
  const beside: { number: number; forms: Comparable }[] = [];
  let at = 0;
  let from = 0;
  const search: SearchLeft = { ...MAX_SEARCH };
  const between = (to: number, end: number): void => {
    fill(paragraphs, beside, { document, texts, recorded, search, from, to, at, end });
  };
  for (const [index, place] of commonOf(
    texts.map((one) => one.fingerprint),
    recorded,
  )) {
    between(index, place);
    const forms = texts[index];
    if (forms !== undefined) paragraphs[place] = { forms, isSame: true };
    from = index + 1;
    at = place + 1;
  }
  between(texts.length, recorded.length);
  return { paragraphs, beside };
}

type Stretch = {
  readonly document: readonly string[];
  readonly texts: readonly Comparable[];
  readonly recorded: readonly string[];
  readonly search: SearchLeft;
  /** The stretch of the document, and that of the record. */
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly end: number;
};

/** Fills what stands between two paragraphs that are the same: joined and split ones first, then, where as many are left on both sides, each changed one in its place. */
function fill(
  paragraphs: Aligned['paragraphs'][number][],
  beside: { number: number; forms: Comparable }[],
  { document, texts, recorded, search, from, to, at, end }: Stretch,
): void {
  const left = new Set(Array.from({ length: to - from }, (_, index) => from + index));
  const open: number[] = [];
  let next = from;
  const joins = at < end ? joinsOf(document, { from, to }, search) : undefined;
  for (let place = at; place < end; place += 1) {
    const joined = joins?.get(recorded[place] ?? '')?.find((one) => one.from >= next);
    if (joined === undefined) open.push(place);
    else {
      paragraphs[place] = { forms: comparable(joined.text()), isSame: true };
      for (let index = joined.from; index < joined.to; index += 1) left.delete(index);
      next = joined.to;
    }
  }
  if (left.size * open.length <= MAX_SPLITS)
    for (const own of left) {
      const pieces = piecesOf(document[own] ?? '', { recorded, open, search });
      if (pieces.size > 0) left.delete(own);
      for (const [place, forms] of pieces) {
        paragraphs[place] = { forms, isSame: true };
        open.splice(open.indexOf(place), 1);
      }
    }
  const rest = [...left];
  const isChanged = rest.length === open.length;
  for (const [index, own] of rest.entries()) {
    const forms = texts[own];
    const place = open[index];
    if (forms === undefined) continue;
    if (isChanged && place !== undefined) paragraphs[place] = { forms, isSame: false };
    else beside.push({ number: own + 1, forms });
  }
}

/** Beyond so many pairs of a paragraph and a place, it is another document rather than one that was split. */
const MAX_SPLITS = 400;

/** A longer paragraph was not parted by anybody. */
const MAX_PARTED_CHARACTERS = 50_000;

/** Returns the pieces of a paragraph in the open places of the record, one after the other; none where they are not all of it: words that were added are a change. */
function piecesOf(
  text: string,
  {
    recorded,
    open,
    search,
  }: { readonly recorded: readonly string[]; readonly open: readonly number[]; readonly search: SearchLeft },
): ReadonlyMap<number, Comparable> {
  const found = new Map<number, Comparable>();
  if (text.length > MAX_PARTED_CHARACTERS || search.edges <= 0) return found;
  // Words of a spaced script; Chinese is parted between any two characters.
  const edges = [...text.matchAll(/(?<=\p{sc=Han}|[，。、；：！？」』）”])|(?<= )/gu)].map(({ index }) => index);
  const ends = [...edges, text.length];
  let from = 0;
  let pieces = piecesFrom(text, { from, ends, wanted: new Set(open.map((place) => recorded[place] ?? '')) }, search);
  for (const place of open) {
    const wanted = recorded[place] ?? '';
    if (found.size > 0) pieces = piecesFrom(text, { from, ends, wanted: new Set([wanted]) }, search);
    const end = pieces.get(wanted);
    if (end !== undefined) {
      found.set(place, comparable(text.slice(from, end).trim()));
      from = end;
    } else if (found.size > 0) break;
  }
  return from === text.length ? found : new Map();
}

/** Returns where the shortest piece that begins at a place ends, for each fingerprint that is wanted and is that of one. */
function piecesFrom(
  text: string,
  {
    from,
    ends,
    wanted,
  }: { readonly from: number; readonly ends: readonly number[]; readonly wanted: ReadonlySet<string> },
  search: SearchLeft,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const grown = createGrowingFingerprint();
  let at = from;
  for (const end of ends) {
    if (end <= from) continue;
    if (found.size === wanted.size || search.edges <= 0) break;
    search.edges -= 1;
    const one = grown(text.slice(at, end));
    at = end;
    if (wanted.has(one) && !found.has(one)) found.set(one, end);
  }
  return found;
}

type JoinedParagraphs = { readonly from: number; readonly to: number; readonly text: () => string };

/** Returns the neighbouring paragraphs of a stretch that can be joined, by the fingerprints that they have then, in order. */
function joinsOf(
  document: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
  search: SearchLeft,
): ReadonlyMap<string, readonly JoinedParagraphs[]> {
  const found = new Map<string, JoinedParagraphs[]>();
  for (let start = from; start < to - 1; start += 1) {
    let text = document[start] ?? '';
    for (let end = start + 1; end < Math.min(to, start + MAX_JOINED); end += 1) {
      text = joinTexts(text, document[end] ?? '');
      search.characters -= text.length;
      if (search.characters < 0) return found;
      const joined = text;
      const one = { from: start, to: end + 1, text: () => joined };
      found.getOrInsertComputed(fingerprint(joined), () => []).push(one);
    }
  }
  return found;
}

/** So many pairs of paragraphs are compared at most: a record has 2,500. */
const MAX_PAIRS = 8_000_000;

/** Returns the longest row of entries that two lists have in common, as pairs of places, in order. */
function commonOf(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let ending = 0;
  while (ending < a.length - start && ending < b.length - start && a.at(-1 - ending) === b.at(-1 - ending)) ending += 1;
  const columns = b.length - start - ending;
  const there = new Set(b.slice(start, start + columns));
  // Most of another document stands nowhere in the record.
  const shared = Array.from({ length: a.length - start - ending }, (_, index) => start + index)
    .filter((index) => there.has(a[index] ?? ''))
    .slice(0, Math.floor(MAX_PAIRS / Math.max(columns, 1)));
  const rows = shared.length;
  // The length of the longest common row from each pair of places on.
  const lengths = new Uint16Array((rows + 1) * (columns + 1));
  const lengthAt = (row: number, column: number): number => lengths[row * (columns + 1) + column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1)
      lengths[row * (columns + 1) + column] =
        a[shared[row] ?? -1] === b[start + column]
          ? lengthAt(row + 1, column + 1) + 1
          : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
  const found: [number, number][] = Array.from({ length: start }, (_, index) => [index, index]);
  for (let row = 0, column = 0; row < rows && column < columns;)
    if (a[shared[row] ?? -1] === b[start + column]) found.push([shared[row++] ?? 0, start + column++]);
    else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) row += 1;
    else column += 1;
  for (let index = 0; index < ending; index += 1) found.push([a.length - ending + index, b.length - ending + index]);
  return found;
}
