/** Whether this process's clock can be relied on: it is compared with the database's and with the platforms', and watched for jumps. */
import type { Logger } from '../../shared/logger.ts';
import type { Courier } from './courier.ts';
import { TIMING } from './timing.ts';

/** A clock that ours differs from: whose it is, and by how many seconds ours is ahead of it, or behind where it is negative. */
export type ClockFault = { readonly source: string; readonly seconds: number };

/** `unchecked`: nothing to compare with has answered yet, or not since the clock jumped. */
export type ClockState =
  | { readonly type: 'right' }
  | { readonly type: 'unchecked' }
  | ({ readonly type: 'off' } & ClockFault);

export type Clock = {
  /**
   * Returns the time by the database's clock, where it has one and was compared; otherwise by this process's, or by the platform's that has found that wrong.
   * It does not jump: between two comparisons it runs by the monotonic clock. Only before the first comparison does it follow a clock that is set.
   */
  readonly now: () => Temporal.Instant;
  /** Returns the time by the clock of a platform whose answers are dated, and otherwise as `now` does. */
  readonly nowOf: (platform: string) => Temporal.Instant;
  /**
   * Records the date of an answer that arrives now and was asked for `took` milliseconds ago by the monotonic clock.
   * Without a date it says nothing.
   */
  readonly recordDate: (source: string, headers: Pick<Headers, 'get'>, took: number) => void;
  /**
   * Notices jumps, compares with the database, and asks the platforms whose time is not known of late.
   * Returns what is known; rejects only if the store does.
   */
  readonly compare: (couriers: readonly Pick<Courier, 'platform' | 'askTime'>[]) => Promise<ClockState>;
  readonly state: () => ClockState;
  /** Returns whether the last comparison found it right and it has not jumped since; synchronous, for the moment at which something is sent. */
  readonly isRight: () => boolean;
  /** Returns the latest that the time may be: from a jump until the next comparison, what this process's clock shows, where `now` is behind it. */
  readonly latest: () => Temporal.Instant;
  /** Returns whether `now` can be relied on, though this process's own clock may be wrong: it has been compared. */
  readonly isKnown: () => boolean;
};

export type ClockOptions = {
  readonly now: () => Temporal.Instant;
  /** Returns milliseconds that no change of the wall clock moves. */
  readonly monotonic: () => number;
  /** Returns the database's time, or undefined where it has no clock of its own. */
  readonly storeNow: () => Promise<Temporal.Instant | undefined>;
  readonly log: Logger;
};

/** By more than this a clock is wrong. */
const MAX_MS = 60_000;
/** The wall clock and the monotonic one part by this much only where one was set, or the machine slept. */
const JUMP_MS = 1_000;
/** The date of an answer is cut to whole seconds. */
const SECOND_MS = 1_000;
/** An answer that took longer says too little: it may date from any moment of that time. */
const MAX_ROUND_TRIP_MS = TIMING.maxSkewMilliseconds;
const STORE_EVERY_MS = 10_000;
const PLATFORM_EVERY_MS = 300_000;
/** While the clock is not known to be right. */
const UNSURE_EVERY_MS = 10_000;
/** What a platform said of a wrong clock counts for so long where it answers no more. */
const RECENT_MS = 900_000;

/** The database among the sources; the others are platforms. */
const DATABASE = 'database';

/** How far another clock is ahead of ours and of the monotonic one, give or take, and when that was found by the latter. */
type Comparison = { readonly ahead: number; readonly offset: number; readonly margin: number; readonly at: number };

