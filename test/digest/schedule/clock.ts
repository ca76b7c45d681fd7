/** A second way to tell a zone's slots: from the offsets it has day by day, in plain numbers, without Temporal's own rules for gaps and folds. */
import { DAYS, type Weekday } from '../../../src/digest/schedule/days.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** A stretch of time with one offset from UTC; `until` is not part of it. */
export type Span = { readonly from: number; readonly until: number; readonly offset: number };

export type ExpectedSlot = { readonly at: number; readonly on: string; readonly shifted: boolean };

/** Returns the stretches of one offset in a zone between two moments, each change of offset found by halving; no zone changes twice in two days. */
export function spansOf(zone: string, from: number, until: number): readonly Span[] {
  const offset = (at: number): number =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
  const spans: Span[] = [];
  let start = from;
  let current = offset(from);
  for (let at = from; at < until; at += 2 * DAY_MS) {
    const next = Math.min(at + 2 * DAY_MS, until);
    const after = offset(next);
    if (after === current) continue;
    let [low, high] = [at, next];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offset(middle) === current) low = middle;
      else high = middle;
    }
    spans.push({ from: start, until: high, offset: current });
    start = high;
    current = after;
  }
  return [...spans, { from: start, until, offset: current }];
}

/** Returns the slots of the local days between two dates (YYYY-MM-DD, both included) at a minute of the day: the first moment at which the clocks show it or later, of days that exist. */
export function expectedSlots(
  spans: readonly Span[],
  days: readonly Weekday[],
  minute: number,
  first: string,
  last: string,
): readonly ExpectedSlot[] {
  const reached = (wall: number): { readonly at: number; readonly wall: number } | undefined => {
    for (const span of spans) {
      const at = Math.max(span.from, wall - span.offset);
      if (at < span.until) return { at, wall: at + span.offset };
    }
    return undefined;
  };
  const slots: ExpectedSlot[] = [];
  for (let midnight = Date.parse(first); midnight <= Date.parse(last); midnight += DAY_MS) {
    const day = DAYS[(new Date(midnight).getUTCDay() + 6) % 7];
    if (day === undefined || !days.includes(day)) continue;
    const asked = midnight + minute * MINUTE_MS;
    const start = reached(midnight);
    const slot = reached(asked);
    if (slot === undefined || start === undefined || start.wall >= midnight + DAY_MS) continue;
    slots.push({ at: slot.at, on: new Date(midnight).toISOString().slice(0, 10), shifted: slot.wall !== asked });
  }
  return slots;
}

/** Returns minutes of the day as HH:MM. */
export function clock(minute: number): string {
  const of = ((minute % 1440) + 1440) % 1440;
  return `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`;
}
