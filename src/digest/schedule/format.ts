/** The times of a digest as its channel reads them. Pure. */
import { messages } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';
import { formatDay } from '../../records/dates.ts';
import { nextSlots } from './next-slot.ts';
import type { Subscription } from '../subscription.ts';
import { zoneName } from './zone.ts';

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
  const t = messages(language);
  const local = at.toZonedDateTimeISO(zone);
  return t('digests.instant', {
    weekday: t(`digests.weekdays.${(local.dayOfWeek - 1) as 0 | 1 | 2 | 3 | 4 | 5 | 6}`),
    day: formatDay(local.toPlainDate().toString(), language),
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
    zone: zoneName(zone, language),
  });
}
