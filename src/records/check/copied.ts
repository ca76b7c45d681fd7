/** Looks for the wording of a document in the texts of records. */
import type { RecordCatalogue } from '../catalogue.ts';
import { finding, type Finding } from '../fault.ts';
import { runsOf, SHARED_RUN_WORDS, words, type Comparable } from '../document.ts';
import type { Source } from '../schema.ts';

/** A text that shares a run of words with a document: where it stands, the paragraph counted from 1, and the words. */
export type Copied = { readonly where: string; readonly paragraph: number; readonly run: string };

/** Fields that hold the document's own words, names or addresses: none of them can be said otherwise. */
const EXACT = new Set([
  'find',
  'quote',
  'title',
  'url',
  'publisher',
  'authors',
  'name',
  'other',
  'speaker',
  'role',
  'instrument',
]);

/** A text of a record with where it stands, as a path of fields between points. */
export type PlacedText = { readonly where: string; readonly text: string };

/** Returns a function that returns the texts which share a run of words with a document, each once. The runs of the texts are made once, for any number of documents. */
export function createCopyFinder(
  texts: readonly PlacedText[],
): (document: readonly Pick<Comparable, 'words'>[], source: Pick<Source, 'title'>) => Copied[] {
  const textsOf = new Map<string, string[]>();
  for (const { where, text } of texts)
    for (const run of new Set(runsOf(words(text)))) {
      const known = textsOf.get(run);
      if (known === undefined) textsOf.set(run, [where]);
      else known.push(where);
    }
  return (document, { title }) => {
    const named = new Set([title.en, title.zh ?? ''].flatMap((text) => runsOf(words(text))));
    const found = new Map<string, Copied>();
    for (const [index, paragraph] of document.entries())
      for (const run of runsOf(paragraph.words))
        for (const where of named.has(run) ? [] : (textsOf.get(run) ?? []))
          if (!found.has(where)) found.set(where, { where, paragraph: index + 1, run });
    return [...found.values()];
  };
}

/** Returns what is wrong with a text that shares a run of words, with how many they are, and the paragraph where that is not told otherwise. */
export function copying(run: string, paragraph?: number): Finding {
  const isHan = /\p{Script=Han}/u.test(run);
  const shared = {
    run: run.replaceAll(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, ''),
    count: isHan ? SHARED_RUN_WORDS * 2 : SHARED_RUN_WORDS,
    script: isHan ? 'han' : 'other',
  } as const;
  return paragraph === undefined
    ? finding('copied', shared)
    : finding('copied-from-paragraph', { ...shared, paragraph });
}

/** Returns the texts within a part of a record, those left out that are to be the document's own. */
export function textsWithin(part: unknown, path: string): PlacedText[] {
  if (typeof part === 'string') return [{ where: path, text: part }];
  if (Array.isArray(part)) return part.flatMap((item, index) => textsWithin(item, `${path}.${index}`));
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, item]) => (EXACT.has(key) ? [] : textsWithin(item, `${path}.${key}`)));
}

/** Returns every text of the documents' and the topics' records. */
export function recordTexts({ briefs, sources }: Pick<RecordCatalogue, 'briefs' | 'sources'>): PlacedText[] {
  return [
    ...[...sources.values()].flatMap(({ statements, ...source }) =>
      textsWithin(source, source.id).concat(statements.flatMap((one) => textsWithin(one, one.id))),
    ),
    // A topic's statements are those of the documents.
    ...[...briefs.values()].flatMap((topic) => textsWithin({ ...topic, statements: undefined }, topic.id)),
  ];
}
