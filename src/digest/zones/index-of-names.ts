/** Every time zone of the runtime with the names it goes by. */
import { simplified } from '../../shared/simplified.ts';
import { nameKey } from '../../shared/text.ts';
import { ABBREVIATIONS, RENAMED, SHARED_NAMES } from './abbreviations.ts';
import { zoneCities } from './cities.ts';

export type ZoneEntry = {
  /** As people write it, for showing. */
  readonly name: string;
  readonly key: string;
  /** The keys of what begins with its second word, its third and so on. */
  readonly tails: readonly string[];
  readonly zones: readonly string[];
  readonly kind: 'city' | 'abbreviation' | 'id';
};

export type ZoneIndex = {
  /** All zones under their present ids, the well-known first. */
  readonly zones: readonly string[];
  readonly entries: readonly ZoneEntry[];
  readonly byKey: ReadonlyMap<string, ZoneEntry>;
};

const UTC_KEYS = new Set(
  (
    'utc gmt uct z zulu universal greenwich greenwichmean coordinateduniversal gmt0 ' +
    'etcutc etcgmt etcuct etczulu etcuniversal etcgreenwich etcgmt0 协调世界时 世界时 格林尼治 格林威治'
  ).split(' '),
);

/** The zones offered before anything is typed. */
export const USUAL_ZONES: readonly string[] = (
  'America/New_York Asia/Shanghai America/Los_Angeles America/Chicago America/Denver Europe/London Europe/Brussels ' +
  'Europe/Paris Europe/Berlin Europe/Moscow Asia/Hong_Kong Asia/Taipei Asia/Singapore Asia/Tokyo Asia/Seoul ' +
  'Asia/Kolkata Asia/Dubai Australia/Sydney America/Toronto America/Sao_Paulo Africa/Cairo Africa/Johannesburg ' +
  'Asia/Jakarta Pacific/Auckland'
).split(' ');

let cachedIndex: ZoneIndex | undefined;

/** Returns the key by which two names of zones are the same: case, spaces, accents, punctuation and the word `time` fall away. */
export function zoneKey(text: string): string {
  const words = simplified(nameKey(text)).replace(/ (?:time zone|timezone|time)$/u, '');
  return words
    .replace(/ (?:standard|daylight|summer)$/u, '')
    .replaceAll(' ', '')
    .replace(/(?<=\p{Script=Han})(?:标准时间|夏令时间|夏令时|时间|时区|市)$/u, '');
}

/** Returns all names of zones, made once: only the runtime's own list is looked at. */
export function zoneIndex(): ZoneIndex {
  cachedIndex ??= makeIndex();
  return cachedIndex;
}

/** Returns a named zone's id as the runtime spells it, with links and former names brought to the present one; undefined for anything else, fixed offsets among it. */
export function zoneId(text: string): string | undefined {
  const id = text.trim().replaceAll(/\s+/gu, '_');
  const key = zoneKey(id);
  if (isUtc(key)) return 'UTC';
  const { byKey, zones } = zoneIndex();
  const known = byKey.get(key);
  if (known?.kind === 'id') return known.zones[0];
  // Temporal takes EST and its like for fixed offsets, and a bare offset for a zone.
  if (known?.kind === 'abbreviation' || !/^[a-z]/iu.test(id)) return undefined;
  try {
    const listed = new Intl.DateTimeFormat('en', { timeZone: id }).resolvedOptions().timeZone;
    const present = RENAMED.get(listed) ?? listed;
    return zones.includes(present) ? present : undefined;
  } catch {
    // Intl has no other way to say that it does not know a zone.
    return undefined;
  }
}

/** Whether a text names UTC itself. */
export function isUtc(key: string): boolean {
  return UTC_KEYS.has(key);
}

function makeIndex(): ZoneIndex {
  const listed = Intl.supportedValuesOf('timeZone').map((zone) => RENAMED.get(zone) ?? zone);
  const cities = zoneCities().filter(({ zone }) => listed.includes(zone));
  const zones = [...new Set([...USUAL_ZONES, ...cities.map(({ zone }) => zone), ...listed.toSorted()])];
  const entries = new Map<string, ZoneEntry>();
  const add = (name: string, kind: ZoneEntry['kind'], of: readonly string[]): void => {
    const key = zoneKey(name);
    if (entries.has(key)) return;
    const words = name.split(/[ _/-]/u);
    const tails = words.slice(1).map((_, at) => zoneKey(words.slice(at + 1).join(' ')));
    entries.set(key, { name, key, tails, zones: of, kind });
  };
  // What comes first wins a name: places of one name before the one that happens to be a zone's own city.
  for (const [name, of] of ABBREVIATIONS) add(name, 'abbreviation', of);
  for (const [name, of] of SHARED_NAMES) add(name, 'city', of);
  for (const zone of zones) add(cityOf(zone), 'city', [zone]);
  for (const { zone, names } of cities) for (const name of names) add(name, 'city', [zone]);
  for (const [former, present] of RENAMED) add(cityOf(former), 'city', [present]);
  for (const zone of zones) add(zone, 'id', [zone]);
  return { zones, entries: [...entries.values()], byKey: entries };
}

const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
