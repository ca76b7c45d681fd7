/** Finds the brief that a question is about, returns several close ones, or none. */
import { decide, doubt } from './decide.ts';
import { createIndex, namesOf, type Index } from './inverted-index.ts';
import { parseQuestion, type ParsedQuestion } from './parse-question.ts';
import { scoreTopics, type Evidence } from './rank.ts';
import { topicsOf } from './message-topics.ts';
import { createSuggester } from './suggest.ts';
import type { Brief, Language, Relationship } from '../records/schema.ts';
import { words } from '../shared/tokenize.ts';

export type FindResult =
  | { readonly result: 'found'; readonly brief: Brief }
  | { readonly result: 'near'; readonly briefs: readonly Brief[] }
  | { readonly result: 'none' };

/** A brief with the evidence for and against it, in points. */
export type Candidate = {
  readonly brief: Brief;
  /** The points for it without those against it. */
  readonly score: number;
  readonly points: number;
  readonly against: number;
  /** The points it needs, after costs, to be the answer. */
  readonly needed: number;
  /** Why it cannot be the answer; undefined where it could be. */
  readonly refused: 'another-place' | 'too-little' | undefined;
  /** The matching words of the question, and the names of the brief that occur in full. */
  readonly matched: readonly string[];
  readonly names: readonly string[];
  /** The words that count against it: those that no brief contains, and everyday words. */
  readonly unknown: readonly string[];
  readonly everyday: readonly string[];
};

/** A search result with its explanation. */
export type Explained = {
  readonly found: FindResult;
  /** Whether the question is, whole, a name or a question of what was found: then points do not matter. */
  readonly whole: boolean;
  /** By how many points the first brief is ahead of the next one that could be answered with; undefined where points do not matter or there are no two. */
  readonly lead: number | undefined;
  /** The found briefs first, then by points, at most ten. */
  readonly candidates: readonly Candidate[];
};

export type Finder = {
  /** Returns the brief a question is about, two to five that are close, or none; it never throws. */
  readonly find: (question: string) => FindResult;
  /** Returns the briefs that a message is about, at most five, the highest scored first; text beyond 4,000 characters is ignored. */
  readonly topics: (message: string) => readonly Brief[];
  /** Returns the briefs that match a question at all, best first, at most ten, with their evidence. */
  readonly rank: (question: string) => readonly Candidate[];
  /** Returns what `find` does, with the briefs that were weighed and by how much the first is ahead. */
  readonly explain: (question: string) => Explained;
  /** Returns briefs for what has been typed so far: by the beginning of an id, title or alias, then as found; all by title for ''. */
  readonly suggest: (typed: string, language: Language, most: number) => readonly Brief[];
  /** Returns up to three briefs whose ids a misspelt id may have meant. */
  readonly nearest: (id: string) => readonly Brief[];
};

const MOST_RANKED = 10;
/** A message of one sentence and so many words can be a question; in a longer one a topic must be mentioned. */
const QUESTION_MOST_WORDS = 15;

/** Returns whether a message is too long for a question, or made of several clauses and none; two Chinese characters are about a word. */
const isLong = (message: string): boolean =>
  /[.!?。！？\n]\s*\S/u.test(message) ||
  (/[,;，；]\s*\S/u.test(message) && !/[?？吗呢]\s*$/u.test(message)) ||
  words(message, QUESTION_MOST_WORDS + 1).reduce((sum, { chinese, text }) => sum + (chinese ? text.length / 2 : 1), 0) >
    QUESTION_MOST_WORDS;

const hundredths = (points: number): number => Math.round(points * 100) / 100;

const foundOf = (chosen: readonly Brief[]): FindResult => {
  const [first] = chosen;
  if (first === undefined) return { result: 'none' };
  return chosen.length === 1 ? { result: 'found', brief: first } : { result: 'near', briefs: chosen };
};

/** Returns a finder over briefs; drafts must have been left out before. An index made of briefs that are found by the same words, in the same order, can be given. */
export function createFinder(
  briefs: readonly Brief[],
  relationships: readonly Relationship[],
  index: Index = createIndex(briefs, relationships),
): Finder {
  const brief = (at: number): Brief[] => briefs.slice(at, at + 1);
  const find = (question: string): FindResult => {
    const reading = parseQuestion(question, index);
    return foundOf(decide(scoreTopics(reading, index), reading, index).flatMap(brief));
  };
  const ranked = (evidence: readonly Evidence[], reading: ParsedQuestion): Candidate[] =>
    evidence
      .flatMap((one) => brief(one.brief).map((its) => candidate(its, one, reading)))
      .toSorted((a, b) => b.score - a.score);
  const rank = (question: string): readonly Candidate[] => {
    const reading = parseQuestion(question, index);
    return ranked(scoreTopics(reading, index), reading).slice(0, MOST_RANKED);
  };
  const candidate = (its: Brief, evidence: Evidence, reading: ParsedQuestion): Candidate => {
    const { points, matched, names } = evidence;
    const { cost, needed, refused, everyday } = doubt(evidence, reading, index);
    return {
      brief: its,
      score: hundredths(points - cost),
      points: hundredths(points),
      against: hundredths(cost),
      needed,
      refused,
      matched,
      names: [...new Set(names)],
      unknown: reading.unknown,
      everyday,
    };
  };
  const explain = (question: string): Explained => {
    const reading = parseQuestion(question, index);
    const evidence = scoreTopics(reading, index);
    const chosen = decide(evidence, reading, index).flatMap(brief);
    const all = ranked(evidence, reading);
    const [first, second] = all.filter(({ refused }) => refused === undefined);
    const whole = reading.whole.length > 0;
    return {
      found: foundOf(chosen),
      whole,
      lead: whole || first === undefined || second === undefined ? undefined : hundredths(first.score - second.score),
      candidates: all
        .toSorted((a, b) => Number(chosen.includes(b.brief)) - Number(chosen.includes(a.brief)))
        .slice(0, MOST_RANKED),
    };
  };
  const topics = (message: string): readonly Brief[] => {
    const mentioned = topicsOf(message, index).flatMap(brief);
    if (mentioned.length > 0) return mentioned;
    // A message that is no more than a question may name nobody.
    const found = isLong(message) ? undefined : find(message);
    return found?.result === 'found' ? [found.brief] : [];
  };
  return { find, topics, rank, explain, ...createSuggester(briefs, namesOf, rank) };
}
