/** The units of one relationship and the texts by which each is found. */
import type { Field } from './text-index.ts';
import type { Unit } from './result.ts';
import { statementDate } from '../records/statement-dates.ts';
import { span } from '../records/dates.ts';
import type { Brief, Source, Statement, Track, Translated } from '../records/schema.ts';

/** A unit with what finds it; of several topics, each has its own view of it. */
export type Entry = {
  readonly unit: Unit['unit'];
  /** The topics of it, by number. */
  readonly topics: readonly number[];
  readonly in: (brief: Brief) => Unit;
  readonly fields: readonly Field[];
  /** The texts that say what it is, each in one language. */
  readonly texts: readonly string[];
  readonly statement?: Statement | undefined;
  readonly track?: Track | undefined;
  /** The day that it tells of, and that of its document. */
  readonly day: string;
  /** The day on which it ends or falls due. */
  readonly ends: string;
  readonly published: string;
  /** The parties that say it. */
  readonly parties: readonly string[];
  /** The statements that it rests on, or that are related to it. */
  readonly related: readonly string[];
};

/** What an index is made of. */
export type Searchable = {
  readonly briefs: readonly Brief[];
  readonly sources: ReadonlyMap<string, Source>;
  readonly tracks: readonly Track[];
};

export const both = (text: Translated | undefined): string[] =>
  text === undefined ? [] : text.zh === undefined ? [text.en] : [text.en, text.zh];
const field = (texts: readonly (string | undefined)[], weight: number): Field[] =>
  texts.map((text) => [text, weight] as const);
const spoken = (id: string): string => id.replaceAll(/[-/]/gu, ' ');

/** Returns the units of a relationship in the order of its topics. */
export function unitsOfRelationship({ briefs, sources, tracks }: Searchable): Entry[] {
  const places = new Map(briefs.map(({ id }, at) => [id, at] as const));
  const topicsOf = (ids: readonly string[]): number[] => ids.flatMap((id) => places.get(id) ?? []);
  const resting = restingOn(briefs);
  const byTrack = new Map(tracks.map((track) => [track.id, track] as const));
  const statements = new Map(briefs.flatMap((brief) => brief.statements.map((one) => [one.id, one] as const)));
  const ofTrack = Map.groupBy(
    [...statements.values()].filter(({ track }) => track !== undefined),
    ({ track }) => track ?? '',
  );
  return [
    ...[...statements.values()].map((statement) => {
      const track = byTrack.get(statement.track ?? '');
      return statementEntry(
        statement,
        topicsOf(statement.topics),
        sources.get(statement.document),
        track,
        resting.get(statement.id) ?? [],
        ofTrack.get(statement.track ?? '') ?? [],
      );
    }),
    ...tracks.map((track) => trackEntry(track, topicsOf(track.topics), ofTrack.get(track.id) ?? [])),
    ...briefs.flatMap((brief, at) => entriesOf(brief, at)),
  ].filter(({ topics }) => topics.length > 0);
}

/** What entries of topics lend to the statements that they rest on. */
function restingOn(briefs: readonly Brief[]): Map<string, Field[]> {
  const resting = new Map<string, Field[]>();
  const lend = (ids: readonly string[], text: Translated, weight: number): void => {
    for (const id of ids) resting.set(id, [...(resting.get(id) ?? []), ...field(both(text), weight)]);
  };
  for (const { disagreements, bottomLine, watch } of briefs) {
    for (const { question, sides } of disagreements)
      lend(
        sides.flatMap((side) => side.statements),
        question,
        0.4,
      );
    lend(bottomLine.restsOn, bottomLine.text, 0.2);
    for (const one of watch) lend(one.restsOn, one.text, 0.15);
  }
  return resting;
}

/** Returns who says a statement, in the words of the record. */
function speakers(statement: Statement): string[] {
  if (statement.kind === 'position') return [...both(statement.speaker), ...both(statement.role)];
  if (statement.kind === 'measure') return both(statement.instrument);
  return 'by' in statement && typeof statement.by === 'object' && 'name' in statement.by ? both(statement.by.name) : [];
}

/** Returns the party whose own word a statement is: who said or ordered what it tells, or tells of a promise; undefined where it is no party's. */
export function wordOf(statement: Statement): string | undefined {
  if (statement.kind === 'position' || statement.kind === 'measure') return statement.party;
  return statement.kind === 'commitment' ? statement.accordingTo : undefined;
}

/** Returns the parties that say or order what a statement tells: whose word it is, and whose document tells of anything but these. */
function partiesOf(statement: Statement, source: Source | undefined): string[] {
  const isSaid = statement.kind === 'position' || statement.kind === 'measure';
  return [...new Set([wordOf(statement), isSaid ? undefined : source?.party])].flatMap((one) => one ?? []);
}

