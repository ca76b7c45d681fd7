/** The terms by which passages are found: roots of English words, pairs of Chinese characters, and the names of other countries. */
import { ENGLISH } from '../lexicon/lexicon.ts';
import { BOTH, type PartyNames } from '../parties.ts';
import { root, pairs, words, type Word } from '../../shared/text.ts';

/** Returns the term of an English word or a number. */
export const termOf = (key: string): string => (key.length < 4 || /^\d/u.test(key) ? key : root(key));

/** Returns whether a country name of these codes says nothing in a text on the two parties. */
export const isOurs = (codes: readonly string[], ours: ReadonlySet<string>): boolean =>
  codes.every((code) => ours.has(code) || code === BOTH);

/** Returns the terms of a text, each as often as it occurs. */
export function termsOf(text: string, partyNames: PartyNames): string[] {
  const terms: string[] = [];
  const add = (term: string | undefined): void => {
    if (term !== undefined) terms.push(term);
  };
  eachTerm(text, partyNames, {
    word: (word) => add(englishTerm(word)),
    chinese: (run) => terms.push(...pairs(run)),
    name: add,
  });
  return terms;
}

/** The reading of the texts of one index. */
export type TermReading = {
  /** Returns the terms of a text, each as often as it occurs. */
  readonly read: (text: string) => readonly number[];
  /** Ends it: returns the English words of the texts that were read, without their plural endings; they are what the next reading knows. */
  readonly end: () => ReadonlySet<string>;
};

/** Terms as numbers from 0 on: an index has many texts, and few terms that are new. */
export type TermReader = {
  /** Begins to read the texts of an index; those of the index before need not be read again. */
  readonly begin: () => TermReading;
  /** The numbers of all terms read so far, also of texts that are gone by now. */
  readonly numbers: ReadonlyMap<string, number>;
};

/** A text that was read: its terms, and its English words without their plural endings. */
type TextRead = { readonly terms: readonly number[]; readonly words: readonly string[] };

const FIRST_CHINESE = 0x3400;
const LAST_CHINESE = 0x9fff;
/** Shorter words are not corrected to. */
const MIN_WORD = 4;

/** Returns a reader of many texts. */
export function createTermReader(partyNames: PartyNames): TermReader {
  const numbers = new Map<string, number>();
  let known = new Map<string, TextRead>();
  const ofWords = new Map<string, number>();
  const ofPairs = new Map<number, number>();
  const numberOf = (term: string): number => {
    const before = numbers.get(term);
    if (before !== undefined) return before;
    numbers.set(term, numbers.size);
    return numbers.size - 1;
  };
  /** The number of an English word's term, -1 for a way of asking. */
  const ofWord = (word: Word): number => {
    const before = ofWords.get(word.text);
    if (before !== undefined) return before;
    const term = englishTerm(word);
    const number = term === undefined ? -1 : numberOf(term);
    ofWords.set(word.text, number);
    return number;
  };
  const addPairs = (run: string, to: number[]): void => {
    let before = 0;
    for (let at = 0; at < run.length; at += 1) {
      const code = run.charCodeAt(at);
      if (run.length < 2 || code < FIRST_CHINESE || code > LAST_CHINESE) {
        to.push(...pairs(run.slice(Math.max(0, at - 1))).map(numberOf));
        return;
      }
      if (at > 0) {
        const key = (before - FIRST_CHINESE) * (LAST_CHINESE - FIRST_CHINESE + 1) + code - FIRST_CHINESE;
        let number = ofPairs.get(key);
        if (number === undefined) ofPairs.set(key, (number = numberOf(run.slice(at - 1, at + 1))));
        to.push(number);
      }
      before = code;
    }
  };
  const read = (text: string): TextRead => {
    const terms: number[] = [];
    const plain = new Set<string>();
    eachTerm(text, partyNames, {
      word: (word) => {
        const number = ofWord(word);
        if (number < 0) return;
        terms.push(number);
        if (word.key.length >= MIN_WORD) plain.add(word.key);
      },
      chinese: (run) => addPairs(run, terms),
      name: (key) => void terms.push(numberOf(key)),
    });
    return { terms, words: [...plain] };
  };
  return {
    numbers,
    begin: () => {
      // Two indexes may be built by turns.
      const used = new Map<string, TextRead>();
      return {
        read: (text) => {
          const before = used.get(text);
          if (before !== undefined) return before.terms;
          const found = known.get(text) ?? read(text);
          used.set(text, found);
          return found.terms;
        },
        end: () => {
          const all = new Set<string>();
          for (const one of used.values()) for (const word of one.words) all.add(word);
          known = used;
          return all;
        },
      };
    },
  };
}

type TermVisitor = {
  readonly word: (word: Word) => void;
  /** Is told a run of Chinese, whose terms are its pairs. */
  readonly chinese: (run: string) => void;
  /** Is told the name of a country, as a term. */
  readonly name: (key: string) => void;
};

function eachTerm(text: string, partyNames: PartyNames, visit: TermVisitor): void {
  const row = words(withoutPossessives(text));
  for (let at = 0; at < row.length; at += 1) {
    const word = row[at];
    if (word === undefined) break;
    if (word.chinese) {
      visit.chinese(word.text);
      eachOtherCountry(word.text, partyNames, visit.name);
      continue;
    }
    const country = partyNames.at(row, at);
    if (country?.bare === true) {
      visit.name(isOurs(country.codes, partyNames.ours) ? termOf(word.key) : country.key);
      at += country.length - 1;
    } else visit.word(word);
  }
}

/** Returns a text whose words have no possessive ending: Xi's is Xi. */
export const withoutPossessives = (text: string): string => text.replaceAll(/['\u2019]s\b/gu, '');

function englishTerm({ text, key }: Word): string | undefined {
  const kind = ENGLISH.get(text) ?? ENGLISH.get(key);
  return kind === 'filler' && !/\d/u.test(text) ? undefined : termOf(key);
}

function eachOtherCountry(run: string, { chinese, longest, ours }: PartyNames, found: (key: string) => void): void {
  for (let at = 0; at < run.length; at += 1)
    for (let length = Math.min(longest.get(run.charCodeAt(at)) ?? 0, run.length - at); length > 0; length -= 1) {
      const country = chinese.get(run.slice(at, at + length));
      if (country === undefined) continue;
      if (country.bare && !isOurs(country.codes, ours)) found(country.key);
      at += length - 1;
      break;
    }
}
