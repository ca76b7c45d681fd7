/** Reads a folder of records and checks them together: by the rules of records, and by asking each brief's own questions. */
import { valuesOf, type RecordValues } from '../records/catalogue.ts';
import { checkCoverage, checkEditorial, checkRecords } from '../records/check/check.ts';
import { NO_WORDS, type WordList } from '../records/check/style.ts';
import { checkWarnings, type Warning } from '../records/check/warnings.ts';
import { readWordList } from '../records/check/word-list.ts';
import { usableRecords, type UsableRecords } from '../records/check/usable-records.ts';
import { sortFaults, type Fault } from '../records/fault.ts';
import type { TextOverride } from '../records/folder.ts';
import { createRecordLoader, searchableText, type CheckedTopic, type LoadedRecords } from '../records/load.ts';
import { createCatalogue, type Catalogue } from './catalogue.ts';
import { createAskedQuestions, touchedTopics, type Asks } from './asked-questions.ts';

/** A catalogue without faults, or every fault of the records; what could be read of them is there in both cases. */
export type CatalogueResult = { readonly records: LoadedRecords } & (
  | { readonly catalogue: Catalogue; readonly faults: readonly [] }
  | { readonly catalogue: undefined; readonly faults: readonly Fault[] }
);

/** The same, and the faults that keep no record from service: those of wording, and of questions that do not find their own brief, which are asked only of records in service. */
export type CheckedCatalogue = CatalogueResult & Pick<CheckedFolder, 'editorial' | 'touched' | 'unasked' | 'warnings'>;

export type CatalogueChecker = {
  /** Returns the catalogue or the faults of its records; a folder that cannot be read is a fault too. */
  readonly read: (now: Temporal.Instant) => CatalogueResult;
  /** Returns the same with texts as they are to be, checks wording too unless no question is asked, and asks all of them where it is not said which. */
  readonly check: (now: Temporal.Instant, changed?: readonly TextOverride[], asks?: Asks) => CheckedCatalogue;
};

/** What was checked, as data alone, which threads can send to one another. */
export type CheckedFolder = {
  readonly values: RecordValues;
  readonly topics: readonly CheckedTopic[];
  /** The files that hold YAML, whatever it says. */
  readonly yamlFiles: readonly string[];
  /** The faults that keep records from service. */
  readonly faults: readonly Fault[];
  /** Those that keep no record from service, where they were looked for: of wording, and of questions that do not find their own brief. */
  readonly editorial: readonly Fault[];
  /** What an editor should look at, where wording was checked. */
  readonly warnings: readonly Warning[];
  /** What can be relied on of records with faults, where that was asked for. */
  readonly whole?: UsableRecords | undefined;
  /** The topics whose questions the changed texts touch, as relationship/topic. */
  readonly touched: readonly string[];
  /** The topics whose questions are still to be asked. */
  readonly unasked: number;
};

/** Returns what a checker finds in the folder as it is, or as it would be with changed texts; `asks` says which questions are asked, and whether wording is checked, `repairs` tells what is whole of records with faults. */
export function checkFolder(
  checker: CatalogueChecker,
  now: Temporal.Instant,
  {
    changed,
    asks,
    repairs = false,
  }: {
    readonly changed?: readonly TextOverride[] | undefined;
    readonly asks: Asks;
    readonly repairs?: boolean | undefined;
  },
): CheckedFolder {
  const { records, faults, editorial, touched, unasked, warnings } = checker.check(now, changed, asks);
  const { documents, topics, relationships, tracks } = records;
  return {
    values: valuesOf(records),
    topics: topics.map(({ file, id, relationship, value }) => ({ file, id, relationship, value })),
    yamlFiles: [...documents, ...topics, ...relationships, ...tracks].flatMap(({ file, raw }) =>
      raw === undefined ? [] : [file],
    ),
    faults,
    editorial,
    warnings,
    touched,
    unasked,
    ...(repairs && faults.length > 0 && { whole: usableRecords(records, now, searchableText) }),
  };
}

const resultOf = (records: LoadedRecords, faults: readonly Fault[]): CatalogueResult =>
  faults.length > 0
    ? { records, catalogue: undefined, faults }
    : { records, catalogue: createCatalogue(valuesOf(records)), faults: [] };

/** Returns a checker that reads again only what has changed since. `wall` tells the milliseconds since 1970: without it, everything is read each time. */
export function createCatalogueChecker(folder: string, wall?: () => number): CatalogueChecker {
  const loader = createRecordLoader(folder, wall);
  const asked = createAskedQuestions();
  const read = (now: Temporal.Instant, changed?: readonly TextOverride[]) => {
    const { faults: own, replaced, ...records } = loader.read(changed);
    // The shape of each record first, then references, then content.
    const faults = [...sortFaults(own), ...checkRecords(records, now)];
    return { records, faults, replaced };
  };
  let listed = NO_WORDS;
  /** The list as it was, where it says the same: what was found by it is found again. */
  const wordList = (): WordList => {
    const { words } = readWordList(folder);
    return JSON.stringify(words) === JSON.stringify(listed) ? listed : (listed = words);
  };
  return {
    read: (now) => {
      const { records, faults } = read(now);
      return resultOf(records, faults);
    },
    check: (now, changed, asks = 'all') => {
      const { records, faults, replaced } = read(now, changed);
      const result = resultOf(records, faults);
      const touched = touchedTopics(replaced, records);
      if (asks === 'none') return { ...result, editorial: [], warnings: [], touched, unasked: 0 };
      const editorial = checkEditorial(records);
      const warnings = checkWarnings(records, result.catalogue, wordList(), now);
      if (result.catalogue === undefined) return { ...result, editorial, warnings, touched, unasked: 0 };
      const { failed, unasked } = asked(records, asks === 'touched' ? touched : asks);
      return {
        ...result,
        editorial: [...sortFaults([...editorial, ...checkCoverage(records)]), ...sortFaults(failed)],
        warnings,
        touched,
        unasked,
      };
    },
  };
}

/** Returns the catalogue under a folder, or every fault of its records, those that keep none from service too. */
export function checkCatalogue(folder: string, now: Temporal.Instant): CatalogueResult {
  const { records, catalogue, faults, editorial } = createCatalogueChecker(folder).check(now);
  return catalogue === undefined || editorial.length > 0
    ? { records, catalogue: undefined, faults: [...faults, ...editorial] }
    : { records, catalogue, faults: [] };
}
