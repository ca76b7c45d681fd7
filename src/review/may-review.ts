/** Who may review what. Pure. */
import { nameKey, type Account } from '../people/account.ts';
import { may, type ReviewPolicy } from '../people/roles.ts';

/** Returns whether a person may review what others, by their names, wrote: no two people here have one name. */
export const mayReview = (
  person: Pick<Account, 'name' | 'role'>,
  writers: readonly string[],
  policy: ReviewPolicy,
): boolean =>
  may(person, 'review') &&
  (policy === 'anybody' || writers.every((writer) => nameKey(writer) !== nameKey(person.name)));
