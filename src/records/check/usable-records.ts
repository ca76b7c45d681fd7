/** What of faulty records can be relied on: the records that are whole, and whose statements are disputed or outdated by nothing that cannot be read. */
import type { RecordValues } from '../catalogue.ts';
import type { Fault } from '../fault.ts';
import type { LoadedRecord, LoadedRecords } from '../load.ts';
import {
  documentSchemaOf,
  type DocumentRecord,
  type Relationship,
  type Topic,
  type TracksRecord,
  statementSchemaOf,
  type StatementRecord,
} from '../schema.ts';
import { DOCUMENTS } from '../folder.ts';
import { checkRules } from './check.ts';
import { checkSides } from './topic.ts';
import { textsAt, valuesAt } from './partial-record.ts';

/** How much is out of service: the names of topics and documents with their relationship in front, and how many statements of the other documents. */
export type Withheld = {
  readonly topics: readonly string[];
  readonly documents: readonly string[];
  readonly statements: number;
  /** The relationships of which a document cannot be read at all, where there are any: what it says of others is not known. */
  readonly unread?: readonly string[] | undefined;
};

export type UsableRecords = { readonly values: RecordValues; readonly withheld: Withheld };

/** A record with its file, which names it in faults. */
type UsableRecord<Value> = Pick<LoadedRecord<Value>, 'file' | 'id' | 'relationship'> & { readonly value: Value };

/**
 * Returns what is whole of records that were loaded: without the records and statements that have faults, those that rest on them, and
 * those on which what is left out casts doubt. `textOf` returns the text of a file that is no record, in which names of statements are looked for; undefined where it cannot be read at all.
 */
export function usableRecords(
  records: LoadedRecords,
  now: Temporal.Instant,
  textOf: (file: string) => string | undefined,
): UsableRecords {
  const whole = begin(records, textOf);
  for (;;) {
    settle(whole);
    const kept = loadedOf(whole);
    const faults = [...checkRules(kept, now), ...checkSides(kept)];
    if (faults.length === 0 || !leaveOut(whole, faults)) break;
  }
  return { values: valuesOf(whole), withheld: withheldOf(records, whole) };
}

/** What is whole so far; it only ever gets less. */
type Remaining = {
  relationships: readonly UsableRecord<Relationship>[];
  documents: readonly UsableRecord<DocumentRecord>[];
  topics: readonly UsableRecord<Topic>[];
  tracks: readonly UsableRecord<TracksRecord>[];
  /** Statements that must not be told, by document/statement. */
  readonly doubtful: Set<string>;
  /** The relationships of documents that cannot be read at all. */
  readonly unread: ReadonlySet<string>;
};

function begin(records: LoadedRecords, textOf: (file: string) => string | undefined): Remaining {
  const doubtful = new Set<string>();
  const unread = new Set<string>();
  const documents = records.documents.flatMap((record): UsableRecord<DocumentRecord>[] => {
    const { file, id, relationship, raw } = record;
    if (record.value !== undefined) return [{ file, id, relationship, value: record.value }];
    const value = validPart(record);
    const kept = new Set(value?.statements.map((statement) => statement.id));
    for (const { value: statement } of valuesAt(raw, 'statements', '*'))
      if (!kept.has(textsAt(statement, 'id')[0]?.value ?? '')) markUnreliable(statement, doubtful);
    if (raw === undefined) {
      const text = textOf(file);
      if (text !== undefined) for (const name of namesIn(text)) doubtful.add(name);
      else if (relationship !== DOCUMENTS) unread.add(relationship);
      else for (const one of records.relationships) unread.add(one.id);
    }
    return value === undefined ? [] : [{ file, id, relationship, value }];
  });
  const { relationships, topics, tracks } = records;
  return {
    relationships: sound(relationships),
    documents,
    topics: sound(topics),
    tracks: sound(tracks),
    doubtful,
    unread,
  };
}

const sound = <Value>(records: readonly LoadedRecord<Value>[]): UsableRecord<Value>[] =>
  records.flatMap(({ file, id, relationship, value }) =>
    value === undefined ? [] : [{ file, id, relationship, value }],
  );

/** Returns a document without the statements that have faults; undefined where there are others. */
function validPart({ id, relationship, raw }: LoadedRecord<DocumentRecord>): DocumentRecord | undefined {
  if (typeof raw !== 'object' || raw === null || !('statements' in raw) || !Array.isArray(raw.statements))
    return undefined;
  const statements = raw.statements.filter((one) => statementSchemaOf(relationship).safeParse(one).success);
  const { data } = documentSchemaOf(relationship).safeParse({ ...raw, statements });
  return data && { ...data, id, relationship };
}

