/** An index of entries by their terms (BM25 over weighted fields), made of texts that are read once as long as they stay the same. */
import { termsOf, type Term } from './terms.ts';
import type { PartyNames } from './parties.ts';

/** A part of an entry: a text and how much its terms count. */
export type Field = readonly [text: string | undefined, weight: number];

/** Reads texts as numbers of terms, each text once. */
export type TextReader = {
  readonly read: (text: string) => readonly number[];
  readonly numberOf: (term: string) => number | undefined;
  /** How much a term counts: less for one Chinese character than for two. */
  readonly worthOf: (term: number) => number;
  readonly isCountryOrDate: (term: number) => boolean;
  /** Returns the English words of the texts that were read, as typed. */
  readonly words: ReadonlySet<string>;
  /** Forgets the texts that were not read since the last time. */
  readonly forget: () => void;
};

export const SINGLE = 0.3;

/** Returns a reader of texts. */
export function createTextReader(names: PartyNames): TextReader {
  const numbers = new Map<string, number>();
  const worth: number[] = [];
  const words = new Set<string>();
  const other = new Set<number>();
  let known = new Map<string, readonly number[]>();
  let used = new Map<string, readonly number[]>();
  const add = ({ term, text, sort }: Term): number => {
    let number = numbers.get(term);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(term, number);
      worth.push(sort === 'single' ? SINGLE : 1);
      if (sort === 'country' || sort === 'date') other.add(number);
    }
    if (sort === 'word') words.add(text);
    return number;
  };
  return {
    words,
    isCountryOrDate: (term) => other.has(term),
    numberOf: (term) => numbers.get(term),
    worthOf: (term) => worth[term] ?? 1,
    read: (text) => {
      const before = used.get(text) ?? known.get(text);
      const terms = before ?? termsOf(text, names).terms.map(add);
      used.set(text, terms);
      return terms;
    },
    forget: () => {
      known = used;
      used = new Map();
    },
  };
}

export type TextIndex = {
  readonly size: number;
  /** How telling a term is: the rarer, the more. */
  readonly idf: (term: number | undefined) => number;
  readonly has: (term: number | undefined) => boolean;
  /** Tells each entry that has a term, with how much it has of it: up to 2.2, and in [0, 1] as a share. */
  readonly each: (term: number, found: (entry: number, score: number, share: number) => void) => void;
};

const K1 = 1.2;
const B = 0.4;

/** Returns an index of entries. */
export function createTextIndex(entries: readonly (readonly Field[])[], reader: TextReader): TextIndex {
  const lists = new Map<number, { readonly entries: number[]; readonly counts: number[] }>();
  const lengths = new Float64Array(entries.length);
  let total = 0;
  const counts = new Map<number, number>();
  for (const [at, fields] of entries.entries()) {
    counts.clear();
    for (const [text, weight] of fields) {
      if (text === undefined || text === '') continue;
      for (const term of reader.read(text)) counts.set(term, (counts.get(term) ?? 0) + weight);
    }
    let length = 0;
    for (const [term, count] of counts) {
      length += count * reader.worthOf(term);
      let list = lists.get(term);
      if (list === undefined) lists.set(term, (list = { entries: [], counts: [] }));
      list.entries.push(at);
      list.counts.push(count);
    }
    lengths[at] = length;
    total += length;
  }
  const average = Math.max(1, total / Math.max(1, entries.length));
  const share = lengths.map((length) => K1 * (1 - B + (B * length) / average));
  const idfOf = (count: number): number => Math.log(1 + (entries.length - count + 0.5) / (count + 0.5));
  return {
    size: entries.length,
    has: (term) => term !== undefined && lists.has(term),
    idf: (term) => idfOf(term === undefined ? 0 : (lists.get(term)?.entries.length ?? 0)),
    each: (term, found) => {
      const list = lists.get(term);
      if (list === undefined) return;
      for (let at = 0; at < list.entries.length; at += 1) {
        const entry = list.entries[at] ?? 0;
        const count = list.counts[at] ?? 0;
        found(entry, (count * (K1 + 1)) / (count + (share[entry] ?? K1)), Math.min(1, count));
      }
    },
  };
}