/** Returns the clock of a process, unchecked at first. */
export function createClock({ now, monotonic, storeNow, log }: ClockOptions): Clock {
  const known = new Map<string, Comparison>();
  const askedAt = new Map<string, number>();
  const undated = new Set<string>();
  const reading = () => ({ wall: now().epochMilliseconds, monotonic: monotonic() });
  let read = reading();
  /** How far the time is ahead of the monotonic clock where no comparison tells it. */
  let relied = read.wall - read.monotonic;
  let state: ClockState = { type: 'unchecked' };
  let jumps = 0;
  let wasCompared = false;
  /** The source of the fault that was logged last. */
  let loggedSource: string | undefined;

  const jump = (): number => now().epochMilliseconds - read.wall - (monotonic() - read.monotonic);

  const note = (source: string, their: number, margin: number, took: number): void => {
    if (noticeJump() || took > MAX_ROUND_TRIP_MS) return;
    const at = monotonic();
    known.set(source, {
      ahead: their + took / 2 - now().epochMilliseconds,
      offset: their + took / 2 - at,
      margin: margin + took / 2,
      at,
    });
  };

  /** What was compared before a jump says no more whether this clock is right: it may have been a correction, or the machine has slept. */
  const noticeJump = (): boolean => {
    const milliseconds = jump();
    read = reading();
    if (Math.abs(milliseconds) <= JUMP_MS) return false;
    const compared = known.get(DATABASE) ?? known.values().next().value;
    // Before anything was compared, a clock that was set is likelier to be right than what it showed before. A second jump before the next comparison says nothing new.
    relied = compared?.offset ?? (wasCompared ? relied : read.wall - read.monotonic);
    log.warn({ seconds: Math.round(milliseconds / 1_000) }, 'the clock has jumped; it is compared anew');
    wasCompared ||= known.size > 0;
    jumps += 1;
    known.clear();
    undated.clear();
    askedAt.clear();
    state = { type: 'unchecked' };
    return true;
  };

  const timeOf = (source: string): Temporal.Instant => {
    noticeJump();
    const wrong = state.type === 'off' ? known.get(state.source) : undefined;
    const { offset } = known.get(source) ?? known.get(DATABASE) ?? wrong ?? { offset: relied };
    return Temporal.Instant.fromEpochMilliseconds(Math.round(monotonic() + offset));
  };

  const compareWithStore = async (): Promise<boolean> => {
    const last = known.get(DATABASE);
    if (last !== undefined && state.type === 'right' && monotonic() - last.at < STORE_EVERY_MS) return true;
    const sentAt = monotonic();
    const their = await storeNow();
    if (their === undefined) return false;
    note(DATABASE, their.epochMilliseconds, 0, monotonic() - sentAt);
    return true;
  };

  const ask = ({ platform, askTime }: Pick<Courier, 'platform' | 'askTime'>): void => {
    const age = monotonic() - Math.max(known.get(platform)?.at ?? -Infinity, askedAt.get(platform) ?? -Infinity);
    const every = state.type === 'right' ? PLATFORM_EVERY_MS : UNSURE_EVERY_MS;
    if (askTime === undefined || age < every) return;
    askedAt.set(platform, monotonic());
    void (async () => {
      const before = jumps;
      // What came across a jump may have been dated, and says nothing all the same.
      if ((await askTime()) && !known.has(platform) && jumps === before) undated.add(platform);
    })();
  };

  const judge = (askable: readonly string[], hasStoreClock: boolean): ClockState => {
    let worst: ClockFault | undefined;
    for (const [source, { ahead, margin, at }] of known) {
      if (Math.abs(ahead) - margin <= MAX_MS) continue;
      if (monotonic() - at > RECENT_MS) known.delete(source);
      else if (worst === undefined || Math.abs(ahead) > Math.abs(worst.seconds) * 1_000)
        worst = { source, seconds: -Math.round(ahead / 1_000) };
    }
    if (worst !== undefined) return { type: 'off', ...worst };
    // By the database's clock it is decided what is due and whose claim is over. Where nothing tells the time there is nothing to wait for.
    const isCompared = hasStoreClock
      ? known.has(DATABASE)
      : known.size > 0 || askable.every((platform) => undated.has(platform));
    return { type: isCompared ? 'right' : 'unchecked' };
  };

  const enter = (next: ClockState): void => {
    if (next.type === 'off' && next.source !== loggedSource)
      log.error(
        { source: next.source, seconds: next.seconds },
        'the clock of this machine is wrong: nothing is planned or posted until it is right; set it, and have it kept by NTP',
      );
    if (next.type === 'right' && loggedSource !== undefined) log.info('the clock is right again; digests go on');
    if (next.type !== 'unchecked') loggedSource = next.type === 'off' ? next.source : undefined;
    state = next;
  };

  return {
    now: () => timeOf(DATABASE),
    nowOf: timeOf,
    latest: () => {
      const time = timeOf(DATABASE);
      const own = now();
      // A machine that slept, or was paused, wakes with a monotonic clock that stood still.
      return state.type === 'unchecked' && Temporal.Instant.compare(time, own) < 0 ? own : time;
    },
    recordDate: (source, headers, took) => {
      // A copy that was kept on the way is dated by when it was made.
      const date = headers.get('age') === null ? Date.parse(headers.get('date') ?? '') : NaN;
      if (!Number.isNaN(date)) note(source, date + SECOND_MS / 2, SECOND_MS / 2, took);
    },
    compare: async (couriers) => {
      noticeJump();
      const hasStoreClock = await compareWithStore();
      for (const courier of couriers) ask(courier);
      const askable = couriers.flatMap(({ platform, askTime }) => (askTime === undefined ? [] : [platform]));
      const next = judge(askable, hasStoreClock);
      enter(next);
      if (next.type === 'right' && Math.abs(jump()) <= JUMP_MS) relied = read.wall - read.monotonic;
      return next;
    },
    state: () => state,
    isKnown: () => {
      noticeJump();
      return state.type !== 'unchecked' || wasCompared;
    },
    isRight: () => state.type === 'right' && Math.abs(jump()) <= JUMP_MS,
  };
}
