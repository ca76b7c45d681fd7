/** Which refused sign-ins are written into the audit list: few of many, so that guessing cannot fill it. */
import { createTokenBuckets } from '../shared/token-buckets.ts';
import { accountNameKey } from './account.ts';

const MINUTE_MS = 60_000;
/** From one address, whatever the names: so many at once, then one a minute. */
const ADDRESS_BURST = 5;
/** From all addresses together: so many at once, then one a minute. */
const ALL_BURST = 30;
/** What is kept of a name as it was given: an account has no longer one. */
const MAX_NAME = 80;

/** Returns a name as the list shows it: cut, and without what is not seen. */
export const refusedName = (given: string): string =>
  Array.from(
    given
      .slice(0, 2 * MAX_NAME)
      .replaceAll(/[\p{C}\s]+/gu, ' ')
      .trim(),
  )
    .slice(0, MAX_NAME)
    .join('');

/** Returns what says whether a refused sign-in of a name from an address is written down, given the milliseconds of now. */
export function createRefusals(): (name: string, address: string, now: number) => boolean {
  const ofName = createTokenBuckets(1, MINUTE_MS);
  const ofAddress = createTokenBuckets(ADDRESS_BURST, MINUTE_MS);
  const ofAll = createTokenBuckets(ALL_BURST, MINUTE_MS);
  return (name, address, now) => {
    const wanted = [
      [ofName, `${address} ${accountNameKey(name)}`],
      [ofAddress, address],
      [ofAll, ''],
    ] as const;
    if (wanted.some(([buckets, key]) => buckets.left(key, now) === 0)) return false;
    for (const [buckets, key] of wanted) buckets.take(key, now);
    return true;
  };
}
