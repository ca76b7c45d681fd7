/** The one owner of the records: loads them, follows what happens to their files, and lets curators change them. */
import { accessSync, constants, watch } from 'node:fs';
import { join } from 'node:path';
import type { RecordEditor, RecordsStatus } from '../records/edit/editor.ts';
import { createRecordEditor, type CheckedRecords } from '../records/edit/record-editor.ts';
import { formatFault, recordsError } from '../records/fault.ts';
import type { Changed } from '../records/folder.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { createCatalogueLoader, type LoadedCatalogue } from '../search/load-catalogue.ts';
import type { Logger } from '../shared/logger.ts';

export type RecordsInService = {
  /** Returns the last catalogue that had no fault. */
  readonly current: () => Catalogue;
  /** Returns the faults of what is on disk, and since when what is in service is. */
  readonly status: () => RecordsStatus;
  /** Takes what is on disk into service now, if it is whole; never rejects. */
  readonly reload: () => Promise<void>;
  /** What curators may do with the records: look only, where their folder cannot be written. */
  readonly editor: RecordEditor;
  readonly stop: () => void;
};

export type RecordsOptions = {
  /** The folder of records. */
  readonly folder: string;
  /** Where versions are kept that were written over. */
  readonly versionsFolder: string;
  /** Where checked records may be kept between starts. */
  readonly cacheFolders: readonly string[];
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  readonly writable?: boolean;
};

/** Editors save in several steps, and several files are often saved at once. */
const SETTLED_MILLISECONDS = 200;
/** So many faults are told in the log; `check` tells them all. */
const FAULTS_LOGGED = 20;

/** Loads the records and follows their folder; rejects with AttacheError('records') where they have faults. Where the folder cannot be watched, that is logged and the records stay as they are. */
export async function openRecords({
  folder,
  versionsFolder,
  cacheFolders,
  now,
  log,
  writable = isWritable(folder),
}: RecordsOptions): Promise<RecordsInService> {
  const loader = createCatalogueLoader(folder, cacheFolders, () => Date.now());
  const first = await loader.load(now());
  if (first.catalogue === undefined) throw recordsError(first.faults);
  let current = first.catalogue;
  /** The files that were last read, whether they are in service or faulty. */
  let { hash } = first;
  let status: RecordsStatus = { faults: [], inServiceSince: now() };
  let timer: NodeJS.Timeout | undefined;

  const take = (read: LoadedCatalogue): void => {
    ({ hash } = read);
    if (read.catalogue === undefined) {
      status = { ...status, faults: read.faults };
      const logged = read.faults.slice(0, FAULTS_LOGGED).map(formatFault);
      log.error(
        { faults: logged, more: read.faults.length - logged.length },
        'records have faults; the last good ones stay in service',
      );
      return;
    }
    current = read.catalogue;
    status = { faults: [], inServiceSince: now() };
    log.info({ briefs: current.briefs.size }, 'records read again');
  };
  const readAgain = async (): Promise<void> => {
    try {
      take(await loader.reload(now()));
    } catch (error) {
      log.error({ err: error }, 'the records could not be read again; the last good ones stay in service');
    }
  };
  /** A save has taken its own text into service: its event, and whatever else leaves the files as they are, is no news. */
  const changed = (): void => {
    if (loader.hash() !== hash) void readAgain();
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLED_MILLISECONDS);
    timer.unref();
  };
  const check = async (text?: Changed): Promise<CheckedRecords> => {
    const checker = await loader.checker();
    // Before it is read: what others change meanwhile is then told apart from it.
    const expectedHash = loader.hash(text);
    const { records, catalogue, faults, questions } = checker.check(now(), text);
    return {
      records,
      faults: [...faults, ...questions],
      catalogue,
      take: () => {
        take(
          catalogue === undefined
            ? { hash: expectedHash, catalogue, faults }
            : { hash: expectedHash, catalogue, faults: [] },
        );
        // What others have changed while it was written may have been read already, and is in service no more.
        soon();
      },
    };
  };
  const unwatched = (error: unknown): void =>
    log.warn({ err: error }, 'the folder of records cannot be watched; restart after a change of records');
  const closeWatcher = watched(folder, soon, unwatched);
  return {
    current: () => current,
    status: () => status,
    reload: async () => {
      clearTimeout(timer);
      await readAgain();
    },
    editor: createRecordEditor({ folder, versionsFolder, writable, now, check, status: () => status }),
    stop: () => {
      clearTimeout(timer);
      closeWatcher();
    },
  };
}

/** Returns where versions are kept that were written over. */
export const versionsFolderOf = (dataDir: string): string => join(dataDir, 'previous');

function watched(folder: string, changed: () => void, failed: (error: unknown) => void): () => void {
  try {
    // Not held alive by it: the process ends when all else has.
    const watcher = watch(folder, { recursive: true, persistent: false }, changed).on('error', failed);
    return () => watcher.close();
  } catch (error) {
    failed(error);
    return () => undefined;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
