/** Records as they are loaded: each with its value, or the faults in its place. */
import type { RecordFile } from './parse-record.ts';
import type { Brief, Relationship, Source } from './schema.ts';

/** A record as it was read, with its id; its value is undefined where the schema found faults. */
export type LoadedRecord<Value> = RecordFile<Value> & { readonly id: string };

export type LoadedRecords = {
  readonly sources: readonly LoadedRecord<Source>[];
  readonly briefs: readonly LoadedRecord<Brief>[];
  readonly relationships: readonly LoadedRecord<Relationship>[];
};

/** The records as the rules look them up. */
export type RuleContext = {
  readonly sources: ReadonlyMap<string, LoadedRecord<Source>>;
  readonly relationships: ReadonlyMap<string, LoadedRecord<Relationship>>;
  readonly briefs: ReadonlySet<string>;
  /** The day that has begun somewhere in the world: nothing that has happened is later. */
  readonly today: string;
};