function statementEntry(
  statement: Statement,
  topics: readonly number[],
  source: Source | undefined,
  track: Track | undefined,
  lent: readonly Field[],
  beside: readonly Statement[],
): Entry {
  const date = statementDate(statement);
  const published = source?.publishedOn ?? '';
  const day = date === undefined ? published : span(date).last;
  const end = 'until' in statement ? statement.until : 'due' in statement ? statement.due : undefined;
  const ends = end === undefined ? '' : span(end).last;
  return {
    unit: 'statement',
    topics,
    in: (brief) => ({ unit: 'statement', brief, statement }),
    statement,
    fields: [
      ...field(both(statement.text), 1),
      ...field(speakers(statement), 0.8),
      ...field([...both(source?.title), spoken(statement.id.slice(statement.document.length))], 0.6),
      ...field(both(source?.publisher), 0.3),
      ...field([day, ends], 0.5),
      ...(statement.kind === 'position' ? field([statement.quote], 0.3) : []),
      ...(track === undefined ? [] : field([...both(track.title), ...aliasesOf(track)], 0.2)),
      ...lent,
    ],
    texts: both(statement.text),
    day,
    ends,
    published,
    parties: partiesOf(statement, source),
    related: [...statement.relations.map((one) => one.statement), ...beside.map(({ id }) => id)],
  };
}

function trackEntry(track: Track, topics: readonly number[], statements: readonly Statement[]): Entry {
  const aliases = aliasesOf(track);
  return {
    unit: 'track',
    topics,
    in: (brief) => ({ unit: 'track', brief, track }),
    track,
    fields: [
      ...field(both(track.title), 2),
      ...field(aliases, 1),
      ...field(
        statements.flatMap((one) => both(one.text)),
        0.15,
      ),
    ],
    texts: [...both(track.title), ...aliases],
    day: '',
    ends: '',
    published: '',
    parties: track.party === 'both' ? [] : [track.party],
    related: statements.map(({ id }) => id),
  };
}

function entriesOf(brief: Brief, topic: number): Entry[] {
  const entry = (
    unit: 'disagreement' | 'watch' | 'gap',
    at: number,
    main: Translated,
    fields: readonly Field[],
    related: readonly string[],
  ): Entry => ({
    unit,
    topics: [topic],
    in: (its) => ({ unit, brief: its, at }),
    fields,
    texts: both(main),
    day: '',
    ends: '',
    published: '',
    parties: [],
    related,
  });
  return [
    ...brief.disagreements.map(({ question, state, sides }, at) =>
      entry(
        'disagreement',
        at,
        question,
        [
          ...field(both(question), 2.5),
          ...field(both(state), 0.5),
          ...field(
            sides.flatMap(({ text }) => both(text)),
            0.2,
          ),
        ],
        sides.flatMap((side) => side.statements),
      ),
    ),
    ...brief.watch.map((one, at) => entry('watch', at, one.text, field(both(one.text), 1), one.restsOn)),
    ...brief.gaps.map((gap, at) => entry('gap', at, gap.text, field(both(gap.text), 1), [])),
    {
      ...entry('gap', 0, brief.bottomLine.text, field(both(brief.bottomLine.text), 0.8), brief.bottomLine.restsOn),
      unit: 'bottom-line',
      in: (its) => ({ unit: 'bottom-line', brief: its }),
    },
  ];
}

/** Returns the names of a topic in both languages: its titles, its id, and its other names. */
export const titlesOf = (brief: Brief): string[] => [...both(brief.title), spoken(brief.id)];
export const aliasesOf = ({ aliases }: Pick<Brief, 'aliases'>): string[] => [...aliases.en, ...(aliases.zh ?? [])];

/** Returns the names of a topic as they are written: id, titles and other names. */
export const namesOf = (brief: Brief): string[] => [brief.id, ...both(brief.title), ...aliasesOf(brief)];

/** Returns the texts by which a topic is found. */
export const topicFields = (brief: Brief): Field[] => [
  ...field(titlesOf(brief), 3),
  ...field(aliasesOf(brief), 2),
  ...field(both(brief.summary), 1),
  ...field([...brief.questions.en, ...(brief.questions.zh ?? [])], 0.7),
  ...field(
    brief.gaps.flatMap(({ text }) => both(text)),
    0.4,
  ),
  ...field(
    [
      brief.bottomLine.text,
      brief.whyItMatters.text,
      ...brief.watch.map(({ text }) => text),
      ...brief.disagreements.map(({ question }) => question),
    ].flatMap(both),
    0.2,
  ),
];

/** A unit that was found, by its number, with what it has of a question. */
export type ScoredUnit = {
  readonly entry: Entry;
  readonly score: number;
  /** The share of the question that it has, by how telling its words are. */
  readonly coverage: number;
  /** Whether it asks or names, whole, what was asked. */
  readonly leads: boolean;
  /** How far a text of it has the words of the question and no others. */
  readonly dice: number;
};

/** Orders what leads before what does not, then by score. */
export const byRelevance = (a: ScoredUnit, b: ScoredUnit): number => exactness(b) - exactness(a) || b.score - a.score;

const exactness = ({ leads, dice }: ScoredUnit): number => (leads ? dice : 0);
