/** The terms by which passages are found: roots of English words, pairs of Chinese characters, and the names of other countries. */
import { ENGLISH } from '../lexicon/lexicon.ts';
import { BOTH, type PartyNames } from '../parties.ts';
import { root, pairs, words, type Word } from '../../shared/text.ts';

/** Returns the term of an English word or a number. */
export const termOf = (key: string): string => (key.length < 4 ? key : root(key));

/** Returns whether a country name of these codes says nothing in a text on the two parties. */
export const isOurs = (codes: readonly string[], ours: ReadonlySet<string>): boolean =>
  codes.every((code) => ours.has(code) || code === BOTH);

/** Returns the terms of a text, each as often as it occurs; `see` is told each English word. */
export function termsOf(text: string, partyNames: PartyNames, see?: (word: string) => void): string[] {
  const row = words(withoutPossessives(text));
  const terms: string[] = [];
  for (let at = 0; at < row.length; at += 1) {
    const word = row[at];
    if (word === undefined) break;
    if (word.chinese) {
      terms.push(...pairs(word.text), ...otherCountriesIn(word.text, partyNames));
      continue;
    }
    const country = partyNames.at(row, at);
    if (country?.bare === true) {
      if (isOurs(country.codes, partyNames.ours)) terms.push(termOf(word.key));
      else terms.push(country.key);
      at += country.length - 1;
      continue;
    }
    const term = englishTerm(word);
    if (term === undefined) continue;
    terms.push(term);
    see?.(word.key);
  }
  return terms;
}

/** Returns a text whose words have no possessive ending: Xi's is Xi. */
export const withoutPossessives = (text: string): string => text.replaceAll(/['\u2019]s\b/gu, '');

function englishTerm({ text, key }: Word): string | undefined {
  const kind = ENGLISH.get(text) ?? ENGLISH.get(key);
  return kind === 'filler' && !/\d/u.test(text) ? undefined : termOf(key);
}

function otherCountriesIn(run: string, { chinese, longest, ours }: PartyNames): string[] {
  const found: string[] = [];
  for (let at = 0; at < run.length; at += 1)
    for (let length = Math.min(longest.get(run.charAt(at)) ?? 0, run.length - at); length > 0; length -= 1) {
      const country = chinese.get(run.slice(at, at + length));
      if (country === undefined) continue;
      if (country.bare && !isOurs(country.codes, ours)) found.push(country.key);
      at += length - 1;
      break;
    }
  return found;
}
