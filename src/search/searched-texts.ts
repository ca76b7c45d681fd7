/** Computes what depends on the searchable texts of records, again only where one of them has changed. */
import { recordCatalogueOf, type RecordCatalogue, type RecordValues } from '../records/catalogue.ts';
import type { Brief } from '../records/schema.ts';

/** The texts of a set of records that search depends on, and what was computed of them on first use. */
type TextSet<Value> = { readonly words: readonly string[]; readonly value: () => Value };

/** Two: the set in service, and the one being edited. */
const SETS_CACHED = 2;

/** Returns a function of records that returns what is computed of their catalogue, on first use: most changes are of statements and dates, and leave the searchable texts as they are. */
export function ofSearchedTexts<Value>(
  compute: (catalogue: RecordCatalogue) => Value,
): (records: RecordValues) => () => Value {
  let recent: readonly TextSet<Value>[] = [];
  return (records) => {
    const catalogue = recordCatalogueOf(records);
    const words = [
      ...[...catalogue.relationships.values()].map((one) => JSON.stringify(one)),
      ...[...catalogue.briefs.values()].map(wordsOf),
    ];
    const before = recent.find(
      (one) => one.words.length === words.length && one.words.every((key, at) => key === words[at]),
    );
    let computed: { readonly value: Value } | undefined;
    const set = before ?? { words, value: () => (computed ??= { value: compute(catalogue) }).value };
    recent = [set, ...recent.filter((one) => one !== set)].slice(0, SETS_CACHED);
    return set.value;
  };
}

/** Returns the searchable texts of a brief as one cache key. */
function wordsOf(brief: Brief): string {
  const { id, relationship, status, title, summary, aliases, questions, gaps, statements } = brief;
  return JSON.stringify([id, relationship, status, title, summary, aliases, questions, gaps, statements]);
}
