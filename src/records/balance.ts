/** The balance of each topic: how many documents and statements each side has in it, and how new its newest is. */
import type { RecordCatalogue } from './catalogue.ts';
import type { Brief, Source, Statement } from './schema.ts';
import { STATEMENT_KINDS, type StatementKind } from './statement.ts';

/** What one side has in a topic. `party` is undefined for documents in which no party speaks. */
export type SideBalance = {
  readonly party: string | undefined;
  readonly documents: number;
  readonly statements: number;
  readonly kinds: Readonly<Record<StatementKind, number>>;
  /** The day (YYYY-MM-DD) of its newest document; undefined where it has none. */
  readonly newest: string | undefined;
};

export type TopicBalance = {
  readonly brief: Brief;
  /** The parties in the order of the relationship, then the documents in which no party speaks. */
  readonly sides: readonly SideBalance[];
  /** The parties without any document in the topic. */
  readonly missing: readonly string[];
  /** Whether a gap of the topic names each missing party. */
  readonly isTold: boolean;
};

/** Returns the balance of each published topic, in the order of their ids. */
export function balanceOf(catalogue: RecordCatalogue): TopicBalance[] {
  return [...catalogue.briefs.values()]
    .filter(({ status }) => status === 'published')
    .map((brief) => {
      const parties = catalogue.relationships.get(brief.relationship)?.parties.map(({ id }) => id) ?? [];
      const sides = [...parties, undefined].map((party) => sideOf(party, brief.statements, catalogue.sources));
      const missing = sides.flatMap(({ party, documents }) => (party !== undefined && documents === 0 ? [party] : []));
      return {
        brief,
        sides,
        missing,
        isTold: missing.every((party) => brief.gaps.some(({ side }) => side === party)),
      };
    });
}

function sideOf(
  party: string | undefined,
  statements: readonly Statement[],
  sources: ReadonlyMap<string, Source>,
): SideBalance {
  const own = statements.filter(({ document }) => sources.get(document)?.party === party);
  const documents = [...new Set(own.map(({ document }) => document))];
  return {
    party,
    documents: documents.length,
    statements: own.length,
    kinds: Object.fromEntries(
      STATEMENT_KINDS.map((kind) => [kind, own.filter((statement) => statement.kind === kind).length]),
    ) as Record<StatementKind, number>,
    newest: documents
      .flatMap((id) => sources.get(id)?.publishedOn ?? [])
      .toSorted()
      .at(-1),
  };
}
