/** The records in service, by id. */
import type { LoadedRecord, LoadedRecords } from './loaded-record.ts';
import type { Brief, Relationship, Source } from './schema.ts';

export type RecordCatalogue = {
  readonly relationships: ReadonlyMap<string, Relationship>;
  readonly sources: ReadonlyMap<string, Source>;
  /** Published and retracted briefs by id, in the order of their ids; a draft is never here. */
  readonly briefs: ReadonlyMap<string, Brief>;
};

/** Returns the catalogue of the records that have a value, whatever faults there are beside. */
export function recordCatalogueOf(records: LoadedRecords): RecordCatalogue {
  return {
    relationships: valuesById(records.relationships),
    sources: valuesById(records.sources),
    briefs: new Map([...valuesById(records.briefs)].filter(([, brief]) => brief.status !== 'draft')),
  };
}

/** Returns the values of records by id, in the order of their ids. */
function valuesById<Value extends { readonly id: string }>(
  records: readonly LoadedRecord<Value>[],
): Map<string, Value> {
  return new Map(
    records
      .flatMap((record) => (record.value === undefined ? [] : [[record.id, record.value] as const]))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
