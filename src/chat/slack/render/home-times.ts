/** The next times of a digest as a reader's clock shows them; told again without reckoning until the first of them has come. */
import { LRUCache } from 'lru-cache';
import { lruOptions } from '../../../shared/lru-options.ts';
import type { Language } from '../../../records/schema.ts';
import type { Schedule } from '../../../digest/schedule/schedule.ts';
import { nextSlots } from '../../../digest/schedule/next-slot.ts';
import { formatInstant } from '../../../digest/schedule/format.ts';

/** How many of the next times of a digest are told. */
const NEXT_TIMES = 2;
/** Schedules as readers see them, of which the next times are remembered. */
const MAX_SCHEDULES = 2_000;

/** They hold from one moment until the first of them. */
type Reckoned = { readonly from: number; readonly until: number; readonly times: readonly string[] };

const remembered = new LRUCache<string, Reckoned>(lruOptions(MAX_SCHEDULES));

/** Returns the next times of a schedule after a moment, by the clock of a zone. */
export function timesFor(
  schedule: Schedule,
  zone: string,
  language: Language,
  now: Temporal.Instant,
): readonly string[] {
  const key = [schedule.days.join(), schedule.time, schedule.zone, zone, language].join(' ');
  const at = now.epochMilliseconds;
  const before = remembered.get(key);
  if (before !== undefined && before.from <= at && at < before.until) return before.times;
  const slots = nextSlots(schedule, now, NEXT_TIMES);
  const times = slots.map((slot) => formatInstant(slot.at, zone, language));
  remembered.set(key, { from: at, until: slots[0]?.at.epochMilliseconds ?? at, times });
  return times;
}
