/** One scheduler for everything: what happens next is what is due next by the virtual clock, and nothing waits in reality. */

/** Something that can die or stand still: its steps are left out, or come later. */
export type Owner = { alive: boolean; frozenUntil: number };

export type Scheduler = {
  /** The virtual time, in epoch milliseconds. */
  readonly now: () => number;
  /** Does a step after so many milliseconds, unless its owner is dead by then; returns what calls it off. */
  readonly after: (milliseconds: number, step: () => void, owner?: Owner) => () => void;
  /** Settles after so many milliseconds; never where the owner dies before. */
  readonly sleep: (milliseconds: number, owner?: Owner) => Promise<void>;
  /** Takes steps until the virtual time is over; rejects with what a step throws. */
  readonly run: (until: number) => Promise<void>;
  readonly steps: () => number;
};

type Step = { at: number; readonly order: number; run: (() => void) | undefined; readonly owner: Owner | undefined };

/** Returns a scheduler whose clock begins at an instant. */
export function createScheduler(begin: number): Scheduler {
  let now = begin;
  let order = 0;
  let steps = 0;
  const heap: Step[] = [];

  const isBefore = (a: Step, b: Step): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
  const push = (step: Step): void => {
    let index = heap.length;
    heap.push(step);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(step, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = step;
  };
  const pop = (): Step | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      const one = heap[left];
      if (one === undefined) break;
      const other = heap[right];
      const [least, at] = other !== undefined && isBefore(other, one) ? [other, right] : [one, left];
      if (!isBefore(least, last)) break;
      heap[index] = least;
      index = at;
    }
    heap[index] = last;
    return first;
  };

  const after: Scheduler['after'] = (milliseconds, run, owner) => {
    const step: Step = { at: now + Math.max(0, Math.ceil(milliseconds)), order: order++, run, owner };
    push(step);
    return () => {
      step.run = undefined;
    };
  };

  return {
    now: () => now,
    after,
    sleep: (milliseconds, owner) => new Promise((resolve) => void after(milliseconds, resolve, owner)),
    steps: () => steps,
    run: (until) =>
      new Promise((resolve, reject) => {
        // Between two steps everything that waits for nothing but promises runs: ticks come when no promise has work left.
        const settle = (): void => process.nextTick(next);
        const next = (): void => {
          for (;;) {
            const step = heap[0];
            if (step === undefined || step.at > until) {
              now = until;
              return resolve();
            }
            void pop();
            if (step.run === undefined || step.owner?.alive === false) continue;
            if (step.owner !== undefined && step.owner.frozenUntil > step.at) {
              step.at = step.owner.frozenUntil;
              push(step);
              continue;
            }
            now = step.at;
            steps += 1;
            try {
              step.run();
            } catch (error) {
              return reject(error);
            }
            return queueMicrotask(settle);
          }
        };
        next();
      }),
  };
}
