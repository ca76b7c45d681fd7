/** Computes what depends on the searchable texts of records, again only where one of them has changed. */
import type { RecordCatalogue } from '../records/catalogue.ts';
import type { Brief, Source } from '../records/schema.ts';
import { mapSteps, workOf, type Steps, type Work } from '../shared/steps.ts';

/** The texts of a set of records that search depends on, and what is computed of them. */
type TextSet<Value> = { readonly words: readonly string[]; readonly computed: Work<Value> };

/** Two: the set in service, and the one being edited. */
const SETS_CACHED = 2;

/** Returns a function of catalogues that returns the work of computing something of one: most changes are of dates and of what rests on statements, and leave the searchable texts as they are. */
export function ofSearchedTexts<Value>(
  compute: (catalogue: RecordCatalogue) => Steps<Value>,
): (catalogue: RecordCatalogue) => Work<Value> {
  let recent: readonly TextSet<Value>[] = [];
  return (catalogue) =>
    workOf(function* () {
      const words = [
        ...[...catalogue.relationships.values()].map((one) => JSON.stringify(one)),
        ...(yield* mapSteps(catalogue.briefs.values(), wordsOf)),
        ...(yield* mapSteps(catalogue.sources.values(), namesOf)),
      ];
      const before = recent.find(
        (one) => one.words.length === words.length && one.words.every((key, at) => key === words[at]),
      );
      const set = before ?? { words, computed: workOf(() => compute(catalogue)) };
      recent = [set, ...recent.filter((one) => one !== set)].slice(0, SETS_CACHED);
      return yield* set.computed.steps();
    });
}

/** Returns the searchable texts of a brief as one cache key. */
function wordsOf(brief: Brief): string {
  const { id, relationship, status, title, summary, aliases, questions, gaps, statements } = brief;
  return JSON.stringify([id, relationship, status, title, summary, aliases, questions, gaps, statements]);
}

/** Returns what is searched of a document beside its statements as one cache key. */
const namesOf = ({ id, title, publisher, authors }: Source): string => JSON.stringify([id, title, publisher, authors]);
