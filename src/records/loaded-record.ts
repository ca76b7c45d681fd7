/** Records as they are loaded: each with its value, or the faults in its place. */
import type { RecordFile } from './parse-record.ts';
import type { DocumentRecord, Relationship, Topic } from './schema.ts';

/** A record as it was read, with its id and its relationship; its value is undefined where the schema found faults. */
export type LoadedRecord<Value> = RecordFile<Value> & { readonly id: string; readonly relationship: string };

export type LoadedRecords = {
  readonly documents: readonly LoadedRecord<DocumentRecord>[];
  readonly topics: readonly LoadedRecord<Topic>[];
  readonly relationships: readonly LoadedRecord<Relationship>[];
};

/** A topic with what is known of its file, as data alone. */
export type CheckedTopic = Pick<LoadedRecord<Topic>, 'file' | 'id' | 'relationship' | 'value'>;

/** The records of one relationship as the rules look them up, by the ids that stand in its files. */
export type RuleContext = {
  readonly relationship: LoadedRecord<Relationship> | undefined;
  readonly documents: ReadonlyMap<string, LoadedRecord<DocumentRecord>>;
  readonly topics: ReadonlyMap<string, LoadedRecord<Topic>>;
  /** Where each statement stands, by document/statement. */
  readonly statements: ReadonlyMap<string, PlacedStatement>;
  /** The day that has begun somewhere in the world: nothing that has happened is later. */
  readonly today: string;
};

/** A statement as the rules see it: also where the record that holds it has faults elsewhere. */
export type PlacedStatement = {
  readonly record: LoadedRecord<DocumentRecord>;
  readonly topics: readonly string[];
};
