/** Slows guessing of the desk's password, for each address and in all. */
import { sampled } from '../../../../shared/sampled.ts';
import { createTokenBuckets } from '../../../../shared/token-buckets.ts';
import type { Logger } from '../../../../shared/logger.ts';

/** What a person mistypes: five at once, then one in ten seconds. */
const OWN = { burst: 5, milliseconds: 10_000 };
/** From all addresses together: beyond it an address that has guessed wrongly is not asked again for a minute. */
const ALL = { burst: 60, milliseconds: 1_000 };
const AGAIN_MILLISECONDS = 60_000;

export type Guesses = {
  /** Whether a password that comes from an address is looked at now. */
  readonly mayGuess: (address: string) => boolean;
  /** Counts a wrong one, and tells the log at most once a minute. */
  readonly wrong: (address: string) => void;
};

/** Returns what counts wrong passwords; `clock` returns milliseconds. */
export function createGuesses(log: Logger, clock: () => number = () => performance.now()): Guesses {
  const own = createTokenBuckets(OWN.burst, OWN.milliseconds);
  const all = createTokenBuckets(ALL.burst, ALL.milliseconds);
  const recent = createTokenBuckets(1, AGAIN_MILLISECONDS);
  let last = '';
  const tell = sampled(
    (wrong) => log.warn({ platform: 'desk', wrong, address: last }, 'wrong passwords for the desk'),
    clock,
  );
  return {
    // Right ones too: whoever may go on guessing learns which one is right.
    mayGuess: (address) => {
      const now = clock();
      const key = networkOf(address);
      return own.left(key, now) > 0 && (all.left('', now) > 0 || recent.left(key, now) > 0);
    },
    wrong: (address) => {
      const now = clock();
      const key = networkOf(address);
      own.take(key, now);
      all.take('', now);
      recent.take(key, now);
      last = address;
      tell();
    },
  };
}

/** Returns what stands for an address: of IPv6 its network, since whoever has one has billions of its addresses. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const whole =
    tail === undefined ? groups : [...groups, ...Array<string>(8 - groups.length - after.length).fill('0'), ...after];
  return whole.slice(0, 4).join(':');
}
