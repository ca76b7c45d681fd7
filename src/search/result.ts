/** What a search returns. */
import type { RecordCatalogue } from '../records/catalogue.ts';
import type { Brief, Statement, Track } from '../records/schema.ts';

/** What the index finds and an answer is made of; `at` is the place in its list of the record. */
export type Unit =
  | { readonly unit: 'statement'; readonly brief: Brief; readonly statement: Statement }
  | { readonly unit: 'track'; readonly brief: Brief; readonly track: Track }
  | { readonly unit: 'disagreement' | 'watch' | 'gap'; readonly brief: Brief; readonly at: number }
  | { readonly unit: 'bottom-line'; readonly brief: Brief };

/** Returns the ids of the statements that a unit shows or rests on; a gap rests on none. */
export function restingOn(
  one: Unit,
  { statementsOfTrack }: Pick<RecordCatalogue, 'statementsOfTrack'>,
): readonly string[] {
  switch (one.unit) {
    case 'statement':
      return [one.statement.id];
    case 'track':
      return statementsOfTrack.get(one.track.id)?.map(({ id }) => id) ?? [];
    case 'disagreement':
      return one.brief.disagreements[one.at]?.sides.flatMap(({ statements }) => statements) ?? [];
    case 'watch':
      return one.brief.watch[one.at]?.restsOn ?? [];
    case 'gap':
      return [];
    case 'bottom-line':
      return one.brief.bottomLine.restsOn;
  }
}

/** So many units of an answer are shown. */
export const MAX_SHOWN = 4;

/** Where and when a question is asked: the relationship that its channel follows, and the day, as in 2026-12-04. */
export type AskedIn = { readonly relationship?: string | undefined; readonly today?: string | undefined };

/** The part of the statements to which a question restricts its answer: those of one side, of one time. */
export type Restriction = {
  readonly party?: string | undefined;
  /** Days as in 2026-05-01; the first and the last of the time that is asked about. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
};

/** The answer of one topic to a question. */
export type TopicAnswer = {
  readonly brief: Brief;
  /** Whether it is asked what somebody says. */
  readonly asksSide?: boolean | undefined;
  /** What answers, best first, at most ten; none where the whole topic is asked for. */
  readonly units: readonly Unit[];
  /** The party whose side is asked for. */
  readonly party?: string | undefined;
  /** What the question restricts its answer to; undefined where it does not. */
  readonly restriction?: Restriction | undefined;
  /** The party that is asked about, alone or beside the other, and of whom nothing here is said on it. */
  readonly silent?: string | undefined;
};

export type FindResult =
  | ({
      readonly result: 'found';
      /** What other relationships that may be meant as well answer. */
      readonly elsewhere?: readonly TopicAnswer[] | undefined;
    } & TopicAnswer)
  /** The question asks about several topics: an answer of each, in the order of the question. */
  | { readonly result: 'several'; readonly answers: readonly TopicAnswer[] }
  /** It may mean one of these topics. */
  | { readonly result: 'near'; readonly briefs: readonly Brief[] }
  | NoneFound;

/** Nothing here answers, or nobody can be sure that it does. */
export type NoneFound = {
  readonly result: 'none';
  /** Whether what is nearest may be an answer, or is none. */
  readonly why: 'unsure' | 'nothing';
  /** What comes nearest to an answer, best first; none where nothing here is near it. */
  readonly nearest: readonly Unit[];
  /** The topics nearest to it, at most three. */
  readonly briefs: readonly Brief[];
  /** The words of the question, as typed, that nothing here contains. */
  readonly unknown: readonly string[];
  /** The relationships that are meant, by their ids. */
  readonly meant: readonly string[];
};

/** Returns the units of statements of a topic. */
export const unitsOf = (brief: Brief, statements: readonly Statement[]): Unit[] =>
  statements.map((statement) => ({ unit: 'statement', brief, statement }));
