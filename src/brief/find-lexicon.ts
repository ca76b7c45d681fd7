/** What a word is when no brief knows it: a way of asking, a word of the field, a sign of everyday matters. */
import { AFFAIRS_EN, AFFAIRS_ZH, FILLER_EN, FILLER_ZH } from './words-common.ts';
import { EVERYDAY_EN, EVERYDAY_ZH } from './words-everyday.ts';
import { singular } from './words.ts';

export type Sort = 'filler' | 'affairs' | 'everyday';

const split = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');

function table(lists: readonly (readonly [Sort, readonly string[]])[]): ReadonlyMap<string, Sort> {
  const sorts = new Map<string, Sort>();
  for (const [sort, list] of lists) {
    for (const word of list) if (!sorts.has(word)) sorts.set(word, sort);
    for (const word of list) if (!sorts.has(singular(word))) sorts.set(singular(word), sort);
  }
  return sorts;
}

/** Sorts of English words, by the word and by its singular. */
export const ENGLISH = table([
  ['affairs', split(AFFAIRS_EN)],
  ['filler', split(FILLER_EN)],
  ['everyday', split(EVERYDAY_EN).map((word) => word.replaceAll('-', ''))],
]);

/** Sorts of Chinese expressions. */
export const CHINESE = table([
  ['filler', split(FILLER_ZH)],
  ['affairs', split(AFFAIRS_ZH)],
  ['everyday', split(EVERYDAY_ZH)],
]);
