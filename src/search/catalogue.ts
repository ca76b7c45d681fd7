/** The catalogue: every record under a folder, read, checked together and ready to be found. */
import { checkRecords, type LoadedRecord, type LoadedRecords } from '../records/check/check.ts';
import { sortFaults, type Fault } from '../records/fault.ts';
import { createFinder, type Finder } from './finder.ts';
import { createQuestionChecker } from './check-questions.ts';
import { createRecordLoader, type Changed } from '../records/load.ts';
import type { Brief, Relationship, Source } from '../records/schema.ts';

export type Catalogue = {
  readonly relationships: ReadonlyMap<string, Relationship>;
  readonly sources: ReadonlyMap<string, Source>;
  /** Published and retracted briefs by id, in the order of their ids; a draft is never here. */
  readonly briefs: ReadonlyMap<string, Brief>;
  readonly finder: Finder;
};

/** A catalogue without faults, or every fault of the records; what could be read of them is there in both cases. */
export type CatalogueResult = { readonly records: LoadedRecords } & (
  | { readonly catalogue: Catalogue; readonly faults: readonly [] }
  | { readonly catalogue: undefined; readonly faults: readonly Fault[] }
);

export type CatalogueLoader = {
  /** Returns the catalogue or the faults of its records, with one text as it is to be; a folder that cannot be read is a fault too. */
  readonly read: (now: Temporal.Instant, changed?: Changed) => CatalogueResult;
};

/** Returns a reader that reads again only what has changed since. `wall` tells the milliseconds since 1970: without it, everything is read each time. */
export function createCatalogueLoader(folder: string, wall?: () => number): CatalogueLoader {
  const reader = createRecordLoader(folder, wall);
  const questioner = createQuestionChecker();
  return {
    read: (now, changed) => {
      const { faults: own, ...records } = reader.read(changed);
      const faults = [...own, ...checkRecords(records, now)];
      if (faults.length > 0) return { records, catalogue: undefined, faults: sortFaults(faults) };
      const unanswered: Fault[] = [];
      const catalogue = catalogueOf(records, (briefs, relationships) => {
        const asked = questioner.ask(briefs, relationships, records.briefs);
        unanswered.push(...asked.faults);
        return createFinder(briefs, relationships, asked.index);
      });
      return unanswered.length > 0
        ? { records, catalogue: undefined, faults: sortFaults(unanswered) }
        : { records, catalogue, faults: [] };
    },
  };
}

/** Returns the catalogue under a folder, or every fault of its records; a folder that cannot be read is a fault too. */
export function loadCatalogue(folder: string, now: Temporal.Instant): CatalogueResult {
  return createCatalogueLoader(folder).read(now);
}

/** Returns the catalogue of the records that have a value, whatever faults there are beside. */
export function catalogueOf(
  records: LoadedRecords,
  find: (briefs: readonly Brief[], relationships: readonly Relationship[]) => Finder,
): Catalogue {
  const briefs = new Map([...values(records.briefs)].filter(([, brief]) => brief.status !== 'draft'));
  const relationships = values(records.relationships);
  const finder = find([...briefs.values()], [...relationships.values()]);
  return { relationships, sources: values(records.sources), briefs, finder };
}

/** The values of records by id, in the order of their ids. */
function values<Value extends { readonly id: string }>(records: readonly LoadedRecord<Value>[]): Map<string, Value> {
  return new Map(
    records
      .flatMap((record) => (record.value === undefined ? [] : [[record.id, record.value] as const]))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
