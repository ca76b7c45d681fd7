/** Work that is done one after the other, and long work that lets others go first. */

/** Returns a function that runs work exclusively: once all that was given to it before has ended, well or badly. It settles as the work does. */
export function createMutex(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return async (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return await turn;
  };
}

let lastYield = Promise.resolve();

/** To be awaited between steps of long work: settles once the event loop has gone round, and resumes one work each round, so that long works take turns. */
export function yieldToEventLoop(): Promise<void> {
  lastYield = lastYield.then(() => new Promise((resolve) => setImmediate(resolve)));
  return lastYield;
}
