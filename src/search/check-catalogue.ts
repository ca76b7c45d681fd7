/** Reads a folder of records and checks them together: by the rules of records, and by asking each brief's own questions. */
import { valuesOf } from '../records/catalogue.ts';
import { checkRecords } from '../records/check/check.ts';
import { sortFaults, type Fault } from '../records/fault.ts';
import type { Changed } from '../records/folder.ts';
import { createRecordLoader } from '../records/load.ts';
import type { LoadedRecords } from '../records/loaded-record.ts';
import { createCatalogue, type Catalogue } from './catalogue.ts';
import { createQuestionChecker } from './check-questions.ts';

/** A catalogue without faults, or every fault of the records; what could be read of them is there in both cases. */
export type CatalogueResult = { readonly records: LoadedRecords } & (
  | { readonly catalogue: Catalogue; readonly faults: readonly [] }
  | { readonly catalogue: undefined; readonly faults: readonly Fault[] }
);

/** The same, and the faults of questions that do not find their own brief; they are asked only where there are no other faults. */
export type CheckedCatalogue = CatalogueResult & { readonly questions: readonly Fault[] };

export type CatalogueChecker = {
  /** Returns the catalogue or the faults of its records; a folder that cannot be read is a fault too. */
  readonly read: (now: Temporal.Instant) => CatalogueResult;
  /** Returns the same with one text as it is to be, and asks the questions. */
  readonly check: (now: Temporal.Instant, changed?: Changed) => CheckedCatalogue;
};

/** Returns a checker that reads again only what has changed since. `wall` tells the milliseconds since 1970: without it, everything is read each time. */
export function createCatalogueChecker(folder: string, wall?: () => number): CatalogueChecker {
  const loader = createRecordLoader(folder, wall);
  const questioner = createQuestionChecker();
  const read = (now: Temporal.Instant, changed?: Changed): CatalogueResult => {
    const { faults: own, ...records } = loader.read(changed);
    // The shape of each record first, then references, then content.
    const faults = [...sortFaults(own), ...checkRecords(records, now)];
    if (faults.length > 0) return { records, catalogue: undefined, faults };
    const values = valuesOf(records);
    return { records, catalogue: createCatalogue(values, questioner.indexOf(values)), faults: [] };
  };
  return {
    read: (now) => read(now),
    check: (now, changed) => {
      const result = read(now, changed);
      return {
        ...result,
        questions: result.catalogue === undefined ? [] : sortFaults(questioner.check(result.records)),
      };
    },
  };
}

/** Returns the catalogue under a folder, or every fault of its records, those of their questions too. */
export function checkCatalogue(folder: string, now: Temporal.Instant): CatalogueResult {
  const { questions, ...result } = createCatalogueChecker(folder).check(now);
  return questions.length === 0 ? result : { records: result.records, catalogue: undefined, faults: questions };
}
