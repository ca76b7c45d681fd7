/** The records in service, by id. */
import type { LoadedRecord, LoadedRecords } from './loaded-record.ts';
import type { Brief, Relationship, Source } from './schema.ts';

/** Records without what is known of their files. */
export type RecordValues = {
  readonly sources: readonly Source[];
  readonly briefs: readonly Brief[];
  readonly relationships: readonly Relationship[];
};

export type RecordCatalogue = {
  readonly relationships: ReadonlyMap<string, Relationship>;
  readonly sources: ReadonlyMap<string, Source>;
  /** Published and retracted briefs by id, in the order of their ids; a draft is never here. */
  readonly briefs: ReadonlyMap<string, Brief>;
};

/** Returns the records that have a value, whatever faults there are beside. */
export function valuesOf({ sources, briefs, relationships }: LoadedRecords): RecordValues {
  return { sources: values(sources), briefs: values(briefs), relationships: values(relationships) };
}

const values = <Value>(records: readonly LoadedRecord<Value>[]): Value[] =>
  records.flatMap(({ value }) => (value === undefined ? [] : [value]));

/** Returns the catalogue of records. */
export function recordCatalogueOf({ sources, briefs, relationships }: RecordValues): RecordCatalogue {
  return {
    relationships: byId(relationships),
    sources: byId(sources),
    briefs: byId(briefs.filter(({ status }) => status !== 'draft')),
  };
}

/** Returns records by id, in the order of their ids. */
function byId<Value extends { readonly id: string }>(records: readonly Value[]): Map<string, Value> {
  return new Map(records.map((record) => [record.id, record] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
