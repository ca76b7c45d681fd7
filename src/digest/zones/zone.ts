/** Parses a typed time zone, and confirms which zone was understood. */
import type { Language } from '../../records/schema.ts';
import { plain } from '../../shared/text.ts';
import { AREAS } from './abbreviations.ts';
import { isUtc, zoneId, zoneIndex, zoneKey } from './index-of-names.ts';
import { matchZones, nearestZones, writtenName, type ZoneMatch } from './match.ts';
import { zoneName, zoneOffset, zoneTime } from './name.ts';
import { parseOffset, zonesAt } from './offset.ts';

export type ParsedZone =
  | {
      readonly ok: true;
      /** An IANA id as the runtime spells it, or UTC. */
      readonly zone: string;
      /** The understood zone, for confirmation: `Shanghai, UTC+08:00 now`. */
      readonly confirmed: string;
    }
  | {
      readonly ok: false;
      readonly code: 'unknown' | 'ambiguous';
      /** What is wrong and what to do. */
      readonly message: string;
      /** IANA ids to choose from, the likeliest first; may be empty. */
      readonly choices: readonly string[];
    };

const MOST_CHOICES = 6;
const LONGEST_ECHO = 60;
const LONGEST_NAME = 100;

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
    noOffset: (typed: string) =>
      `“${typed}” is a fixed offset, and no city has it now. Name a city, such as Beijing or New York, or an IANA zone, such as Europe/Brussels.`,
    named: (name: string, zone: string) => `${name} (${zone})`,
    comma: ', ',
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
    noOffset: (typed: string) =>
      `“${typed}”是固定的时差，现在没有城市用它。请写城市名，如“北京”“纽约”，或 IANA 时区名，如 Europe/Brussels。`,
    named: (name: string, zone: string) => `${name}（${zone}）`,
    comma: '、',
  },
};

/** Returns the zone that a city, a country, an abbreviation or an IANA id names; otherwise what is wrong, with zones to choose from. A fixed offset is refused, since it ignores daylight saving. */
export function parseZone(text: string, now: Temporal.Instant, language: Language = 'en'): ParsedZone {
  const words = TEXTS[language];
  const typed = plain(text);
  const shown = typed.length > LONGEST_ECHO ? `${typed.slice(0, LONGEST_ECHO)}…` : typed;
  const list = (matches: readonly ZoneMatch[]): string =>
    matches.map(({ zone, name }) => words.named(name ?? zoneName(zone, language), zone)).join(words.comma);

  const key = zoneKey(typed);
  if (key === '' || typed.length > LONGEST_NAME) {
    const message = key === '' ? words.empty : `${words.unknown(shown)}${words.remedy}`;
    return refuse('unknown', message, matchZones('', MOST_CHOICES));
  }
  const offset = parseOffset(typed);
  if (isUtc(key) || offset === 0)
    return { ok: true, zone: 'UTC', confirmed: key.includes('gmt') ? words.gmt : words.utc };
  if (offset !== undefined) {
    const zones = zonesAt(offset, now, MOST_CHOICES).map(unnamed);
    if (zones.length === 0) return refuse('unknown', words.noOffset(shown), []);
    return refuse('ambiguous', words.offset(shown, list(zones)), zones);
  }

  const found = zonesNamed(typed);
  const [only, ...others] = found;
  if (only === undefined) {
    const misspelt = nearestZones(key, MOST_CHOICES);
    const near = misspelt.length > 0 ? misspelt : matchZones(typed, MOST_CHOICES);
    const hint = near.length > 0 ? words.near(list(near)) : '';
    return refuse('unknown', `${words.unknown(shown)}${hint}${words.remedy}`, near);
  }
  if (others.length > 0) {
    const choices = found.map(unnamed);
    return refuse('ambiguous', words.ambiguous(shown, list(choices)), choices);
  }
  const name = zoneName(only, language);
  const entry = zoneIndex().byKey.get(key);
  const changes = now.toZonedDateTimeISO(only).getTimeZoneTransition('next') !== null;
  const note =
    entry?.kind === 'abbreviation' && changes
      ? words.abbreviation(writtenName(entry.name), zoneTime(only, language))
      : '';
  return { ok: true, zone: only, confirmed: `${words.now(name, zoneOffset(only, now))}${note}` };
}

function refuse(code: 'unknown' | 'ambiguous', message: string, choices: readonly ZoneMatch[]): ParsedZone {
  return { ok: false, code, message, choices: choices.map(({ zone }) => zone) };
}

const unnamed = (zone: string): ZoneMatch => ({ zone, name: undefined });

/** All zones that a text names, the likeliest first. */
function zonesNamed(typed: string): readonly string[] {
  const whole = named(typed);
  if (whole.length > 0) return whole;
  const id = zoneId(typed);
  if (id !== undefined) return [id];
  // "Asia/Beijing" is not an id, but unambiguous.
  const [, area = '', city = ''] = /^(\w+)\/(.+)$/u.exec(typed) ?? [];
  const inArea = named(city).filter((zone) => zone.toLowerCase().startsWith(`${area.toLowerCase()}/`));
  if (inArea.length > 0) return inArea;

  // "Portland, Maine", "Paris (Texas)", "北京，中国": what follows tells places of one name apart.
  const [place = '', ...rest] = typed.split(/[,，、(（)）]/u);
  const within = rest.join(' ');
  if (within.trim() !== '') {
    if (named(place).length > 0) return zonesWithin(named(place), within);
    return named(within).length > 0 ? named(within) : areaOf(within);
  }
  const words = typed.split(' ');
  for (let at = words.length - 1; at > 0; at -= 1) {
    const zones = named(words.slice(0, at).join(' '));
    const around = words.slice(at).join(' ');
    if (zones.length > 0 && areaOf(around).length > 0) return zonesWithin(zones, around);
  }
  return [];
}

const named = (text: string): readonly string[] => zoneIndex().byKey.get(zoneKey(text))?.zones ?? [];

const areaOf = (text: string): readonly string[] => AREAS.get(zoneKey(text)) ?? named(text);

/** Of a place's zones those in an area; both where they contradict each other. */
function zonesWithin(zones: readonly string[], within: string): readonly string[] {
  const area = areaOf(within);
  const common = zones.filter((zone) => area.includes(zone));
  if (common.length > 0) return common;
  return [...new Set([...zones, ...area])];
}
