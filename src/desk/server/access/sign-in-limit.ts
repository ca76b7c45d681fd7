/** Slows guessing of passwords, for each address, for each person and in all; on a device where its person has signed in before, for the device alone. */
import { accountNameKey } from '../../../people/roles.ts';
import { sampled } from '../../../shared/sampled.ts';
import { createTokenBuckets } from '../../../shared/token-buckets.ts';
import type { Logger } from '../../../shared/logger.ts';

/** What a person mistypes: five at once, then one in ten seconds. */
const OWN = { burst: 5, milliseconds: 10_000 };
/** Of the password of one person, from all addresses together: beyond it the same holds as for all. */
const PERSON = { burst: 10, milliseconds: 60_000 };
/** Of the password of one person on a device that they have signed in on: nobody else's guesses count there. */
const DEVICE = { burst: 10, milliseconds: 60_000 };
/** From all addresses together: beyond it an address that has guessed wrongly is not asked again for a minute. */
const ALL = { burst: 60, milliseconds: 1_000 };
const LOCKOUT_MS = 60_000;
/** What is compared of a name: nobody's is longer. */
const MAX_NAME = 100;

export type SignInLimit = {
  /** Counts a guess before it is looked at, since many may come at once; false where it is not looked at. */
  readonly take: (address: string, name: string) => boolean;
  /** Counts one on a known device; false where that is spent, and the device counts as any other. */
  readonly takeOn: (device: string) => boolean;
  /** Takes back that it was a guess on a known device. */
  readonly rightOn: (device: string) => void;
  /** Takes back that it was a guess: the password was right. */
  readonly right: (address: string, name: string) => void;
  /** Tells the log of a wrong one, once a minute together with those that were not looked at. */
  readonly wrong: (address: string) => void;
};

/** Returns what counts guesses; `clock` returns milliseconds. */
export function createSignInLimit(log: Logger, clock: () => number = () => performance.now()): SignInLimit {
  const own = createTokenBuckets(OWN.burst, OWN.milliseconds);
  const person = createTokenBuckets(PERSON.burst, PERSON.milliseconds);
  const all = createTokenBuckets(ALL.burst, ALL.milliseconds);
  const known = createTokenBuckets(DEVICE.burst, DEVICE.milliseconds);
  const recent = createTokenBuckets(1, LOCKOUT_MS);
  let last = '';
  let unseen = 0;
  const told = (count: number): void => {
    const line = { platform: 'desk', wrong: count - unseen, ...(unseen > 0 && { unseen }), address: last };
    unseen = 0;
    log.warn(line, 'wrong passwords for the desk');
  };
  // Nothing is kept running for it.
  const tell = sampled(told, clock, (work, milliseconds) => void setTimeout(work, milliseconds).unref());
  const counted = (address: string, name: string) =>
    [
      [own, networkOf(address)],
      [recent, networkOf(address)],
      [person, accountNameKey(name.slice(0, MAX_NAME))],
      [all, ''],
    ] as const;
  return {
    // Right ones too: whoever may go on guessing learns which one is right.
    take: (address, name) => {
      const now = clock();
      const [[, network], , [, key]] = counted(address, name);
      const isCalm = all.left('', now) > 0 && person.left(key, now) > 0;
      if (own.left(network, now) === 0 || (!isCalm && recent.left(network, now) === 0)) {
        last = address;
        unseen += 1;
        tell();
        return false;
      }
      for (const [buckets, one] of counted(address, name)) buckets.take(one, now);
      return true;
    },
    takeOn: (device) => known.take(device, clock()),
    rightOn: (device) => known.give(device, clock()),
    right: (address, name) => {
      const now = clock();
      for (const [buckets, one] of counted(address, name)) buckets.give(one, now);
    },
    wrong: (address) => {
      last = address;
      tell();
    },
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
