/** Keeps the catalogue in service in step with the records on disk: what is saved is in service at once, what is faulty never is. */
import { watch } from 'node:fs';
import { readCatalogue, type Catalogue } from '../brief/catalogue.ts';
import { formatFault } from '../brief/fault.ts';
import type { Logger } from '../log.ts';

export type Kept = {
  /** Returns the last catalogue that had no fault. */
  readonly current: () => Catalogue;
  readonly stop: () => void;
};

/** Editors save in several steps, and several files are often saved at once. */
const SETTLED_MILLISECONDS = 200;
/** So many faults are told in the log; `check` tells them all. */
const FAULTS_TOLD = 20;

/** Watches a folder of records and returns what is in service; it never rejects: where a folder cannot be watched, that is logged and the records stay as they were read. */
export function keepCatalogue(
  folder: string,
  first: Catalogue,
  { now, log }: { readonly now: () => Temporal.Instant; readonly log: Logger },
): Kept {
  let current = first;
  let timer: NodeJS.Timeout | undefined;
  const read = (): void => {
    const { catalogue, faults } = readCatalogue(folder, now());
    if (catalogue === undefined) {
      const told = faults.slice(0, FAULTS_TOLD).map(formatFault);
      log.error(
        { faults: told, more: faults.length - told.length },
        'records have faults; the last good ones stay in service',
      );
      return;
    }
    current = catalogue;
    log.info({ briefs: catalogue.briefs.size }, 'records read again');
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      try {
        read();
      } catch (error) {
        log.error({ err: error }, 'the records could not be read again; the last good ones stay in service');
      }
    }, SETTLED_MILLISECONDS);
    timer.unref();
  };
  const unwatched = (error: unknown): void =>
    log.warn({ err: error }, 'the folder of records cannot be watched; restart after a change of records');
  try {
    // Not held alive by it: the process ends when all else has.
    const watcher = watch(folder, { recursive: true, persistent: false }, soon).on('error', unwatched);
    return {
      current: () => current,
      stop: () => {
        clearTimeout(timer);
        watcher.close();
      },
    };
  } catch (error) {
    unwatched(error);
    return { current: () => current, stop: () => clearTimeout(timer) };
  }
}
