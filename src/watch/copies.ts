/** Which of the items that wait are copies of others: by title, by the number of an announcement, or by text. Pure. */
import { isItsText } from '../records/match-text.ts';
import { fingerprint, words } from '../records/paragraphs.ts';
import { compareTexts } from '../shared/text.ts';
import type { WatchItem } from './items.ts';

export type Compared = Pick<WatchItem, 'id' | 'relationship' | 'source' | 'party' | 'title' | 'day'> & {
  /** The place of its source in watch.yaml. */
  readonly place: number;
  /** Of its text, where it is held, what `printsOf` returns. */
  readonly prints: ReadonlySet<string>;
};

type Read = Pick<Compared, 'prints'> & {
  readonly item: Compared;
  readonly day: number;
  readonly words: ReadonlySet<string>;
  readonly key: string;
  readonly digits: string;
  /** The year and number of an announcement; empty where it has none. */
  readonly number: string;
};

const DAY_MS = 86_400_000;
/** A title that stands in a longer one has so many words of so many letters at least. */
const MIN_WORDS = 4;
const LONG_WORD = 4;
/** So many paragraphs are shared at least; shorter ones, such as a dateline, are in many texts. */
const MIN_SHARED = 2;
const MIN_PARAGRAPH = 40;

/** Returns the items that are copies, each with the one that it is a copy of: what was published first, else that of a side before that of none, else that of the source which stands first in watch.yaml. */
export function copiesAmong(items: readonly Compared[]): ReadonlyMap<string, string> {
  const read = items
    .map(readItem)
    .toSorted(
      (a, b) =>
        a.day - b.day ||
        Number(a.item.party === '') - Number(b.item.party === '') ||
        a.item.place - b.item.place ||
        compareTexts(a.item.id, b.item.id),
    );
  const copies = new Map<string, string>();
  const originals: Read[] = [];
  for (const one of read) {
    const original = originals.find((other) => areAlike(one, other));
    if (original === undefined) originals.push(one);
    else copies.set(one.item.id, original.item.id);
  }
  return copies;
}

function readItem(item: Compared): Read {
  const { title, day } = item;
  const own = words(title);
  const year = /20\d\d/u.exec(title)?.[0];
  const number = /(?:\bNo\.?\s*|第)(\d+)/iu.exec(title)?.[1];
  return {
    item,
    day: day === undefined ? Number.POSITIVE_INFINITY : Date.parse(day) / DAY_MS,
    words: new Set(own),
    key: own.join(' '),
    digits: (title.match(/\d+/gu) ?? []).join(' '),
    number: year === undefined || number === undefined ? '' : `${year} ${number}`,
    prints: item.prints,
  };
}

/** Returns the fingerprints of the paragraphs by which a text is compared. */
export const printsOf = (paragraphs: readonly string[]): ReadonlySet<string> =>
  new Set(paragraphs.filter((text) => text.length >= MIN_PARAGRAPH).map((text) => fingerprint(text)));

/** Clocks and calendars of two publishers differ by a day at most. */
function areAlike(a: Read, b: Read): boolean {
  if (a.item.relationship !== b.item.relationship || a.item.source === b.item.source) return false;
  // Titles return: without days they tell nothing.
  if (!(Math.abs(a.day - b.day) <= 1)) return false;
  if (a.key === b.key && a.key !== '') return true;
  if (a.item.party === b.item.party && (isOfOneNumber(a, b) || isWithin(a, b) || isWithin(b, a))) return true;
  const short = a.prints.size < b.prints.size ? a.prints : b.prints;
  const shared = a.prints.intersection(b.prints).size;
  return shared >= MIN_SHARED && isItsText(shared, { paragraphs: [...short] });
}

/** Whether both are one announcement, in another language. */
const isOfOneNumber = (a: Read, b: Read): boolean => a.number !== '' && a.number === b.number;

/** Whether a title stands in another one, word by word, with the same numbers. */
const isWithin = (short: Read, long: Read): boolean =>
  short.digits === long.digits &&
  [...short.words].filter(({ length }) => length >= LONG_WORD).length >= MIN_WORDS &&
  short.words.isSubsetOf(long.words);
