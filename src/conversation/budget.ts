/** How much one person may ask at once, and how much a channel may be answered for all to see: a flood is answered once, and then not until it has ebbed. */
import { LRUCache } from 'lru-cache';
import { lruOptions } from '../shared/lru-options.ts';
import { createTokenBuckets } from '../shared/token-buckets.ts';

/** What somebody asked by a mention, a command or a click. */
export type Asked = {
  readonly platform: string;
  readonly workspace: string;
  readonly person: string;
  /** The channel that would see the answer; undefined where the person alone does. */
  readonly channel?: string | undefined;
  /** The platform's id of what was typed or clicked: what arrives twice is counted once. */
  readonly event: string;
};

/** What becomes of it: it is answered, the person is told that it is too much, or nothing is said. */
export type Verdict = 'answer' | 'tell' | 'silent';

export type Budget = {
  /** Counts what somebody asked, and returns what becomes of it. */
  readonly spend: (asked: Asked) => Verdict;
};

/** Ten at once is what a person reads; whoever clicks through a brief stays below one in three seconds. */
const PERSON = { burst: 10, milliseconds: 3_000 };
/** More answers than these in a row leave nothing else to read in a channel. */
const CHANNEL = { burst: 20, milliseconds: 3_000 };
/** Whoever was told is told again after half of the budget has come back. */
const REPEAT_NOTICE_AFTER = 5;
const MAX_REMEMBERED = 20_000;

/** Nobody is limited. */
export const UNLIMITED: Budget = { spend: () => 'answer' };

/** Returns the budgets of everybody, in the memory of this process; `clock` returns milliseconds that are never set back. */
export function createBudget(clock: () => number): Budget {
  const persons = createTokenBuckets(PERSON.burst, PERSON.milliseconds);
  const channels = createTokenBuckets(CHANNEL.burst, CHANNEL.milliseconds);
  const told = new LRUCache<string, true>(lruOptions(MAX_REMEMBERED));
  const verdicts = new LRUCache<string, Verdict>(lruOptions(MAX_REMEMBERED));

  const tellOnce = (key: string): Verdict => {
    if (told.has(key)) return 'silent';
    told.set(key, true);
    return 'tell';
  };
  const spend = ({ platform, workspace, person, channel }: Asked): Verdict => {
    const now = clock();
    const own = JSON.stringify([platform, workspace, person]);
    if (persons.left(own, now) >= REPEAT_NOTICE_AFTER) told.delete(own);
    if (!persons.take(own, now)) return tellOnce(own);
    if (channel === undefined) return 'answer';
    const there = JSON.stringify([platform, workspace, channel, 'channel']);
    if (channels.left(there, now) >= REPEAT_NOTICE_AFTER) told.delete(there);
    return channels.take(there, now) ? 'answer' : tellOnce(there);
  };
  return {
    spend: (asked) => {
      const key = JSON.stringify([asked.platform, asked.workspace, asked.event]);
      const before = verdicts.get(key);
      if (before !== undefined) return before;
      const verdict = spend(asked);
      verdicts.set(key, verdict);
      return verdict;
    },
  };
}
