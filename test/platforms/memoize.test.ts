/** Tests that what is pure is done once for each object, and returns the same data. */
import { expect, test } from 'vitest';
import { memoize } from '../../src/platforms/memoize.ts';

test('a pure function is run once for each object, and its result is the very same after that', () => {
  let runs = 0;
  const made = memoize(({ words }: { readonly words: readonly string[] }) => {
    runs += 1;
    return { text: words.join(' '), left: undefined };
  });
  const given = { words: ['a', 'b'] };
  expect(made(given)).toEqual({ text: 'a b' });
  expect(made(given)).toBe(made(given));
  expect(runs).toBe(1);
  expect(made({ words: ['a', 'b'] })).not.toBe(made(given));
  expect(runs).toBe(2);
});
