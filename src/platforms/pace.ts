/** Paces what is sent: so many in any stretch of time, spread out, without ever going over. */
import { setTimeout as wait } from 'node:timers/promises';

export type Pace = {
  /** Settles when one more may be sent, in the order of asking; rejects when `ending` is aborted. */
  readonly turn: () => Promise<void>;
  /** Changes how many may be sent in the stretch. */
  readonly change: (most: number) => void;
};

/**
 * Returns a pace of at most `most` turns in any `milliseconds`, so that neither a fixed nor a sliding window of that length at
 * the other end ever counts more. The turns are spread over nine tenths of the stretch: in one burst they would arrive closer
 * together than they left, and hold up all else that is sent.
 */
export function createPace(most: number, milliseconds: number, ending: AbortSignal): Pace {
  let limit = most;
  const taken: number[] = [];
  let queue = Promise.resolve();

  const take = async (): Promise<void> => {
    ending.throwIfAborted();
    for (;;) {
      const now = performance.now();
      const oldest = taken[taken.length - Math.max(1, Math.floor(limit))];
      const afterOldest = oldest === undefined ? 0 : oldest + milliseconds - now;
      const last = taken.at(-1);
      const afterLast = last === undefined ? 0 : last + (milliseconds * 0.9) / Math.max(1, limit) - now;
      const delay = Math.max(afterOldest, afterLast);
      if (delay <= 0) {
        taken.push(now);
        if (taken.length > 4 * Math.max(1, limit)) taken.splice(0, taken.length - 2 * Math.max(1, Math.ceil(limit)));
        return;
      }
      await wait(delay, undefined, { signal: ending });
    }
  };
  return {
    turn: () => {
      const mine = queue.then(take);
      queue = mine.catch(() => {});
      return mine;
    },
    change: (next) => {
      limit = Math.max(1, next);
    },
  };
}

/** Returns a gate that lets `most` pieces of work run at once, in the order of asking. */
export function createGate(most: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => void waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
