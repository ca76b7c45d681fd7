/** The points that statements and titles give a topic, on the scale of those of its names. */
import { type PassageIndex, hasPassage } from './passage-index.ts';
import type { ScoredPassages, QuestionWord } from './score.ts';

/** What it adds that every word of a question stands in the title of a brief. */
export const IN_TITLE = 0.6;

/** Returns the briefs in whose titles all that a question says stands. */
export function titledBy({ words }: ScoredPassages, passages: PassageIndex): ReadonlySet<number> {
  const own = words.filter(({ isParty, worth }) => !isParty && worth > 0);
  if (own.length === 0) return new Set();
  return new Set(
    passages.titles.flatMap((title, brief) =>
      own.every(({ terms }) => terms[0] !== undefined && title.has(terms[0].term)) ? [brief] : [],
    ),
  );
}

/** The most points that statements give a topic, and how they fall with what the statements lack, and beside a topic that has better ones. */
const PASSAGES = {
  points: 1.7,
  share: 1.4,
  worth: 0.5,
  little: 0.45,
  both: 0.5,
  bothOne: 0.1,
} as const;

/** Returns the points of a brief for its names and its statements together: names and statements have the same words: the better evidence counts, and part of the other, less where it is but one word. */
export const together = (names: number, score: TopicScore | undefined): number => {
  const passages = passagePoints(score);
  const own = score?.matched.filter(({ isParty, chinese }) => !isParty && !chinese).length ?? 0;
  const pairs = score?.matched.filter(({ isParty, chinese }) => !isParty && chinese).length ?? 0;
  const share = own + pairs / 2 <= 1 ? PASSAGES.bothOne : PASSAGES.both;
  return Math.max(names, passages) + share * Math.min(names, passages);
};

/** Returns the points of a brief for its statements. */
export const passagePoints = (score: TopicScore | undefined): number =>
  score === undefined
    ? 0
    : PASSAGES.points *
      score.coverage *
      score.share ** PASSAGES.share *
      Math.min(1, score.worth / PASSAGES.worth) *
      (score.isLittle ? PASSAGES.little : 1);

/** The evidence of a topic's passages for it. */
export type TopicScore = {
  /** The passage that has most of the question. */
  readonly passage: number;
  /** The share of the question, by worth, that it has. */
  readonly coverage: number;
  /** The scores of its best passages as a share of those of the best topic. */
  readonly share: number;
  /** How telling the words are that it has: 1 for a word that no other passage has. */
  readonly worth: number;
  /** The words of the question that it has. */
  readonly matched: readonly QuestionWord[];
  /** Whether these are, of a longer question, but one pair of Chinese characters, or only names of the parties. */
  readonly isLittle: boolean;
};

/** A pair of characters, and a name, make a question by themselves. */
const PAIR = 2;
const NAME = 12;
const CHINESE_NAME = 6;

/** Common words, and names of the parties, make a question where there are so many of them. */
const FEW = 3;

/** Returns how many runs of neighbours some places are: a name of several words is one. */
const runsOf = (places: readonly number[]): number => places.filter((place) => !places.includes(place - 1)).length;

/** How much a topic's best passages count, the best first. */
const COUNTS = [1, 0.4, 0.2] as const;

/** Returns the evidence for each topic that has a passage with a word of the question. */
export function topicScores(
  { scores, coverage, words, characters }: ScoredPassages,
  index: PassageIndex,
): ReadonlyMap<number, TopicScore> {
  const best = index.byTopic.map((passages) => bestOf(passages, { scores, coverage }, index));
  const sums = best.map((its) => its?.top.reduce((sum, score, at) => sum + score * (COUNTS[at] ?? 0), 0) ?? 0);
  const most = Math.max(0, ...sums);
  const all = words.reduce((sum, { worth }) => sum + worth, 0);
  const known = words
    .filter((one) => one.known)
    .map((word) => ({ word, postings: word.terms.flatMap(({ term }) => index.terms.get(term) ?? []) }));
  const matchedIn = (passage: number): readonly QuestionWord[] =>
    known.filter(({ postings }) => postings.some((one) => hasPassage(one, passage))).map(({ word }) => word);
  const parties = runsOf(words.filter(({ isParty }) => isParty).map(({ at }) => at));
  const specific = words.filter(({ isParty, kind }) => !isParty && (kind === undefined || kind === 'everyday'));
  const isLittle = (matched: readonly QuestionWord[]): boolean => {
    const own = matched.filter(({ isParty }) => !isParty);
    const isCommon = own.every(({ kind }) => kind === 'neutral' || kind === 'affairs');
    const isBeside = isCommon && specific.some((one) => !matched.includes(one));
    return own.length === 0 || (isCommon && own.length + parties < FEW) || isBeside
      ? characters > (words.some(({ chinese }) => chinese) ? CHINESE_NAME : NAME)
      : own.length === 1 && own[0]?.chinese === true && characters > PAIR && matched.length === 1;
  };
  const found = new Map<number, TopicScore>();
  for (const [topic, its] of best.entries()) {
    if (its === undefined) continue;
    const matched = matchedIn(its.passage);
    found.set(topic, {
      passage: its.passage,
      coverage: Math.min(1, its.coverage),
      share: (sums[topic] ?? 0) / most,
      worth: its.coverage * all,
      matched,
      isLittle: isLittle(matched),
    });
  }
  return found;
}

/** What a gap says counts so much beside what statements say. */
const GAP = 0.8;

/** The best scores of a topic's passages, the best first, and the passage that has most of the question. */
type BestPassages = { readonly top: number[]; passage: number; coverage: number; score: number };

/** Returns the best of a topic's passages; undefined where none has a word of the question. */
function bestOf(
  passages: readonly number[],
  { scores, coverage }: Pick<ScoredPassages, 'scores' | 'coverage'>,
  index: PassageIndex,
): BestPassages | undefined {
  let best: BestPassages | undefined;
  for (const passage of passages) {
    if ((scores[passage] ?? 0) <= 0) continue;
    const its = index.passages[passage]?.gap === undefined ? 1 : GAP;
    const score = its * (scores[passage] ?? 0);
    const share = coverage[passage] ?? 0;
    best ??= { top: COUNTS.map(() => 0), passage, coverage: share, score };
    if (share > best.coverage || (share === best.coverage && score > best.score)) {
      best.passage = passage;
      best.coverage = share;
      best.score = score;
    }
    insert(best.top, score);
  }
  return best;
}

/** Puts a score in its place among the best, of which the least is left out. */
function insert(top: number[], score: number): void {
  let at = top.length - 1;
  if (score <= (top[at] ?? 0)) return;
  for (; at > 0 && (top[at - 1] ?? 0) < score; at -= 1) top[at] = top[at - 1] ?? 0;
  top[at] = score;
}
