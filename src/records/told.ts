/** Who tells a claim: one side alone, both alike, or both differently, and how many independent documents carry it. Pure. */
import type { RecordCatalogue } from './catalogue.ts';
import type { Source, Statement } from './schema.ts';

export type Told = {
  /** `one-side` where only one party's documents tell it, `none` where no party's do. */
  readonly by: 'none' | 'one-side' | 'both-alike' | 'both-differently';
  /** The parties whose documents tell it, in this way or another. */
  readonly parties: readonly string[];
  /** The statements of other documents that say the same, and those that tell it differently. */
  readonly alike: readonly Statement[];
  readonly differently: readonly Statement[];
  /** How many independent origins say the same, its own included: the documents of one party, of one publisher, or of one text that several repeat count once. */
  readonly origins: number;
};

/** Returns who tells a claim, from the relations between statements; a relation counts from both its ends. */
export function toldOf(
  statement: Statement,
  catalogue: Pick<RecordCatalogue, 'relationsTo' | 'statements' | 'sources'>,
): Told {
  const related = (type: 'supports' | 'disputes'): Statement[] => {
    const outgoing = statement.relations.flatMap((one) =>
      one.type === type ? (catalogue.statements.get(one.statement) ?? []) : [],
    );
    const incoming = (catalogue.relationsTo.get(statement.id) ?? []).flatMap((one) =>
      one.type === type ? [one.from] : [],
    );
    return [...new Set([...outgoing, ...incoming])].filter(({ document }) => document !== statement.document);
  };
  const alike = related('supports');
  const differently = related('disputes');
  const party = ({ document }: Statement): string | undefined => catalogue.sources.get(document)?.party;
  const own = party(statement);
  const parties = [...new Set([statement, ...alike, ...differently].flatMap((one) => party(one) ?? []))];
  const other = (one: Statement): boolean => {
    const theirs = party(one);
    return own !== undefined && theirs !== undefined && theirs !== own;
  };
  const by = differently.some(other)
    ? 'both-differently'
    : alike.some(other)
      ? 'both-alike'
      : parties.length === 0
        ? 'none'
        : 'one-side';
  const origins = new Set(
    [statement, ...alike].flatMap(({ document }) => {
      const source = catalogue.sources.get(document);
      return source === undefined ? [] : originOf(source);
    }),
  );
  return { by, parties, alike, differently, origins: origins.size };
}

const originOf = ({ origin, party, publisher }: Source): string => origin ?? party ?? publisher.en;
