/** Finds the brief that a question is about, returns several close ones, or none; each relationship is searched by itself. */
import { accepted, closest, doubt } from './decide.ts';
import { byRelationship, createIndex, createIndexes, type Index } from './inverted-index.ts';
import { parseQuestion, type ParsedText } from './parse-question.ts';
import { scoreTopics, type Evidence } from './rank.ts';
import { topicsOf } from './message-topics.ts';
import { createSuggester } from './suggest.ts';
import type { Brief, Language, Relationship, Statement, StatementKind } from '../records/schema.ts';
import { words } from '../shared/tokenize.ts';

/** The part of the statements to which a question restricts its answer: those of one side, document, time or kind. */
export type Restriction = {
  readonly party?: string | undefined;
  /** The id of a source document. */
  readonly document?: string | undefined;
  readonly kinds?: readonly StatementKind[] | undefined;
  /** Days as in 2026-05-01; the first and the last of the time that is asked about. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
};

/** The answer of one topic to a question. */
export type TopicAnswer = {
  readonly brief: Brief;
  /** The statements of the topic that answer, best first, at most ten; none where the whole topic is asked for. */
  readonly statements: readonly Statement[];
  /** What the question restricts its answer to; undefined where it does not. */
  readonly restriction?: Restriction | undefined;
  /** The words of the question, as typed, that no statement of the topic contains, where they are what it asks about. */
  readonly lacking: readonly string[];
  /** The gap of the topic that speaks of what is lacking, by its number in the record. */
  readonly gap?: number | undefined;
};

export type FindResult =
  | ({ readonly result: 'found' } & TopicAnswer)
  /** The question asks about several topics: an answer of each, in the order of the question. */
  | { readonly result: 'several'; readonly answers: readonly TopicAnswer[] }
  /** It may mean one of these topics. */
  | { readonly result: 'near'; readonly briefs: readonly Brief[] }
  | {
      readonly result: 'none';
      /** The topics nearest to it, at most three. */
      readonly nearest: readonly Brief[];
      /** The words of the question, as typed, that nothing here contains. */
      readonly unknown: readonly string[];
    };

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
const MOST_OFFERED = 5;
const MOST_TOPICS = 5;
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
  if (first === undefined) return { result: 'none', nearest: [], unknown: [] };
  return chosen.length === 1
    ? { result: 'found', brief: first, statements: [], lacking: [] }
    : { result: 'near', briefs: chosen };
};

/** The briefs of a relationship, with their index: each relationship is searched by its own words, as if there were no other. */
type IndexedBriefs = { readonly briefs: readonly Brief[]; readonly index: Index };

/** What a question says to one relationship. */
type Reading = IndexedBriefs & { readonly reading: ParsedText; readonly evidence: readonly Evidence[] };

/** Returns a finder over briefs; drafts must have been left out before. Indexes made of briefs that are found by the same words, in the same order, can be given, one for each relationship. */
export function createFinder(
  briefs: readonly Brief[],
  relationships: readonly Relationship[],
  indexes: readonly Index[] = createIndexes(briefs, relationships),
): Finder {
  const parts = byRelationship(briefs).map((own, at): IndexedBriefs => ({
    briefs: own,
    index: indexes[at] ?? createIndex(own, relationships),
  }));
  const read = (question: string): readonly Reading[] =>
    parts.map((part) => {
      const reading = parseQuestion(question, part.index);
      return { ...part, reading, evidence: scoreTopics(reading, part.index) };
    });
  const find = (question: string): FindResult => foundOf(chosenOf(read(question)));
  const rank = (question: string): readonly Candidate[] => candidatesOf(read(question)).slice(0, MOST_RANKED);
  const explain = (question: string): Explained => {
    const readings = read(question);
    const chosen = chosenOf(readings);
    const all = candidatesOf(readings);
    const [first, second] = all.filter(({ refused }) => refused === undefined);
    const whole = readings.some(({ reading }) => reading.whole.length > 0);
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
    const mentioned = parts
      .flatMap((part) =>
        topicsOf(message, part.index).map(({ brief, points }) => ({ its: part.briefs[brief], points })),
      )
      .toSorted((a, b) => b.points - a.points)
      .flatMap(({ its }) => its ?? [])
      .slice(0, MOST_TOPICS);
    if (mentioned.length > 0) return mentioned;
    // A message that is no more than a question may name nobody.
    const found = isLong(message) ? undefined : find(message);
    return found?.result === 'found' ? [found.brief] : [];
  };
  return { find, topics, rank, explain, ...createSuggester(briefs, rank) };
}

/** The briefs to answer with: none, the one that is ahead, or those too close to choose between. What two relationships call by one name is both of theirs. */
function chosenOf(readings: readonly Reading[]): readonly Brief[] {
  // A brief's own name or question always finds that brief.
  const whole = readings.flatMap(({ briefs, reading }) => reading.whole.flatMap((at) => briefs[at] ?? []));
  if (whole.length > 0) return whole.slice(0, MOST_OFFERED);
  const able = readings.flatMap(({ briefs, evidence, reading, index }) =>
    accepted(evidence, reading, index).map(({ brief, left }) => ({ its: briefs[brief], left })),
  );
  return closest(able)
    .flatMap(({ its }) => its ?? [])
    .slice(0, MOST_OFFERED);
}

const candidatesOf = (readings: readonly Reading[]): Candidate[] =>
  readings
    .flatMap((one) =>
      one.evidence.flatMap((evidence) => {
        const its = one.briefs[evidence.brief];
        return its === undefined ? [] : [candidateOf(its, evidence, one)];
      }),
    )
    .toSorted((a, b) => b.score - a.score);

function candidateOf(its: Brief, evidence: Evidence, { reading, index }: Reading): Candidate {
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
}
