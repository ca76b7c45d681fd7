/** The catalogue: the records in service, searchable. */
import { recordCatalogueOf, type RecordCatalogue, type RecordValues } from '../records/catalogue.ts';
import type { Withheld } from '../records/check/whole.ts';
import { finish, type DoSteps, type Work } from '../shared/steps.ts';
import { createFinder, type Finder } from './finder.ts';
import type { Index } from './inverted-index.ts';

export type Catalogue = RecordCatalogue & {
  /** What finds its topics; it is made on the first use, which waits for its indexes where they are not prepared. */
  readonly finder: Finder;
  /** Builds the indexes and whatever else its first question would wait for; once, whoever waits for it. */
  readonly prepare: () => Promise<void>;
  /** What is out of service, in repair mode: where the records have had faults since the start. */
  readonly withheld?: Withheld | undefined;
};

const atOnce: DoSteps = async (steps) => finish(steps);

/** Returns the catalogue of records, with a finder; its indexes are what `indexesOf` builds of it, as `doSteps` does it where it is prepared. */
export function createCatalogue(
  records: RecordValues,
  indexesOf?: (catalogue: RecordCatalogue) => Work<readonly Index[]>,
  doSteps = atOnce,
  withheld?: Withheld,
): Catalogue {
  const catalogue = recordCatalogueOf(records);
  const indexes = indexesOf?.(catalogue);
  let finder: Finder | undefined;
  const finderOf = (): Finder => {
    finder ??= createFinder(
      [...catalogue.briefs.values()],
      [...catalogue.relationships.values()],
      indexes?.now(),
      catalogue.sources,
    );
    return finder;
  };
  let prepared: Promise<void> | undefined;
  const prepare = async (): Promise<void> => {
    if (indexes !== undefined) await doSteps(indexes.steps());
    const [first] = catalogue.briefs.values();
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
