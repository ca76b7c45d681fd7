/** The catalogue: every record under a folder, read, checked together and ready to be found. */
import { recordCatalogueOf, type RecordCatalogue } from '../records/catalogue.ts';
import type { Index } from './inverted-index.ts';
import type { LoadedRecords } from '../records/loaded-record.ts';
import { checkRecords } from '../records/check/check.ts';
import { sortFaults, type Fault } from '../records/fault.ts';
import { createFinder, type Finder } from './finder.ts';
import { createQuestionChecker } from './check-questions.ts';
import { createRecordLoader, type Changed } from '../records/load.ts';

export type Catalogue = RecordCatalogue & { readonly finder: Finder };

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
      const asked = questioner.ask(records);
      const catalogue = createCatalogue(records, asked.index);
      return asked.faults.length > 0
        ? { records, catalogue: undefined, faults: sortFaults(asked.faults) }
        : { records, catalogue, faults: [] };
    },
  };
}

/** Returns the catalogue under a folder, or every fault of its records; a folder that cannot be read is a fault too. */
export function loadCatalogue(folder: string, now: Temporal.Instant): CatalogueResult {
  return createCatalogueLoader(folder).read(now);
}

/** Returns the catalogue of the records that have a value, with a finder; the index is built when something is first looked for. */
export function createCatalogue(records: LoadedRecords, index?: Index): Catalogue {
  const catalogue = recordCatalogueOf(records);
  let finder: Finder | undefined;
  return {
    ...catalogue,
    get finder() {
      finder ??= createFinder([...catalogue.briefs.values()], [...catalogue.relationships.values()], index);
      return finder;
    },
  };
}
