/** Formats a time zone for readers: its city, and its current offset from UTC. */
import type { Language } from '../../records/schema.ts';
import { zoneCities } from './cities.ts';

const CHINESE = new Map(zoneCities().map(({ zone, chinese }) => [zone, chinese]));
/** Everybody in it calls its time by another city than the zone's own. */
const CALLED: ReadonlyMap<string, Readonly<Record<Language, string>>> = new Map([
  ['Asia/Shanghai', { en: 'Beijing', zh: '北京' }],
]);

/** Returns the city a zone is known by: `New York`, `Knox, Indiana`, `纽约`; an English name where there is no Chinese one. */
export function zoneName(zone: string, language: Language): string {
  const called = CALLED.get(zone)?.[language];
  if (called !== undefined) return called;
  const chinese = language === 'zh' ? CHINESE.get(zone) : undefined;
  if (chinese !== undefined) return chinese;
  const [area = zone, ...rest] = zone.replaceAll('_', ' ').split('/');
  return rest.length === 0 ? area : rest.toReversed().join(', ');
}

/** Returns the time of a zone by name: `New York time`, `纽约时间`, and `UTC` alone for UTC itself. */
export function zoneTime(zone: string, language: Language): string {
  const name = zoneName(zone, language);
  if (zone === 'UTC') return name;
  if (language === 'en') return `${name} time`;
  return /\p{Script=Han}$/u.test(name) ? `${name}时间` : `${name} 时间`;
}

/** Returns a zone's offset from UTC at an instant: `UTC+08:00`, and `UTC` alone for UTC itself. */
export function zoneOffset(zone: string, now: Temporal.Instant): string {
  return zone === 'UTC' ? zone : `UTC${now.toZonedDateTimeISO(zone).offset}`;
}
