/** Keeps the catalogue in service in step with the records on disk: what is saved is in service at once, what is faulty never is. */
import { watch } from 'node:fs';
import { createCatalogueLoader, type Catalogue, type CatalogueLoader } from '../search/catalogue.ts';
import { formatFault, type Fault } from '../records/fault.ts';
import type { RecordsStatus } from '../records/edit/editor.ts';
import type { Logger } from '../shared/logger.ts';

export type WatchedCatalogue = {
  /** Returns the last catalogue that had no fault. */
  readonly current: () => Catalogue;
  /** Returns the faults of what is on disk, and since when what is in service is. */
  readonly standing: () => RecordsStatus;
  /** Takes what is on disk into service now, if it is whole. */
  readonly readNow: () => void;
  readonly stop: () => void;
};

/** Editors save in several steps, and several files are often saved at once. */
const SETTLED_MILLISECONDS = 200;
/** So many faults are told in the log; `check` tells them all. */
const FAULTS_TOLD = 20;

export type WatchOptions = {
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** What `first` was read by: left out, everything is read again each time. */
  readonly reader?: CatalogueLoader;
};

/** Watches a folder of records and returns what is in service; it never rejects: where a folder cannot be watched, that is logged and the records stay as they were read. */
export function watchCatalogue(
  folder: string,
  first: Catalogue,
  { now, log, reader = createCatalogueLoader(folder) }: WatchOptions,
): WatchedCatalogue {
  let current = first;
  let faulty: readonly Fault[] = [];
  let inServiceSince = now();
  let timer: NodeJS.Timeout | undefined;
  const read = (): void => {
    const { catalogue, faults } = reader.read(now());
    faulty = faults;
    if (catalogue === undefined) {
      const told = faults.slice(0, FAULTS_TOLD).map(formatFault);
      log.error(
        { faults: told, more: faults.length - told.length },
        'records have faults; the last good ones stay in service',
      );
      return;
    }
    current = catalogue;
    inServiceSince = now();
    log.info({ briefs: catalogue.briefs.size }, 'records read again');
  };
  const readNow = (): void => {
    clearTimeout(timer);
    try {
      read();
    } catch (error) {
      log.error({ err: error }, 'the records could not be read again; the last good ones stay in service');
    }
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(readNow, SETTLED_MILLISECONDS);
    timer.unref();
  };
  const unwatched = (error: unknown): void =>
    log.warn({ err: error }, 'the folder of records cannot be watched; restart after a change of records');
  const kept = { current: () => current, standing: () => ({ faults: faulty, inServiceSince }), readNow };
  try {
    // Not held alive by it: the process ends when all else has.
    const watcher = watch(folder, { recursive: true, persistent: false }, soon).on('error', unwatched);
    return {
      ...kept,
      stop: () => {
        clearTimeout(timer);
        watcher.close();
      },
    };
  } catch (error) {
    unwatched(error);
    return { ...kept, stop: () => clearTimeout(timer) };
  }
}
