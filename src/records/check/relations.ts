/** The rules of relations between statements: what they may hold between, and that nothing supersedes itself in a circle. */
import type { Fault } from '../fault.ts';
import type { LoadedRecord } from '../loaded-record.ts';
import type { DocumentRecord } from '../schema.ts';
import type { StatementRecord } from '../statement.ts';

type Placed = {
  readonly statement: StatementRecord;
  readonly record: LoadedRecord<DocumentRecord>;
  readonly path: readonly PropertyKey[];
};

/** Returns the faults of the relations between the statements of one relationship; those that lead nowhere are told elsewhere. */
export function checkRelations(documents: readonly LoadedRecord<DocumentRecord>[]): Fault[] {
  const placed = new Map<string, Placed>(
    documents.flatMap((record) =>
      (record.value?.statements ?? []).map((statement, index) => [
        `${record.id}/${statement.id}`,
        { statement, record, path: ['statements', index] },
      ]),
    ),
  );
  return [...placed.entries()].flatMap(([id, { statement, record, path }]) =>
    (statement.relations ?? []).flatMap((relation, index): Fault[] => {
      const other = placed.get(relation.statement)?.statement;
      if (other === undefined) return [];
      const fault = (message: string): Fault[] => [record.fault([...path, 'relations', index], message)];
      if (relation.type === 'resolves' && other.kind !== 'commitment' && other.kind !== 'forecast')
        return fault(
          `resolves a ${other.kind}; only a commitment or a forecast has an outcome, use supports or disputes`,
        );
      if (relation.type === 'supersedes' && circles(id, relation.statement, placed))
        return fault(`${relation.statement} supersedes this one in turn; remove one of the relations of the circle`);
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
