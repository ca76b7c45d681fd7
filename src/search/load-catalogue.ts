/** Loads the catalogue of a folder. */
import type { RecordValues } from '../records/catalogue.ts';
import type { Withheld } from '../records/check/usable-records.ts';
import type { Fault } from '../records/fault.ts';
import type { TextOverride } from '../records/folder.ts';
import { createFolderHash, type FolderHash } from '../records/folder-hash.ts';
import { createCatalogue, type Catalogue, type IndexOf } from './catalogue.ts';
import type { Asks } from './asked-questions.ts';
import type { CheckedFolder } from './check-catalogue.ts';
import { createPart, type RelationshipIndex } from './part.ts';

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

/** What is to be checked: the folder, or the folder with changed texts; which questions are asked as well, with wording checked unless it is none, and whether it is told what is whole of records with faults. */
export type CheckRequest = {
  readonly changed?: readonly TextOverride[] | undefined;
  readonly asks: Asks;
  readonly repairs?: boolean | undefined;
};

/** Checks a folder, here or in another thread; rejects where that cannot be done. */
export type CheckRecords = (now: Temporal.Instant, request: CheckRequest) => Promise<CheckedFolder>;

export type CatalogueLoader = {
  /** Returns the catalogue or the faults of its records; `repairs` asks for what is whole beside them. Neither wording nor questions are checked. */
  readonly load: (now: Temporal.Instant, repairs?: boolean) => Promise<LoadedCatalogue>;
  /** Returns the same, checked elsewhere where that can be done. */
  readonly reload: (now: Temporal.Instant, repairs?: boolean) => Promise<LoadedCatalogue>;
  readonly hash: FolderHash;
  readonly check: CheckRecords;
  /** Returns the catalogue of records without faults; its indexes are those of the last one where they are the same. */
  readonly catalogueOf: (records: RecordValues) => Catalogue;
};

/** Returns a loader of a folder. `wall` tells the milliseconds since 1970; `elsewhere` checks in another thread. */
export function createCatalogueLoader(folder: string, wall: () => number, elsewhere?: CheckRecords): CatalogueLoader {
  const hash = createFolderHash(folder, wall);
  /** What was built last of each relationship: texts that have not changed since are not read again. */
  const built = new Map<string, { readonly names: string; readonly part: RelationshipIndex }>();
  // On the first search, or when it is prepared: until then nothing is computed of the records.
  const indexOf: IndexOf = (searchable, { relationships }) => {
    const relationship = searchable.briefs[0]?.relationship ?? '';
    // A relationship is read with the names of all: they tell other countries from its own.
    const names = JSON.stringify(relationships);
    const before = built.get(relationship);
    const part = createPart(searchable, relationships, before?.names === names ? before.part : undefined);
    built.set(relationship, { names, part });
    return part;
  };
  const catalogueOf = (records: RecordValues, withheld?: Withheld): Catalogue =>
    createCatalogue(records, indexOf, withheld);
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
      : {
          hash: before,
          catalogue: undefined,
          faults,
          repair: whole && (() => catalogueOf(whole.values, whole.withheld)),
        };
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
      const first = await here(now, { asks: 'none', repairs });
      // Later checks remember what they have read elsewhere.
      if (elsewhere !== undefined) checker = undefined;
      return loaded(before, first);
    },
  };
}
