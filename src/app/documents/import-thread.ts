/** Reads documents in a thread, so that its process can watch how much time and memory one takes: a page or a PDF can be made so that it is too much. */
import { Worker } from 'node:worker_threads';
import type { ImportedDocument, DocumentBytes } from '../../records/import/imported-document.ts';
import {
  unreadable,
  UnreadableDocument,
  type Progress,
  type Unreadable,
} from '../../records/import/unreadable-document.ts';
import { errorMessage } from '../../shared/errors.ts';
import type { ImportAnswer } from './import-worker.ts';

export type ImportLimits = {
  readonly mostMilliseconds: number;
  readonly mostMegabytes: number;
  /** What the process takes besides: beyond both together it is ended from outside, should its own limit not hold. */
  readonly ownMegabytes: number;
  /** Documents beyond so many waiting ones are refused. */
  readonly mostWaiting: number;
};

/** Far above what the longest curated document takes. */
export const LIMITS: ImportLimits = {
  mostMilliseconds: 60_000,
  mostMegabytes: 400,
  ownMegabytes: 150,
  mostWaiting: 8,
};
/** How often the memory is looked at: what is unpacked is no part of what the engine limits by itself. */
export const MEMORY_CHECK_MS = 20;
const MEGABYTE = 1_048_576;

const ENTRY = new URL('import-worker.ts', import.meta.url);

/** Returns the error for a document whose reading ended without an answer. */
export const brokenDocument = ({ name: file }: DocumentBytes): UnreadableDocument =>
  new UnreadableDocument(unreadable('broken', { file }));

/** Returns the error for a document that took more memory than it may. */
export const tooLargeDocument = ({ name: file }: DocumentBytes, megabytes: number): UnreadableDocument =>
  new UnreadableDocument(unreadable('memory', { file, most: megabytes }));

export type ImportThread = {
  /** Returns what is in a document; rejects with UnreadableDocument that says why not and what to do. One is read at a time, the others wait. */
  readonly read: (document: DocumentBytes, progress?: Progress) => Promise<ImportedDocument>;
};

/** Returns a thread for documents, which starts with the first one. */
export function createImportThread(limits: Partial<ImportLimits> = {}): ImportThread {
  const { mostMilliseconds, mostMegabytes, mostWaiting } = { ...LIMITS, ...limits };
  let worker: Worker | undefined;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  const readNow = async (document: DocumentBytes, progress: Progress): Promise<ImportedDocument> => {
    const own = (worker ??= new Worker(ENTRY, { env: {}, resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } }));
    // It keeps the process alive only while a document is read.
    own.unref();
    const read = Promise.withResolvers<ImportedDocument>();
    const before = process.memoryUsage.rss();
    const broken = (): void => read.reject(brokenDocument(document));
    const tooLarge = (): void => read.reject(tooLargeDocument(document, mostMegabytes));
    const onMessage = (answer: ImportAnswer): void => {
      switch (answer.type) {
        case 'progress':
          return progress(answer.done, answer.of, answer.unit);
        case 'imported':
          return read.resolve(answer.document);
        case 'unreadable':
          return read.reject(new UnreadableDocument(answer.why));
        case 'broken':
          return broken();
      }
    };
    const onError = (error: unknown): void => (errorMessage(error).includes('memory') ? tooLarge() : broken());
    own.on('message', onMessage).on('error', onError).on('exit', broken);
    const look = setInterval(() => {
      if (process.memoryUsage.rss() - before > mostMegabytes * MEGABYTE) tooLarge();
    }, MEMORY_CHECK_MS);
    const late = setTimeout(() => {
      const why = unreadable('slow-to-read', { file: document.name, seconds: mostMilliseconds / 1_000 });
      read.reject(new UnreadableDocument(why));
    }, mostMilliseconds);
    // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
    own.postMessage(document);
    try {
      return await read.promise;
    } catch (error) {
      // What the document said of itself has left nothing behind. Nobody waits for the end: it may take more meanwhile.
      if (worker === own && !(error instanceof UnreadableDocument && !FATAL_REASONS.has(error.why.code))) {
        worker = undefined;
        // What it says while it ends is no fault of this process.
        void own.on('error', () => {}).terminate();
      }
      throw error;
    } finally {
      clearInterval(look);
      clearTimeout(late);
      own.off('message', onMessage).off('error', onError).off('exit', broken);
    }
  };
  return {
    read: async (document, progress = () => {}) => {
      if (waiting >= mostWaiting)
        throw new UnreadableDocument(unreadable('busy', { file: document.name, waiting, what: 'other' }));
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
  };
}

/** After these, what was taken is given back only by an end. */
export const FATAL_REASONS: ReadonlySet<Unreadable['code']> = new Set(['broken', 'memory', 'slow-to-read']);
