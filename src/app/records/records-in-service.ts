/** The one owner of the records: loads them, watches their files, and lets curators edit them. */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RecordEditor } from '../../records/publish/record-editor-contract.ts';
import type { RecordsStatus } from '../../records/publish/record-editor-contract.ts';
import type { CheckedRecords } from '../../records/publish/check-set.ts';
import { createJournal } from '../../records/publish/journal.ts';
import { createRecordEditor } from '../../records/publish/record-editor.ts';
import { refusalText } from '../../records/publish/refusal.ts';
import { createSetWriter, type RecordCommits, type SetWriter } from '../../records/publish/write-set.ts';
import { type Fault, formatFault } from '../../records/fault.ts';
import type { HeldTexts } from '../../records/held-texts.ts';
import type { TextOverride } from '../../records/folder.ts';
import { createCatalogue, type Catalogue } from '../../search/catalogue.ts';
import { createCatalogueLoader, type CheckRecords, type LoadedCatalogue } from '../../search/load-catalogue.ts';
import { createMutex } from '../../shared/mutex.ts';
import { makePrivate } from '../../shared/files.ts';
import type { Logger } from '../../shared/logger.ts';
import { watchFolder } from './watch-folder.ts';

export type RecordsInService = {
  /** Returns the last catalogue without faults; in repair mode, until there is one, that of what is whole. */
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
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** Whether records can be written; looked at anew each time where it is left out, since rights may be mended meanwhile. */
  readonly writable?: boolean;
  /** Checks the records in another thread; omitted where nobody waits for this one. */
  readonly checkInThread?: CheckRecords | undefined;
  /** The texts of documents, against which citations are checked as they are written. */
  readonly heldTexts?: Pick<HeldTexts, 'get'> | undefined;
  /** The repository that the folder is in, where each change set becomes a commit. */
  readonly commits?: RecordCommits | undefined;
};

/** Editors save in several steps, and several files are often saved at once. */
const SETTLED_MS = 200;
/** The questions of so many topics are asked at once after a change that did not touch them, and the next ones so much later. */
const TOPICS_ASKED = 5;
const ASKED_EVERY_MS = 50;
/** The number of faults in the log; `check` prints them all. */
const FAULTS_LOGGED = 20;

