/** Reads documents in a thread that is ended when one takes too much time or memory: a page or a PDF can be made so that it does. */
import { Worker } from 'node:worker_threads';
import { unreadable, type Progress } from '../records/import/unreadable.ts';
import { AttacheError } from '../shared/errors.ts';
import { errorMessage } from '../shared/error-code.ts';
import type { ImportAnswer } from './import-worker.ts';

export type ImportLimits = { readonly mostMilliseconds: number; readonly mostMegabytes: number };

/** Far above what the longest curated document takes. */
const LIMITS: ImportLimits = { mostMilliseconds: 60_000, mostMegabytes: 400 };
/** How often the memory is looked at: what is unpacked is no part of what the engine limits by itself. */
const LOOK_MILLISECONDS = 20;
const MEGABYTE = 1_048_576;

const ENTRY = new URL('import-worker.ts', import.meta.url);
const REMEDY = 'save its text as a plain text file and name that';

export type ImportThread = {
  /** Returns the paragraphs of a document, in order and none empty; rejects with AttacheError('unreadable-document') that says why not and what to do. One at a time. */
  readonly read: (file: string, progress?: Progress) => Promise<readonly string[]>;
};

/** Returns a thread for documents, which starts with the first one. */
export function createImportThread({ mostMilliseconds, mostMegabytes }: ImportLimits = LIMITS): ImportThread {
  let worker: Worker | undefined;
  const end = async (): Promise<void> => {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  };
  return {
    read: async (file, progress = () => {}) => {
      const own = (worker ??= new Worker(ENTRY, { resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } }));
      // It keeps the process alive only while a document is read.
      own.unref();
      const read = Promise.withResolvers<readonly string[]>();
      const before = process.memoryUsage.rss();
      const tooMuch = (what: string): void => read.reject(unreadable(file, what, REMEDY));
      const onMessage = (answer: ImportAnswer): void => {
        if (answer.type === 'progress') progress(answer.done, answer.of, answer.unit);
        else if (answer.type === 'paragraphs') read.resolve(answer.paragraphs);
        else if (answer.isUnreadable) read.reject(new AttacheError('unreadable-document', answer.message));
        else read.reject(unreadable(file, 'is made so that it cannot be taken apart', REMEDY));
      };
      const onError = (error: unknown): void =>
        errorMessage(error).includes('memory')
          ? tooMuch(`takes more than ${mostMegabytes} MB of memory to read`)
          : tooMuch('is made so that it cannot be taken apart');
      own.on('message', onMessage).on('error', onError);
      const look = setInterval(() => {
        if (process.memoryUsage.rss() - before > mostMegabytes * MEGABYTE)
          tooMuch(`takes more than ${mostMegabytes} MB of memory to read`);
      }, LOOK_MILLISECONDS);
      const late = setTimeout(
        () => tooMuch(`takes more than ${mostMilliseconds / 1_000} seconds to read`),
        mostMilliseconds,
      );
      // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
      own.postMessage(file);
      try {
        return await read.promise;
      } catch (error) {
        await end();
        throw error;
      } finally {
        clearInterval(look);
        clearTimeout(late);
        own.off('message', onMessage).off('error', onError);
      }
    },
  };
}
