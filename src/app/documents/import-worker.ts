/** The thread that reads documents of other people, one after the other. */
import { parentPort } from 'node:worker_threads';
import { importDocument } from '../../records/import/import-document.ts';
import type { DocumentBytes, ImportedDocument } from '../../records/import/imported-document.ts';
import { UnreadableDocument, type Unreadable } from '../../records/import/unreadable-document.ts';

export type ImportAnswer =
  | { readonly type: 'progress'; readonly done: number; readonly of: number; readonly unit: 'page' }
  | { readonly type: 'imported'; readonly document: ImportedDocument }
  | { readonly type: 'unreadable'; readonly why: Unreadable }
  /** The parser could not take it apart. */
  | { readonly type: 'broken' };

// oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
const say = (answer: ImportAnswer): void => parentPort?.postMessage(answer);

async function answerOf(document: DocumentBytes): Promise<ImportAnswer> {
  try {
    const imported = await importDocument(document, (done, of, unit) => say({ type: 'progress', done, of, unit }));
    return { type: 'imported', document: imported };
  } catch (error) {
    if (error instanceof UnreadableDocument) return { type: 'unreadable', why: error.why };
    return { type: 'broken' };
  }
}

parentPort?.on('message', (document: DocumentBytes) => void answerOf(document).then(say));
