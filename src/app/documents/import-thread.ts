/** Reads documents in a thread that is ended when one takes too much time or memory: a page or a PDF can be made so that it does. */
import { Worker } from 'node:worker_threads';
import type { ImportedDocument } from '../../records/import/imported.ts';
import {
  unreadable,
  UnreadableDocument,
  type Progress,
  type UnreadableReason,
} from '../../records/import/unreadable.ts';
import { errorMessage } from '../../shared/error-code.ts';
import type { ImportAnswer, ImportRequest } from './import-worker.ts';

export type ImportLimits = {
  readonly mostMilliseconds: number;
  readonly mostMegabytes: number;
  /** Documents beyond so many waiting ones are refused. */
  readonly mostWaiting: number;
  /** The thread is ended when nothing was read for so long. */
  readonly idleMilliseconds: number;
};

export const IDLE_MILLISECONDS = 300_000;
/** Far above what the longest curated document takes. */
const LIMITS: ImportLimits = {
  mostMilliseconds: 60_000,
  mostMegabytes: 400,
  mostWaiting: 8,
  idleMilliseconds: IDLE_MILLISECONDS,
};
/** How often the memory is looked at: what is unpacked is no part of what the engine limits by itself. */
const LOOK_MILLISECONDS = 20;
const MEGABYTE = 1_048_576;

const ENTRY = new URL('import-worker.ts', import.meta.url);
const REMEDY = 'save its text as a plain text file and name that';

const fileOf = (document: ImportRequest): string => (typeof document === 'string' ? document : document.name);

/** Returns the error for a document whose reading ended without an answer. */
export const brokenDocument = (document: ImportRequest): UnreadableDocument =>
  unreadable('broken', { file: fileOf(document), what: 'is made so that it cannot be taken apart', remedy: REMEDY });

export type ImportThread = {
  /** Returns what is in a document, given by its bytes or its path; rejects with UnreadableDocument that says why not and what to do. One is read at a time, the others wait. */
  readonly read: (document: ImportRequest, progress?: Progress) => Promise<ImportedDocument>;
  /** Ends the thread; what is being read is given up. */
  readonly stop: () => Promise<void>;
};

/** Returns a thread for documents, which starts with the first one. */
export function createImportThread(limits: Partial<ImportLimits> = {}): ImportThread {
  const { mostMilliseconds, mostMegabytes, mostWaiting, idleMilliseconds } = { ...LIMITS, ...limits };
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  };
  const readNow = async (document: ImportRequest, progress: Progress): Promise<ImportedDocument> => {
    clearTimeout(idle);
    const own = (worker ??= new Worker(ENTRY, { resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } }));
    // It keeps the process alive only while a document is read.
    own.unref();
    const read = Promise.withResolvers<ImportedDocument>();
    const before = process.memoryUsage.rss();
    const fail = (reason: UnreadableReason, what: string): void =>
      read.reject(unreadable(reason, { file: fileOf(document), what, remedy: REMEDY }));
    const broken = (): void => read.reject(brokenDocument(document));
    const tooLarge = (): void => fail('memory', `takes more than ${mostMegabytes} MB of memory to read`);
    const onMessage = (answer: ImportAnswer): void => {
      switch (answer.type) {
        case 'progress':
          return progress(answer.done, answer.of, answer.unit);
        case 'imported':
          return read.resolve(answer.document);
        case 'unreadable':
          return read.reject(new UnreadableDocument(answer.reason, answer.message));
        case 'broken':
          return broken();
      }
    };
    const onError = (error: unknown): void => (errorMessage(error).includes('memory') ? tooLarge() : broken());
    own.on('message', onMessage).on('error', onError).on('exit', broken);
    const look = setInterval(() => {
      if (process.memoryUsage.rss() - before > mostMegabytes * MEGABYTE) tooLarge();
    }, LOOK_MILLISECONDS);
    const late = setTimeout(
      () => fail('slow-to-read', `takes more than ${mostMilliseconds / 1_000} seconds to read`),
      mostMilliseconds,
    );
    // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
    own.postMessage(document);
    try {
      return await read.promise;
    } catch (error) {
      // What the document said of itself has left nothing behind.
      if (worker === own && !(error instanceof UnreadableDocument && isHarmless(error.reason))) await end();
      throw error;
    } finally {
      clearInterval(look);
      clearTimeout(late);
      own.off('message', onMessage).off('error', onError).off('exit', broken);
      idle = setTimeout(() => void end(), idleMilliseconds).unref();
    }
  };
  return {
    read: async (document, progress = () => {}) => {
      if (waiting >= mostWaiting)
        throw unreadable('busy', {
          file: fileOf(document),
          what: `has ${waiting} documents before it`,
          remedy: 'try again in a minute',
        });
      waiting += 1;
      const before = last;
      const read = (async () => {
        await before;
        return await readNow(document, progress);
      })();
      last = read.catch(() => undefined);
      try {
        return await read;
      } finally {
        waiting -= 1;
      }
    },
    stop: end,
  };
}

/** After these, what was taken is given back only by an end. */
export const ENDING: ReadonlySet<UnreadableReason> = new Set(['broken', 'memory', 'slow-to-read']);
const isHarmless = (reason: UnreadableReason): boolean => !ENDING.has(reason);
