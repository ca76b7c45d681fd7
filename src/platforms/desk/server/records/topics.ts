/** The table of topics: every brief with its dates, its numbers of statements and sources, and its changes. */
import { coverage } from '../../../../records/coverage.ts';
import { overview, type BriefRow, type Change } from '../../../../records/overview.ts';
import { STATEMENT_KINDS, type Language, type StatementKind } from '../../../../records/schema.ts';
import { dayOf } from '../../../../records/dates.ts';
import { pick } from '../../../../reply/compose/parts.ts';
import { replyTexts } from '../../../../reply/texts/reply.ts';
import { dayIn, named, sourcesOf, type DayView, type NamedLink, type ViewContext } from './view-context.ts';

export type ChangeView = {
  readonly id: string;
  readonly on: DayView;
  readonly what: string;
  readonly change: Change['change'];
  /** The ids of the statements that changed. */
  readonly statements: readonly string[];
};

export type TopicRow = NamedLink & {
  readonly retracted: boolean;
  readonly asOf: DayView;
  readonly verified: { readonly on: DayView; readonly by: string; readonly isPerson: boolean };
  readonly reviewDue: DayView;
  readonly overdue: boolean;
  readonly statements: Readonly<Record<StatementKind, number>>;
  readonly sources: readonly NamedLink[];
  readonly changes: number;
  readonly corrections: number;
  readonly latest: ChangeView | undefined;
};

export type SourceRow = NamedLink & {
  readonly publisher: string;
  readonly kind: string;
  readonly published: DayView;
  readonly paragraphs: number;
  /** The number of paragraphs that published briefs cite. */
  readonly cited: number;
  readonly briefs: number;
};

export type TopicsView = {
  readonly today: DayView;
  readonly kinds: readonly { readonly kind: StatementKind; readonly label: string }[];
  readonly relationships: readonly (NamedLink & { readonly topics: readonly TopicRow[] })[];
};

/** Returns the briefs, relationship by relationship, by title. */
export function topicsView({ catalogue, language, now }: ViewContext): TopicsView {
  const texts = replyTexts(language);
  const rows = overview(catalogue, now);
  return {
    today: dayIn(dayOf(now), language),
    kinds: STATEMENT_KINDS.map((kind) => ({ kind, label: texts.kinds[kind] })),
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

function rowIn(row: BriefRow, catalogue: ViewContext['catalogue'], language: Language): TopicRow {
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
    latest: changes.map((change) => changeView(change, language))[0],
  };
}

/** Returns a change formatted for the reader. */
export const changeView = ({ id, on, what, change, statements = [] }: Change, language: Language): ChangeView => ({
  id,
  on: dayIn(on, language),
  what: pick(what, language),
  change,
  statements,
});

/** Returns the sources with the number of their cited paragraphs, by title. */
export function sourcesView({ catalogue, language }: ViewContext): SourceRow[] {
  return coverage(catalogue)
    .flatMap(({ source: id, paragraphs, briefs, uncited }) => {
      const source = catalogue.sources.get(id);
      if (source === undefined) return [];
      return {
        id,
        title: pick(source.title, language),
        publisher: pick(source.publisher, language),
        kind: replyTexts(language).kindOfSource[source.kind],
        published: dayIn(source.publishedOn, language),
        paragraphs: paragraphs.length,
        cited: paragraphs.length - uncited.length,
        briefs: briefs.length,
      };
    })
    .toSorted((a, b) => a.title.localeCompare(b.title, language));
}
