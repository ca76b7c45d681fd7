/** The names of zones against the zones that the runtime knows. */
import { describe, expect, test } from 'vitest';
import { parseZone, zoneName } from '../../../src/digest/schedule/zone.ts';
import data from '../../../src/digest/schedule/zones.json' with { type: 'json' };

const NOW = Temporal.Instant.from('2026-07-01T00:00Z');
const LISTED = Intl.supportedValuesOf('timeZone');
const RENAMED = new Map(Object.entries(data.renamed));
const ZONES = [...new Set(LISTED.map((zone) => RENAMED.get(zone) ?? zone)), 'UTC'];
const keyOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
const namesIn = (table: Readonly<Record<string, string>>): string[] =>
  Object.keys(table).flatMap((names) => names.split(', ').map(keyOf));
const cities = Object.entries(data.cities).map(([zone, names]) => ({ zone, names: names.split(', ') }));
const read = (text: string): string => {
  const found = parseZone(text, NOW);
  return found.ok ? found.zone : found.message;
};

describe('the file of names', () => {
  test('names only zones that the runtime lists, under their present ids', () => {
    const named = [
      ...data.usual,
      ...cities.map(({ zone }) => zone),
      ...[data.abbreviations, data.areas, data.shared].flatMap((table) =>
        Object.values(table).flatMap((zones) => zones.split(' ')),
      ),
    ];
    expect(named.filter((zone) => !ZONES.includes(zone))).toEqual([]);
    expect([...RENAMED.keys()].filter((zone) => !LISTED.includes(zone))).toEqual([]);
  });

  test('gives no name to two zones, unless it is listed as shared', () => {
    const claims = new Map<string, Set<string>>();
    const claim = (name: string, zone: string): void =>
      void claims.set(keyOf(name), (claims.get(keyOf(name)) ?? new Set()).add(zone));
    for (const { zone, names } of cities) for (const name of names) claim(name, zone);
    for (const zone of ZONES) claim(zone.split('/').at(-1) ?? zone, zone);
    const shared = new Set(namesIn(data.shared));
    const twice = [...claims].filter(([key, zones]) => zones.size > 1 && !shared.has(key));
    expect(twice.map(([key, zones]) => `${key}: ${[...zones].join(' ')}`)).toEqual([]);
  });

  test('has no abbreviation that hides a place', () => {
    const places = new Set([...namesIn(data.shared), ...cities.flatMap(({ names }) => names.map(keyOf))]);
    expect(namesIn(data.abbreviations).filter((name) => places.has(name))).toEqual([]);
  });

  test('names each zone in Chinese once, first of all', () => {
    const chinese = cities.map(({ names }) => names[0] ?? '');
    expect(chinese.filter((name, at) => chinese.indexOf(name) !== at || !/^\p{Script=Han}+$/u.test(name))).toEqual([]);
  });
});

test('every zone of the runtime is read from its id in any case, from a former id, and from the name that is shown for it in either language', () => {
  const ids = LISTED.flatMap((listed) => {
    const zone = RENAMED.get(listed) ?? listed;
    return [listed, listed.toLowerCase(), zone.toUpperCase()].map((id) => [id, zone] as const);
  });
  const names = ZONES.flatMap((zone) => (['en', 'zh'] as const).map((language) => [zoneName(zone, language), zone]));
  expect([...ids, ...names].filter(([name = '', zone]) => read(name) !== zone)).toEqual([]);
  expect(names.filter(([name, zone]) => name === zone && name !== 'UTC')).toEqual([]);
});

test('none is a fixed offset, though Temporal takes such for zones, and each is spelled as Temporal does', () => {
  for (const text of ['+08:00', 'Etc/GMT+8', 'Etc/GMT-14', '', 'Factory', '../etc'])
    expect(ZONES).not.toContain(read(text));
  for (const text of ['EST', 'MST', 'HST', 'CET']) expect(read(text)).toMatch(/^[A-Z][a-z]+\//u);
  for (const zone of ZONES) expect(NOW.toZonedDateTimeISO(zone).timeZoneId).toBe(zone);
});
