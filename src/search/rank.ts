/** Scores the briefs against a parsed question. */
import type { Index } from './inverted-index.ts';
import { weightIn, type Postings } from './vocabulary.ts';
import { IN_TITLE, passagePoints, titledBy, together, topicScores, type TopicScore } from './passages/topic-points.ts';
import type { QuestionWord, ScoredPassages } from './passages/score.ts';
import type { Hit, ParsedQuestion, ParsedText } from './parse-question.ts';
import { CHINESE, ENGLISH, type WordKind } from './lexicon/lexicon.ts';
import type { Segment } from './segment.ts';

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
const MAX_FOR_NAMES = 2;
/** A word of more briefs than this only adds to briefs that rarer words have found, if any. */
const COMMON = 500;
/** A leader or a ministry is named in questions on anything. */
const CUE = 0.7;
const TELLING = 0.5;
/** Of a long question the rarest words decide. */
const MAX_WORDS = 32;
/** So many briefs are kept while the words of a question are gone through, and so many are weighed in the end. */
const MAX_CANDIDATES = 200;
const MAX_WEIGHED = 20;

/** Returns the evidence for each matching brief, strongest first, at most twenty. */
export function scoreTopics(reading: ParsedText, index: Index, scored: ScoredPassages): Evidence[] {
  const titled = titledBy(scored, index.passages);
  const groups = hitsByWord(reading, index, reading.row);
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
    if (points.size > MAX_CANDIDATES * 2) points = new Map(strongest(points, MAX_CANDIDATES));
  }
  const most = strongest(
    new Map([...inPassages].map(([brief, score]) => [brief, passagePoints(score) + (points.get(brief) ?? 0)])),
    MAX_WEIGHED,
  ).map(([brief]) => brief);
  const weighed = new Map(strongest(points, MAX_WEIGHED));
  for (const brief of [...most, ...titled]) weighed.set(brief, points.get(brief) ?? 0);
  return evidenceOf([...weighed], groups, reading, index, inPassages).map((one) =>
    titled.has(one.brief) ? Object.assign({}, one, { points: one.points + IN_TITLE }) : one,
  );
}

/** Returns the evidence for the briefs that a reading names, strongest first, at most twenty. */
export function scoreNamedTopics(reading: ParsedQuestion, index: Index): Evidence[] {
  const groups = hitsByWord(reading, index);
  const briefs = new Set(reading.names.flatMap((name) => name.briefs.slice(0, MAX_WEIGHED)));
  const points = [...briefs]
    .slice(0, MAX_WEIGHED)
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
  const told = tellingWords(inPassages);
  const pairs = told.filter(({ chinese }) => chinese).length;
  const whole = names.reduce((total, name) => total + nameBonus(name.contentWords, name.briefs.length), 0);
  return {
    brief,
    points: together(sum + Math.min(whole, MAX_FOR_NAMES) + partlyNamed(brief, terms, index), inPassages),
    inPassages,
    matched: [...new Set([...texts, ...names.map(({ text }) => text)])],
    ambiguous:
      matching.every((group) => isCountry(group) || isCommon(group) || index.partyNames.isAmbiguous(group.text)) &&
      told.every(({ text }) => index.partyNames.isAmbiguous(text)),
    onlyCountries:
      !names.some(({ contentWords }) => contentWords > 1) &&
      matching.some(isCountry) &&
      matching.every((group) => isCountry(group) || isCommon(group)),
    words: Math.max(countWords(matching), told.length - pairs + Math.ceil(pairs / 2)),
    names: names.map(({ text }) => text),
  };
}

/** The words of a question that a statement has and that say something by themselves. */
const tellingWords = (score: TopicScore | undefined): readonly QuestionWord[] =>
  score?.matched.filter(({ isParty, kind, worth: its }) => !isParty && kind === undefined && its >= TELLING) ?? [];

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
function hitsByWord(reading: ParsedQuestion, index: Index, row: readonly Segment[] = []): HitGroup[] {
  const isCue = (at: number): boolean => row[at]?.country?.bare === false;
  const isBeside = row.some(({ country, kind }) => country === undefined && kind === undefined);
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
        return postings === undefined
          ? []
          : [
              {
                hit,
                postings,
                value: postings.rarity * hit.certainty * general(hit) * (isBeside && isCue(hit.at) ? CUE : 1),
              },
            ];
      });
      const size = hits.reduce((sum, { postings }) => sum + postings.briefs.length, 0);
      return { at, text: group[0]?.text ?? '', hits, inside: inside.get(at), size };
    })
    .toSorted((a, b) => a.size - b.size)
    .slice(0, MAX_WORDS);
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

/** A name of several words all of which occur, in whatever order, speaks for its brief beyond its words. */
function partlyNamed(brief: number, terms: ReadonlySet<string>, index: Index): number {
  let best = 0;
  for (const name of wholeNames(brief, terms, index)) if (name.length > 1) best = Math.max(best, 0.15 * name.length);
  return best;
}

/** Returns the names of a brief all of whose terms occur. */
export function wholeNames(brief: number, terms: ReadonlySet<string>, index: Index): readonly (readonly string[])[] {
  const byFirst = index.nameTerms[brief];
  // Some briefs have hundreds of names: only those are looked at that begin with a word of the question.
  return [...terms].flatMap(
    (first) => byFirst?.get(first)?.filter((name) => name.every((term) => terms.has(term))) ?? [],
  );
}
