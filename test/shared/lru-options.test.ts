import { LRUCache } from 'lru-cache';
import { expect, test } from 'vitest';
import { lruOptions } from '../../src/shared/lru-options.ts';

test('a cache forgets what was used the longest ago, and takes no room before', () => {
  const cache = new LRUCache<string, number>(lruOptions(2));
  expect(cache.max).toBe(0);
  for (const [at, key] of ['a', 'b', 'a', 'c'].entries()) cache.set(key, at);
  expect([...cache.keys()].toSorted()).toEqual(['a', 'c']);
});
