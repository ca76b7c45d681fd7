/** Checks records in a thread of its own: reading, checking and asking takes a second, in which nobody else would be answered. */
import { Worker } from 'node:worker_threads';
import type { DocumentRecord, Relationship, Topic } from '../records/schema.ts';
import type { CheckedFolder } from '../search/check-catalogue.ts';
import type { CheckRecords } from '../search/load-catalogue.ts';
import { errorMessage } from '../shared/error-code.ts';
import type { AnyValue, SentFolder, ThreadAnswer, ThreadRequest } from './check-worker.ts';

export type CheckThread = { readonly check: CheckRecords; readonly stop: () => void };

type Limits = {
  /** The thread is ended when one check takes longer. */
  readonly mostMilliseconds: number;
  readonly mostMegabytes: number;
  /** The thread is ended, with all that it has read, when nothing was checked for so long. */
  readonly idleMilliseconds: number;
  /** Checks beyond so many waiting ones are refused. */
  readonly mostWaiting: number;
};

const LIMITS: Limits = {
  // A busy machine of one slow core takes most of a minute for what takes seconds elsewhere.
  mostMilliseconds: 120_000,
  mostMegabytes: 512,
  idleMilliseconds: 600_000,
  mostWaiting: 50,
};

const ENTRY = new URL('check-worker.ts', import.meta.url);

/** Returns a thread that checks a folder of records; it starts at the first check. A check rejects where the thread runs out of its time or memory, and the next one starts another. */
export function createCheckThread(folder: string, limits: Partial<Limits> = {}): CheckThread {
  const { mostMilliseconds, mostMegabytes, idleMilliseconds, mostWaiting } = { ...LIMITS, ...limits };
  let worker: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ids = 0;
  const waiting = new Map<number, PromiseWithResolvers<CheckedFolder>>();

  const end = (why: string): void => {
    clearTimeout(timer);
    const ended = worker;
    worker = undefined;
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
    void ended?.terminate();
  };
  const watch = (): void => {
    clearTimeout(timer);
    timer =
      waiting.size === 0
        ? setTimeout(() => end('idle'), idleMilliseconds)
        : setTimeout(() => end(`the records were not checked within ${mostMilliseconds} ms`), mostMilliseconds);
    // Neither keeps the process alive.
    timer.unref();
  };
  const started = (): Worker => {
    const own = new Worker(ENTRY, { workerData: folder, resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } });
    own.unref();
    const received = createReceived();
    own.on('message', (answer: ThreadAnswer) => {
      if ('records' in answer) {
        received.add(answer.records);
        return;
      }
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      watch();
      if ('checked' in answer) asked?.resolve(received.folderOf(answer.checked));
      else asked?.reject(new Error(`the records could not be checked: ${answer.problem}`));
    });
    own.on('error', (error) => {
      if (own === worker) end(`the thread that checks records has ended: ${errorMessage(error)}`);
    });
    return own;
  };

  return {
    check: async (now, request) => {
      if (waiting.size >= mostWaiting) throw new Error(`${mostWaiting} checks of records are waiting; try again later`);
      const id = (ids += 1);
      const asked = Promise.withResolvers<CheckedFolder>();
      waiting.set(id, asked);
      worker ??= started();
      // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
      worker.postMessage({ ...request, id, at: now.epochMilliseconds } satisfies ThreadRequest);
      if (waiting.size === 1) watch();
      return await asked.promise;
    },
    stop: () => end('the bot has stopped'),
  };
}

/** The records that a thread has sent: what an answer has in common with the one before stays the same object. */
function createReceived() {
  let known = new Map<number, AnyValue>();
  return {
    add: (records: readonly (readonly [number, AnyValue])[]): void => {
      for (const [number, value] of records) known.set(number, value);
    },
    folderOf: ({ values, topics, ...checked }: SentFolder): CheckedFolder => {
      const next = new Map<number, AnyValue>();
      const of = <Value extends AnyValue>(numbers: readonly number[]): Value[] =>
        numbers.map((number) => {
          const value = known.get(number);
          if (value === undefined) throw new Error(`the thread has not sent record ${number}`);
          next.set(number, value);
          return value as Value;
        });
      const all = {
        documents: of<DocumentRecord>(values.documents),
        topics: of<Topic>(values.topics),
        relationships: of<Relationship>(values.relationships),
      };
      known = next;
      return {
        ...checked,
        values: all,
        topics: topics.map(({ file, id, relationship, value }) => ({
          file,
          id,
          relationship,
          value: value === undefined ? undefined : of<Topic>([value])[0],
        })),
      };
    },
  };
}
