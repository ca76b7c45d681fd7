/** What a digest that comes late says of it. Pure. */
import { messages } from '../locales/messages.ts';
import { formatDay } from '../records/dates.ts';
import type { Language } from '../records/schema.ts';
import { zoneTime } from './schedule/zone.ts';

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
