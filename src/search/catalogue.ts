/** The catalogue: the records in service, searchable. */
import { recordCatalogueOf, type RecordCatalogue, type RecordValues } from '../records/catalogue.ts';
import type { Withheld } from '../records/check/whole.ts';
import { createFinder, type Finder } from './finder.ts';
import type { Index } from './inverted-index.ts';

export type Catalogue = RecordCatalogue & {
  readonly finder: Finder;
  /** What is out of service, in repair mode: where the records have had faults since the start. */
  readonly withheld?: Withheld | undefined;
};

/** Returns the catalogue of records, with a finder; its indexes are built, or taken from `indexes`, on the first search. */
export function createCatalogue(
  records: RecordValues,
  indexes?: () => readonly Index[],
  withheld?: Withheld,
): Catalogue {
  const catalogue = recordCatalogueOf(records);
  let finder: Finder | undefined;
  return {
    ...catalogue,
    withheld,
    get finder() {
      finder ??= createFinder(
        [...catalogue.briefs.values()],
        [...catalogue.relationships.values()],
        indexes?.(),
        catalogue.sources,
      );
      return finder;
    },
  };
}

/** Returns whether the topic of an id, with or without its relationship, is out of service in repair mode. */
export const isWithheld = ({ withheld }: Pick<Catalogue, 'withheld'>, id: string): boolean =>
  withheld?.topics.some((name) => name === id || name.endsWith(`/${id}`)) === true;

/** Builds the indexes of a catalogue and whatever else its first question would wait for. */
export function prepareFinder({ finder, briefs }: Catalogue): void {
  const [first] = briefs.values();
  // A question in each language, so that what is read on first use has been.
  for (const question of [first?.title.en, first?.title.zh]) if (question !== undefined) finder.find(question);
}
