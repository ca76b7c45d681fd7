/** How far the sources of each side have been read. Pure. */
import { compareTexts } from '../shared/text.ts';
import { isOn, type SourceState } from './health.ts';
import { sourceKey, type WatchSource } from './sources.ts';

/** The oldest item of a side that waits, by its own day or by the one on which it was first seen. */
export type OldestWaiting = { readonly relationship: string; readonly party: string; readonly day: string };

export type PartyReach = {
  readonly party: string;
  /** YYYY-MM-DD; undefined where a source that is on was never read. */
  readonly readTo: string | undefined;
  /** What holds it back: the source that was read least, or what waits. */
  readonly heldBy: { readonly source: string } | 'waiting' | undefined;
};

/** Of each relationship with sources that are on, how far those of each side have been read. */
export type Reach = ReadonlyMap<string, readonly PartyReach[]>;

/** Returns for each side the earliest, over its sources that are on, of the last good reading, and of the day before the oldest item that waits. A side without such sources is left out. */
export function reachOf(
  sources: readonly WatchSource[],
  states: ReadonlyMap<string, SourceState>,
  oldest: readonly OldestWaiting[],
): Reach {
  const on = sources.flatMap((source) =>
    source.party !== undefined && isOn(source, states.get(sourceKey(source))) ? { ...source, party: source.party } : [],
  );
  const reach = new Map<string, PartyReach[]>();
  for (const [relationship, ofRelationship] of Map.groupBy(on, (source) => source.relationship))
    for (const [party, own] of Map.groupBy(ofRelationship, (source) => source.party)) {
      const read = own
        .map((source) => {
          const state = states.get(sourceKey(source));
          const readTo = state?.readTo;
          const gap = state?.gapFrom;
          return { source: source.id, day: readTo !== undefined && gap !== undefined && gap < readTo ? gap : readTo };
        })
        .toSorted((a, b) => compareTexts(a.day ?? '', b.day ?? ''));
      const [first, ...others] = read;
      const isAhead = others.some(({ day }) => day !== first?.day);
      const waiting = oldest.find((one) => one.relationship === relationship && one.party === party)?.day;
      const before = waiting && Temporal.PlainDate.from(waiting).subtract({ days: 1 }).toString();
      const held: PartyReach =
        first?.day !== undefined && before !== undefined && before < first.day
          ? { party, readTo: before, heldBy: 'waiting' }
          : {
              party,
              readTo: first?.day,
              heldBy: first !== undefined && isAhead ? { source: first.source } : undefined,
            };
      reach.set(relationship, [...(reach.get(relationship) ?? []), held]);
    }
  return reach;
}
