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
  const partiesOf = (statements: readonly Statement[]): Set<string> =>
    new Set(statements.flatMap((one) => party(one) ?? []));
  const sameSides = partiesOf([statement, ...alike]);
  const otherSides = partiesOf(differently);
  const parties = sameSides.union(otherSides);
  const by =
    parties.size === 0
      ? 'none'
      : parties.size === 1
        ? 'one-side'
        : otherSides.size === 0
          ? 'both-alike'
          : 'both-differently';
  const documents = [statement, ...alike].flatMap(({ document }) => catalogue.sources.get(document) ?? []);
  return { by, parties: [...parties], alike, differently, origins: countOrigins(documents) };
}

/** How many documents are left when those count once that share a party, a publisher or an origin, directly or through others. */
function countOrigins(documents: readonly Source[]): number {
  return documents.reduce<readonly ReadonlySet<string>[]>((groups, { origin, party, publisher }) => {
    const marks = new Set([
      `publisher ${publisher.en}`,
      ...(party === undefined ? [] : [`party ${party}`]),
      ...(origin === undefined ? [] : [`origin ${origin}`]),
    ]);
    const apart = groups.filter((group) => group.isDisjointFrom(marks));
    const joined = groups.filter((group) => !group.isDisjointFrom(marks));
    return [...apart, joined.reduce((all, group) => all.union(group), marks)];
  }, []).length;
}
