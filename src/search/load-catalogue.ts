/** Loads the catalogue of a folder. */
import type { RecordValues } from '../records/catalogue.ts';
import type { WholeRecords } from '../records/check/whole.ts';
import type { Fault } from '../records/fault.ts';
import type { Changed } from '../records/folder.ts';
import { createFolderHash, type FolderHash } from '../records/folder-hash.ts';
import { createCatalogue, type Catalogue } from './catalogue.ts';
import type { Asks } from './changes/asked-questions.ts';
import type { CheckedFolder } from './check-catalogue.ts';
import { indexSteps } from './inverted-index.ts';
import type { DoSteps } from '../shared/steps.ts';
import { ofSearchedTexts } from './changes/searched-texts.ts';

/** A catalogue, or why there is none, with the hash of the files that it is made of. */
export type LoadedCatalogue = { readonly hash: string } & (
  | { readonly catalogue: Catalogue; readonly faults: readonly [] }
  | {
      readonly catalogue: undefined;
      readonly faults: readonly Fault[];
      /** Returns the catalogue of what is whole, where that was asked for. */
      readonly repair?: (() => Catalogue) | undefined;
    }
);

/** What is to be checked: the folder, or the folder with changed texts; which questions are asked as well, and whether it is told what is whole of records with faults. */
export type CheckRequest = {
  readonly changed?: readonly Changed[] | undefined;
  readonly asks: Asks;
  readonly repairs?: boolean | undefined;
};

/** Checks a folder, here or in another thread; rejects where that cannot be done. */
export type CheckRecords = (now: Temporal.Instant, request: CheckRequest) => Promise<CheckedFolder>;

export type CatalogueLoader = {
  /** Returns the catalogue or the faults of its records; `repairs` asks for what is whole beside them. Questions are not asked. */
  readonly load: (now: Temporal.Instant, repairs?: boolean) => Promise<LoadedCatalogue>;
  /** Returns the same, checked elsewhere where that can be done. */
  readonly reload: (now: Temporal.Instant, repairs?: boolean) => Promise<LoadedCatalogue>;
  readonly hash: FolderHash;
  readonly check: CheckRecords;
  /** Returns the catalogue of records without faults; its indexes are those of the last one where they are the same. */
  readonly catalogueOf: (records: RecordValues) => Catalogue;
};

/** Returns a loader of a folder. `wall` tells the milliseconds since 1970; `elsewhere` checks in another thread; `doSteps` builds indexes where a catalogue is prepared, at once where it is left out. */
export function createCatalogueLoader(
  folder: string,
  wall: () => number,
  elsewhere?: CheckRecords,
  doSteps?: DoSteps,
): CatalogueLoader {
  const hash = createFolderHash(folder, wall);
  const indexesOf = ofSearchedTexts(({ briefs, catalogue, reader }) =>
    indexSteps(briefs, [...catalogue.relationships.values()], catalogue.sources, reader),
  );
  // On the first search, or when it is prepared: until then nothing is computed of the records.
  const catalogueOf = (records: RecordValues): Catalogue => createCatalogue(records, () => indexesOf(records), doSteps);
  // None of its code is loaded until something is to be checked.
  let checker: Promise<CheckRecords> | undefined;
  const here: CheckRecords = async (now, request) => {
    checker ??= import('./check-catalogue.ts').then(({ createCatalogueChecker, checkFolder }) => {
      const files = createCatalogueChecker(folder, wall);
      return async (at, what) => checkFolder(files, at, what);
    });
    return await (
      await checker
    )(now, request);
  };
  const check = elsewhere ?? here;
  const loaded = (before: string, { values, faults, whole }: CheckedFolder): LoadedCatalogue =>
    faults.length === 0
      ? { hash: before, catalogue: catalogueOf(values), faults: [] }
      : { hash: before, catalogue: undefined, faults, repair: whole && (() => repairedOf(whole)) };
  const repairedOf = ({ values, withheld }: WholeRecords): Catalogue =>
    createCatalogue(values, () => indexesOf(values), doSteps, withheld);
  return {
    hash,
    check,
    catalogueOf,
    reload: async (now, repairs) => {
      const before = hash();
      return loaded(before, await check(now, { asks: 'none', repairs }));
    },
    load: async (now, repairs) => {
      const before = hash();
      // At the start nobody waits, and another thread would have to start as well.
      return loaded(before, await here(now, { asks: 'none', repairs }));
    },
  };
}
