/** When a digest is due: the days, the wall-clock time and the zone that a channel chose; how they and the times of its digests are shown. */
import { messages } from '../../locales/messages.ts';
import { formatDay } from '../../records/dates.ts';
import type { Language } from '../../records/schema.ts';
import { formatDays, nameDays, type Weekday } from './days.ts';
import { zoneName, zoneTime } from './zone.ts';

export type Schedule = {
  /** Monday first, each day once, never empty. */
  readonly days: readonly Weekday[];
  /** HH:MM on a clock of 24 hours. */
  readonly time: string;
  /** An IANA id as the runtime spells it, never a fixed offset. */
  readonly zone: string;
};

/** Returns a schedule formatted for a reader: `Monday to Friday at 09:00, New York time` or `周一至周五 09:00，纽约时间`. */
export function formatSchedule({ days, time, zone }: Schedule, language: Language): string {
  const parts = { days: formatDays(days, language), time, zone: zoneTime(zone, language) };
  return messages(language)('schedule.whole', parts);
}

/** Returns a schedule as short as it can be named by: `weekdays 09:00 Beijing` or `工作日 09:00 北京`. */
export function nameSchedule({ days, time, zone }: Schedule, language: Language): string {
  return `${nameDays(days, language)} ${time} ${zoneName(zone, language)}`;
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

/** Returns when a digest was due and when it is sent, by the clock of its channel; the days too where they differ. */
export function lateText(due: Temporal.Instant, sent: Temporal.Instant, zone: string, language: Language): string {
  const t = messages(language);
  const day = (at: Temporal.Instant): string => at.toZonedDateTimeISO(zone).toPlainDate().toString();
  const shown = (at: Temporal.Instant): string => {
    const time = at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
    return day(due) === day(sent) ? time : t('digest.dayAndTime', { day: formatDay(day(at), language), time });
  };
  return t('digest.late', { due: shown(due), sent: shown(sent), zone: zoneTime(zone, language) });
}
