/** Finds the brief that a question is about, returns several close ones, or none; each relationship is searched by itself. */
import { answerOf, answerQuestion } from './answer-question.ts';
import { byRelationship, createIndexes, type Index } from './inverted-index.ts';
import { topicsOf } from './message-topics.ts';
import { candidatesOf, hundredths, readQuestion, type Candidate, type IndexedBriefs } from './readings.ts';
import type { Bearing, FindResult, TopicAnswer } from './result.ts';
import { createSuggester } from './suggest.ts';
import type { Brief, Language, Relationship, Source } from '../records/schema.ts';
import { words } from '../shared/text.ts';

export type { Candidate } from './readings.ts';
export type { FindResult } from './result.ts';

/** Returns the briefs that a result answers with or offers, in their order. */
export function briefsOf(found: FindResult): readonly Brief[] {
  switch (found.result) {
    case 'found':
      return [found.brief];
    case 'several':
      return found.answers.map(({ brief }) => brief);
    case 'near':
      return found.briefs;
    case 'none':
      return [];
  }
}

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
  /** Returns the brief a question is about with the statements that answer, those of several topics, two to five briefs that are close, or none; it never throws. Without `now`, words such as "last month" restrict nothing. */
  readonly find: (question: string, now?: Temporal.Instant) => FindResult;
  /** Returns the answer that one topic has to a question, whatever else the question may mean; without units where it has none, undefined where no such topic is published. */
  readonly within: (topic: string, question: string, now?: Temporal.Instant) => TopicAnswer | undefined;
  /** Returns the sentences of a message, each with what is found that bears on it, best first. */
  readonly units: (message: string, now?: Temporal.Instant) => readonly Bearing[];
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

const MAX_MESSAGE = 4_000;
const MAX_SENTENCES = 20;

/** Returns the sentences of a message, at most twenty. */
const sentencesOf = (message: string): readonly string[] =>
  message
    .slice(0, MAX_MESSAGE)
    .split(/(?<=[.!?])\s+(?=[\p{Lu}\p{N}"“])|(?<=[。！？；])|\n+/u)
    .map((text) => text.trim())
    .filter((text) => /[\p{L}\p{N}]/u.test(text))
    .slice(0, MAX_SENTENCES);

const MAX_RANKED = 10;
const MAX_TOPICS = 5;
/** A message of one sentence and so many words can be a question; in a longer one a topic must be mentioned. */
const MAX_QUESTION_WORDS = 15;

/** Returns whether a message is too long for a question, or made of several clauses and none; two Chinese characters are about a word. */
const isLong = (message: string): boolean =>
  /[.!?。！？\n]\s*\S/u.test(message) ||
  (/[,;，；]\s*\S/u.test(message) && !/[?？吗呢]\s*$/u.test(message)) ||
  words(message, MAX_QUESTION_WORDS + 1).reduce((sum, { chinese, text }) => sum + (chinese ? text.length / 2 : 1), 0) >
    MAX_QUESTION_WORDS;

/** Returns a finder over briefs; drafts must have been left out before. Indexes made of briefs that are found by the same words, in the same order, can be given, one for each relationship. */
export function createFinder(
  briefs: readonly Brief[],
  relationships: readonly Relationship[],
  indexes?: readonly Index[],
  sources: ReadonlyMap<string, Source> = new Map(),
): Finder {
  const known = indexes ?? createIndexes(briefs, relationships, sources);
  const parts = byRelationship(briefs).map((own, at): IndexedBriefs => {
    const index = known[at];
    if (index === undefined) throw new Error('each relationship needs an index');
    return { briefs: own, index };
  });
  const timeless = { sources, now: undefined };
  const find = (question: string, now?: Temporal.Instant): FindResult => {
    const asked = { sources, now };
    const readings = parts.map((part) => readQuestion(question, part, asked));
    return answerQuestion(question, readings, { ...asked, parts });
  };
  const rank = (question: string): readonly Candidate[] =>
    candidatesOf(parts.map((part) => readQuestion(question, part, timeless))).slice(0, MAX_RANKED);
  const explain = (question: string): Explained => {
    const readings = parts.map((part) => readQuestion(question, part, timeless));
    const found = answerQuestion(question, readings, { ...timeless, parts });
    const chosen = briefsOf(found);
    const all = candidatesOf(readings);
    const [first, second] = all.filter(({ refused }) => refused === undefined);
    const whole = readings.some(({ reading }) => reading.whole.length > 0);
    return {
      found,
      whole,
      lead: whole || first === undefined || second === undefined ? undefined : hundredths(first.score - second.score),
      candidates: all
        .toSorted((a, b) => Number(chosen.includes(b.brief)) - Number(chosen.includes(a.brief)))
        .slice(0, MAX_RANKED),
    };
  };
  const within = (topic: string, question: string, now?: Temporal.Instant): TopicAnswer | undefined => {
    for (const part of parts) {
      const at = part.briefs.findIndex(({ id }) => id === topic);
      const brief = part.briefs[at];
      if (brief === undefined) continue;
      const asked = { sources, now };
      return answerOf({ brief, at, left: 0, in: readQuestion(question, part, asked) }, { ...asked, parts });
    }
    return undefined;
  };
  const units = (message: string, now?: Temporal.Instant): readonly Bearing[] =>
    sentencesOf(message).map((text) => {
      const found = find(text, now);
      return {
        text,
        units:
          found.result === 'found'
            ? found.units
            : found.result === 'several'
              ? found.answers.flatMap((one) => one.units)
              : [],
      };
    });
  const topics = (message: string): readonly Brief[] => {
    const mentioned = parts
      .flatMap((part) =>
        topicsOf(message, part.index).map(({ brief, points }) => ({ its: part.briefs[brief], points })),
      )
      .toSorted((a, b) => b.points - a.points)
      .flatMap(({ its }) => its ?? [])
      .slice(0, MAX_TOPICS);
    if (mentioned.length > 0) return mentioned;
    // A message that is no more than a question may name nobody.
    const found = isLong(message) ? undefined : find(message);
    return found?.result === 'found' ? [found.brief] : [];
  };
  return { find, within, units, topics, rank, explain, ...createSuggester(briefs, rank) };
}
