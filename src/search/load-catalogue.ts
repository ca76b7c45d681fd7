/** Loads the catalogue of a folder: from the cache where it was whole before and nothing has changed, else from its files. */
import { createRecordCache } from '../records/cache/start-cache.ts';
import { valuesOf } from '../records/catalogue.ts';
import { latestDay } from '../records/dates.ts';
import type { Fault } from '../records/fault.ts';
import { createFolderHash, type FolderHash } from '../records/cache/folder-hash.ts';
import { createCatalogue, type Catalogue } from './catalogue.ts';
import type { CatalogueChecker } from './check-catalogue.ts';

/** A catalogue, or why there is none, with the hash of the files that it is made of. */
export type LoadedCatalogue = { readonly hash: string } & (
  | { readonly catalogue: Catalogue; readonly faults: readonly [] }
  | { readonly catalogue: undefined; readonly faults: readonly Fault[] }
);

export type CatalogueLoader = {
  /** Returns the catalogue, from the cache if it can be had there, or the faults of its records. Questions are not asked. */
  readonly load: (now: Temporal.Instant) => Promise<LoadedCatalogue>;
  /** Returns the same from the files, of which only those are read again that have changed since. */
  readonly reload: (now: Temporal.Instant) => Promise<LoadedCatalogue>;
  readonly hash: FolderHash;
  /** Returns what reads and checks the files; until then none of its code is loaded. */
  readonly checker: () => Promise<CatalogueChecker>;
};

/** Returns a loader of a folder. `cacheFolders` are where checked records may be kept, the first that can be written first; `wall` tells the milliseconds since 1970. */
export function createCatalogueLoader(
  folder: string,
  cacheFolders: readonly string[],
  wall: () => number,
): CatalogueLoader {
  const hash = createFolderHash(folder, wall);
  let checking: Promise<CatalogueChecker> | undefined;
  const checker = (): Promise<CatalogueChecker> =>
    (checking ??= import('./check-catalogue.ts').then(({ createCatalogueChecker }) =>
      createCatalogueChecker(folder, wall),
    ));
  return {
    hash,
    checker,
    reload: async (now) => {
      const files = await checker();
      const before = hash();
      return { hash: before, ...files.read(now) };
    },
    load: async (now) => {
      const cache = createRecordCache(cacheFolders);
      const day = latestDay(now);
      const before = hash();
      const kept = cache.find(before, day);
      if (kept !== undefined) return { hash: before, catalogue: createCatalogue(kept), faults: [] };
      const { records, ...result } = (await checker()).read(now);
      // What has changed while it was read is not what was checked.
      if (result.catalogue !== undefined && hash() === before) cache.save(before, day, valuesOf(records));
      return { hash: before, ...result };
    },
  };
}
