/** The rules between records: what must hold for them to be in service, references first, then what the records say; and what is only checked before they are published. */
import { LRUCache } from 'lru-cache';
import type { LoadedRecord, LoadedRecords } from '../load.ts';
import type { PlacedStatement, RuleContext } from './partial-record.ts';
import { latestDay } from '../dates.ts';
import { finding, sortFaults, type Fault } from '../fault.ts';
import { DOCUMENTS } from '../folder.ts';
import type { DocumentRecord } from '../schema.ts';
import { checkSides, checkQuestions, checkTopic } from './topic.ts';
import { checkDocument, checkQuotes, uncited } from './document.ts';
import { checkLanguages } from './languages.ts';
import { checkAddresses, checkIds, checkNames } from './names.ts';
import { statementsOf, textAt, valuesAt, textsAt } from './partial-record.ts';
import { checkDocumentReferences, checkShared, checkTopicReferences } from './references.ts';
import { checkRelations } from './relations.ts';
import { checkTracked, checkTracks, checkWithdrawn } from './tracks.ts';

type Checked = { readonly references: readonly Fault[]; readonly content: readonly Fault[] };

/** Returns the faults that keep records from service, those of references first, then those of content, each by file, line and column; what a faulty record says elsewhere is checked too. */
export function checkRecords(records: LoadedRecords, now: Temporal.Instant): Fault[] {
  const faults = checkRules(records, now);
  if (faults.length > 0 || hasFaults(records)) return faults;
  // What is missing is only told of records without faults: a statement that could not be read would count as missing.
  return sortFaults(checkSides(records));
}

/** Returns the faults of wording, which keep no record from service. */
export function checkEditorial(records: LoadedRecords): Fault[] {
  return sortFaults(eachOnce(foldersOf(records).flatMap((folder) => editorialOf(folder, of(records, folder), ''))));
}

/** Like `checkRecords`, but does not report a side without documents; used in repair mode. */
export function checkRules(records: LoadedRecords, now: Temporal.Instant): Fault[] {
  const today = latestDay(now);
  const checked = foldersOf(records).map((folder) => rulesOf(folder, of(records, folder), today));
  const references = sortFaults(
    eachOnce([
      ...checkIds(records),
      ...checkAddresses(records.documents),
      ...checkShared(records),
      ...checked.flatMap((one) => one.references),
    ]),
  );
  const content = sortFaults(eachOnce(checked.flatMap((one) => one.content)));
  return [...references, ...content];
}

/** A document of several relationships is read with each of them: what is wrong with it is told once. */
const eachOnce = (faults: readonly Fault[]): Fault[] => [
  ...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values(),
];

const hasFaults = ({ documents, topics, relationships, tracks }: LoadedRecords): boolean =>
  [...documents, ...topics, ...relationships, ...tracks].some(({ faults }) => faults.length > 0);

const foldersOf = ({ documents, topics, relationships, tracks }: LoadedRecords): string[] => [
  ...new Set(
    [...relationships, ...documents, ...topics, ...tracks]
      .map(({ relationship }) => relationship)
      .filter((folder) => folder !== DOCUMENTS),
  ),
];

/** The records of one relationship, with the documents of several that have statements of it. */
const of = ({ documents, topics, relationships, tracks }: LoadedRecords, folder: string): LoadedRecords => ({
  documents: documents.filter((record) =>
    record.relationship === DOCUMENTS ? statementsOf(record, folder).length > 0 : record.relationship === folder,
  ),
  topics: topics.filter(({ relationship }) => relationship === folder),
  relationships: relationships.filter(({ id }) => id === folder),
  tracks: tracks.filter(({ relationship }) => relationship === folder),
});

/** Tests and tools check many folders; a bot has a few relationships. */
const MAX_FOUND = 100;

