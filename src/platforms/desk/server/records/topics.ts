/** The table of topics: every brief with its dates, what it is made of and what became of it. */
import { coverage } from '../../../../records/coverage.ts';
import { overview, type BriefRow, type Change } from '../../../../records/overview.ts';
import { STATEMENT_KINDS, type Language, type StatementKind } from '../../../../records/schema.ts';
import { dayOf } from '../../../../records/dates.ts';
import { pick } from '../../../../reply/pick.ts';
import { wordsOf } from '../../../../reply/texts/reply.ts';
import { dayIn, named, sourcesOf, type Day, type Named, type Telling } from './view-context.ts';

export type ChangeTold = {
  readonly id: string;
  readonly on: Day;
  readonly what: string;
  readonly change: Change['change'];
  /** The ids of the statements that it touches. */
  readonly statements: readonly string[];
};

export type TopicRow = Named & {
  readonly retracted: boolean;
  readonly asOf: Day;
  readonly verified: { readonly on: Day; readonly by: string; readonly isPerson: boolean };
  readonly reviewDue: Day;
  readonly overdue: boolean;
  readonly statements: Readonly<Record<StatementKind, number>>;
  readonly sources: readonly Named[];
  readonly changes: number;
  readonly corrections: number;
  readonly latest: ChangeTold | undefined;
};

export type SourceRow = Named & {
  readonly publisher: string;
  readonly kind: string;
  readonly published: Day;
  readonly paragraphs: number;
  /** How many of the paragraphs published briefs cite. */
  readonly cited: number;
  readonly briefs: number;
};

export type TopicsTold = {
  readonly today: Day;
  readonly kinds: readonly { readonly kind: StatementKind; readonly label: string }[];
  readonly relationships: readonly (Named & { readonly topics: readonly TopicRow[] })[];
};

/** Returns the briefs, relationship by relationship, by title. */
export function tellTopics({ catalogue, language, now }: Telling): TopicsTold {
  const words = wordsOf(language);
  const rows = overview(catalogue, now);
  return {
    today: dayIn(dayOf(now), language),
    kinds: STATEMENT_KINDS.map((kind) => ({ kind, label: words.kinds[kind] })),
    relationships: [...catalogue.relationships.values()].map(({ id, title }) => ({
      id,
      title: pick(title, language),
      topics: rows
        .filter((row) => row.relationship === id)
        .map((row) => rowIn(row, catalogue, language))
        .toSorted((a, b) => a.title.localeCompare(b.title, language)),
    })),
  };
}

function rowIn(row: BriefRow, catalogue: Telling['catalogue'], language: Language): TopicRow {
  const { asOf, verified, reviewDueOn, overdue, statements, sources, changes, status } = row;
  return {
    ...named(row, language),
    retracted: status === 'retracted',
    asOf: dayIn(asOf, language),
    verified: {
      on: dayIn(verified.on, language),
      by: verified.by.name,
      isPerson: verified.by.kind === 'person',
    },
    reviewDue: dayIn(reviewDueOn, language),
    overdue,
    statements,
    sources: sourcesOf(sources, catalogue).map((source) => named(source, language)),
    changes: changes.length,
    corrections: changes.filter(({ change }) => change === 'correction').length,
    latest: changes.map((change) => tellChange(change, language))[0],
  };
}

/** Returns a change as it is told. */
export const tellChange = ({ id, on, what, change, statements = [] }: Change, language: Language): ChangeTold => ({
  id,
  on: dayIn(on, language),
  what: pick(what, language),
  change,
  statements,
});

/** Returns the sources with how much of each is cited, by title. */
export function tellSources({ catalogue, language }: Telling): SourceRow[] {
  return coverage(catalogue)
    .flatMap(({ source: id, paragraphs, briefs, uncited }) => {
      const source = catalogue.sources.get(id);
      if (source === undefined) return [];
      return {
        id,
        title: pick(source.title, language),
        publisher: pick(source.publisher, language),
        kind: wordsOf(language).kindOfSource[source.kind],
        published: dayIn(source.publishedOn, language),
        paragraphs: paragraphs.length,
        cited: paragraphs.length - uncited.length,
        briefs: briefs.length,
      };
    })
    .toSorted((a, b) => a.title.localeCompare(b.title, language));
}
