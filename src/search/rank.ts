/** Scores the briefs against a parsed question. */
import type { Index } from './inverted-index.ts';
import { weightIn, type Postings } from './vocabulary.ts';
import { BOTH } from './parties.ts';
import { hasPassage } from './passages/passage-index.ts';
import { termOf } from './passages/terms.ts';
import { IN_TITLE, passagePoints, titledBy, together } from './passages/topic-points.ts';
import type { ScoredPassages } from './passages/score.ts';
import { topicScores, type TopicScore } from './passages/topic-scores.ts';
import type { Hit, ParsedQuestion, ParsedText } from './parse-question.ts';
import { CHINESE, ENGLISH, type WordKind } from './lexicon/lexicon.ts';

/** The evidence for a brief. */
export type Evidence = {
  readonly brief: number;
  readonly points: number;
  /** The words that gave the points, and how many words they are. */
  readonly matched: readonly string[];
  readonly words: number;
  /** Whether all of them are ambiguous; whether all of them are country names. */
  readonly ambiguous: boolean;
  readonly onlyCountries: boolean;
  /** The names of the brief that occur in the question in full. */
  readonly names: readonly string[];
  /** What the statements of the brief have of the question; undefined where nothing. */
  readonly inPassages: TopicScore | undefined;
};

/** A word of the field weighs less than a specific one: "talks" is in half the briefs' names. An everyday word weighs least. */
const KIND_WEIGHT: Readonly<Record<WordKind, number>> = { filler: 0.8, neutral: 0.8, affairs: 0.6, everyday: 0.6 };
/** How much of a word's weight remains inside a longer name of another brief. */
const INSIDE_ANOTHER = 0.5;
const MOST_FOR_NAMES = 2;
/** A word of more briefs than this only adds to briefs that rarer words have found, if any. */
const COMMON = 500;
/** Of a long question the rarest words decide. */
const MOST_WORDS = 32;
/** So many briefs are kept while the words of a question are gone through, and so many are weighed in the end. */
const MOST_CANDIDATES = 200;
const MOST_WEIGHED = 20;

/** Returns the evidence for each matching brief, strongest first, at most twenty. */
export function scoreTopics(reading: ParsedText, index: Index, scored: ScoredPassages): Evidence[] {
  const titled = titledBy(scored, index.passages);
  const groups = hitsByWord(reading, index);
  const inPassages = topicScores(scored, index.passages);
  let points = new Map<number, number>();
  const raise = (brief: number, value: number): void => void points.set(brief, (points.get(brief) ?? 0) + value);
  for (const name of reading.names) for (const brief of name.briefs.slice(0, COMMON)) raise(brief, 0);
  for (const group of groups) {
    if (group.size > COMMON && points.size > 0) {
      for (const brief of points.keys()) raise(brief, worth(group, brief));
      continue;
    }
    const briefs = new Set(group.hits.flatMap(({ postings }) => postings.briefs));
    for (const brief of briefs) raise(brief, worth(group, brief));
    if (points.size > MOST_CANDIDATES * 2) points = new Map(strongest(points, MOST_CANDIDATES));
  }
  const most = strongest(
    new Map([...inPassages].map(([brief, score]) => [brief, passagePoints(score) + (points.get(brief) ?? 0)])),
    MOST_WEIGHED,
  ).map(([brief]) => brief);
  const weighed = new Map(strongest(points, MOST_WEIGHED));
  for (const brief of [...most, ...titled]) weighed.set(brief, points.get(brief) ?? 0);
  return evidenceOf([...weighed], groups, reading, index, inPassages).map((one) =>
    titled.has(one.brief) ? Object.assign({}, one, { points: one.points + IN_TITLE }) : one,
  );
}

/** Returns the evidence for the briefs that a reading names, strongest first, at most twenty. */
export function scoreNamedTopics(reading: ParsedQuestion, index: Index): Evidence[] {
  const groups = hitsByWord(reading, index);
  const briefs = new Set(reading.names.flatMap((name) => name.briefs.slice(0, MOST_WEIGHED)));
  const points = [...briefs]
    .slice(0, MOST_WEIGHED)
    .map((brief) => [brief, groups.reduce((sum, group) => sum + worth(group, brief), 0)] as const);
  return evidenceOf(points, groups, reading, index);
}