/** Returns a check of one relationship that remembers what it found last: where the records are the same ones on the same day, it is found again. */
function remembering<Found extends object>(
  check: (records: LoadedRecords, folder: string, today: string) => Found,
): (folder: string, records: LoadedRecords, today: string) => Found {
  type Remembered = { readonly records: LoadedRecords; readonly today: string; readonly found: Found };
  const remembered = new LRUCache<string, Remembered>({ max: MAX_FOUND });
  return (folder, records, today) => {
    // Of two folders with a relationship of one name the files differ.
    const key = `${folder} ${records.relationships[0]?.file ?? ''}`;
    const before = remembered.get(key);
    if (before?.today === today && isSame(before.records, records)) return before.found;
    const found = check(records, folder, today);
    remembered.set(key, { records, today, found });
    return found;
  };
}

const rulesOf = remembering(checkRelationship);
const editorialOf = remembering((records, folder) => [
  ...checkLanguages(records, folder),
  ...records.documents.flatMap((record) => checkQuotes(record, folder)),
  ...records.topics.flatMap(checkQuestions),
]);

const isSame = (one: LoadedRecords, other: LoadedRecords): boolean =>
  isSameList(one.documents, other.documents) &&
  isSameList(one.topics, other.topics) &&
  isSameList(one.relationships, other.relationships) &&
  isSameList(one.tracks, other.tracks);

/** Records that were read again are other objects. */
const isSameList = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((record, at) => record === other[at]);

function checkRelationship(
  { documents, topics, relationships, tracks }: LoadedRecords,
  folder: string,
  today: string,
): Checked {
  const [relationship] = relationships;
  const context: RuleContext = {
    folder,
    relationship,
    documents: byId(documents),
    topics: byId(topics),
    statements: placedStatements(documents, folder),
    today,
  };
  const [first, second] = textsAt(relationship?.raw, 'parties', '*', 'id');
  return {
    references: [
      ...(relationship !== undefined && second !== undefined && first?.value === second.value
        ? [relationship.fault(second.path, finding('same-parties'))]
        : []),
      ...checkNames(topics),
      ...documents.flatMap((record) => checkDocumentReferences(record, context)),
      ...topics.flatMap((record) => checkTopicReferences(record, context)),
      ...tracks.flatMap((record) => checkTracks(record, context)),
      ...documents.flatMap((record) => checkTracked(record, folder, tracks[0])),
      ...topics.flatMap((record) => checkWithdrawn(record, context)),
    ],
    content: [
      ...documents.flatMap((record) => checkDocument(record, context)),
      ...checkRelations(documents, folder),
      ...topics.flatMap((record) => checkTopic(record, context)),
    ],
  };
}

/** Of two with one id the first is meant, as everywhere: that there are two is a fault of its own. */
const byId = <Value>(records: readonly LoadedRecord<Value>[]): ReadonlyMap<string, LoadedRecord<Value>> =>
  new Map(records.toReversed().map((record) => [record.id, record]));

function placedStatements(
  documents: readonly LoadedRecord<DocumentRecord>[],
  folder: string,
): Map<string, PlacedStatement> {
  return new Map(
    documents.flatMap((record) =>
      statementsOf(record, folder).flatMap(({ value: statement }) => {
        const id = textAt(statement, 'id');
        return id === undefined
          ? []
          : [
              [
                `${record.id}/${id}`,
                {
                  record,
                  topics: textsAt(statement, 'topics', '*').map(({ value }) => value),
                  isWithdrawn: valuesAt(statement, 'withdrawn').length > 0,
                },
              ] as const,
            ];
      }),
    ),
  );
}

/** Returns a fault for each paragraph that is to be cited and is not; it keeps no record from service, and is only told of records without faults. */
export function checkCoverage({ documents }: Pick<LoadedRecords, 'documents'>): Fault[] {
  return documents.flatMap((record) =>
    record.value === undefined
      ? []
      : uncited(record.value).map((paragraph) =>
          record.fault(['mustCite'], finding('paragraph-not-cited', { paragraph })),
        ),
  );
}
