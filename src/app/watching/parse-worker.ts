/** The thread that takes pages of sources apart, which other people have written. */
import { parentPort } from 'node:worker_threads';
import { parsePage, type Page, type ParsedPage, type ParsedSource } from '../../watch/parse.ts';

export type ParseRequest = { readonly id: number; readonly source: ParsedSource; readonly page: Page };
export type ParseAnswer = { readonly id: number; readonly parsed: ParsedPage };

// oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage('ready');
parentPort?.on('message', ({ id, source, page }: ParseRequest) => {
  const answer: ParseAnswer = { id, parsed: parsePage(source, page) };
  // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(answer);
});
