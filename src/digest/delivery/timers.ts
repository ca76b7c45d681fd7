/** What delivery waits by: the timers of the process, unless others are given. */

export type Timers = {
  /** Does some work once, after so many milliseconds; returns what calls it off. */
  readonly after: (milliseconds: number, work: () => void) => () => void;
  /** Does some work again and again, every so many milliseconds; returns what ends it. */
  readonly every: (milliseconds: number, work: () => void) => () => void;
};

export const TIMERS: Timers = {
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  every: (milliseconds, work) => {
    const timer = setInterval(work, milliseconds);
    return () => clearInterval(timer);
  },
};
