/** The rules of relations between statements: what they may hold between, and that they do not contradict each other. */
import type { Fault } from '../fault.ts';
import type { LoadedRecord } from '../loaded-record.ts';
import type { DocumentRecord } from '../schema.ts';
import type { StatementRecord } from '../statement.ts';
import { soundStatements, textAt } from './outline.ts';

type Placed = {
  readonly statement: StatementRecord;
  readonly record: LoadedRecord<DocumentRecord>;
  readonly path: readonly PropertyKey[];
  /** The day its document was published; undefined where that cannot be read. */
  readonly publishedOn: string | undefined;
};

/** Returns the faults of the relations between the statements of one relationship; those that lead nowhere are told elsewhere. */
export function checkRelations(documents: readonly LoadedRecord<DocumentRecord>[]): Fault[] {
  const placed = new Map<string, Placed>(
    documents.flatMap((record) => {
      const publishedOn = textAt(record.raw, 'publishedOn');
      return soundStatements(record).map(({ path, value: statement }) => [
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
      const fault = (message: string): Fault[] => [own.record.fault([...own.path, 'relations', index], message)];
      const { kind } = other.statement;
      if (type === 'supports' || type === 'disputes') {
        const pair = [id, name].toSorted().join(' ');
        const before = pairs.get(pair);
        pairs.set(pair, type);
        return before === undefined
          ? []
          : fault(
              before === type
                ? `${name} is related so already, here or there; a relation counts from both its ends, remove one`
                : `${name} supports and disputes it; keep one of the two`,
            );
      }
      if (own.publishedOn !== undefined && other.publishedOn !== undefined && own.publishedOn < other.publishedOn)
        return fault(
          `${name} is of ${other.publishedOn}, after this document of ${own.publishedOn}; only a later one ${type} it, so turn the relation round`,
        );
      if (type === 'resolves' && kind !== 'commitment' && kind !== 'forecast')
        return fault(`resolves a ${kind}; only a commitment or a forecast has an outcome, use supports or disputes`);
      if (type === 'supersedes' && circles(id, name, placed))
        return fault(`${name} supersedes this one in turn; remove one of the relations of the circle`);
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
