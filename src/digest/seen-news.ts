/** The news that a channel has received: by its keys, and statements by the hundred as short hashes of their ids. Pure. */
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { NewsItem } from './news.ts';
import type { Subscription } from './subscription.ts';
import { chunks } from '../shared/chunks.ts';

/**
 * A channel counts every statement of its topics as received when it subscribes. Their ids would take 40 kB a subscription today and
 * 1.2 MB with 20,000 statements; six characters of a hash each take 4 kB and 120 kB. A statement that is added later, to whichever document,
 * has a hash of its own: that it is taken for one of 20,000 others happens once in three million.
 */
const HASH_CHARACTERS = 6;
const PACK = 'statements:';
/** So many make a key: PostgreSQL indexes the keys that a channel has received and takes no longer ones than 2,700 bytes. */
const MAX_PACK = 200;

/** Returns the keys by which news counts as received: its own, and those of statements in packs. */
export function packKeys(news: readonly NewsItem[], before: readonly string[] = []): string[] {
  const keys = new Set(before.filter((key) => !key.startsWith(PACK)));
  const hashes = unpackHashes(before);
  for (const item of news) {
    if (item.type === 'statement') hashes.add(shortHash(item.key));
    for (const key of newsKeys(item).slice(item.type === 'statement' ? 1 : 0)) keys.add(key);
  }
  return [...keys, ...chunks([...hashes], MAX_PACK).map((pack) => PACK + pack.join(''))];
}

/** Returns the keys of an item: of a statement, those of its corrections too, which its text already has; of a change whose day has come, that of its being ahead. */
export function newsKeys(item: NewsItem): readonly string[] {
  if (item.type === 'statement') return [item.key, ...item.corrections];
  return item.type === 'begins' ? [item.key, item.aheadKey] : [item.key];
}

/**
 * Returns the news that a channel has not received yet. Left out are a correction of a statement that it has not received either, the
 * withdrawal of one that it never received, what was split from one that it has received, and a review that fell due before one that it heard of.
 */
export function unseenNews(
  news: readonly NewsItem[],
  baseline: Subscription['baseline'],
  carriedKeys: ReadonlySet<string>,
): NewsItem[] {
  const known = new Set([...baseline, ...carriedKeys]);
  const hashes = unpackHashes(known);
  const hasStatement = (key: string): boolean => known.has(key) || (hashes.size > 0 && hashes.has(shortHash(key)));
  const reviews = [...known].filter((key) => key.includes(REVIEW));
  const left = news.filter((item) => {
    switch (item.type) {
      case 'statement':
        return !hasStatement(item.key) && !item.splitFrom.some(hasStatement);
      case 'due':
        return ![item.key, ...item.splitFrom].some((key) => known.has(key));
      case 'withdrawn':
        return !known.has(item.key) && hasStatement(item.heard);
      case 'overdue':
        // Who heard of a review that was due later has heard of this one.
        return !reviews.some((key) => key.startsWith(reviewsOf(item)) && key >= item.key);
      default:
        return !known.has(item.key);
    }
  });
  const included = new Set(left.flatMap((item) => (item.type === 'statement' ? item.corrections : [])));
  return left.filter(({ key }) => !included.has(key));
}

/** In the key of a review that is overdue, between the topic and the day. */
const REVIEW = '/review/';
const reviewsOf = ({ key }: NewsItem): string => key.slice(0, key.lastIndexOf(REVIEW) + REVIEW.length);

function unpackHashes(keys: Iterable<string>): Set<string> {
  const hashes = new Set<string>();
  for (const key of keys) {
    if (!key.startsWith(PACK)) continue;
    for (let from = PACK.length; from < key.length; from += HASH_CHARACTERS)
      hashes.add(key.slice(from, from + HASH_CHARACTERS));
  }
  return hashes;
}

/** Every digest asks for the hash of every statement, most of them for the same; so many are kept. */
const hashOf = new LRUCache<string, string>({ max: 20_000 });

function shortHash(key: string): string {
  let short = hashOf.get(key);
  if (short === undefined) hashOf.set(key, (short = hash('sha256', key, 'base64url').slice(0, HASH_CHARACTERS)));
  return short;
}
