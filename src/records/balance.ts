/** The balance of each topic: how many documents and statements each side has in it, and how new its newest is. */
import { publishedOf, type RecordCatalogue } from './catalogue.ts';
import type { Brief, Source, Statement, StatementKind } from './schema.ts';

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
};

/** Returns the balance of each published topic, in the order of their ids. */
export function balanceOf(catalogue: RecordCatalogue): TopicBalance[] {
  return publishedOf(catalogue.briefs.values()).map((brief) => {
    const sides = sidesOf(brief, catalogue);
    const missing = sides.flatMap(({ party, documents }) => (party !== undefined && documents === 0 ? [party] : []));
    return { brief, sides, missing };
  });
}

/** Returns what each side has in a topic: the parties in the order of the relationship, then the documents in which no party speaks. */
export function sidesOf(brief: Brief, { relationships, sources }: RecordCatalogue): SideBalance[] {
  const parties = relationships.get(brief.relationship)?.parties.map(({ id }) => id) ?? [];
  return [...parties, undefined].map((party) => sideOf(party, brief.statements, sources));
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
    kinds: countKinds(own),
    newest: documents
      .flatMap((id) => sources.get(id)?.publishedOn ?? [])
      .toSorted()
      .at(-1),
  };
}

/** Returns how many statements there are of each kind. */
export function countKinds(statements: readonly Statement[]): Record<StatementKind, number> {
  const count: Record<StatementKind, number> = {
    'reported-fact': 0,
    position: 0,
    measure: 0,
    commitment: 0,
    assessment: 0,
    recommendation: 0,
    forecast: 0,
  };
  for (const { kind } of statements) count[kind] += 1;
  return count;
}
