/** The thread that takes pages of sources apart, which other people have written. */
import { parentPort } from 'node:worker_threads';
import { parsePage, type Page, type ParsedPage, type ParsedSource } from '../../watch/parse.ts';

export type ParseRequest = { readonly source: ParsedSource; readonly page: Page };

// oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage('ready');
parentPort?.on('message', ({ source, page }: ParseRequest) => {
  const parsed: ParsedPage = parsePage(source, page);
  // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(parsed);
});
