/** How a source does, in a state and in words; and when it is looked at again. Pure. */
import { dayOf } from '../records/dates.ts';
import { codedUnder, type Coded } from '../locales/coded.ts';
import { intervalOf, type WatchSource } from './sources.ts';

/** What is said of a source, as data; its words stand in the locales. */
export type WatchWords = Coded<'watch'>;

/** Returns what is said of a source, by its code and what the words of the code need. */
export const saying = codedUnder<'watch'>();

/** `off`: nobody has switched it on; `unread`: on, and not looked at yet; `failing`: not yet given up. */
export type HealthState = 'off' | 'unread' | 'ok' | 'empty' | 'stale' | 'blocked' | 'failing' | 'dead';

/** Why a source could not be read. */
export class WatchFault extends Error {
  override readonly name = 'WatchFault';
  readonly state: 'empty' | 'blocked' | 'failing' | 'dead';
  readonly words: WatchWords;
  /** How long it asks us to stay away. */
  readonly retryMs: number;

  constructor(state: WatchFault['state'], words: WatchWords, retryMs = 0) {
    super(words.code);
    this.state = state;
    this.words = words;
    this.retryMs = retryMs;
  }
}

/** What is known of a source from its readings. */
export type SourceState = {
  readonly relationship: string;
  readonly source: string;
  readonly party: string;
  /** What told how to read it when it was read last. */
  readonly config: string;
  /** Whether a person has switched it on or off; undefined where the file alone says. */
  readonly on: boolean | undefined;
  readonly etag: string;
  readonly lastModified: string;
  /** Where it has moved for good; empty where it has not. */
  readonly movedTo: string;
  readonly rotates: boolean;
  readonly triedAt: Temporal.Instant | undefined;
  readonly nextAt: Temporal.Instant | undefined;
  /** The day of the last good reading, in the zone of the source. */
  readonly readTo: string | undefined;
  /** When it last had anything new. */
  readonly newestAt: Temporal.Instant | undefined;
  /** The day from which on entries may have been missed, until a person has looked; undefined where none were. */
  readonly gapFrom: string | undefined;
  readonly failures: number;
  readonly failingSince: Temporal.Instant | undefined;
  readonly listed: number;
  /** Why its last reading failed; undefined where it was good. */
  readonly fault: { readonly state: WatchFault['state']; readonly words: WatchWords } | undefined;
};

export type SourceHealth = {
  readonly state: HealthState;
  readonly words: WatchWords;
  /** What else a curator may want to do. */
  readonly notes: readonly WatchWords[];
};

/** Returns a state of a source of which nothing is known yet. */
export const newState = ({ relationship, id, party }: WatchSource): SourceState => ({
  relationship,
  source: id,
  party: party ?? '',
  config: '',
  on: undefined,
  etag: '',
  lastModified: '',
  movedTo: '',
  rotates: false,
  triedAt: undefined,
  nextAt: undefined,
  readTo: undefined,
  newestAt: undefined,
  gapFrom: undefined,
  failures: 0,
  failingSince: undefined,
  listed: 0,
  fault: undefined,
});

/** Whether a source is looked at. */
export const isOn = ({ probed }: Pick<WatchSource, 'probed'>, state: Pick<SourceState, 'on'> | undefined): boolean =>
  state?.on ?? probed;

const DEFAULT_QUIET_DAYS = 30;
/** What cannot be reached for so long is called dead. */
const DEAD_AFTER_HOURS = 72;

/** Returns how a source does. */
export function healthOf(source: WatchSource, state: SourceState | undefined, now: Temporal.Instant): SourceHealth {
  if (!isOn(source, state)) return { state: 'off', words: saying('off', { source: source.id }), notes: [] };
  if (state?.triedAt === undefined) return { state: 'unread', words: saying('unread'), notes: [] };
  const notes = [
    ...(state.movedTo === '' ? [] : [saying('moved', { address: state.movedTo })]),
    ...(state.gapFrom === undefined ? [] : [saying('gap', { day: state.gapFrom })]),
    ...(state.rotates ? [saying('rotates')] : []),
  ];
  const { fault, failingSince, newestAt } = state;
  if (fault !== undefined) {
    const isDead =
      fault.state === 'failing' && failingSince !== undefined && hoursBetween(failingSince, now) >= DEAD_AFTER_HOURS;
    return { state: isDead ? 'dead' : fault.state, words: fault.words, notes };
  }
  const days = source.quiet ?? DEFAULT_QUIET_DAYS;
  if (newestAt !== undefined && hoursBetween(newestAt, now) > days * 24)
    return { state: 'stale', words: saying('stale', { day: dayOf(newestAt), days }), notes };
  return { state: 'ok', words: saying('ok', { count: state.listed }), notes };
}

const hoursBetween = (from: Temporal.Instant, to: Temporal.Instant): number => to.since(from).total('hours');

const MINUTE_MS = 60_000;
const MAX_WAIT_MS = 24 * 60 * MINUTE_MS;
/** A site may ask for more patience than what we would have by ourselves, but not for ever. */
const MAX_RETRY_MS = 7 * MAX_WAIT_MS;
const BLOCKED_WAIT_MS = 6 * 60 * MINUTE_MS;

export type Hints = {
  /** How long its server says that the answer stays good. */
  readonly goodForMs?: number;
  /** How long the feed itself says so. */
  readonly ttlMs?: number;
};

/** Returns when a source that was read is looked at again: after the longest of its interval and of what server and feed ask for, a day at most. */
export const afterReading = (source: WatchSource, now: Temporal.Instant, hints: Hints): Temporal.Instant =>
  now.add({
    milliseconds: Math.min(
      MAX_WAIT_MS,
      Math.max(intervalOf(source) * MINUTE_MS, hints.goodForMs ?? 0, hints.ttlMs ?? 0),
    ),
  });

/** Returns when a source that failed so many times in a row is looked at again: each time after twice as long, a day at most; what has refused us or is gone, seldom. */
export function afterFailure(
  source: WatchSource,
  now: Temporal.Instant,
  { state, retryMs }: Pick<WatchFault, 'state' | 'retryMs'>,
  failures: number,
): Temporal.Instant {
  const slowed = intervalOf(source) * MINUTE_MS * 2 ** Math.min(failures - 1, 10);
  const least = { blocked: BLOCKED_WAIT_MS, dead: MAX_WAIT_MS, empty: 0, failing: 0 }[state];
  const own = Math.min(MAX_WAIT_MS, Math.max(slowed, least));
  return now.add({ milliseconds: Math.round(Math.max(own, Math.min(retryMs, MAX_RETRY_MS))) });
}
