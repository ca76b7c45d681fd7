/** Looks for the wording of a document in the texts of records. */
import type { RecordCatalogue } from '../catalogue.ts';
import { runsOf, words, type Comparable } from '../document.ts';
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

/** Returns a function that returns the texts which share a run of words with a document, each once. The runs of the records are made once, for any number of documents. */
export function createCopyFinder(
  catalogue: Pick<RecordCatalogue, 'briefs' | 'sources'>,
): (document: readonly Pick<Comparable, 'words'>[], source: Pick<Source, 'title'>) => Copied[] {
  const texts = recordTexts(catalogue);
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

/** Every text of the documents' and the topics' records, with where it stands. */
function recordTexts({
  briefs,
  sources,
}: Pick<RecordCatalogue, 'briefs' | 'sources'>): { readonly where: string; readonly text: string }[] {
  const found: { where: string; text: string }[] = [];
  const walk = (value: unknown, where: string): void => {
    if (typeof value === 'string') found.push({ where, text: value });
    else if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, `${where}.${index}`);
    else if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value)) if (!EXACT.has(key)) walk(item, `${where}.${key}`);
  };
  for (const { statements, ...source } of sources.values()) {
    walk(source, source.id);
    for (const statement of statements) walk(statement, statement.id);
  }
  // A topic's statements are those of the documents.
  for (const { statements: _, ...topic } of briefs.values()) walk(topic, topic.id);
  return found;
}
