/** Finds the brief that a question is about, offers those that are close, or refuses. */
import { decide, doubt } from './find-decide.ts';
import { createIndex, namesOf } from './find-index.ts';
import { readQuestion, type Reading } from './find-reading.ts';
import { weigh, type Evidence } from './find-score.ts';
import { topicsOf } from './find-topics.ts';
import { createTyping } from './find-typing.ts';
import type { Brief, Language, Relationship } from './schema.ts';
import { words } from './words.ts';

export type Found =
  | { readonly result: 'found'; readonly brief: Brief }
  | { readonly result: 'near'; readonly briefs: readonly Brief[] }
  | { readonly result: 'none' };

/** A brief with what speaks for it: points after doubts, the words that matched, and a sentence that says why. */
export type Candidate = {
  readonly brief: Brief;
  readonly score: number;
  readonly matched: readonly string[];
  readonly why: string;
};

export type Finder = {
  /** Returns the brief a question is about, two to five that are close, or none; it never throws. */
  readonly find: (question: string) => Found;
  /** Returns the briefs that a whole message speaks of, at most five, the weightiest first; what goes beyond 4,000 characters is not read. */
  readonly topics: (message: string) => readonly Brief[];
  /** Returns the briefs that anything in a question speaks for, best first, at most ten, with the reasons. */
  readonly rank: (question: string) => readonly Candidate[];
  /** Returns briefs for what has been typed so far: by the beginning of an id, title or alias, then as found; all by title for ''. */
  readonly suggest: (typed: string, language: Language, most: number) => readonly Brief[];
  /** Returns up to three briefs whose ids a misspelt id may have meant. */
  readonly nearest: (id: string) => readonly Brief[];
};

const MOST_RANKED = 10;
/** A message of one sentence and so many words can be a question; in a longer one a topic must be spoken of. */
const MOST_WORDS_ASKED = 15;

/** Tells whether a message is too long for a question; two Chinese characters are about a word. */
const isLong = (message: string): boolean =>
  /[.!?。！？\n]\s*\S/u.test(message) ||
  words(message, MOST_WORDS_ASKED + 1).reduce((sum, { chinese, text }) => sum + (chinese ? text.length / 2 : 1), 0) >
    MOST_WORDS_ASKED;

/** Returns a finder over briefs; drafts must have been left out before. */
export function createFinder(briefs: readonly Brief[], relationships: readonly Relationship[]): Finder {
  const index = createIndex(briefs, relationships);
  const brief = (at: number): Brief[] => briefs.slice(at, at + 1);
  const find = (question: string): Found => {
    const reading = readQuestion(question, index);
    const chosen = decide(weigh(reading, index), reading, index).flatMap(brief);
    const [first] = chosen;
    if (first === undefined) return { result: 'none' };
    return chosen.length === 1 ? { result: 'found', brief: first } : { result: 'near', briefs: chosen };
  };
  const rank = (question: string): readonly Candidate[] => {
    const reading = readQuestion(question, index);
    return weigh(reading, index)
      .flatMap((evidence) => brief(evidence.brief).map((one) => explain(one, evidence, reading)))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, MOST_RANKED);
  };
  const explain = (one: Brief, evidence: Evidence, reading: Reading): Candidate => {
    const { cost, needed, refused } = doubt(evidence, reading, index);
    const named = evidence.names.length > 0 ? `it names ${evidence.names.map((name) => `"${name}"`).join(', ')}; ` : '';
    const against = cost > 0 ? ` and ${cost.toFixed(2)} against` : '';
    const why = `${named}${evidence.points.toFixed(2)} points for it${against}, ${needed.toFixed(2)} needed${refused === undefined ? '' : `; refused, ${refused}`}`;
    return { brief: one, score: Math.round((evidence.points - cost) * 100) / 100, matched: evidence.matched, why };
  };
  const topics = (message: string): readonly Brief[] => {
    const spokenOf = topicsOf(message, index).flatMap(brief);
    if (spokenOf.length > 0) return spokenOf;
    // A message that is no more than a question may name nobody.
    const found = isLong(message) ? undefined : find(message);
    return found?.result === 'found' ? [found.brief] : [];
  };
  return { find, topics, rank, ...createTyping(briefs, namesOf, rank) };
}
