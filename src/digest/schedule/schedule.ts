/** When a digest is due: the days, the wall-clock time and the zone that a channel chose, and their formatting. */
import { messages } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';
import { formatDays, nameDays, type Weekday } from './days.ts';
import { zoneName, zoneTime } from './zone.ts';

export { formatDays, parseDays, type Weekday } from './days.ts';
export { parseTime } from './parse-time.ts';
export { parseZone } from './zone.ts';

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
