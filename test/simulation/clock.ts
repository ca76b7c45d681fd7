/** The clocks of one process: a wall clock that may be off, drift and jump, and one that only goes on. */

export type Clock = {
  readonly now: () => Temporal.Instant;
  readonly milliseconds: () => number;
  /** Goes on while the process runs, without jumps; stands still while the machine does. */
  readonly monotonic: () => number;
  /** Returns how long it takes until the wall clock shows a moment. */
  readonly until: (at: number) => number;
  /** Sets the wall clock forward or back. */
  readonly jump: (milliseconds: number) => void;
  /** Ends what jumps have changed. */
  readonly setRight: () => void;
  /** The monotonic clock stands still from one moment to another. */
  readonly standStill: (from: number, until: number) => void;
  /** It stands still no longer. */
  readonly wake: (at: number) => void;
};

/** Returns clocks over the virtual time; `drift` is in parts per million. */
export function createClock(trueNow: () => number, offset: number, drift: number): Clock {
  const begin = trueNow();
  let jumped = 0;
  let still = 0;
  let stillUntil = -Infinity;
  const milliseconds = (): number =>
    Math.floor(trueNow() + offset + jumped + ((trueNow() - begin) * drift) / 1_000_000);
  return {
    milliseconds,
    now: () => Temporal.Instant.fromEpochMilliseconds(milliseconds()),
    monotonic: () => trueNow() - begin - still,
    until: (at) => Math.max(0, (at - milliseconds()) / (1 + drift / 1_000_000)),
    jump: (by) => {
      jumped += by;
    },
    setRight: () => {
      jumped = 0;
    },
    standStill: (from, until) => {
      still += Math.max(0, until - Math.max(from, stillUntil));
      stillUntil = Math.max(stillUntil, until);
    },
    wake: (at) => {
      still -= Math.max(0, stillUntil - at);
      stillUntil = Math.min(stillUntil, at);
    },
  };
}
