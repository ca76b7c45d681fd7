/**
 * The moments at which a schedule is due. The slot of a local day is the first moment at which the zone's clocks show
 * the asked time or later on that day: in a fold the first of the two, in a gap the moment the clocks jump to.
 */
import type { Language } from '../../records/schema.ts';
import type { Subscription } from '../subscription.ts';
import { DAYS } from './days.ts';
import { formatInstant, type Schedule } from './schedule.ts';

export type Slot = {
  readonly at: Temporal.Instant;
  /** The local day it belongs to, YYYY-MM-DD, also where a gap at midnight moves the moment into the next day. */
  readonly on: string;
  /** Its moment in UTC to the minute, such as `2026-05-01T13:00Z`: unique in a subscription however its schedule changes. */
  readonly id: string;
  /** True where the asked time does not exist on that day, so that the slot falls at the end of the gap. */
  readonly shifted: boolean;
};

const WEEK = DAYS.length;

// Today's slot may have passed and the next chosen day may not exist, as Friday 30 December 2011 in Samoa.
const MAX_TRIED = 4;

const MAX_SLOTS = 366;

/** Returns the moment of a local day's slot; undefined where the day is not chosen, or was skipped whole by the zone. */
export function slotOn(schedule: Schedule, date: Temporal.PlainDate): Temporal.Instant | undefined {
  return chosenDay(schedule, date, 1).equals(date) ? slotOf(schedule, timeOf(schedule), date)?.at : undefined;
}

/** Returns the first slot strictly after a moment; throws RangeError on a schedule without days or with a zone the runtime does not know. */
export function nextSlot(schedule: Schedule, after: Temporal.Instant): Slot {
  const time = timeOf(schedule);
  // On earlier local days the clocks have passed the asked time by definition of a slot, so the search starts today.
  let date = chosenDay(schedule, localDate(schedule, after), 1);
  for (let tried = 0; tried < MAX_TRIED; tried += 1) {
    const slot = slotOf(schedule, time, date);
    if (slot !== undefined && Temporal.Instant.compare(slot.at, after) > 0) return slot;
    date = chosenDay(schedule, date.add({ days: 1 }), 1);
  }
  throw new RangeError(`no slot on ${MAX_TRIED} chosen days after ${after.toString()} in ${schedule.zone}`);
}

/** Returns the next slots strictly after a moment, `count` of them in order; throws as nextSlot does. */
export function nextSlots(schedule: Schedule, after: Temporal.Instant, count: number): readonly Slot[] {
  const slots: Slot[] = [];
  let last = after;
  while (slots.length < count) {
    const slot = nextSlot(schedule, last);
    slots.push(slot);
    last = slot.at;
  }
  return slots;
}

/** How many of the next times every answer lists. */
const NEXT_TIMES = 3;

/** Returns the next times of a digest by the clock of its own zone: none at which nothing comes, since its turn of that day was taken. */
export function nextTimes(
  subscription: Pick<Subscription, 'schedule' | 'dueAt'>,
  language: Language,
  now: Temporal.Instant,
  count = NEXT_TIMES,
): readonly string[] {
  const { schedule } = subscription;
  return nextSlots(schedule, dueAfter(subscription, now), count).map(({ at }) =>
    formatInstant(at, schedule.zone, language),
  );
}

/** Returns the moment after which the slots of a digest come: now, or right before the one that it waits for. */
export function dueAfter({ dueAt }: Pick<Subscription, 'dueAt'>, now: Temporal.Instant): Temporal.Instant {
  return dueAt !== undefined && Temporal.Instant.compare(dueAt, now) > 0 ? dueAt.subtract({ milliseconds: 1 }) : now;
}

/** Returns the slots after one moment and up to another, in order; where there are more than `most` (366), the newest of them. */
export function slotsBetween(
  schedule: Schedule,
  afterExclusive: Temporal.Instant,
  throughInclusive: Temporal.Instant,
  most = MAX_SLOTS,
): readonly Slot[] {
  if (Temporal.Instant.compare(afterExclusive, throughInclusive) >= 0) return [];
  const time = timeOf(schedule);
  const slots: Slot[] = [];
  // Clocks set back over midnight show yesterday again after today's slot has passed, hence tomorrow.
  let date = chosenDay(schedule, localDate(schedule, throughInclusive).add({ days: 1 }), -1);
  while (slots.length < most) {
    const slot = slotOf(schedule, time, date);
    if (slot !== undefined && Temporal.Instant.compare(slot.at, afterExclusive) <= 0) break;
    if (slot !== undefined && Temporal.Instant.compare(slot.at, throughInclusive) <= 0) slots.push(slot);
    date = chosenDay(schedule, date.subtract({ days: 1 }), -1);
  }
  return slots.toReversed();
}

function slotOf({ zone }: Schedule, time: Temporal.PlainTime, date: Temporal.PlainDate): Slot | undefined {
  const local = date.toPlainDateTime(time);
  const first = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const on = date.toString();
  if (first.toPlainDateTime().equals(local)) return slotAt(first.toInstant(), on, false);
  // In a gap `earlier` is a moment before the clocks jump, by less than the gap is long.
  const jumped = first.getTimeZoneTransition('next');
  if (jumped === null) throw new RangeError(`the gap at ${local.toString()} in ${zone} has no end`);
  if (!date.toZonedDateTime(zone).toPlainDate().equals(date)) return undefined;
  return slotAt(jumped.toInstant(), on, true);
}

const slotAt = (at: Temporal.Instant, on: string, shifted: boolean): Slot => ({
  at,
  on,
  id: at.toString({ smallestUnit: 'minute' }),
  shifted,
});

function timeOf({ time }: Schedule): Temporal.PlainTime {
  return Temporal.PlainTime.from(time);
}

function localDate({ zone }: Schedule, at: Temporal.Instant): Temporal.PlainDate {
  return at.toZonedDateTimeISO(zone).toPlainDate();
}

/** The nearest chosen day from a date on, the date itself where it is chosen. */
function chosenDay({ days }: Schedule, date: Temporal.PlainDate, step: 1 | -1): Temporal.PlainDate {
  const today = date.dayOfWeek - 1;
  for (let away = 0; away < WEEK; away += 1) {
    const day = DAYS[(today + step * away + WEEK) % WEEK];
    if (day !== undefined && days.includes(day)) return away === 0 ? date : date.add({ days: step * away });
  }
  throw new RangeError('a schedule names at least one day');
}
