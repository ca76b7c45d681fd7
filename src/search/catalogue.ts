/** The catalogue: the records in service, searchable. */
import { recordCatalogueOf, type RecordCatalogue, type RecordValues } from '../records/catalogue.ts';
import type { Withheld } from '../records/check/usable-records.ts';
import { yieldToEventLoop } from '../shared/mutex.ts';
import { createFinder, type Finder } from './finder.ts';
import { createPart, partsOf, type RelationshipIndex, type Records } from './part.ts';
import type { Searchable } from './units.ts';

export type Catalogue = RecordCatalogue & {
  /** What finds its topics; it is made on the first use, which waits for its indexes where they are not prepared. */
  readonly finder: Finder;
  /** Builds the indexes and whatever else its first question would wait for; once, whoever waits for it. */
  readonly prepare: () => Promise<void>;
  /** What is out of service, in repair mode: where the records have had faults since the start. */
  readonly withheld?: Withheld | undefined;
};

/** Returns the index of what is searched of one relationship. */
export type IndexOf = (searchable: Searchable, records: Records) => RelationshipIndex;

const buildIndex: IndexOf = (searchable, { relationships }) => createPart(searchable, relationships);

/** Returns what a finder searches of a catalogue. */
export const searchedOf = ({ briefs, relationships, sources, tracks }: RecordCatalogue): Records => ({
  briefs: [...briefs.values()],
  relationships: [...relationships.values()],
  sources,
  tracks: [...tracks.values()],
});

/** Returns the catalogue of records, with a finder over what `indexOf` returns for each relationship. */
export function createCatalogue(records: RecordValues, indexOf = buildIndex, withheld?: Withheld): Catalogue {
  const catalogue = recordCatalogueOf(records);
  const searched = searchedOf(catalogue);
  const indexes = new Map<Searchable, RelationshipIndex>();
  const indexed = (own: Searchable): RelationshipIndex =>
    indexes.getOrInsertComputed(own, () => indexOf(own, searched));
  const parts = partsOf(searched);
  let finder: Finder | undefined;
  const finderOf = (): Finder => (finder ??= createFinder(searched, parts.map(indexed)));
  let prepared: Promise<void> | undefined;
  const prepare = async (): Promise<void> => {
    for (const own of parts) {
      indexed(own);
      await yieldToEventLoop();
    }
    const [first] = searched.briefs;
    // A question in each language, so that what is read on first use has been.
    for (const question of [first?.title.en, first?.title.zh]) if (question !== undefined) finderOf().find(question);
  };
  return {
    ...catalogue,
    withheld,
    get finder() {
      return finderOf();
    },
    prepare: () => (prepared ??= prepare()),
  };
}

/** Returns whether the topic of an id, with or without its relationship, is out of service in repair mode. */
export const isWithheld = ({ withheld }: Pick<Catalogue, 'withheld'>, id: string): boolean =>
  withheld?.topics.some((name) => name === id || name.endsWith(`/${id}`)) === true;
