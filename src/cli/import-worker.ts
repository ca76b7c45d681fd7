/** The thread that reads documents of other people, one after the other. */
import { parentPort } from 'node:worker_threads';
import { importDocument } from '../records/import/document.ts';
import { AttacheError } from '../shared/errors.ts';
import { errorMessage } from '../shared/error-code.ts';

export type ImportAnswer =
  | { readonly type: 'progress'; readonly done: number; readonly of: number; readonly unit: 'page' }
  | { readonly type: 'paragraphs'; readonly paragraphs: readonly string[] }
  /** `message` is a whole sentence where the document is at fault. */
  | { readonly type: 'failed'; readonly isUnreadable: boolean; readonly message: string };

// oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
const say = (answer: ImportAnswer): void => parentPort?.postMessage(answer);

parentPort?.on('message', (file: string) => {
  importDocument(file, (done, of, unit) => say({ type: 'progress', done, of, unit })).then(
    (paragraphs) => say({ type: 'paragraphs', paragraphs }),
    (error: unknown) =>
      say({ type: 'failed', isUnreadable: error instanceof AttacheError, message: errorMessage(error) }),
  );
});
