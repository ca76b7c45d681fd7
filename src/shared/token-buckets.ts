/** Budgets that refill: for each key so many at once, and then one in a while. In memory, so that each replica has its own. */
import { LRUCache } from 'lru-cache';
import { lruOptions } from './lru-options.ts';

export type TokenBuckets = {
  /** Takes one of a key's budget and returns whether there was one; `now` is in milliseconds. */
  readonly take: (key: string, now: number) => boolean;
  /** Gives one back that was taken. */
  readonly give: (key: string, now: number) => void;
  /** Returns how many of a key's budget are left. */
  readonly left: (key: string, now: number) => number;
};

/** The number of keys remembered: the least used one is forgotten, whose budget is full again. */
const MAX_KEYS = 20_000;

/** Returns budgets of `burst` for each key, each refilled by one every so many milliseconds. */
export function createTokenBuckets(burst: number, refillMilliseconds: number): TokenBuckets {
  const buckets = new LRUCache<string, { readonly left: number; readonly at: number }>(lruOptions(MAX_KEYS));
  const left = (key: string, now: number): number => {
    const before = buckets.get(key);
    // A clock that was set back refills nothing.
    return before === undefined
      ? burst
      : Math.min(burst, before.left + Math.max(0, now - before.at) / refillMilliseconds);
  };
  return {
    left: (key, now) => Math.floor(left(key, now)),
    give: (key, now) => void buckets.set(key, { left: Math.min(burst, left(key, now) + 1), at: now }),
    take: (key, now) => {
      const there = left(key, now);
      if (there < 1) return false;
      buckets.set(key, { left: there - 1, at: now });
      return true;
    },
  };
}
