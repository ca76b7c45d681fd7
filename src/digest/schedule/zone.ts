/** Time zones as people name them: read, suggested while they are typed, and shown. The names are data, in zones.json. */
import { messages } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';
import { distance } from '../../search/spelling.ts';
import { simplified } from '../../shared/simplified.ts';
import { clip, nameKey, plain } from '../../shared/text.ts';
import data from './zones.json' with { type: 'json' };

export type ParsedZone =
  | {
      readonly ok: true;
      /** An IANA id as the runtime spells it, or UTC. */
      readonly zone: string;
      /** The understood zone, for confirmation: `Beijing, UTC+08:00 now`. */
      readonly confirmed: string;
    }
  | {
      readonly ok: false;
      /** What is wrong and what to do. */
      readonly message: string;
    };

export type ZoneSuggestion = {
  /** An IANA id, to be sent back. */
  readonly zone: string;
  /** At most 100 characters: `New York (UTC-05:00)`, `Nanjing: Beijing time (UTC+08:00)`. */
  readonly label: string;
};

/** A name of one zone or of several, by its key; what is found by a zone's own id has no name to show. */
type ZoneEntry = {
  readonly key: string;
  readonly name: string;
  readonly zones: readonly string[];
  readonly kind: 'city' | 'abbreviation' | 'id';
};
type ZoneMatch = { readonly zone: string; readonly name?: string | undefined };
type ZoneIndex = {
  /** All zones under their present ids, the well-known first. */
  readonly zones: readonly string[];
  readonly byKey: ReadonlyMap<string, ZoneEntry>;
};

/** What Discord and Slack show at most, Slack even more. */
const MAX_SUGGESTIONS = 25;
const MAX_CHOICES = 6;
const MAX_ECHO = 60;
const MAX_NAME = 100;

/** Names that share a cell, each with the zones that they mean. */
const namesIn = (table: Readonly<Record<string, string>>): (readonly [string, readonly string[]])[] =>
  Object.entries(table).flatMap(([names, zones]) => names.split(', ').map((name) => [name, zones.split(' ')] as const));

const CITIES = Object.entries(data.cities).map(([zone, names]) => ({ zone, names: names.split(', ') }));
/** A zone's own city in Chinese comes first among its names. */
const CHINESE = new Map(CITIES.map(({ zone, names }) => [zone, names[0] ?? zone]));
const RENAMED = new Map(Object.entries(data.renamed));
/** What a place may be said to lie in, where that is no name for a zone: the letters of states, and countries with all their zones. */
const AREAS = new Map(namesIn(data.areas));
/** Everybody in it calls its time by another city than the zone's own. */
const COMMON_NAMES: ReadonlyMap<string, Readonly<Record<Language, string>>> = new Map([
  ['Asia/Shanghai', { en: 'Beijing', zh: '北京' }],
]);

/** Returns the key by which two names of zones are the same: case, spaces, accents, punctuation and the word `time` fall away. */
const zoneKey = (text: string): string =>
  simplified(nameKey(text))
    .replace(/ (?:time zone|timezone|time)$/u, '')
    .replace(/ (?:standard|daylight|summer)$/u, '')
    .replaceAll(' ', '')
    .replace(/(?<=.)市?(?:标准时间|夏令时间|夏令时|时间|时区)?$/u, '');

/** The city of a zone, with what it lies in where the id says so: `New York`, `Knox, Indiana`. */
const cityOf = (zone: string): string => {
  const [area = zone, ...rest] = zone.replaceAll('_', ' ').split('/');
  return rest.length === 0 ? area : rest.toReversed().join(', ');
};

const placeOf = (zone: string): string => cityOf(zone).split(', ')[0] ?? zone;

let cachedIndex: ZoneIndex | undefined;

/** All names of zones, made once: only the runtime's own list is looked at. */
function zoneIndex(): ZoneIndex {
  if (cachedIndex !== undefined) return cachedIndex;
  const listed = Intl.supportedValuesOf('timeZone').map((zone) => RENAMED.get(zone) ?? zone);
  const cities = CITIES.filter(({ zone }) => listed.includes(zone));
  const zones = [...new Set([...data.usual, ...cities.map(({ zone }) => zone), ...listed.toSorted()])];
  const byKey = new Map<string, ZoneEntry>();
  const add = (name: string, kind: ZoneEntry['kind'], of: readonly string[]): void => {
    const key = zoneKey(name);
    if (!byKey.has(key)) byKey.set(key, { key, name, zones: of, kind });
  };
  // What comes first wins a name: places of one name before the one that happens to be a zone's own city.
  for (const [name, of] of namesIn(data.abbreviations)) add(name, 'abbreviation', of);
  for (const [name, of] of namesIn(data.shared)) add(name, 'city', of);
  for (const zone of zones) add(placeOf(zone), 'city', [zone]);
  for (const { zone, names } of cities) for (const name of names) add(name, 'city', [zone]);
  for (const [former, present] of RENAMED) add(placeOf(former), 'city', [present]);
  for (const zone of zones) for (const name of [cityOf(zone), zone]) add(name, 'id', [zone]);
  cachedIndex = { zones, byKey };
  return cachedIndex;
}

