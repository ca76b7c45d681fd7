/** Checks records in a thread of its own: reading, checking and asking takes a second, in which nobody else would be answered. */
import { Worker } from 'node:worker_threads';
import type { CheckedFolder } from '../search/check-catalogue.ts';
import type { CheckRecords } from '../search/load-catalogue.ts';
import { errorMessage, AttacheError } from '../shared/errors.ts';
import { yieldToEventLoop } from '../shared/mutex.ts';
import type { ThreadAnswer, ThreadRequest } from './check-worker.ts';

export type CheckThread = { readonly check: CheckRecords; readonly stop: () => void };

type Limits = {
  /** The thread is ended when one check takes longer: on a machine that is busy with other work it may take a hundred times as long as alone. */
  readonly mostMilliseconds: number;
  readonly mostMegabytes: number;
  /** The thread is ended, with all that it has read, when nothing was checked for so long. */
  readonly idleMilliseconds: number;
  /** Checks beyond so many waiting ones are refused. */
  readonly mostWaiting: number;
};

const LIMITS: Limits = {
  mostMilliseconds: 300_000,
  mostMegabytes: 512,
  idleMilliseconds: 600_000,
  mostWaiting: 50,
};

const ENTRY = new URL('check-worker.ts', import.meta.url);

const STOPPED = 'the bot has stopped';

/** Returns a thread that checks a folder of records; it starts at the first check. A check rejects where the thread runs out of its time or memory, and the next one starts another; after a stop each rejects. */
export function createCheckThread(folder: string, limits: Partial<Limits> = {}): CheckThread {
  const { mostMilliseconds, mostMegabytes, idleMilliseconds, mostWaiting } = { ...LIMITS, ...limits };
  let worker: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ids = 0;
  let stopped = false;
  const waiting = new Map<number, PromiseWithResolvers<CheckedFolder>>();

  const end = (why: string): void => {
    clearTimeout(timer);
    const ended = worker;
    worker = undefined;
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
    void ended?.terminate();
  };
  /** Called when the check that is under way is another one, or none: the process may end by itself between two checks, but not before one is answered. */
  const watch = (): void => {
    clearTimeout(timer);
    if (waiting.size === 0) {
      worker?.unref();
      timer = setTimeout(() => end('idle'), idleMilliseconds).unref();
    } else {
      worker?.ref();
      const late = `the records were not checked within ${mostMilliseconds} ms`;
      timer = setTimeout(() => end(late), mostMilliseconds).unref();
    }
  };
  const started = (): Worker => {
    const own = new Worker(ENTRY, { workerData: folder, resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } });
    own.on('message', (answer: ThreadAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      watch();
      if ('checked' in answer) asked?.resolve(answer.checked);
      else asked?.reject(new Error(`the records could not be checked: ${answer.problem}`));
    });
    own.on('error', (error) => {
      if (own === worker) end(`the thread that checks records has ended: ${errorMessage(error)}`);
    });
    return own;
  };

  return {
    check: async (now, request) => {
      // Another thread would begin that nobody ends.
      if (stopped) throw new Error(STOPPED);
      if (waiting.size >= mostWaiting)
        throw new AttacheError(
          'busy',
          `As many checks of records are waiting as may (${mostWaiting}); try again in a minute.`,
        );
      const id = (ids += 1);
      const asked = Promise.withResolvers<CheckedFolder>();
      waiting.set(id, asked);
      worker ??= started();
      // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
      worker.postMessage({ ...request, id, at: now.epochMilliseconds } satisfies ThreadRequest);
      if (waiting.size === 1) watch();
      const checked = await asked.promise;
      // All that was sent has just been read in one turn: what is made of it has the next one.
      await yieldToEventLoop();
      return checked;
    },
    stop: () => {
      stopped = true;
      end(STOPPED);
    },
  };
}