/** Loads the records and watches their folder. Where they have faults, what is whole of them is in service: repair mode, until they have none. Where the folder cannot be watched, that is logged and the records stay as they are. */
export async function openRecords({
  folder,
  versionsFolder,
  now,
  log,
  writable: given,
  checkInThread,
  heldTexts,
  commits,
}: RecordsOptions): Promise<RecordsInService> {
  /** Counts the change sets that stand in the folder and may still be taken back: they are in service for nobody. */
  let placing = 0;
  /** Counts those that were settled: what was read before may have been taken back. */
  let settled = 0;
  makePrivate(versionsFolder, 0o700);
  const journal = createJournal(versionsFolder, now);
  const writer = createSetWriter({
    folder,
    journal,
    commits,
    whilePlaced: async (work) => {
      placing += 1;
      try {
        return await work();
      } finally {
        placing -= 1;
        settled += 1;
        scheduleReread();
      }
    },
  });
  // Before anything is read: what a process left half written is finished, or taken back.
  const writable = (): boolean => given ?? isWritable(folder);
  if (writable()) await recover(writer, log);
  const loader = createCatalogueLoader(folder, () => Date.now(), checkInThread);
  const first = await loader.load(now(), true);
  let current = inServiceOf(first);
  /** The hash of the files loaded last, whether they are in service or faulty. */
  let { hash } = first;
  let status: RecordsStatus = { faults: first.faults, inServiceSince: now(), withheld: current.withheld };
  if (first.catalogue === undefined) logFaults(log, first.faults, current);
  let timer: NodeJS.Timeout | undefined;

  const serve = async (read: LoadedCatalogue): Promise<void> => {
    if (read.catalogue === undefined) {
      const repaired = read.repair?.();
      if (repaired !== undefined) {
        await repaired.prepare();
        current = repaired;
        status = { ...status, inServiceSince: now(), withheld: repaired.withheld };
      }
      status = { ...status, faults: read.faults };
      logFaults(log, read.faults, current);
      return;
    }
    // Its index is built while the one before still answers.
    await read.catalogue.prepare();
    current = read.catalogue;
    status = { faults: [], inServiceSince: now(), withheld: undefined };
    log.info({ briefs: current.briefs.size }, 'records read again');
  };
  const isRepairing = (): boolean => current.withheld !== undefined;
  // One after the other: what was read later is in service later, however long its index takes.
  const exclusively = createMutex();
  const take = async (read: LoadedCatalogue): Promise<void> => {
    ({ hash } = read);
    await exclusively(() => serve(read));
  };
  let stopped = false;
  /** What is still under way at a stop may fail. */
  const failed = (error: unknown, what: string): void => {
    if (!stopped) log.error({ err: error }, what);
  };
  /** Counts what was published here: what was read meanwhile may be half of it. */
  let published = 0;
  const rereadRecords = async (): Promise<void> => {
    try {
      const [before, ended] = [published, settled];
      const read = await loader.reload(now(), isRepairing());
      if (before === published && ended === settled && placing === 0) await take(read);
      else scheduleReread();
    } catch (error) {
      failed(error, 'the records could not be read again; the last good ones stay in service');
    }
  };
  /** A save takes its own text into service, so that its file event, like any other that leaves the contents as they are, needs no loading. */
  const changed = (): void => {
    if (placing === 0 && loader.hash() !== hash) void rereadRecords();
  };
  const scheduleReread = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(changed, SETTLED_MS);
    timer.unref();
  };
  /** Asks the questions that a change did not touch, a few at a time, so that checks wait for none of them; what fails, and the wording that stood with faults before, is told and stays in service. */
  const askRest = async (): Promise<void> => {
    const round = published;
    for (;;) {
      await wait(ASKED_EVERY_MS, undefined, { ref: false });
      // What was published since asks its own.
      if (stopped || round !== published) return;
      const { editorial, unasked } = await loader.check(now(), { asks: TOPICS_ASKED });
      if (unasked > 0) continue;
      if (editorial.length === 0 || round !== published) return;
      status = { ...status, editorial };
      const logged = editorial.slice(0, FAULTS_LOGGED).map(formatFault);
      log.warn(
        { faults: logged, more: editorial.length - logged.length },
        'records in service have faults of wording, or questions that no longer find their topics',
      );
      return;
    }
  };
  const check = async (texts?: readonly TextOverride[], asked?: readonly string[]): Promise<CheckedRecords> => {
    // Computed before loading, so that changes by others meanwhile give another hash.
    const expectedHash = loader.hash(texts);
    const asks = asked ?? (texts === undefined ? [] : 'touched');
    const { faults, editorial, unasked, ...checked } = await loader.check(now(), { changed: texts, asks });
    const catalogue = faults.length === 0 ? loader.catalogueOf(checked.values) : undefined;
    return {
      ...checked,
      faults: [...faults, ...editorial],
      catalogue,
      take: async () => {
        published += 1;
        await take(
          catalogue === undefined
            ? // In repair mode it is read again at once: what the texts have mended is in service then.
              { hash: isRepairing() ? '' : expectedHash, catalogue, faults }
            : { hash: expectedHash, catalogue, faults: [] },
        );
        if (unasked > 0 || editorial.length > 0)
          void askRest().catch((error: unknown) => failed(error, 'the other questions could not be asked'));
        // Changes by others during the write may have been loaded already; this catalogue has replaced them, so that the folder is checked again.
        scheduleReread();
      },
    };
  };
  const unwatched = (error: unknown): void =>
    log.warn({ err: error }, 'the folder of records cannot be watched for changes now; it is tried again until it can');
  const closeWatcher = watchFolder(folder, scheduleReread, unwatched);
  return {
    current: () => current,
    status: () => status,
    reload: async () => {
      clearTimeout(timer);
      await rereadRecords();
    },
    editor: createRecordEditor({
      folder,
      journal,
      writer,
      now,
      commits,
      heldTexts,
      writable,
      check,
      status: () => status,
      current: () => current,
    }),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      closeWatcher();
    },
  };
}

/** Returns the catalogue of loaded records, or that of what is whole of them. */
const inServiceOf = (read: LoadedCatalogue): Catalogue =>
  read.catalogue ?? read.repair?.() ?? createCatalogue({ documents: [], topics: [], relationships: [], tracks: [] });

function logFaults(log: Logger, faults: readonly Fault[], { withheld }: Catalogue): void {
  const logged = faults.slice(0, FAULTS_LOGGED).map(formatFault);
  const told = { faults: logged, more: faults.length - logged.length };
  if (withheld === undefined) log.error(told, 'records have faults; the last good ones stay in service');
  else
    log.error(
      { ...told, withheld },
      'records have faults; repair mode: answers come from what is whole, until the faults are mended',
    );
}

/** Finishes the change set that an ended process has left, and says so in the log. */
async function recover(writer: SetWriter, log: Logger): Promise<void> {
  const left = await writer.recover();
  if (typeof left === 'object' && 'illegible' in left)
    log.error(
      { journal: left.illegible },
      'the journal of a change set cannot be read, so that it is not known whether the set was written whole; compare the records changed last with their previous versions',
    );
  else if (typeof left === 'object')
    log.error({ detail: refusalText(left, 'en') }, 'a change set was left half written');
  else if (left !== undefined) log.warn({ became: left }, 'a change set was left half written by an earlier process');
}

/** Returns the folder for overwritten versions. */
export const versionsFolderOf = (dataDir: string): string => join(dataDir, 'previous');

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
