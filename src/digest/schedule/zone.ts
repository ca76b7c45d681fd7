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
      /** IANA ids to choose from, the likeliest first; may be empty. */
      readonly choices: readonly string[];
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
type ZoneMatch = { readonly zone: string; readonly name: string | undefined };
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
    .replace(/(?<=\p{Script=Han})(?:标准时间|夏令时间|夏令时|时间|时区|市)$/u, '');

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
function zonesNamed(typed: string): readonly string[] {
  const exact = zonesOf(typed);
  if (exact.length > 0) return exact;
  const linked = linkedZone(typed);
  if (linked !== undefined) return [linked];
  // "Asia/Beijing" is not an id, but unambiguous.
  const [, area = '', city = ''] = /^(\w+)\/(.+)$/u.exec(typed) ?? [];
  const inArea = zonesOf(city).filter((zone) => zone.toLowerCase().startsWith(`${area.toLowerCase()}/`));
  if (inArea.length > 0) return inArea;
  // "Portland, Maine", "Paris (Texas)", "北京，中国": what follows tells places of one name apart.
  const areaOf = (name: string): readonly string[] => AREAS.get(zoneKey(name)) ?? zonesOf(name);
  const [place = '', ...rest] = typed.split(/[,，、(（)）]/u);
  const words = typed.split(' ');
  const parts = [
    [place, rest.join(' ')],
    ...words.map((_, at) => [words.slice(0, -at).join(' '), words.slice(-at).join(' ')]).slice(1),
  ] as const;
  for (const [name = '', within = ''] of parts) {
    const [zones, around] = [zonesOf(name), areaOf(within)];
    if (within.trim() === '' || zones.length === 0 || around.length === 0) continue;
    const common = zones.filter((zone) => around.includes(zone));
    // Both where they contradict each other.
    return common.length > 0 ? common : [...new Set([...zones, ...around])];
  }
  return rest.join('').trim() === '' ? [] : areaOf(rest.join(' '));
}

/** The present id of a former one or a link, such as US/Eastern; undefined for a fixed offset, for which Temporal takes EST and its like. */
function linkedZone(typed: string): string | undefined {
  const id = typed.trim().replaceAll(/\s+/gu, '_');
  if (!/^[a-z]/iu.test(id)) return undefined;
  try {
    const listed = new Intl.DateTimeFormat('en', { timeZone: id }).resolvedOptions().timeZone;
    const present = RENAMED.get(listed) ?? listed;
    return zoneIndex().zones.includes(present) ? present : undefined;
  } catch {
    // Intl has no other way to say that it does not know a zone.
    return undefined;
  }
}

/** Returns the seconds that a text such as `UTC+8`, `+08:00`, `Etc/GMT-8` or `东八区` is ahead of UTC; undefined for anything else. */
function offsetOf(text: string): number | undefined {
  const [, side, ten = '', one = ''] =
    /^([东西])(十?)([一二三四五六七八九]?)(?:时区|区)$/u.exec(simplified(text)) ?? [];
  if (side !== undefined && ten + one !== '')
    return (side === '西' ? -3600 : 3600) * ((ten === '' ? 0 : 10) + '零一二三四五六七八九'.indexOf(one || '零'));
  const capitalized = /^(etc\/)?(?:utc|gmt)?\s*([+−–-])\s*(\d{1,2})(?::?(\d{2}))?$/iu.exec(text);
  if (capitalized === null) return undefined;
  const [, etc, sign, hours, minutes = '0'] = capitalized;
  const seconds = Number(hours) * 3600 + Number(minutes) * 60;
  // By POSIX's custom Etc/GMT-8 is east of Greenwich.
  return (sign === '+') === (etc === undefined) || seconds === 0 ? seconds : -seconds;
}

/** The zones whose clocks are now so many seconds ahead of UTC, the well-known first; UTC itself for none. */
const zonesAt = (seconds: number, now: Temporal.Instant, most: number): readonly string[] =>
  seconds === 0
    ? ['UTC']
    : zoneIndex()
        .zones.filter((zone) => now.toZonedDateTimeISO(zone).offsetNanoseconds === seconds * 1e9)
        .slice(0, most);