function evidenceOf(
  points: readonly (readonly [number, number])[],
  groups: readonly HitGroup[],
  reading: ParsedQuestion,
  index: Index,
  inPassages: ReadonlyMap<number, TopicScore> = new Map(),
): Evidence[] {
  const terms = new Set(reading.hits.map(({ term }) => term));
  return points
    .map(([brief, sum]) => evidenceFor(brief, sum, groups, terms, reading, index, inPassages.get(brief)))
    .toSorted((a, b) => b.points - a.points || a.brief - b.brief);
}

/** The briefs with most points; sorting thousands of them for a few would take longest of all. */
function strongest(points: ReadonlyMap<number, number>, most: number): (readonly [number, number])[] {
  let least = 0;
  let best: (readonly [number, number])[] = [];
  for (const entry of points) {
    if (best.length >= most && entry[1] <= least) continue;
    best.push(entry);
    if (best.length < most * 4) continue;
    best = best.toSorted((a, b) => b[1] - a[1]).slice(0, most);
    least = best.at(-1)?.[1] ?? 0;
  }
  return best.toSorted((a, b) => b[1] - a[1]).slice(0, most);
}

function evidenceFor(
  brief: number,
  sum: number,
  groups: readonly HitGroup[],
  terms: ReadonlySet<string>,
  reading: ParsedQuestion,
  index: Index,
  inPassages: TopicScore | undefined,
): Evidence {
  const matching = groups.filter((group) => worth(group, brief) > 0);
  const texts = [...new Set(matching.map(({ text }) => text))];
  const names = reading.names.filter((name) => name.briefs.includes(brief));
  const whole = names.reduce((total, name) => total + nameBonus(name.contentWords, name.briefs.length), 0);
  return {
    brief,
    points: together(sum + Math.min(whole, MOST_FOR_NAMES) + partlyNamed(brief, terms, index), inPassages),
    inPassages,
    matched: [...new Set([...texts, ...names.map(({ text }) => text)])],
    ambiguous: matching.every(
      (group) => isCountry(group) || isCommon(group) || index.partyNames.isAmbiguous(group.text),
    ),
    onlyCountries:
      !names.some(({ contentWords }) => contentWords > 1) &&
      matching.some(isCountry) &&
      matching.every((group) => isCountry(group) || isCommon(group)),
    words: countWords(matching),
    names: names.map(({ text }) => text),
  };
}

const isCountry = ({ hits }: HitGroup): boolean => hits[0]?.hit.term.startsWith('@') === true;
const isCommon = ({ hits }: HitGroup): boolean =>
  ENGLISH.has(hits[0]?.hit.term ?? '') || CHINESE.has(hits[0]?.hit.term ?? '');

/** The points that a word of the question gives a brief: those of the best of the terms it was taken for. */
function worth(group: HitGroup, brief: number): number {
  // A word inside a longer name of another brief says little: "ai" in "ai chips".
  const share = group.inside === undefined || group.inside.has(brief) ? 1 : INSIDE_ANOTHER;
  let best = 0;
  for (const { value, postings } of group.hits) best = Math.max(best, value * weightIn(postings, brief));
  return best * share;
}

/** How many words matched: neighbouring pairs of Chinese characters are one word of up to four characters. */
function countWords(groups: readonly HitGroup[]): number {
  const chinese = groups.filter(({ text }) => /^\p{Script=Han}{2}$/u.test(text)).map(({ at }) => at);
  const pairs = chinese.toSorted((a, b) => a - b);
  let count = groups.length - pairs.length;
  let from = Number.NEGATIVE_INFINITY;
  for (const [index, at] of pairs.entries()) {
    const follows = pairs[index - 1] === at - 1 && at - from < 3;
    if (follows) continue;
    from = at;
    count += 1;
  }
  return count;
}

/** A word of the question with the terms it was taken for, and the briefs that have a longer name around it. */
type HitGroup = {
  readonly at: number;
  readonly text: string;
  readonly hits: readonly { readonly hit: Hit; readonly postings: Postings; readonly value: number }[];
  readonly inside: ReadonlySet<number> | undefined;
  readonly size: number;
};

