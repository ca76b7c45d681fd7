/** The rule that every party that a record names is one of its relationship. */
import type { Fault } from '../fault.ts';
import type { LoadedRecord, RuleContext } from '../loaded-record.ts';

/** Returns a function that adds a fault at a field where it names no party of the relationship. */
export function partyChecker(
  record: LoadedRecord<unknown>,
  { relationship }: RuleContext,
  faults: Fault[],
): (path: readonly PropertyKey[], id: string) => void {
  const parties = relationship?.value?.parties;
  return (path, id) => {
    if (parties === undefined || parties.some((one) => one.id === id)) return;
    faults.push(
      record.fault(
        path,
        `there is no party ${id} in ${record.relationship}; it has ${parties.map((one) => one.id).join(' and ')}`,
      ),
    );
  };
}
