/** Slows guessing of codes, for each device: whoever guesses at the same address locks nobody else out. Each link ends by itself after a few wrong codes, whatever the device. */
import { sampled } from '../../../shared/sampled.ts';
import { createTokenBuckets } from '../../../shared/token-buckets.ts';
import type { Logger } from '../../../shared/logger.ts';

/** So many wrong codes of a device at once, then one in ten seconds. */
const BURST = 10;
export const REFILL_SECONDS = 10;

export type SignInLimit = {
  /** Counts a code before it is looked up, since many may come at once; false where it is not looked up. */
  readonly take: (from: GuessOrigin) => boolean;
  /** Takes back that it was a guess: there is a link of this code. */
  readonly right: (from: GuessOrigin) => void;
  /** Tells the log of a wrong one, once a minute together with those that were not looked up. */
  readonly wrong: (from: GuessOrigin) => void;
};

/** Where a code came from: the mark that the sign-in page gave to a browser, and the address. */
export type GuessOrigin = { readonly device: string | undefined; readonly address: string };

/** A browser without a mark counts with all others of its network. */
const keyOf = ({ device, address }: GuessOrigin): string => device ?? networkOf(address);

/** Returns what counts guesses; `clock` returns milliseconds. */
export function createSignInLimit(log: Logger, clock: () => number = () => performance.now()): SignInLimit {
  const buckets = createTokenBuckets(BURST, REFILL_SECONDS * 1_000);
  let address = '';
  const logWrong = (wrong: number): void => log.warn({ platform: 'desk', wrong, address }, 'wrong codes for the desk');
  // Nothing is kept running for it.
  const report = sampled(logWrong, clock, (work, milliseconds) => void setTimeout(work, milliseconds).unref());
  const wrong = (from: GuessOrigin): void => {
    ({ address } = from);
    report();
  };
  return {
    take: (from) => {
      const isTaken = buckets.take(keyOf(from), clock());
      if (!isTaken) wrong(from);
      return isTaken;
    },
    right: (from) => buckets.give(keyOf(from), clock()),
    wrong,
  };
}

/** Returns what stands for an address: of IPv6 its network, since whoever has one has billions of its addresses. */
export function networkOf(address: string): string {
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
