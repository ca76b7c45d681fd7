/** The rules of relations between statements: what they may hold between, and that they do not contradict each other. */
import { finding, type Fault, type Finding } from '../fault.ts';
import type { LoadedRecord } from '../load.ts';
import type { DocumentRecord, StatementRecord } from '../schema.ts';
import { validStatements, textAt } from './partial-record.ts';

type Placed = {
  readonly statement: StatementRecord;
  readonly record: LoadedRecord<DocumentRecord>;
  readonly path: readonly PropertyKey[];
  /** The day its document was published; undefined where that cannot be read. */
  readonly publishedOn: string | undefined;
};

/** Returns the faults of the relations between the statements of one relationship; those that lead nowhere are told elsewhere. */
export function checkRelations(documents: readonly LoadedRecord<DocumentRecord>[], folder: string): Fault[] {
  const placed = new Map<string, Placed>(
    documents.flatMap((record) => {
      const publishedOn = textAt(record.raw, 'publishedOn');
      return validStatements(record, folder).map(({ path, value: statement }) => [
        `${record.id}/${statement.id}`,
        { statement, record, path, publishedOn },
      ]);
    }),
  );
  const pairs = new Map<string, string>();
  return [...placed].flatMap(([id, own]) =>
    (own.statement.relations ?? []).flatMap(({ type, statement: name }, index): Fault[] => {
      const other = placed.get(name);
      if (other === undefined || name === id) return [];
      const fault = (what: Finding): Fault[] => [own.record.fault([...own.path, 'relations', index], what)];
      const { kind } = other.statement;
      if (type === 'supports' || type === 'disputes') {
        const pair = [id, name].toSorted().join(' ');
        const before = pairs.get(pair);
        pairs.set(pair, type);
        return before === undefined
          ? []
          : fault(
              before === type
                ? finding('related-twice', { statement: name })
                : finding('supports-and-disputes', { statement: name }),
            );
      }
      if (own.publishedOn !== undefined && other.publishedOn !== undefined && own.publishedOn < other.publishedOn)
        return fault(
          finding('relation-to-later', {
            statement: name,
            published: other.publishedOn,
            own: own.publishedOn,
            relation: type,
          }),
        );
      if (type === 'resolves' && kind !== 'commitment' && kind !== 'forecast')
        return fault(finding('resolves-no-promise', { kind }));
      if (type === 'supersedes' && circles(id, name, placed))
        return fault(finding('supersedes-in-circle', { statement: name }));
      return [];
    }),
  );
}

/** Returns whether following what is superseded leads from one statement back to another. */
function circles(back: string, from: string, placed: ReadonlyMap<string, Placed>): boolean {
  const seen = new Set<string>();
  const ahead = [from];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (next === back) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    for (const relation of placed.get(next)?.statement.relations ?? [])
      if (relation.type === 'supersedes') ahead.push(relation.statement);
  }
  return false;
}
