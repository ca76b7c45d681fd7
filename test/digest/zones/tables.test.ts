/** The tables of names against the zones that the runtime knows. */
import { describe, expect, test } from 'vitest';
import { ABBREVIATIONS, AREAS, RENAMED, SHARED_NAMES } from '../../../src/digest/zones/abbreviations.ts';
import { zoneCities } from '../../../src/digest/zones/cities.ts';
import { zoneId, zoneIndex, zoneKey } from '../../../src/digest/zones/index-of-names.ts';
import { zoneName } from '../../../src/digest/zones/name.ts';
import { parseZone } from '../../../src/digest/zones/zone.ts';

const NOW = Temporal.Instant.from('2026-07-01T00:00Z');
const LISTED = Intl.supportedValuesOf('timeZone');

describe('the tables of names', () => {
  test('name only zones that the runtime lists, under their present ids', () => {
    const named = [
      ...zoneCities().map(({ zone }) => zone),
      ...[ABBREVIATIONS, AREAS, SHARED_NAMES].flatMap((table) => [...table.values()].flat()),
    ];
    expect(named.filter((zone) => !zoneIndex().zones.includes(zone))).toEqual([]);
    expect([...RENAMED.keys()].filter((zone) => !LISTED.includes(zone))).toEqual([]);
  });

  test('give no name to two zones, unless it is listed as shared', () => {
    const claims = new Map<string, Set<string>>();
    const claim = (name: string, zone: string): void =>
      void claims.set(zoneKey(name), (claims.get(zoneKey(name)) ?? new Set()).add(zone));
    for (const { zone, names } of zoneCities()) for (const name of names) claim(name, zone);
    for (const zone of zoneIndex().zones) claim(zone.split('/').at(-1) ?? zone, zone);
    const shared = new Set([...SHARED_NAMES.keys()].map(zoneKey));
    const twice = [...claims].filter(([key, zones]) => zones.size > 1 && !shared.has(key));
    expect(twice.map(([key, zones]) => `${key}: ${[...zones].join(' ')}`)).toEqual([]);
  });

  test('have no name that hides another: an abbreviation, a shared name or a city', () => {
    const cities = zoneCities().flatMap(({ names }) => names.map(zoneKey));
    const shared = [...SHARED_NAMES.keys()].map(zoneKey);
    const hidden = new Set([...shared, ...cities]);
    expect([...ABBREVIATIONS.keys()].filter((name) => hidden.has(zoneKey(name)))).toEqual([]);
    expect(cities.filter((name) => shared.includes(name)).toSorted()).toEqual(['圣地亚哥', '奥克兰']);
  });

  test('name each zone in Chinese once', () => {
    const chinese = zoneCities().map((city) => city.chinese);
    expect(chinese.filter((name, at) => chinese.indexOf(name) !== at || !/^\p{Script=Han}+$/u.test(name))).toEqual([]);
  });
});

describe('every zone of the runtime', () => {
  test('is read from its id in any case and from its own city, and none is a fixed offset', () => {
    const shared = new Set([...SHARED_NAMES.keys()].map(zoneKey));
    for (const listed of LISTED) {
      const zone = RENAMED.get(listed) ?? listed;
      const city = zoneKey(zoneName(zone, 'en').split(',')[0] ?? zone);
      const read = [listed, listed.toLowerCase(), zone.toUpperCase(), ...(shared.has(city) ? [] : [city])].map(
        (text) => {
          const found = parseZone(text, NOW);
          return found.ok ? found.zone : found.message;
        },
      );
      expect(new Set(read)).toEqual(new Set([zone]));
    }
  });

  test('has an id that Temporal spells the same way', () => {
    for (const zone of [...zoneIndex().zones, 'UTC']) expect(NOW.toZonedDateTimeISO(zone).timeZoneId).toBe(zone);
  });

  test('never comes as one of the fixed offsets that Temporal takes for zones', () => {
    for (const text of ['EST', 'MST', 'HST', 'CET', '+08:00', 'Etc/GMT+8', 'Etc/GMT-14', '', 'Factory', '../etc'])
      expect(zoneId(text)).toBeUndefined();
    expect(zoneId('etc/gmt0')).toBe('UTC');
  });
});
