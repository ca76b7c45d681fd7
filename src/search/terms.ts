/** The terms of a text: English stems, Chinese characters in pairs and alone, days, and the countries that it names. */
import { isStopWord, QUESTION_ZH, SAME_MEANING } from './lexicon/lexicon.ts';
import type { PartyNames } from './parties.ts';
import { BOTH } from './parties.ts';
import { datesIn } from './dates.ts';
import { chineseWords, pairs, root, words } from '../shared/text.ts';

/** A term of a text as it was typed. A pair of Chinese characters is one word of two, `single` one character. */
export type Term = {
  readonly term: string;
  readonly text: string;
  readonly sort: 'word' | 'pair' | 'single' | 'country' | 'date';
  /** Whose bare name it is part of: that of a party, or of another country. */
  readonly place?: Place | undefined;
  /** Of a pair in a question: whether it cuts two words, as 国访 does in 美国访问. */
  readonly cuts?: boolean;
};

export type Place = 'ours' | 'other';

/** A country that a text names: its codes, whether by its bare name, and the terms that stand for it. */
export type CountryMention = {
  readonly codes: readonly string[];
  readonly bare: boolean;
  readonly key: string;
  readonly text: string;
};

export type TermsRead = { readonly terms: readonly Term[]; readonly countries: readonly CountryMention[] };

/** Returns the term of an English word, or of a number or the name of a model, which stays as it is: H200 is no H20. */
export const termOf = (key: string): string => (key.length < 4 || /\d/u.test(key) ? key : root(key));

const synonyms = new Map<string, string[]>();
for (const row of SAME_MEANING) {
  const terms = row.map((word) => (/\p{Script=Han}/u.test(word) ? word : termOf(word)));
  for (const term of terms)
    synonyms.set(term, [...(synonyms.get(term) ?? []), ...terms.filter((other) => other !== term)]);
}
/** Returns the other terms that mean the same. */
export const sameMeaning = (term: string): readonly string[] => synonyms.get(term) ?? [];

/** Returns a text whose words have no possessive ending: Xi's is Xi. */
const withoutPossessives = (text: string): string => text.replaceAll(/['’]s\b/gu, '');

/** Returns the terms of a text in order. Of a question, the words of asking are left out of its Chinese too. */
export function termsOf(text: string, names: PartyNames, isQuestion = false, most?: number): TermsRead {
  const { dates, rest } = datesIn(text);
  const terms: Term[] = dates.flatMap((date) =>
    date.terms.map((term): Term => ({ term, text: date.text, sort: 'date' })),
  );
  const countries: CountryMention[] = [];
  const named = (country: Omit<CountryMention, 'text'>, typed: string): void => {
    const { codes, bare, key } = country;
    countries.push({ codes, bare, key, text: typed });
    if (bare || !codes.every((code) => names.ours.has(code))) terms.push({ term: key, text: typed, sort: 'country' });
  };
  const row = words(withoutPossessives(rest), most);
  let until = 0;
  let place: Place | undefined;
  const placeOf = ({ codes }: { readonly codes: readonly string[] }): Place =>
    codes.every((code) => names.ours.has(code)) ? 'ours' : 'other';
  for (const [at, word] of row.entries()) {
    if (word.chinese) {
      const places = new Map<string, Place>();
      eachChineseName(word.text, names, (country, typed) => {
        named(country, typed);
        if (country.bare) for (const pair of pairs(typed)) places.set(pair, placeOf(country));
      });
      for (const run of isQuestion ? word.text.split(QUESTION_ZH) : [word.text]) {
        const starts = isQuestion ? wordStarts(run) : undefined;
        for (const [index, pair] of pairs(run).entries())
          if (pair.length > 1 || run.length === 1)
            terms.push({
              term: pair,
              text: pair,
              sort: run.length === 1 ? 'single' : 'pair',
              ...(starts !== undefined && { cuts: starts.has(index + 1), place: places.get(pair) }),
            });
        if (run.length > 1) for (const one of run) terms.push({ term: one, text: one, sort: 'single' });
      }
      continue;
    }
    const country = at < until ? undefined : names.at(row, at);
    if (country !== undefined) {
      const typed = row
        .slice(at, at + country.length)
        .map((one) => one.text)
        .join(' ');
      if (country.codes[0] !== BOTH) named(country, typed);
      until = at + country.length;
      place = country.bare ? placeOf(country) : undefined;
    }
    if (!isStopWord(word.text) && !isStopWord(word.key))
      terms.push({ term: termOf(word.key), text: word.text, sort: 'word', place: at < until ? place : undefined });
  }
  return { terms, countries };
}

/** The places of a run at which its words begin. */
function wordStarts(run: string): ReadonlySet<number> {
  const starts = new Set<number>();
  let at = 0;
  for (const word of chineseWords(run)) {
    starts.add(at);
    at += word.length;
  }
  return starts;
}

function eachChineseName(
  run: string,
  { chinese, longest }: PartyNames,
  found: (country: Omit<CountryMention, 'text'>, typed: string) => void,
): void {
  for (let at = 0; at < run.length; at += 1)
    for (let length = Math.min(longest.get(run.charCodeAt(at)) ?? 0, run.length - at); length > 0; length -= 1) {
      const text = run.slice(at, at + length);
      const country = chinese.get(text);
      if (country === undefined) continue;
      if (country.codes[0] !== BOTH) found(country, text);
      at += length - 1;
      break;
    }
}
