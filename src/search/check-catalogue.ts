/** Reads a folder of records and checks them together: by the rules of records, and by asking each brief's own questions. */
import { recordCatalogueOf, shortId, valuesOf, type RecordValues } from '../records/catalogue.ts';
import { checkRecords } from '../records/check/check.ts';
import { sortFaults, type Fault } from '../records/fault.ts';
import type { Changed } from '../records/folder.ts';
import { createRecordLoader } from '../records/load.ts';
import type { LoadedRecords } from '../records/loaded-record.ts';
import type { Brief, Language, Relationship, Source } from '../records/schema.ts';
import { createCatalogue, type Catalogue } from './catalogue.ts';
import type { Finder } from './finder.ts';
import { createIndexes, type Index } from './inverted-index.ts';
import { unpromptedFinders } from './own-questions.ts';

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
    return { records, catalogue: createCatalogue(values, questioner.indexesOf(values)), faults: [] };
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

/** A question that did not find its brief. */
type Failed = { readonly brief: Brief; readonly language: Language; readonly at: number; readonly message: string };

/** A set of briefs, keyed by all texts that search depends on: its indexes, and the questions that failed, each computed on first use. */
type BriefSet = {
  readonly words: readonly string[];
  readonly indexes: () => readonly Index[];
  readonly failed: () => readonly Failed[];
};

type QuestionChecker = {
  /** Returns the indexes of the published and retracted briefs, built on first use, and rebuilt only where a searchable text has changed. */
  readonly indexesOf: (records: RecordValues) => () => readonly Index[];
  /** Returns the faults of the questions; they are checked again only where such a text has changed. */
  readonly check: (records: LoadedRecords) => readonly Fault[];
};

/** Two: the set in service, and the one being edited. */
const SETS_CACHED = 2;

/** Returns a checker that caches the last sets of briefs: most changes are of statements and dates, and leave the searchable texts as they are. */
function createQuestionChecker(): QuestionChecker {
  let recent: readonly BriefSet[] = [];
  const setOf = (records: RecordValues): BriefSet => {
    const catalogue = recordCatalogueOf(records);
    const briefs = [...catalogue.briefs.values()];
    const relationships = [...catalogue.relationships.values()];
    const words = [...relationships.map((one) => JSON.stringify(one)), ...briefs.map(wordsOf)];
    const before = recent.find(
      (one) => one.words.length === words.length && one.words.every((key, at) => key === words[at]),
    );
    let indexes: readonly Index[] | undefined;
    let failed: readonly Failed[] | undefined;
    const set = before ?? {
      words,
      indexes: () => (indexes ??= createIndexes(briefs, relationships, catalogue.sources)),
      failed: () => (failed ??= checkAll(briefs, relationships, catalogue.sources)),
    };
    recent = [set, ...recent.filter((one) => one !== set)].slice(0, SETS_CACHED);
    return set;
  };
  return {
    indexesOf: (records) => setOf(records).indexes,
    check: (records) =>
      setOf(valuesOf(records))
        .failed()
        .flatMap(({ brief, language, at, message }) => {
          const record = records.topics.find(
            (one) => one.relationship === brief.relationship && one.id === shortId(brief),
          );
          return record === undefined ? [] : [record.fault(['questions', language, at], message)];
        }),
  };
}

const wordsCache = new WeakMap<Brief, string>();

/** Returns the searchable texts of a brief as one cache key. */
function wordsOf(brief: Brief): string {
  const before = wordsCache.get(brief);
  if (before !== undefined) return before;
  const { id, relationship, status, title, summary, aliases, questions, gaps, statements } = brief;
  const words = JSON.stringify([id, relationship, status, title, summary, aliases, questions, gaps, statements]);
  wordsCache.set(brief, words);
  return words;
}

function checkAll(
  briefs: readonly Brief[],
  relationships: readonly Relationship[],
  sources: ReadonlyMap<string, Source>,
): Failed[] {
  const finderOf = unpromptedFinders(briefs, relationships, sources);
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
