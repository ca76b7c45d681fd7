/** The points that statements and titles give a topic, on the scale of those of its names. */
import type { PassageIndex } from './passage-index.ts';
import type { ScoredPassages } from './score.ts';
import type { TopicScore } from './topic-scores.ts';

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