const zonesOf = (name: string): readonly string[] => zoneIndex().byKey.get(zoneKey(name))?.zones ?? [];

/** Returns the zones that a name in data or an id means, as the runtime spells them; none for anything else. */
export function zonesNamed(typed: string): readonly string[] {
  const exact = zonesOf(typed);
  if (exact.length > 0) return exact;
  // "Portland, Maine", "Paris (Texas)", "北京，中国": what follows tells places of one name apart.
  const [place = '', ...rest] = typed.split(/[,，(（)）]/u);
  const within = rest.join(' ');
  const zones = within === '' ? [] : zonesOf(place);
  const around = AREAS.get(zoneKey(within)) ?? zonesOf(within);
  const common = zones.filter((zone) => around.includes(zone));
  if (common.length > 0) return common;
  // Both where they contradict each other.
  return zones.length > 0 ? [...zones, ...around] : linkedZone(typed);
}

/** The present id of a link such as US/Eastern; none for a fixed offset, for which Temporal takes EST and its like. */
function linkedZone(typed: string): readonly string[] {
  // Whatever it throws costs too much for every word of a text.
  if (!/^[a-z]/iu.test(typed)) return [];
  try {
    const timeZone = typed.trim().replaceAll(/\s+/gu, '_');
    const listed = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
    return zonesOf(RENAMED.get(listed) ?? listed);
  } catch {
    // Intl has no other way to say that it does not know a zone.
    return [];
  }
}

