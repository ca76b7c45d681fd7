/** What a question says that its best statements do not: everyday words, other countries, words that no name has. */
import type { Index } from './inverted-index.ts';
import { weightIn } from './vocabulary.ts';
import { BOTH } from './parties.ts';
import { hasPassage } from './passages/passage-index.ts';
import { termOf } from './passages/terms.ts';
import type { TopicScore } from './passages/topic-points.ts';
import type { ParsedQuestion } from './parse-question.ts';
import { wholeNames, type Evidence } from './rank.ts';

const CHINESE_TEXT = /^\p{Script=Han}+$/u;

/** Returns whether a brief contains an everyday word: by itself, or in a name that occurs in full. */
export function hasEverydayWord(
  { brief, inPassages }: Pick<Evidence, 'brief' | 'inPassages'>,
  { text, term }: ParsedQuestion['everyday'][number],
  reading: ParsedQuestion,
  index: Index,
): boolean {
  // Two everyday words may stand in a statement on something else.
  const isMore = inPassages?.matched.some((one) => one.kind !== 'everyday' && one.worth > 0.2) === true;
  const isTold =
    inPassages !== undefined &&
    inPassages.coverage >= MAIN_SHARE &&
    (text.includes(' ')
      ? saysPhrase(inPassages.passage, text, index)
      : inPassages.matched.filter((one) => one.text === text).length >=
        Math.max(1, CHINESE_TEXT.test(text) ? text.length - 1 : 1));
  if (isTold && (isMore || partiesNamed(brief, reading, index) > 0)) return true;
  const postings = index.terms.get(term);
  if (postings?.named !== true || weightIn(postings, brief) === 0) return false;
  const terms = new Set(reading.hits.map((hit) => hit.term));
  return wholeNames(brief, terms, index).some((name) => name.includes(term));
}

/** Whether a statement says a phrase such as "olive oil" in one piece: its words by themselves may be on something else. */
function saysPhrase(passage: number, phrase: string, { passages }: Index): boolean {
  const words = passages.passages[passage]?.statement?.text.en.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return ` ${words.join(' ')}`.includes(` ${phrase}`);
}

/** How many of the two parties a question names beside the words that speak for the brief; both without their names count as one. */
export function partiesNamed(brief: number, reading: ParsedQuestion, index: Index): 0 | 1 | 2 {
  const beside = (code: string): boolean => {
    const by = reading.countries.get(code);
    return by !== undefined && (by.bare || by.cues.some((term) => weightIn(index.terms.get(term), brief) === 0));
  };
  const named = [...index.partyNames.ours, BOTH].filter(beside).length;
  return named >= 2 ? 2 : named === 1 ? 1 : 0;
}

/** Returns how many countries a question names that are neither the parties nor in a name of the brief that occurs in full. */
export function countOtherCountries(
  { brief, inPassages }: Pick<Evidence, 'brief' | 'inPassages'>,
  reading: ParsedQuestion,
  index: Index,
): number {
  const { ours } = index.partyNames;
  const others = [...reading.countries].filter(([code]) => code !== BOTH && !ours.has(code));
  if (others.length === 0) return 0;
  const terms = new Set(reading.hits.map(({ term }) => term));
  const covering = (index.covered[brief] ?? []).filter((name) => name.terms.every((term) => terms.has(term)));
  const words =
    inPassages?.matched.filter((one) => one.worth > 0.1 && one.terms[0]?.term.startsWith('@') !== true) ?? [];
  // Talks are known by the city in which they took place.
  const isMore = words.length > 1 || words.some(({ text }) => TALKS.test(text));
  const isTold = partiesNamed(brief, reading, index) > 0 || ((inPassages?.coverage ?? 0) >= ALMOST_ALL && isMore);
  return others.filter(
    ([, { keys }]) =>
      !covering.some(({ country }) => keys.includes(country)) &&
      !(isTold && keys.some((key) => (inPassages?.coverage ?? 0) >= MAIN_SHARE && tells(inPassages, key, index))),
  ).length;
}

const TALKS = /^(?:talks?|round|consultations?|negotiations?|meetings?|summit|会谈|磋商|谈判|会晤|对话)$/u;

/** A question of so many words asks more than what a topic has to do with a country. */
const SPECIFIC = 4;

/** Returns whether a brief is named in a question of some length, and speaks of each country in it that is neither party. */
export function isOfItsPlaces(
  { brief, names }: Pick<Evidence, 'brief' | 'names'>,
  { countries, contentWords }: Pick<ParsedQuestion, 'countries' | 'contentWords'>,
  { partyNames, passages }: Index,
): boolean {
  const others = [...countries].filter(([code]) => code !== BOTH && !partyNames.ours.has(code));
  const tellsOf = (key: string): boolean => {
    const postings = passages.terms.get(key);
    return postings !== undefined && passages.byTopic[brief]?.some((at) => hasPassage(postings, at)) === true;
  };
  return names.length > 0 && contentWords >= SPECIFIC && others.every(([, { keys }]) => keys.some(tellsOf));
}

/** A passage with so much of a question is about what it asks. */
const MAIN_SHARE = 0.5;
const ALMOST_ALL = 0.75;

/** Returns how many words that no name has are not in the passage of a brief that has most of the question. */
export const countUntold = (
  { inPassages }: Pick<Evidence, 'inPassages'>,
  reading: ParsedQuestion,
  index: Index,
): number => reading.unnamed.filter((terms) => !terms.some((term) => tells(inPassages, term, index))).length;

/** Returns whether the passage that has most of a question has a term of it too. */
function tells(score: TopicScore | undefined, term: string, { passages }: Index): boolean {
  if (score === undefined) return false;
  const postings = passages.terms.get(term.startsWith('@') ? term : termOf(term));
  return postings !== undefined && hasPassage(postings, score.passage);
}