/** Returns the zone that a city, a country, an abbreviation or an IANA id names; otherwise what is wrong, with zones to choose from. A fixed offset is refused, since it ignores daylight saving. */
export function parseZone(text: string, now: Temporal.Instant, language: Language = 'en'): ParsedZone {
  const t = messages(language);
  const typed = plain(text);
  const shown = clip(typed, MAX_ECHO);
  const refuse = (say: (list: string) => string, matches: readonly ZoneMatch[]): ParsedZone => ({
    ok: false,
    message: say(
      matches
        .map(({ zone, name }) => t('schedule.zone.named', { name: name ?? zoneName(zone, language), zone }))
        .join(t('reply.listed')),
    ),
    choices: matches.map(({ zone }) => zone),
  });
  const key = zoneKey(typed);
  const offset = offsetOf(typed);
  if (key === '' && offset === undefined) return refuse(() => t('schedule.zone.empty'), []);
  const found =
    offset !== undefined ? zonesAt(offset, now, MAX_CHOICES) : typed.length > MAX_NAME ? [] : zonesNamed(typed);
  const [only, ...others] = found;
  if (only === undefined) {
    const near = offset === undefined && typed.length <= MAX_NAME ? nearZones(typed, MAX_CHOICES) : [];
    return refuse(
      (zones) =>
        t('schedule.zone.unknown', { typed: shown }) +
        (zones === '' ? '' : t('schedule.zone.near', { zones })) +
        t('schedule.zone.remedy'),
      near,
    );
  }
  if (others.length > 0 || (offset !== undefined && offset !== 0))
    return refuse(
      (zones) => t(offset === undefined ? 'schedule.zone.ambiguous' : 'schedule.zone.offset', { typed: shown, zones }),
      found.map((zone) => ({ zone, name: undefined })),
    );
  if (only === 'UTC')
    return { ok: true, zone: only, confirmed: t(key.includes('gmt') ? 'schedule.zone.gmt' : 'schedule.zone.utc') };
  const entry = zoneIndex().byKey.get(key);
  const changes = now.toZonedDateTimeISO(only).getTimeZoneTransition('next') !== null;
  const note =
    entry?.kind === 'abbreviation' && changes
      ? t('schedule.zone.abbreviation', { typed: written(entry.name), time: zoneTime(only, language) })
      : '';
  return {
    ok: true,
    zone: only,
    confirmed: `${t('schedule.zone.now', { zone: zoneName(only, language), offset: zoneOffset(only, now) })}${note}`,
  };
}

/** Returns up to `most` (25) zones for what was typed so far, the likeliest first; the usual ones for nothing typed, none for what is like no zone. */
export function suggestZones(
  typed: string,
  now: Temporal.Instant,
  most = MAX_SUGGESTIONS,
  language: Language = 'en',
): readonly ZoneSuggestion[] {
  const atMost = Math.min(most, MAX_SUGGESTIONS);
  const offset = offsetOf(plain(typed));
  const matches =
    offset === undefined
      ? nearZones(typed, atMost)
      : zonesAt(offset, now, atMost).map((zone): ZoneMatch => ({ zone, name: undefined }));
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
  if (key === '') return [...data.usual, 'UTC'].slice(0, most).map((zone) => ({ zone, name: undefined }));
  const order = new Map(zones.map((zone, at) => [zone, at]));
  const ranked = (rank: (entry: ZoneEntry) => number): ZoneEntry[] =>
    [...byKey.values()]
      .map((entry) => ({ entry, rank: rank(entry), order: order.get(entry.zones[0] ?? '') ?? -1 }))
      .filter((one) => Number.isFinite(one.rank))
      .toSorted((a, b) => a.rank - b.rank || a.order - b.order)
      .map(({ entry }) => entry);
  const matching = ranked((entry) => matchRank(entry, key));
  const slips = key.length < 4 ? 0 : key.length < 7 ? 1 : 2;
  const misspelt = (): ZoneEntry[] =>
    slips === 0
      ? []
      : ranked((entry) => {
          const edits = entry.kind === 'abbreviation' ? Infinity : distance(key, entry.key, slips);
          return edits <= slips ? edits : Infinity;
        });
  const matches = new Map<string, ZoneMatch>();
  for (const { zones: of, name, kind } of matching.length > 0 ? matching : misspelt())
    for (const zone of of)
      if (!matches.has(zone)) matches.set(zone, { zone, name: kind === 'id' ? undefined : written(name) });
  return [...matches.values()].slice(0, most);
}

/** How well a name fits what was typed so far: whole, from its start, from the start of a word, within; names of several places after those of one. */
function matchRank({ key, name, kind, zones }: ZoneEntry, typed: string): number {
  const shared = zones.length > 1 ? 1 : 0;
  if (key === typed) return 0;
  if (key.startsWith(typed)) return (kind === 'city' ? 1 : 3) + shared;
  if (kind === 'abbreviation') return Infinity;
  const words = name.split(/[ _/-]/u);
  if (words.some((_, at) => at > 0 && zoneKey(words.slice(at).join(' ')).startsWith(typed))) return 5 + shared;
  return typed.length > 2 && key.includes(typed) ? 7 + shared : Infinity;
}

/** Names are kept in lower case where only their words begin with capitals. */
const written = (name: string): string =>
  /\p{Lu}/u.test(name) ? name : name.replaceAll(/(?<=^|[ -])\p{Ll}/gu, (letter) => letter.toUpperCase());

/** Whether a text names one zone or several; a short form such as "art" or "us", and a fixed offset, only in capitals or where something else says so. */
export function isZoneName(text: string, isSure: boolean): boolean {
  if (offsetOf(text) !== undefined) return isSure || /[a-z]/iu.test(text);
  const entry = zoneIndex().byKey.get(zoneKey(text));
  if (entry === undefined) return false;
  const isShort = entry.kind === 'abbreviation' || /^[a-z]{1,2}$/iu.test(text);
  return isSure || !isShort || text === text.toUpperCase();
}

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
