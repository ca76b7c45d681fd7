/** What the passages of each topic say for it. */
import { hasPassage, type PassageIndex } from './passage-index.ts';
import type { QuestionWord, ScoredPassages } from './score.ts';

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
/** Common words, and names of the parties, make a question where there are so many of them. */
const FEW = 3;

/** A statement says less for the topics that its record names after the first. */
const BESIDE = 0.9;
/** How much a topic's best passages count, the best first. */
const COUNTS = [1, 0.4, 0.2] as const;

/** Returns the evidence for each topic that has a passage with a word of the question. */
export function topicScores(
  { scores, coverage, words, characters }: ScoredPassages,
  index: PassageIndex,
): ReadonlyMap<number, TopicScore> {
  const best = new Map<number, { top: number[]; passage: number; coverage: number; score: number }>();
  for (let passage = 0; passage < scores.length; passage += 1) {
    const all = scores[passage] ?? 0;
    if (all <= 0) continue;
    const share = coverage[passage] ?? 0;
    for (const [place, topic] of (index.passages[passage]?.topics ?? []).entries()) {
      const score = place === 0 ? all : all * BESIDE;
      const its = best.get(topic);
      if (its === undefined) {
        best.set(topic, { top: [score], passage, coverage: share, score });
        continue;
      }
      const most = its.coverage;
      if (share > most || (share === most && score > its.score)) {
        its.passage = passage;
        its.coverage = share;
        its.score = score;
      }
      if (its.top.length < COUNTS.length || score > (its.top.at(-1) ?? 0))
        its.top = [...its.top, score].toSorted((a, b) => b - a).slice(0, COUNTS.length);
    }
  }
  const sums = new Map(
    [...best].map(([topic, { top }]) => [topic, top.reduce((sum, score, at) => sum + score * (COUNTS[at] ?? 0), 0)]),
  );
  const most = Math.max(0, ...sums.values());
  const all = words.reduce((sum, { worth }) => sum + worth, 0);
  const known = words.filter((one) => one.known);
  const matchedIn = (passage: number): readonly QuestionWord[] =>
    known.filter(({ terms }) =>
      terms.some(({ term }) => {
        const postings = index.terms.get(term);
        return postings !== undefined && hasPassage(postings, passage);
      }),
    );
  const parties = words.filter(({ isParty }) => isParty).length;
  const specific = words.filter(({ isParty, kind }) => !isParty && (kind === undefined || kind === 'everyday'));
  const isLittle = (matched: readonly QuestionWord[]): boolean => {
    const own = matched.filter(({ isParty }) => !isParty);
    const isCommon = own.every(({ kind }) => kind === 'neutral' || kind === 'affairs');
    const isBeside = isCommon && specific.some((one) => !matched.includes(one));
    return own.length === 0 || (isCommon && own.length + parties < FEW) || isBeside
      ? characters > NAME
      : own.length === 1 && own[0]?.chinese === true && characters > PAIR && matched.length === 1;
  };
  return new Map(
    [...best].map(([topic, { passage, coverage: share }]) => {
      const matched = matchedIn(passage);
      return [
        topic,
        {
          passage,
          coverage: Math.min(1, share),
          share: (sums.get(topic) ?? 0) / most,
          worth: share * all,
          matched,
          isLittle: isLittle(matched),
        },
      ] as const;
    }),
  );
}
