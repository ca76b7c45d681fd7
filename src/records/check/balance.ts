/** The rule of balance: a topic in which one side has no document says so in a gap. */
import { balanceOf } from '../balance.ts';
import { recordCatalogueOf, shortId, valuesOf } from '../catalogue.ts';
import type { Fault } from '../fault.ts';
import type { LoadedRecords } from '../loaded-record.ts';

/** Returns a fault for each published topic without documents of a party and without a gap that says so, and for each such gap where there are documents. */
export function checkSides(records: LoadedRecords): Fault[] {
  return balanceOf(recordCatalogueOf(valuesOf(records))).flatMap(({ brief, sides, missing }) => {
    const record = records.topics.find(
      ({ id, relationship }) => relationship === brief.relationship && id === shortId(brief),
    );
    if (record === undefined) return [];
    const untold = missing.filter((party) => !brief.gaps.some(({ side }) => side === party));
    const told = untold.map((party) =>
      record.fault(
        ['gaps'],
        `no document of ${party} bears on this topic; add one, or a gap with side: ${party} that says so`,
      ),
    );
    return told.concat(
      brief.gaps.flatMap(({ side }, index) => {
        const documents = sides.find(({ party }) => party === side && party !== undefined)?.documents ?? 0;
        return documents === 0
          ? []
          : [
              record.fault(
                ['gaps', index, 'side'],
                `says that no document of ${side ?? ''} bears on this topic, but ${documents} ${documents === 1 ? 'does' : 'do'}; rewrite the gap, without side`,
              ),
            ];
      }),
    );
  });
}