/** Adds the statements on which a statement casts doubt that is not told itself: it disputes them, or they stand no more. */
function markUnreliable(statement: unknown, doubtful: Set<string>): void {
  for (const { value: relation } of valuesAt(statement, 'relations', '*')) {
    if (textsAt(relation, 'type')[0]?.value === 'supports') continue;
    for (const { value } of textsAt(relation, 'statement')) doubtful.add(value);
  }
}

/** The names of statements in a text that is not YAML, but for those that it says on one line that it supports. */
const namesIn = (text: string): string[] =>
  text
    .replaceAll(/\{[^{}\n]{0,300}\btype:\s*supports\b[^{}\n]{0,300}\}/gu, '')
    .match(/(?<![a-z0-9-])[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*/gu) ?? [];

/** Leaves out what rests on something that is left out, until nothing more does. */
function settle(whole: Remaining): void {
  for (let before = -1; before !== sizeOf(whole);) {
    before = sizeOf(whole);
    const folders = new Set(whole.relationships.map(({ id }) => id));
    whole.documents = whole.documents.flatMap((document) => ofFolders(document, folders));
    whole.topics = whole.topics.filter(({ relationship }) => folders.has(relationship));
    const documents = new Set(whole.documents.map(({ id }) => id));
    const statements = new Set(
      whole.documents.flatMap(({ id, value }) => value.statements.map((statement) => `${id}/${statement.id}`)),
    );
    whole.documents = whole.documents.map((document) => withoutDoubtful(document, documents, statements, whole));
    whole.topics = whole.topics.flatMap((topic) => resting(topic, documents, statements));
    const topics = new Set(whole.topics.map(({ id }) => id));
    const tracks = new Set(whole.tracks.flatMap(({ value }) => value.tracks.map(({ id }) => id)));
    whole.documents = whole.documents.map((document) => bearing(document, topics, tracks));
    whole.tracks = whole.tracks.map((file) => ofTopics(file, topics));
    whole.topics = whole.topics.map((topic) => relating(topic, topics));
  }
}

const sizeOf = ({ documents, topics, tracks, doubtful }: Remaining): number =>
  documents.length +
  topics.length +
  tracks.reduce((sum, { value }) => sum + 1 + value.tracks.length, 0) +
  documents.reduce((sum, { value }) => sum + value.statements.length, 0) -
  doubtful.size;

/** Returns a document without the statements of relationships that are left out; none where its own is. */
function ofFolders(
  document: UsableRecord<DocumentRecord>,
  folders: ReadonlySet<string>,
): readonly UsableRecord<DocumentRecord>[] {
  const { relationship, value } = document;
  if (relationship !== DOCUMENTS) return folders.has(relationship) ? [document] : [];
  const statements = value.statements.filter((one) => folders.has(one.relationship ?? ''));
  return [{ ...document, value: { ...value, statements } }];
}

function withoutDoubtful(
  document: UsableRecord<DocumentRecord>,
  documents: ReadonlySet<string>,
  all: ReadonlySet<string>,
  { doubtful }: Remaining,
): UsableRecord<DocumentRecord> {
  const { id, value } = document;
  const isThere = ({ statement }: { readonly statement: string }): boolean => all.has(statement);
  const statements = value.statements.flatMap((statement): StatementRecord[] => {
    const { relations = [] } = statement;
    const isCited = statement.citations.every(({ source }) => source === undefined || documents.has(source));
    // Who tells it otherwise must be told with it.
    const isWhole = relations.every((relation) => relation.type !== 'disputes' || isThere(relation));
    if (isCited && isWhole && !doubtful.has(`${id}/${statement.id}`))
      return [relations.every(isThere) ? statement : { ...statement, relations: relations.filter(isThere) }];
    markUnreliable(statement, doubtful);
    return [];
  });
  return { ...document, value: { ...value, statements } };
}

/** Returns the topic without the dates and gaps that rest on what is left out; none where anything else does. */
function resting(
  topic: UsableRecord<Topic>,
  documents: ReadonlySet<string>,
  statements: ReadonlySet<string>,
): UsableRecord<Topic>[] {
  const { value } = topic;
  // A draft may name what is not there yet.
  if (value.status === 'draft') return [topic];
  const areTold = (names: readonly string[]): boolean => names.every((name) => statements.has(name));
  const isHeld = (id: string): boolean => documents.has(id);
  const { bottomLine, whyItMatters, keyPoints, disagreements, watch, gaps } = value;
  const sides = disagreements.flatMap((one) => one.sides);
  const isWhole =
    areTold([
      ...bottomLine.restsOn,
      ...whyItMatters.restsOn,
      ...keyPoints,
      ...sides.flatMap((side) => side.statements),
    ]) && sides.every(({ searched = [] }) => searched.every(isHeld));
  if (!isWhole) return [];
  return [
    {
      ...topic,
      value: {
        ...value,
        watch: watch.filter(({ restsOn }) => areTold(restsOn)),
        gaps: gaps.filter(({ searched }) => searched.every(isHeld)),
      },
    },
  ];
}

function bearing(
  document: UsableRecord<DocumentRecord>,
  topics: ReadonlySet<string>,
  tracks: ReadonlySet<string>,
): UsableRecord<DocumentRecord> {
  const { value } = document;
  const statements = value.statements.map((statement) => {
    const { track } = statement;
    const isTracked = track !== undefined && tracks.has(track);
    return Object.assign({}, statement, {
      topics: statement.topics.filter((id) => topics.has(id)),
      track: isTracked ? track : undefined,
    });
  });
  return { ...document, value: { ...value, statements } };
}

/** Returns the tracks without the topics that are left out; none that has no other topic. */
function ofTopics(file: UsableRecord<TracksRecord>, topics: ReadonlySet<string>): UsableRecord<TracksRecord> {
  const { value } = file;
  const tracks = value.tracks.flatMap((track) => {
    const own = track.topics.filter((id) => topics.has(id));
    return own.length === 0 ? [] : [{ ...track, topics: own }];
  });
  return { ...file, value: { ...value, tracks } };
}

function relating(topic: UsableRecord<Topic>, topics: ReadonlySet<string>): UsableRecord<Topic> {
  const { value } = topic;
  return { ...topic, value: { ...value, related: value.related.filter((id) => topics.has(id)) } };
}

/** Leaves out the records and statements that have these faults; returns whether there were any. */
function leaveOut(whole: Remaining, faults: readonly Fault[]): boolean {
  const before = sizeOf(whole) + whole.relationships.length;
  const of = Map.groupBy(faults, ({ file }) => file);
  const isFree = ({ file }: { readonly file: string }): boolean => !of.has(file);
  whole.relationships = whole.relationships.filter(isFree);
  whole.topics = whole.topics.filter(isFree);
  whole.tracks = whole.tracks.filter(isFree);
  whole.documents = whole.documents.flatMap((document): UsableRecord<DocumentRecord>[] => {
    const { file, value } = document;
    const own = (of.get(file) ?? []).map(({ field }) => /^statements\.(\d+)(?:\.|$)/u.exec(field)?.[1]);
    if (own.length === 0) return [document];
    const isAtFault = (at: number): boolean => own.some((index) => index === undefined || index === String(at));
    for (const [at, statement] of value.statements.entries())
      if (isAtFault(at)) markUnreliable(statement, whole.doubtful);
    if (own.includes(undefined)) return [];
    return [{ ...document, value: { ...value, statements: value.statements.filter((_, at) => !isAtFault(at)) } }];
  });
  return sizeOf(whole) + whole.relationships.length < before;
}

/** The records as the rules read them. */
const loadedOf = ({ relationships, documents, topics, tracks }: Remaining): LoadedRecords => ({
  relationships: relationships.map(loaded),
  documents: documents.map(loaded),
  topics: topics.map(loaded),
  tracks: tracks.map(loaded),
});

/** Where in its file a fault stands does not matter here. */
const loaded = <Value>(kept: UsableRecord<Value>): LoadedRecord<Value> => ({
  ...kept,
  raw: kept.value,
  faults: [],
  fault: (path, what) => ({ file: kept.file, line: 1, column: 1, field: path.map(String).join('.'), ...what }),
});

const valuesOf = ({ relationships, documents, topics, tracks }: Remaining): RecordValues => ({
  relationships: relationships.map(({ value }) => value),
  documents: documents.map(({ value }) => value),
  topics: topics.map(({ value }) => value),
  tracks: tracks.map(({ value }) => value),
});

function withheldOf(records: LoadedRecords, whole: Remaining): Withheld {
  const inService = new Set(whole.documents.map(({ file }) => file));
  const partly = records.documents.filter(({ file }) => inService.has(file));
  const had = partly.reduce((sum, { raw }) => sum + valuesAt(raw, 'statements', '*').length, 0);
  const has = whole.documents.reduce((sum, { value }) => sum + value.statements.length, 0);
  return {
    topics: namesOfMissing(records.topics, whole.topics),
    documents: namesOfMissing(records.documents, whole.documents),
    statements: had - has,
    ...(whole.unread.size > 0 && { unread: [...whole.unread] }),
  };
}

function namesOfMissing(
  records: readonly LoadedRecord<object>[],
  kept: readonly UsableRecord<object>[],
): readonly string[] {
  const files = new Set(kept.map(({ file }) => file));
  return records.filter(({ file }) => !files.has(file)).map(({ relationship, id }) => `${relationship}/${id}`);
}
