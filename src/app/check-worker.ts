/** The thread that checks records: it keeps what it has read of them, and answers one request after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { checkFolder, createCatalogueChecker, type CheckedFolder } from '../search/check-catalogue.ts';
import type { CheckRequest } from '../search/load-catalogue.ts';
import { errorMessage } from '../shared/errors.ts';

export type ThreadRequest = CheckRequest & { readonly id: number; readonly at: number };

export type ThreadAnswer = { readonly id: number } & (
  | { readonly checked: CheckedFolder }
  | { readonly problem: string }
);

const checker = createCatalogueChecker(String(workerData), () => Date.now());

parentPort?.on('message', ({ id, at, ...request }: ThreadRequest) => {
  const answer = (): ThreadAnswer => {
    try {
      return { id, checked: checkFolder(checker, Temporal.Instant.fromEpochMilliseconds(at), request) };
    } catch (error) {
      return { id, problem: errorMessage(error) };
    }
  };
  // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(answer());
});
