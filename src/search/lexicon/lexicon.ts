/** What a word is when no brief knows it: a way of asking, a common word, a word of the field, a sign of everyday matters. */
import { isStopWord } from './asking-words.ts';
import { AFFAIRS_EN, AFFAIRS_ZH, FILLER_EN, FILLER_ZH, NEUTRAL_EN, NEUTRAL_ZH } from './common-words.ts';
import { EVERYDAY_EN, EVERYDAY_ZH } from './everyday-words.ts';
import { singular } from '../../shared/text.ts';

export type WordKind = 'filler' | 'neutral' | 'affairs' | 'everyday';

const split = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');

function table(lists: readonly (readonly [WordKind, readonly string[]])[]): ReadonlyMap<string, WordKind> {
  const kinds = new Map<string, WordKind>();
  for (const [kind, list] of lists) {
    for (const word of list) if (!kinds.has(word)) kinds.set(word, kind);
    for (const word of list) if (!kinds.has(singular(word))) kinds.set(singular(word), kind);
  }
  return kinds;
}

/** Kinds of English words, by the word and by its singular. */
export const ENGLISH = table([
  ['affairs', split(AFFAIRS_EN)],
  ['filler', split(FILLER_EN)],
  ['everyday', split(EVERYDAY_EN).filter((word) => !word.includes('-'))],
  ['neutral', split(NEUTRAL_EN)],
]);

/** Kinds of Chinese expressions. */
export const CHINESE = table([
  ['filler', split(FILLER_ZH)],
  ['affairs', split(AFFAIRS_ZH)],
  ['everyday', split(EVERYDAY_ZH)],
]);

const NEUTRAL_CHINESE = new Set(split(NEUTRAL_ZH).filter((word) => word.length > 1));
/** Returns the kind of a Chinese expression or pair of characters; undefined where the lexicon has it not. */
export const kindOfChinese = (expression: string): WordKind | undefined =>
  CHINESE.get(expression) ?? (NEUTRAL_CHINESE.has(expression) ? 'neutral' : undefined);

/** Whether a word, in lower case, carries no topic by itself: it asks, or joins. */
export const isAskingWord = (word: string): boolean => isStopWord(word) || kindOfChinese(word) === 'filler';
