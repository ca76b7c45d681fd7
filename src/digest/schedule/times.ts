/** The times of a digest as its channel reads them. Pure. */
import type { Language } from '../../records/schema.ts';
import { formatDay } from '../../records/dates.ts';
import { digestCommandTexts } from '../../reply/texts/digest-commands.ts';
import { nextSlots } from './slot.ts';
import type { Subscription } from '../subscription.ts';
import { zoneName } from '../zone.ts';

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

/** Returns an instant by a zone's clock, such as `Mon November 30, 2026, 09:00 (New York)`. */
export function formatInstant(at: Temporal.Instant, zone: string, language: Language): string {
  const texts = digestCommandTexts(language);
  const local = at.toZonedDateTimeISO(zone);
  return texts.instant(
    texts.weekdays[local.dayOfWeek - 1] ?? '',
    formatDay(local.toPlainDate().toString(), language),
    local.toPlainTime().toString({ smallestUnit: 'minute' }),
    zoneName(zone, language),
  );
}
