/** Asks each brief's own questions: they must find it, and are the record's test of itself. */
import type { LoadedRecords } from '../records/loaded-record.ts';
import { recordCatalogueOf } from '../records/catalogue.ts';
import type { Fault } from '../records/fault.ts';
import { createIndex, type Index } from './inverted-index.ts';
import type { Finder } from './finder.ts';
import { unpromptedFinder } from './own-questions.ts';
import type { Brief, Language, Relationship } from '../records/schema.ts';

/** A question that did not find its brief. */
type Failed = { readonly id: string; readonly language: Language; readonly at: number; readonly message: string };

/** What came of a set of briefs, by all that finding them depends on. */
type AskedResult = { readonly words: readonly string[]; readonly index: Index; readonly failed: readonly Failed[] };

export type QuestionChecker = {
  /** Returns the index of the briefs, by which they are found, and the faults of their questions. */
  readonly ask: (records: LoadedRecords) => { readonly index: Index; readonly faults: readonly Fault[] };
};

/** The set in service, and the one that somebody is writing. */
const SETS_KEPT = 2;

/** Returns a questioner that asks again only where a word has changed by which briefs are found: most changes are of statements and dates. */
export function createQuestionChecker(): QuestionChecker {
  let kept: readonly AskedResult[] = [];
  return {
    ask: (records) => {
      const catalogue = recordCatalogueOf(records);
      const briefs = [...catalogue.briefs.values()];
      const relationships = [...catalogue.relationships.values()];
      const words = [...relationships.map((one) => JSON.stringify(one)), ...briefs.map(wordsOf)];
      const before = kept.find(
        (one) => one.words.length === words.length && one.words.every((key, at) => key === words[at]),
      );
      const asked = before ?? {
        words,
        index: createIndex(briefs, relationships),
        failed: askAll(briefs, relationships),
      };
      kept = [asked, ...kept.filter((one) => one !== asked)].slice(0, SETS_KEPT);
      const faults = asked.failed.flatMap(({ id, language, at, message }) => {
        const record = records.briefs.find((one) => one.id === id);
        return record === undefined ? [] : [record.fault(['questions', language, at], message)];
      });
      return { index: asked.index, faults };
    },
  };
}

const wordsKept = new WeakMap<Brief, string>();

/** Everything of a brief by which it is found. */
function wordsOf(brief: Brief): string {
  const before = wordsKept.get(brief);
  if (before !== undefined) return before;
  const { id, relationship, status, title, summary, aliases, questions } = brief;
  const words = JSON.stringify([id, relationship, status, title, summary, aliases, questions]);
  wordsKept.set(brief, words);
  return words;
}

function askAll(briefs: readonly Brief[], relationships: readonly Relationship[]): Failed[] {
  const finder = unpromptedFinder(briefs, relationships);
  return briefs.flatMap((brief) => (brief.status === 'published' ? askOne(brief, finder) : []));
}

function askOne({ id, questions }: Brief, finder: Finder): Failed[] {
  return (['en', 'zh'] as const).flatMap((language) =>
    (questions[language] ?? []).flatMap((question, at) => {
      const found = finder.find(question);
      if (found.result === 'found' && found.brief.id === id) return [];
      const instead =
        found.result === 'found'
          ? `finds ${found.brief.id} instead`
          : found.result === 'near'
            ? `is undecided between ${found.briefs.map((brief) => brief.id).join(', ')}`
            : 'finds nothing';
      return [{ id, language, at, message: `${instead}; add an alias with its words, or reword it` }];
    }),
  );
}
