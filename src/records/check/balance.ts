/** The rule of balance: a topic in which one side has no document says so in a gap. */
import { balanceOf } from '../balance.ts';
import { recordCatalogueOf, shortId, valuesOf } from '../catalogue.ts';
import type { Fault } from '../fault.ts';
import type { LoadedRecords } from '../loaded-record.ts';
import type { Translated } from '../schema.ts';

/** Returns a fault for each published topic without documents of a party and without a gap that says so, and for each such gap where there are documents. */
export function checkSides(records: LoadedRecords): Fault[] {
  const catalogue = recordCatalogueOf(valuesOf(records));
  return balanceOf(catalogue).flatMap(({ brief, sides, missing }) => {
    const record = records.topics.find(
      ({ id, relationship }) => relationship === brief.relationship && id === shortId(brief),
    );
    if (record === undefined) return [];
    const parties = catalogue.relationships.get(brief.relationship)?.parties ?? [];
    const nameOf = (party: string): Translated => parties.find(({ id }) => id === party)?.name ?? { en: party };
    const untold = missing.filter((party) => !brief.gaps.some(({ side }) => side === party));
    const told = untold.map((side) => {
      const party = nameOf(side);
      const message = `no document of ${party.en} bears on this topic; add one, or a gap with side: ${side} that says so`;
      return Object.assign(record.fault(['gaps'], message), { party });
    });
    return told.concat(
      brief.gaps.flatMap(({ side }, index) => {
        const documents = sides.find(({ party }) => party === side && party !== undefined)?.documents ?? 0;
        if (side === undefined || documents === 0) return [];
        const party = nameOf(side);
        const message = `says that no document of ${party.en} bears on this topic, but ${documents} ${documents === 1 ? 'does' : 'do'}; rewrite the gap, without side`;
        return [Object.assign(record.fault(['gaps', index, 'side'], message), { party })];
      }),
    );
  });
}
