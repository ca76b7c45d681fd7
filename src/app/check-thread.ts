/** Checks records in a thread of its own: reading, checking and asking takes a second, in which nobody else would be answered. */
import { Worker } from 'node:worker_threads';
import type { DocumentRecord, Relationship, Topic } from '../records/schema.ts';
import type { CheckedFolder } from '../search/check-catalogue.ts';
import type { CheckRecords } from '../search/load-catalogue.ts';
import { errorMessage } from '../shared/error-code.ts';
import { AttacheError } from '../shared/errors.ts';
import type { AnyValue, SentFolder, ThreadAnswer, ThreadRequest } from './check-worker.ts';

export type CheckThread = { readonly check: CheckRecords; readonly stop: () => void };

type Limits = {
  /** The thread is ended when one check takes more of a processor than this: a busy machine gives it little of one, and a check that is given up begins with nothing the next time. */
  readonly mostMilliseconds: number;
  /** It is ended in any case when one takes longer. */
  readonly longestMilliseconds: number;
  /** Returns how long a thread has had a processor, in milliseconds. */
  readonly processorTime: (thread: Worker) => Promise<number>;
  readonly mostMegabytes: number;
  /** The thread is ended, with all that it has read, when nothing was checked for so long. */
  readonly idleMilliseconds: number;
  /** Checks beyond so many waiting ones are refused. */
  readonly mostWaiting: number;
};

const LIMITS: Limits = {
  mostMilliseconds: 30_000,
  longestMilliseconds: 600_000,
  processorTime: async (thread) => {
    const { user, system } = await thread.cpuUsage();
    return (user + system) / 1_000;
  },
  mostMegabytes: 512,
  idleMilliseconds: 600_000,
  mostWaiting: 50,
};

const ENTRY = new URL('check-worker.ts', import.meta.url);

const STOPPED = 'the bot has stopped';

/** Returns a thread that checks a folder of records; it starts at the first check. A check rejects where the thread runs out of its time or memory, and the next one starts another; after a stop each rejects. */
export function createCheckThread(folder: string, limits: Partial<Limits> = {}): CheckThread {
  const all = { ...LIMITS, ...limits };
  const { mostMilliseconds, longestMilliseconds, processorTime, mostMegabytes, idleMilliseconds, mostWaiting } = all;
  let worker: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;
  let longest: NodeJS.Timeout | undefined;
  let ids = 0;
  let stopped = false;
  const waiting = new Map<number, PromiseWithResolvers<CheckedFolder>>();

  const unwatch = (): void => {
    clearTimeout(timer);
    clearTimeout(longest);
  };
  const end = (why: string): void => {
    unwatch();
    const ended = worker;
    worker = undefined;
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
    void ended?.terminate();
  };
  const late = (milliseconds: number): void => end(`the records were not checked within ${milliseconds} ms`);
  // None of the timers keeps the process alive.
  const watch = (): void => {
    unwatch();
    if (worker === undefined || waiting.size === 0) {
      // The process may end by itself between two checks, but not before one is answered.
      worker?.unref();
      timer = setTimeout(() => end('idle'), idleMilliseconds).unref();
      return;
    }
    worker.ref();
    longest = setTimeout(() => late(longestMilliseconds), longestMilliseconds).unref();
    const [own, current] = [worker, longest];
    // While it starts or ends it has had none that can be told.
    const had = async (): Promise<number> => await processorTime(own).catch(() => 0);
    const before = had();
    const look = async (): Promise<void> => {
      const left = mostMilliseconds - ((await had()) - (await before));
      // Another check is watched by now, or none.
      if (current !== longest || own !== worker || waiting.size === 0) return;
      if (left <= 0) late(mostMilliseconds);
      else timer = setTimeout(() => void look(), left).unref();
    };
    timer = setTimeout(() => void look(), mostMilliseconds).unref();
  };
  const started = (): Worker => {
    const own = new Worker(ENTRY, { workerData: folder, resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } });
    const received = createReceived();
    own.on('message', (answer: ThreadAnswer) => {
      if ('records' in answer) {
        received.add(answer.records);
        return;
      }
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      watch();
      if ('checked' in answer) {
        const checked = received.folderOf(answer.checked);
        // All that was sent has just been read in one turn: what is made of it has the next one.
        setImmediate(() => asked?.resolve(checked));
      } else asked?.reject(new Error(`the records could not be checked: ${answer.problem}`));
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
      return await asked.promise;
    },
    stop: () => {
      stopped = true;
      end(STOPPED);
    },
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
