/** The times of a digest as its channel reads them. Pure. */
import type { Language } from '../../records/schema.ts';
import { formatDay } from '../../records/dates.ts';
import { digestCommandTexts } from '../../reply/texts/digest-commands.ts';
import { nextSlots } from './slot.ts';
import type { Subscription } from '../subscription.ts';
import { zoneName } from '../zones/name.ts';

/** How many of the next times every answer lists. */
const NEXT_TIMES = 3;

/** Returns the next times of a digest by the clock of its own zone. */
export function nextTimes({ schedule }: Pick<Subscription, 'schedule'>, language: Language, now: Temporal.Instant) {
  return nextSlots(schedule, now, NEXT_TIMES).map(({ at }) => formatInstant(at, schedule.zone, language));
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
