/** How long claims and look-ups of deliveries last, and the timers that delivery waits by: those of the process, unless others are given. */

export type Timing = {
  /** A claim expires after this long, far above a platform's rate limit delay and time-out, so that a process that stalled does not send late. */
  readonly claimSeconds: number;
  /** A process sends under a claim only until so long before it expires: by so much the times of two processes may differ, each of which knows the database's to half the longest round trip that counts. */
  readonly maxSkewMilliseconds: number;
  /** A platform may store a message this long after its connection was lost; looking sooner could miss it and double the digest. */
  readonly lookAfterSeconds: number;
  /** A look-up that its process abandoned is retried after this long. */
  readonly lookClaimSeconds: number;
  /** The store is polled at least this often, for what the command line or another replica queued. */
  readonly pollMilliseconds: number;
};

export const TIMING: Timing = {
  claimSeconds: 90,
  maxSkewMilliseconds: 5_000,
  lookAfterSeconds: 60,
  lookClaimSeconds: 120,
  pollMilliseconds: 2_000,
};

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

/** Returns whether an instant is at least so many hours ago. */
export function hoursAgo(hours: number, then: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(then.add({ hours }), now) <= 0;
}
