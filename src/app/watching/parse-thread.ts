/** Takes pages of sources apart in a thread, so that one that is made to take too long or too much is given up. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { createMutex } from '../../shared/mutex.ts';
import { saying } from '../../watch/health.ts';
import type { ParsedPage } from '../../watch/parse.ts';
import type { RoundOptions } from '../../watch/run.ts';
import type { ParseRequest } from './parse-worker.ts';

const MAX_MS = 20_000;
const START_MS = 60_000;
const MAX_MEGABYTES = 400;
const ENTRY = new URL('parse-worker.ts', import.meta.url);

const GIVEN_UP: ParsedPage = { type: 'fault', state: 'failing', words: saying('parser') };

/** Returns what parses pages one after the other, in a thread that starts with the first one, and what ends it. */
export function createParseThread(mostMilliseconds = MAX_MS): {
  readonly parse: RoundOptions['parse'];
  readonly stop: () => Promise<void>;
} {
  const inTurn = createMutex();
  let worker: Worker | undefined;
  const end = async (): Promise<void> => {
    const own = worker;
    worker = undefined;
    await own?.terminate();
  };
  return {
    parse: async (source, page) =>
      await inTurn(async () => {
        const isNew = worker === undefined;
        const own = (worker ??= new Worker(ENTRY, {
          env: {},
          resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
        }));
        own.unref();
        // What it takes to start is not the page's to answer for.
        if (isNew) await once(own, 'message', { signal: AbortSignal.timeout(START_MS) }).catch(() => undefined);
        const { promise, resolve } = Promise.withResolvers<ParsedPage | undefined>();
        const givenUp = (): void => resolve(undefined);
        const request: ParseRequest = { source, page };
        own.on('message', resolve).on('error', givenUp).on('exit', givenUp);
        const late = setTimeout(givenUp, mostMilliseconds);
        // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
        own.postMessage(request);
        const parsed = await promise;
        clearTimeout(late);
        own.off('message', resolve).off('error', givenUp).off('exit', givenUp);
        if (parsed === undefined) {
          // What it says while it ends is no fault of this process.
          own.on('error', () => {});
          await end();
        }
        return parsed ?? GIVEN_UP;
      }),
    stop: end,
  };
}
