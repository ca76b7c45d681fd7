/** What a word is by itself: a way of asking, a common word, a word of the field, a sign of everyday matters. */
import asking from './asking.json' with { type: 'json' };
import common from './common.json' with { type: 'json' };
import everyday from './everyday.json' with { type: 'json' };
import same from './same-meaning.json' with { type: 'json' };
import { singular } from '../../shared/text.ts';

export type WordKind = 'filler' | 'neutral' | 'affairs' | 'everyday';

const split = (lines: readonly string[]): string[] => lines.flatMap((line) => line.split(' ')).filter(Boolean);

const [EVERYDAY_EN, EVERYDAY_ZH] = [split(everyday.en), split(everyday.zh)];
const PHRASES = EVERYDAY_EN.filter((word) => word.includes('-'));

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
  ['affairs', split(common.affairs.en)],
  ['filler', split(common.filler.en)],
  ['everyday', EVERYDAY_EN.filter((word) => !word.includes('-'))],
  ['neutral', split(common.neutral.en)],
]);

/** Kinds of Chinese expressions. */
export const CHINESE = table([
  ['filler', split(common.filler.zh)],
  ['affairs', split(common.affairs.zh)],
  ['everyday', EVERYDAY_ZH],
]);

/** The words for both parties of a relationship without their names. */
export const { en: BOTH_EN, zh: BOTH_ZH } = common.both;

const neutralChinese = new Set(split(common.neutral.zh).filter((word) => word.length > 1));
/** Returns the kind of a Chinese expression or pair of characters; undefined where the lexicon has it not. */
export const kindOfChinese = (expression: string): WordKind | undefined =>
  CHINESE.get(expression) ?? (neutralChinese.has(expression) ? 'neutral' : undefined);

const stopWords = new Set(split(asking.en));
/** Whether an English word only asks. "May" is a word more often than a month. */
export const isStopWord = (word: string): boolean => stopWords.has(word) || stopWords.has(singular(word));

/** Whether a word, in lower case, carries no topic by itself: it asks, or joins. */
export const isAskingWord = (word: string): boolean => isStopWord(word) || kindOfChinese(word) === 'filler';

/** Characters that join words: a pair that has one and stands nowhere says nothing. */
export const JOINING_ZH = new RegExp(`[${asking.joiningZh}]`, 'u');

/** What Chinese questions are made of, the longest first. */
export const QUESTION_ZH = new RegExp(
  split(asking.zh)
    .toSorted((a, b) => b.length - a.length)
    .join('|'),
  'u',
);

const everydayWords = new Set([...EVERYDAY_EN.filter((word) => !word.includes('-')), ...EVERYDAY_ZH]);
/** Whether a word is one of everyday matters. */
export const isEveryday = (word: string): boolean => everydayWords.has(word) || everydayWords.has(singular(word));

/** Phrases of everyday matters whose words are innocent one by one, by their first word. */
export const EVERYDAY_PHRASES: ReadonlyMap<string, readonly (readonly string[])[]> = Map.groupBy(
  PHRASES.map((phrase) => phrase.split('-')),
  ([first = '']) => first,
);

/** Chinese expressions of everyday matters that are longer than a pair of characters. */
export const EVERYDAY_LONG_ZH = EVERYDAY_ZH.filter(({ length }) => length > 2);

/** The words that a question may have for those of the records: each row means one thing. */
export const SAME_MEANING: readonly (readonly string[])[] = same.map((line) => line.split(' '));
