/** The one owner of the records: loads them, watches their files, and lets curators edit them. */
import { accessSync, constants, watch } from 'node:fs';
import { join } from 'node:path';
import type { RecordEditor, RecordsStatus } from '../records/edit/editor.ts';
import { createRecordEditor, type CheckedRecords } from '../records/edit/record-editor.ts';
import { formatFault, recordsError } from '../records/fault.ts';
import type { Changed } from '../records/folder.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { createCatalogueLoader, type CheckRecords, type LoadedCatalogue } from '../search/load-catalogue.ts';
import { createInTurn } from '../shared/in-turn.ts';
import type { Logger } from '../shared/logger.ts';
import { inParts } from './parts.ts';

export type RecordsInService = {
  /** Returns the last catalogue without faults. */
  readonly current: () => Catalogue;
  /** Returns the faults of the records on disk, and since when the catalogue in service has been in service. */
  readonly status: () => RecordsStatus;
  /** Loads the records on disk and takes them into service if they are valid; never rejects. */
  readonly reload: () => Promise<void>;
  /** The record editor; read-only where the folder of records cannot be written. */
  readonly editor: RecordEditor;
  readonly stop: () => void;
};

export type RecordsOptions = {
  /** The folder of records. */
  readonly folder: string;
  /** The folder for overwritten versions. */
  readonly versionsFolder: string;
  /** The folders for caches of checked records between starts. */
  readonly cacheFolders: readonly string[];
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  readonly writable?: boolean;
  /** Checks the records in another thread; omitted where nobody waits for this one. */
  readonly checkElsewhere?: CheckRecords | undefined;
};

/** Editors save in several steps, and several files are often saved at once. */
const SETTLED_MILLISECONDS = 200;
/** The number of faults in the log; `check` prints them all. */
const FAULTS_LOGGED = 20;

/** Loads the records and watches their folder; rejects with AttacheError('records') where they have faults. Where the folder cannot be watched, that is logged and the records stay as they are. */
export async function openRecords({
  folder,
  versionsFolder,
  cacheFolders,
  now,
  log,
  writable = isWritable(folder),
  checkElsewhere,
}: RecordsOptions): Promise<RecordsInService> {
  const loader = createCatalogueLoader(folder, cacheFolders, () => Date.now(), checkElsewhere, inParts);
  const first = await loader.load(now());
  if (first.catalogue === undefined) throw recordsError(first.faults);
  let current = first.catalogue;
  /** The hash of the files loaded last, whether they are in service or faulty. */
  let { hash } = first;
  let status: RecordsStatus = { faults: [], inServiceSince: now() };
  let timer: NodeJS.Timeout | undefined;

  const serve = async (read: LoadedCatalogue): Promise<void> => {
    if (read.catalogue === undefined) {
      status = { ...status, faults: read.faults };
      const logged = read.faults.slice(0, FAULTS_LOGGED).map(formatFault);
      log.error(
        { faults: logged, more: read.faults.length - logged.length },
        'records have faults; the last good ones stay in service',
      );
      return;
    }
    // Its index is built while the one before still answers.
    await read.catalogue.prepare();
    current = read.catalogue;
    status = { faults: [], inServiceSince: now() };
    log.info({ briefs: current.briefs.size }, 'records read again');
  };
  // One after the other: what was read later is in service later, however long its index takes.
  const inTurn = createInTurn();
  const take = async (read: LoadedCatalogue): Promise<void> => {
    ({ hash } = read);
    await inTurn(() => serve(read));
  };
  const readAgain = async (): Promise<void> => {
    try {
      await take(await loader.reload(now()));
    } catch (error) {
      log.error({ err: error }, 'the records could not be read again; the last good ones stay in service');
    }
  };
  /** A save takes its own text into service, so that its file event, like any other that leaves the contents as they are, needs no loading. */
  const changed = (): void => {
    if (loader.hash() !== hash) void readAgain();
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLED_MILLISECONDS);
    timer.unref();
  };
  const check = async (text?: Changed): Promise<CheckedRecords> => {
    // Computed before loading, so that changes by others meanwhile give another hash.
    const expectedHash = loader.hash(text);
    const { faults, questions, ...checked } = await loader.check(now(), { changed: text, asks: true });
    const catalogue = faults.length === 0 ? loader.catalogueOf(checked.values) : undefined;
    return {
      ...checked,
      faults: [...faults, ...questions],
      catalogue,
      take: async () => {
        await take(
          catalogue === undefined
            ? { hash: expectedHash, catalogue, faults }
            : { hash: expectedHash, catalogue, faults: [] },
        );
        // Changes by others during the write may have been loaded already; this catalogue has replaced them, so that the folder is checked again.
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

/** Returns the folder for overwritten versions. */
export const versionsFolderOf = (dataDir: string): string => join(dataDir, 'previous');

function watched(folder: string, changed: () => void, failed: (error: unknown) => void): () => void {
  try {
    // The watcher does not keep the process alive.
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
