/** Time zones as people name them: read, suggested while they are typed, and shown. The names are data, in zones.json. */
import type { Language } from '../records/schema.ts';
import { distance } from '../search/spelling.ts';
import { simplified } from '../shared/simplified.ts';
import { clip, nameKey, plain } from '../shared/text.ts';
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
const CALLED: ReadonlyMap<string, Readonly<Record<Language, string>>> = new Map([
  ['Asia/Shanghai', { en: 'Beijing', zh: '北京' }],
]);

const TEXTS = {
  en: {
    now: (zone: string, offset: string) => (zone === offset ? zone : `${zone}, ${offset} now`),
    utc: 'UTC, all year without daylight saving',
    gmt: 'UTC, all year without daylight saving; for the time in London choose Europe/London',
    abbreviation: (typed: string, time: string) => ` (${typed} is read as ${time}, daylight saving included)`,
    empty:
      'No time zone was given. Name a city, such as Beijing or New York, or an IANA zone, such as Europe/Brussels.',
    unknown: (typed: string) => `No city or time zone called “${typed}” is known.`,
    near: (zones: string) => ` Did you mean ${zones}?`,
    remedy: ' Name a large city nearby, such as Beijing or New York, or an IANA zone, such as Europe/Brussels.',
    ambiguous: (typed: string, zones: string) => `“${typed}” may mean several time zones. Choose one: ${zones}.`,
    offset: (typed: string, zones: string) =>
      `“${typed}” is a fixed offset, which stays behind when clocks change for daylight saving. ` +
      `Choose the zone of a city that has it now: ${zones}.`,
    named: (name: string, zone: string) => `${name} (${zone})`,
    comma: ', ',
    time: (name: string) => `${name} time`,
    alias: (name: string, time: string) => `${name}: ${time}`,
  },
  zh: {
    now: (zone: string, offset: string) => (zone === offset ? zone : `${zone}，现在是 ${offset}`),
    utc: 'UTC，全年不变，没有夏令时',
    gmt: 'UTC，全年不变，没有夏令时；要用伦敦时间请选 Europe/London',
    abbreviation: (typed: string, time: string) => `（${typed} 按${time}理解，包括夏令时）`,
    empty: '没有写时区。请写城市名，如“北京”“纽约”，或 IANA 时区名，如 Europe/Brussels。',
    unknown: (typed: string) => `没有找到名为“${typed}”的城市或时区。`,
    near: (zones: string) => `您是否指 ${zones}？`,
    remedy: '请写附近的大城市，如“北京”“纽约”，或 IANA 时区名，如 Europe/Brussels。',
    ambiguous: (typed: string, zones: string) => `“${typed}”可能指几个时区，请选一个：${zones}。`,
    offset: (typed: string, zones: string) =>
      `“${typed}”是固定的时差，不会随夏令时调整。请选一个现在是这个时差的城市的时区：${zones}。`,
    named: (name: string, zone: string) => `${name}（${zone}）`,
    comma: '、',
    time: (name: string) => (/\p{Script=Han}$/u.test(name) ? `${name}时间` : `${name} 时间`),
    alias: (name: string, time: string) => `${name}：${time}`,
  },
} as const;

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
  const whole = zonesOf(typed);
  if (whole.length > 0) return whole;
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
  const written = /^(etc\/)?(?:utc|gmt)?\s*([+−–-])\s*(\d{1,2})(?::?(\d{2}))?$/iu.exec(text);
  if (written === null) return undefined;
  const [, etc, sign, hours, minutes = '0'] = written;
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
  const texts = TEXTS[language];
  const typed = plain(text);
  const shown = clip(typed, MAX_ECHO);
  const refuse = (say: (list: string) => string, matches: readonly ZoneMatch[]): ParsedZone => ({
    ok: false,
    message: say(
      matches.map(({ zone, name }) => texts.named(name ?? zoneName(zone, language), zone)).join(texts.comma),
    ),
    choices: matches.map(({ zone }) => zone),
  });
  const key = zoneKey(typed);
  const offset = offsetOf(typed);
  if (key === '' && offset === undefined) return refuse(() => texts.empty, []);
  const found =
    offset !== undefined ? zonesAt(offset, now, MAX_CHOICES) : typed.length > MAX_NAME ? [] : zonesNamed(typed);
  const [only, ...others] = found;
  if (only === undefined) {
    const near = offset === undefined && typed.length <= MAX_NAME ? nearZones(typed, MAX_CHOICES) : [];
    return refuse((list) => `${texts.unknown(shown)}${list === '' ? '' : texts.near(list)}${texts.remedy}`, near);
  }
  if (others.length > 0 || (offset !== undefined && offset !== 0)) {
    const say = offset === undefined ? texts.ambiguous : texts.offset;
    return refuse(
      (list) => say(shown, list),
      found.map((zone) => ({ zone, name: undefined })),
    );
  }
  if (only === 'UTC') return { ok: true, zone: only, confirmed: key.includes('gmt') ? texts.gmt : texts.utc };
  const entry = zoneIndex().byKey.get(key);
  const changes = now.toZonedDateTimeISO(only).getTimeZoneTransition('next') !== null;
  const note =
    entry?.kind === 'abbreviation' && changes ? texts.abbreviation(written(entry.name), zoneTime(only, language)) : '';
  return { ok: true, zone: only, confirmed: `${texts.now(zoneName(only, language), zoneOffset(only, now))}${note}` };
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
  const texts = TEXTS[language];
  return matches.map(({ zone, name }) => {
    if (zone === 'UTC') return { zone, label: zone };
    const own = [zoneName(zone, language), zoneName(zone, 'en')].some(
      (known) => name === undefined || zoneKey(known).startsWith(zoneKey(name)),
    );
    const shown = own ? zoneName(zone, language) : texts.alias(name ?? '', zoneTime(zone, language));
    return { zone, label: texts.named(shown, zoneOffset(zone, now)) };
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
  const fitting = ranked((entry) => fit(entry, key));
  const slips = key.length < 4 ? 0 : key.length < 7 ? 1 : 2;
  const misspelt = (): ZoneEntry[] =>
    slips === 0
      ? []
      : ranked((entry) => {
          const edits = entry.kind === 'abbreviation' ? Infinity : distance(key, entry.key, slips);
          return edits <= slips ? edits : Infinity;
        });
  const matches = new Map<string, ZoneMatch>();
  for (const { zones: of, name, kind } of fitting.length > 0 ? fitting : misspelt())
    for (const zone of of)
      if (!matches.has(zone)) matches.set(zone, { zone, name: kind === 'id' ? undefined : written(name) });
  return [...matches.values()].slice(0, most);
}

/** How well a name fits what was typed so far: whole, from its start, from the start of a word, within; names of several places after those of one. */
function fit({ key, name, kind, zones }: ZoneEntry, typed: string): number {
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
  const called = CALLED.get(zone)?.[language];
  if (called !== undefined) return called;
  const names = [...(language === 'zh' ? [CHINESE.get(zone) ?? ''] : []), cityOf(zone)];
  return names.find((name) => zonesOf(name).join() === zone) ?? zone;
}

/** Returns the time of a zone by name: `New York time`, `纽约时间`, and `UTC` alone for UTC itself. */
export const zoneTime = (zone: string, language: Language): string =>
  zone === 'UTC' ? zone : TEXTS[language].time(zoneName(zone, language));

/** Returns a zone's offset from UTC at an instant: `UTC+08:00`, and `UTC` alone for UTC itself. */
export const zoneOffset = (zone: string, now: Temporal.Instant): string =>
  zone === 'UTC' ? zone : `UTC${now.toZonedDateTimeISO(zone).offset}`;
