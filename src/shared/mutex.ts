/** Work that is done one after the other. */

/** Returns a function that runs work exclusively: once all that was given to it before has ended, well or badly. It settles as the work does. */
export function createMutex(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return async (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return await turn;
  };
}

/** Settles once everything else that is due has had its turn. */
export const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Returns a function to be awaited between steps of long work: lets the event loop and the other long works go first.
 * All works that await the same one take turns.
 */
export function createFairYield(): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.then(yieldToEventLoop));
}