/** The hits of each word once, however often it was typed, the rarest words first. */
function hitsByWord(reading: ParsedQuestion, index: Index): HitGroup[] {
  const inside = namesByPosition(reading);
  const seen = new Map<string, number>();
  const fresh = reading.hits.filter((hit) => {
    const first = seen.get(hit.term) ?? hit.at;
    seen.set(hit.term, first);
    return first === hit.at;
  });
  return [...Map.groupBy(fresh, ({ at }) => at)]
    .map(([at, group]) => {
      const hits = group.flatMap((hit) => {
        const postings = index.terms.get(hit.term);
        return postings === undefined ? [] : [{ hit, postings, value: postings.rarity * hit.certainty * general(hit) }];
      });
      const size = hits.reduce((sum, { postings }) => sum + postings.briefs.length, 0);
      return { at, text: group[0]?.text ?? '', hits, inside: inside.get(at), size };
    })
    .toSorted((a, b) => a.size - b.size)
    .slice(0, MOST_WORDS);
}

function general({ term }: Hit): number {
  const kind = ENGLISH.get(term) ?? CHINESE.get(term);
  return kind === undefined ? 1 : KIND_WEIGHT[kind];
}

/** A name of stop words only, such as "what next", has nothing but its being there whole. */
function nameBonus(contentWords: number, briefs: number): number {
  return (contentWords === 0 ? 0.9 : 0.2 + 0.2 * contentWords) / briefs;
}

/** Returns the briefs that have a name of two words or more, by position in the question. */
function namesByPosition(reading: ParsedQuestion): Map<number, Set<number>> {
  const positions = new Map<number, Set<number>>();
  for (const name of reading.names) {
    if (name.to - name.from < 2) continue;
    for (let at = name.from; at < name.to; at += 1) {
      const briefs = positions.get(at) ?? new Set();
      for (const brief of name.briefs) briefs.add(brief);
      positions.set(at, briefs);
    }
  }
  return positions;
}

/** Returns whether a brief contains an everyday word: by itself, or in a name that occurs in full. */
export function hasEverydayWord(
  { brief, inPassages }: Pick<Evidence, 'brief' | 'inPassages'>,
  term: string,
  reading: ParsedQuestion,
  index: Index,
): boolean {
  // Two everyday words may stand in a statement on something else.
  const isMore = inPassages?.matched.some((one) => one.kind !== 'everyday' && one.worth > 0.2) === true;
  if (tells(inPassages, term, index) && (isMore || partiesNamed(brief, reading, index) > 0)) return true;
  const postings = index.terms.get(term);
  if (postings?.named !== true || weightIn(postings, brief) === 0) return false;
  const terms = new Set(reading.hits.map((hit) => hit.term));
  return wholeNames(brief, terms, index).some((name) => name.includes(term));
}

/** A name of several words all of which occur, in whatever order, speaks for its brief beyond its words. */
function partlyNamed(brief: number, terms: ReadonlySet<string>, index: Index): number {
  let best = 0;
  for (const name of wholeNames(brief, terms, index)) if (name.length > 1) best = Math.max(best, 0.15 * name.length);
  return best;
}

/** The names of a brief all of whose terms occur. */
function wholeNames(brief: number, terms: ReadonlySet<string>, index: Index): readonly (readonly string[])[] {
  const byFirst = index.nameTerms[brief];
  // Some briefs have hundreds of names: only those are looked at that begin with a word of the question.
  return [...terms].flatMap(
    (first) => byFirst?.get(first)?.filter((name) => name.every((term) => terms.has(term))) ?? [],
  );
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
  const isTold =
    partiesNamed(brief, reading, index) > 0 || ((inPassages?.coverage ?? 0) >= ALMOST_ALL && words.length > 1);
  return others.filter(
    ([, { keys }]) =>
      !covering.some(({ country }) => keys.includes(country)) &&
      !(isTold && keys.some((key) => tells(inPassages, key, index))),
  ).length;
}

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
const MOST_OF_IT = 0.5;
const ALMOST_ALL = 0.75;

/** Returns how many words that no name has are not in the passage of a brief that has most of the question. */
export const countUntold = (
  { inPassages }: Pick<Evidence, 'inPassages'>,
  reading: ParsedQuestion,
  index: Index,
): number => reading.unnamed.filter((terms) => !terms.some((term) => tells(inPassages, term, index, 0))).length;

/** Returns whether the passage that has most of a question has a term of it too. */
function tells(score: TopicScore | undefined, term: string, { passages }: Index, least = MOST_OF_IT): boolean {
  if (score === undefined || score.coverage < least) return false;
  const postings = passages.terms.get(term.startsWith('@') ? term : termOf(term));
  return postings !== undefined && hasPassage(postings, score.passage);
}
