/** Finds the time zones that a beginning, a part or a misspelling of a name may mean. */
import { distance } from '../../search/spelling.ts';
import { isUtc, USUAL_ZONES, zoneIndex, zoneKey, type ZoneEntry } from './index-of-names.ts';

export type ZoneMatch = {
  readonly zone: string;
  /** The name that matched, ready for showing; undefined where that is the zone's own id. */
  readonly name: string | undefined;
};

const UNLIKE = 9;

/** Returns up to `most` zones whose names begin with or contain what was typed, else those it misspells, the likeliest first; the usual ones for nothing typed. */
export function matchZones(typed: string, most: number): readonly ZoneMatch[] {
  const key = zoneKey(typed);
  if (key === '') return [...USUAL_ZONES, 'UTC'].slice(0, most).map((zone) => ({ zone, name: undefined }));
  const order = new Map(zoneIndex().zones.map((zone, at) => [zone, at]));
  const ranked = zoneIndex()
    .entries.map((entry) => ({ entry, rank: rank(entry, key), order: order.get(entry.zones[0] ?? '') ?? 0 }))
    .filter((one) => one.rank < UNLIKE)
    .toSorted((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ entry }) => entry);
  const utc: ZoneMatch[] = isUtc(key) || 'utc'.startsWith(key) ? [{ zone: 'UTC', name: undefined }] : [];
  return unique([...utc, ...asMatches(ranked)], most, () => (utc.length > 0 ? [] : nearestZones(key, most)));
}

/** Returns up to `most` zones whose names are nearest to a misspelt one, one slip in short names and two in longer ones, the nearest first. */
export function nearestZones(key: string, most: number): readonly ZoneMatch[] {
  const slips = key.length < 4 ? 0 : key.length < 7 ? 1 : 2;
  if (slips === 0) return [];
  const near = zoneIndex()
    .entries.filter(({ kind }) => kind !== 'abbreviation')
    .map((entry) => ({ entry, edits: distance(key, entry.key, slips) }))
    .filter(({ edits }) => edits <= slips)
    .toSorted((a, b) => a.edits - b.edits);
  return unique(asMatches(near.map(({ entry }) => entry)), most);
}

/** Returns a name of the index as it is written: they are kept in lower case where only their words begin with capitals. */
export function writtenName(name: string): string {
  return /\p{Lu}/u.test(name) ? name : name.replaceAll(/(?<=^|[ -])\p{Ll}/gu, (letter) => letter.toUpperCase());
}

/** How well a name fits what was typed so far: whole, from its start, from the start of a word, within; names of several places after those of one. */
function rank({ key, tails, kind, zones }: ZoneEntry, typed: string): number {
  const shared = zones.length > 1 ? 1 : 0;
  if (key === typed) return 0;
  if (key.startsWith(typed)) return (kind === 'city' ? 1 : 3) + shared;
  if (kind === 'abbreviation') return UNLIKE;
  if (tails.some((tail) => tail.startsWith(typed))) return 5 + shared;
  return typed.length > 2 && key.includes(typed) ? 7 + shared : UNLIKE;
}

function asMatches(entries: readonly ZoneEntry[]): ZoneMatch[] {
  return entries.flatMap(({ zones, name, kind }) =>
    zones.map((zone) => ({ zone, name: kind === 'id' ? undefined : writtenName(name) })),
  );
}

function unique(
  matches: readonly ZoneMatch[],
  most: number,
  otherwise: () => readonly ZoneMatch[] = () => [],
): readonly ZoneMatch[] {
  const first = new Map<string, ZoneMatch>();
  for (const match of matches.length > 0 ? matches : otherwise())
    if (!first.has(match.zone)) first.set(match.zone, match);
  return [...first.values()].slice(0, most);
}
