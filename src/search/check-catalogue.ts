/** Reads a folder of records and checks them together: by the rules of records, and by asking each brief's own questions. */
import { shortId, valuesOf, type RecordCatalogue, type RecordValues } from '../records/catalogue.ts';
import { checkRecords } from '../records/check/check.ts';
import { wholeRecords, type WholeRecords } from '../records/check/whole.ts';
import { sortFaults, type Fault } from '../records/fault.ts';
import type { Changed } from '../records/folder.ts';
import { createRecordLoader, textOfFile } from '../records/load.ts';
import type { CheckedTopic, LoadedRecords } from '../records/loaded-record.ts';
import type { Brief, Language } from '../records/schema.ts';
import { createCatalogue, type Catalogue } from './catalogue.ts';
import type { Finder } from './finder.ts';
import { unpromptedFinders } from './own-questions.ts';
import { ofSearchedTexts } from './searched-texts.ts';

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
  /** Returns the same with texts as they are to be, and asks the questions. */
  readonly check: (now: Temporal.Instant, changed?: readonly Changed[]) => CheckedCatalogue;
};

/** What was checked, as data alone, which threads can send to one another. */
export type CheckedFolder = {
  readonly values: RecordValues;
  readonly topics: readonly CheckedTopic[];
  /** The files that hold YAML, whatever it says. */
  readonly yamlFiles: readonly string[];
  readonly faults: readonly Fault[];
  /** The faults of questions that do not find their own brief, where they were asked. */
  readonly questions: readonly Fault[];
  /** What can be relied on of records with faults, where that was asked for. */
  readonly whole?: WholeRecords | undefined;
};

/** Returns what a checker finds in the folder as it is, or as it would be with changed texts; `asks` has the questions asked too, `repairs` tells what is whole of records with faults. */
export function checkFolder(
  checker: CatalogueChecker,
  now: Temporal.Instant,
  {
    changed,
    asks,
    repairs = false,
  }: {
    readonly changed?: readonly Changed[] | undefined;
    readonly asks: boolean;
    readonly repairs?: boolean | undefined;
  },
): CheckedFolder {
  const { records, faults, questions } = asks ? checker.check(now, changed) : { ...checker.read(now), questions: [] };
  const { documents, topics, relationships } = records;
  return {
    values: valuesOf(records),
    topics: topics.map(({ file, id, relationship, value }) => ({ file, id, relationship, value })),
    yamlFiles: [...documents, ...topics, ...relationships].flatMap(({ file, raw }) =>
      raw === undefined ? [] : [file],
    ),
    faults,
    questions,
    ...(repairs && faults.length > 0 && { whole: wholeRecords(records, now, textOfFile) }),
  };
}

/** Returns a checker that reads again only what has changed since. `wall` tells the milliseconds since 1970: without it, everything is read each time. */
export function createCatalogueChecker(folder: string, wall?: () => number): CatalogueChecker {
  const loader = createRecordLoader(folder, wall);
  const questionsOf = questionChecker();
  const read = (now: Temporal.Instant, changed?: readonly Changed[]): CatalogueResult => {
    const { faults: own, ...records } = loader.read(changed);
    // The shape of each record first, then references, then content.
    const faults = [...sortFaults(own), ...checkRecords(records, now)];
    if (faults.length > 0) return { records, catalogue: undefined, faults };
    return { records, catalogue: createCatalogue(valuesOf(records)), faults: [] };
  };
  return {
    read: (now) => read(now),
    check: (now, changed) => {
      const result = read(now, changed);
      return {
        ...result,
        questions: result.catalogue === undefined ? [] : sortFaults(questionsOf(result.records)),
      };
    },
  };
}

/** Returns the catalogue under a folder, or every fault of its records, those of their questions too. */
export function checkCatalogue(folder: string, now: Temporal.Instant): CatalogueResult {
  const { questions, ...result } = createCatalogueChecker(folder).check(now);
  return questions.length === 0 ? result : { records: result.records, catalogue: undefined, faults: questions };
}

/** A question that did not find its brief. */
type Failed = { readonly brief: Brief; readonly language: Language; readonly at: number; readonly message: string };

/** Returns the questions of records that fail; they are asked again only where a searchable text has changed. */
const questionChecker = (): ((records: LoadedRecords) => readonly Fault[]) => {
  const failedOf = ofSearchedTexts(checkAll);
  return (records) =>
    failedOf(valuesOf(records))().flatMap(({ brief, language, at, message }) => {
      const record = records.topics.find((one) => one.relationship === brief.relationship && one.id === shortId(brief));
      return record === undefined ? [] : [record.fault(['questions', language, at], message)];
    });
};

function checkAll(catalogue: RecordCatalogue): Failed[] {
  const briefs = [...catalogue.briefs.values()];
  const finderOf = unpromptedFinders(briefs, [...catalogue.relationships.values()], catalogue.sources);
  return briefs.flatMap((brief) => (brief.status === 'published' ? checkOne(brief, finderOf(brief)) : []));
}

function checkOne(brief: Brief, finder: Finder): Failed[] {
  const { id, questions } = brief;
  return (['en', 'zh'] as const).flatMap((language) =>
    (questions[language] ?? []).flatMap((question, at) => {
      const found = finder.find(question);
      if (found.result === 'found' && found.brief.id === id) return [];
      const instead =
        found.result === 'found'
          ? `finds ${found.brief.id} instead`
          : found.result === 'near'
            ? `is undecided between ${found.briefs.map((one) => one.id).join(', ')}`
            : 'finds nothing';
      return [{ brief, language, at, message: `${instead}; add an alias with its words, or reword it` }];
    }),
  );
}
