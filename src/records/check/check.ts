/** The rules between records, checked together: names, references, relations, languages, coverage. */
import type { LoadedRecord, LoadedRecords, PlacedStatement, RuleContext } from '../loaded-record.ts';
import { latestDay } from '../dates.ts';
import { sortFaults, type Fault } from '../fault.ts';
import type { DocumentRecord } from '../schema.ts';
import { checkSides } from './balance.ts';
import { checkDocument } from './document.ts';
import { checkLanguages } from './languages.ts';
import { checkIds, checkNames } from './names.ts';
import { documentOutline } from './outline.ts';
import { checkRelations } from './relations.ts';
import { checkTopic } from './topic.ts';
import { uncited } from './must-cite.ts';

/** Returns the faults between records; a record whose own shape is faulty is still held against the others. */
export function checkRecords(records: LoadedRecords, now: Temporal.Instant): Fault[] {
  const today = latestDay(now);
  const folders = new Set(
    [...records.relationships, ...records.documents, ...records.topics].map(({ relationship }) => relationship),
  );
  const faults = [
    ...checkIds(records),
    ...[...folders].flatMap((folder) => checkRelationship(of(records, folder), today)),
    ...checkLanguages(records),
  ];
  const shapes = [...records.documents, ...records.topics, ...records.relationships].some(
    (record) => record.faults.length > 0,
  );
  // What is missing is only told of records without faults: a statement that could not be read would count as missing.
  return sortFaults(
    faults.length > 0 || shapes ? faults : [...checkCoverage(records.documents), ...checkSides(records)],
  );
}

/** The records of one relationship. */
const of = ({ documents, topics, relationships }: LoadedRecords, folder: string): LoadedRecords => ({
  documents: documents.filter(({ relationship }) => relationship === folder),
  topics: topics.filter(({ relationship }) => relationship === folder),
  relationships: relationships.filter(({ id }) => id === folder),
});

function checkRelationship(records: LoadedRecords, today: string): Fault[] {
  const [relationship] = records.relationships;
  const context: RuleContext = {
    relationship,
    documents: byId(records.documents),
    topics: byId(records.topics),
    statements: placedStatements(records.documents),
    today,
  };
  const [first, second] = relationship?.value?.parties ?? [];
  return [
    ...(relationship !== undefined && first !== undefined && first.id === second?.id
      ? [relationship.fault(['parties', 1, 'id'], 'is the id of both parties; a relationship has two')]
      : []),
    ...checkNames(records.topics),
    ...checkAddresses(records.documents),
    ...records.documents.flatMap((record) => checkDocument(record, context)),
    ...checkRelations(records.documents),
    ...records.topics.flatMap((record) => checkTopic(record, context)),
  ];
}

/** Of two with one id the first is meant, as everywhere: that there are two is a fault of its own. */
const byId = <Value>(records: readonly LoadedRecord<Value>[]): ReadonlyMap<string, LoadedRecord<Value>> =>
  new Map(records.toReversed().map((record) => [record.id, record]));

function placedStatements(documents: readonly LoadedRecord<DocumentRecord>[]): Map<string, PlacedStatement> {
  return new Map(
    documents.flatMap((record) =>
      (documentOutline(record.raw).statements ?? []).flatMap((statement, index) =>
        statement?.id === undefined
          ? []
          : [[`${record.id}/${statement.id}`, { record, index, topics: statement.topics ?? [] }] as const],
      ),
    ),
  );
}

/** Two records of one address are one document: its statements would count twice. */
function checkAddresses(documents: readonly LoadedRecord<DocumentRecord>[]): Fault[] {
  const owners = new Map<string, LoadedRecord<DocumentRecord>>();
  return documents.flatMap((record) => {
    const { url } = documentOutline(record.raw);
    if (url === undefined) return [];
    const owner = owners.get(url);
    if (owner === undefined) owners.set(url, record);
    return owner === undefined
      ? []
      : [record.fault(['url'], `is the address of ${owner.id} too (${owner.file}); keep one record of a document`)];
  });
}

function checkCoverage(documents: readonly LoadedRecord<DocumentRecord>[]): Fault[] {
  return documents.flatMap((record) =>
    record.value === undefined
      ? []
      : uncited(record.value).map((paragraph) =>
          record.fault(
            ['mustCite'],
            `paragraph ${paragraph} is cited by no statement; cite it in one, or narrow mustCite`,
          ),
        ),
  );
}
