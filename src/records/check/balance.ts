/** The rule of balance: a topic in which one side has no document says so in a gap. */
import { balanceOf } from '../balance.ts';
import { recordCatalogueOf, shortId, valuesOf } from '../catalogue.ts';
import { finding, type Fault } from '../fault.ts';
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
    const told = untold.map((side) => record.fault(['gaps'], finding('side-missing', { party: nameOf(side), side })));
    return told.concat(
      brief.gaps.flatMap(({ side }, index) => {
        const count = sides.find(({ party }) => party === side && party !== undefined)?.documents ?? 0;
        if (side === undefined || count === 0) return [];
        return [record.fault(['gaps', index, 'side'], finding('side-not-missing', { party: nameOf(side), count }))];
      }),
    );
  });
}