/** The zones whose clocks show now what `UTC+8` or `+08:00` says, the well-known first; none for what is no such offset. */
function zonesAt(typed: string, now: Temporal.Instant, most: number): readonly string[] {
  const [, sign = '', hours = '', minutes = '0'] =
    /^(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$/iu.exec(typed.trim()) ?? [];
  const seconds = Number(`${sign}1`) * (Number(hours) * 3600 + Number(minutes) * 60);
  return zoneIndex()
    .zones.filter((zone) => sign !== '' && now.toZonedDateTimeISO(zone).offsetNanoseconds === seconds * 1e9)
    .slice(0, most);
}

/** Returns the zone that a city, a country, an abbreviation or an IANA id names; otherwise what is wrong, with zones to choose from. A fixed offset is refused, since it ignores daylight saving. */
export function parseZone(text: string, now: Temporal.Instant, language: Language = 'en'): ParsedZone {
  const t = messages(language);
  const name = plain(text).slice(0, MAX_NAME);
  const typed = clip(plain(text), MAX_ECHO);
  const list = (zones: readonly string[]): string =>
    zones.map((zone) => t('schedule.zone.named', { name: zoneName(zone, language), zone })).join(t('reply.listed'));
  const found = zonesNamed(name);
  const [zone] = found;
  if (zone === undefined) {
    const same = zonesAt(name, now, MAX_CHOICES);
    if (same.length > 0) return { ok: false, message: t('schedule.zone.offset', { typed, zones: list(same) }) };
    if (zoneKey(name) === '') return { ok: false, message: t('schedule.zone.empty') };
    const near = nearZones(name, MAX_CHOICES).map((one) => one.zone);
    const meant = near.length === 0 ? '' : t('schedule.zone.near', { zones: list(near) });
    return { ok: false, message: t('schedule.zone.unknown', { typed }) + meant + t('schedule.zone.remedy') };
  }
  if (found.length > 1) return { ok: false, message: t('schedule.zone.ambiguous', { typed, zones: list(found) }) };
  const entry = zoneIndex().byKey.get(zoneKey(name));
  if (zone === 'UTC')
    return { ok: true, zone, confirmed: t(/gmt/iu.test(name) ? 'schedule.zone.gmt' : 'schedule.zone.utc') };
  const changes = now.toZonedDateTimeISO(zone).getTimeZoneTransition('next') !== null;
  const note =
    entry?.kind === 'abbreviation' && changes
      ? t('schedule.zone.abbreviation', { typed: written(entry.name), time: zoneTime(zone, language) })
      : '';
  const confirmed = t('schedule.zone.now', { zone: zoneName(zone, language), offset: zoneOffset(zone, now) });
  return { ok: true, zone, confirmed: confirmed + note };
}

/** Returns up to `most` (25) zones for what was typed so far, the likeliest first; the usual ones for nothing typed, none for what is like no zone. */
export function suggestZones(
  typed: string,
  now: Temporal.Instant,
  most = MAX_SUGGESTIONS,
  language: Language = 'en',
): readonly ZoneSuggestion[] {
  const atMost = Math.min(most, MAX_SUGGESTIONS);
  const same = zonesAt(plain(typed), now, atMost);
  const matches: readonly ZoneMatch[] = same.length > 0 ? same.map((zone) => ({ zone })) : nearZones(typed, atMost);
  const t = messages(language);
  return matches.map(({ zone, name }) => {
    if (zone === 'UTC') return { zone, label: zone };
    const own = [zoneName(zone, language), zoneName(zone, 'en')].some(
      (known) => name === undefined || zoneKey(known).startsWith(zoneKey(name)),
    );
    const shown = own
      ? zoneName(zone, language)
      : t('schedule.zone.alias', { name: name ?? '', time: zoneTime(zone, language) });
    return { zone, label: t('schedule.zone.named', { name: shown, zone: zoneOffset(zone, now) }) };
  });
}

/** The zones whose names begin with or contain what was typed, else those that it misspells, the likeliest first; the usual ones for nothing typed. */
function nearZones(typed: string, most: number): readonly ZoneMatch[] {
  const key = zoneKey(typed);
  const { zones, byKey } = zoneIndex();
  if (key === '') return [...data.usual, 'UTC'].slice(0, most).map((zone) => ({ zone }));
  const order = new Map(zones.map((zone, at) => [zone, at]));
  const ranked = (rank: (entry: ZoneEntry) => number): ZoneEntry[] =>
    [...byKey.values()]
      .map((entry) => ({ entry, rank: rank(entry), order: order.get(entry.zones[0] ?? '') ?? -1 }))
      .filter((one) => Number.isFinite(one.rank))
      .toSorted((a, b) => a.rank - b.rank || a.order - b.order)
      .map(({ entry }) => entry);
  const slips = key.length < 4 ? 0 : key.length < 7 ? 1 : 2;
  const misspelt = (entry: ZoneEntry): number => {
    const edits = slips === 0 || entry.kind === 'abbreviation' ? Infinity : distance(key, entry.key, slips);
    return edits <= slips ? edits : Infinity;
  };
  const matching = ranked((entry) => matchRank(entry, key));
  const matches = (matching.length > 0 ? matching : ranked(misspelt)).flatMap(({ zones: of, name, kind }) =>
    of.map((zone): ZoneMatch => ({ zone, name: kind === 'id' ? undefined : written(name) })),
  );
  return [...Map.groupBy(matches, ({ zone }) => zone).values()].flatMap((of) => of.slice(0, 1)).slice(0, most);
}

/** How well a name fits what was typed so far: whole, from its start, within; names of several places after those of one. */
function matchRank({ key, kind, zones }: ZoneEntry, typed: string): number {
  const shared = zones.length > 1 ? 1 : 0;
  if (key === typed) return 0;
  if (key.startsWith(typed)) return (kind === 'city' ? 1 : 3) + shared;
  return kind !== 'abbreviation' && typed.length > 2 && key.includes(typed) ? 5 + shared : Infinity;
}

/** Names are kept in lower case where only their words begin with capitals. */
const written = (name: string): string =>
  /\p{Lu}/u.test(name) ? name : name.replaceAll(/(?<=^|[ -])\p{Ll}/gu, (letter) => letter.toUpperCase());

/** Returns the city a zone is known by, which is read as that zone again: `New York`, `Knox, Indiana`, `纽约`; an English name where no Chinese one is its alone. */
export function zoneName(zone: string, language: Language): string {
  const called = COMMON_NAMES.get(zone)?.[language];
  if (called !== undefined) return called;
  const names = [...(language === 'zh' ? [CHINESE.get(zone) ?? ''] : []), cityOf(zone)];
  return names.find((name) => zonesOf(name).join() === zone) ?? zone;
}

/** Returns the time of a zone by name: `New York time`, `纽约时间`, and `UTC` alone for UTC itself. */
export function zoneTime(zone: string, language: Language): string {
  if (zone === 'UTC') return zone;
  const name = zoneName(zone, language);
  // Latin letters part from Chinese ones by a space.
  return messages(language)('schedule.zone.time', {
    name: language === 'zh' && /[a-z]$/iu.test(name) ? `${name} ` : name,
  });
}

/** Returns a zone's offset from UTC at an instant: `UTC+08:00`, and `UTC` alone for UTC itself. */
export const zoneOffset = (zone: string, now: Temporal.Instant): string =>
  zone === 'UTC' ? zone : `UTC${now.toZonedDateTimeISO(zone).offset}`;
