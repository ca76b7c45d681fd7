import { expect, test } from 'vitest';
import { accountNameKey, parseName } from '../../src/people/roles.ts';

test.each([
  ['Ann Example', 'Ann Example'],
  ['  Ann \t Example ', 'Ann Example'],
  ['王小明', '王小明'],
  ['Анна', 'Анна'],
  ["Renée O'Hara-Smith", "Renée O'Hara-Smith"],
])('%j is the name %s', (text, name) => {
  expect(parseName(text)).toEqual({ ok: true, name });
});

test.each([
  ['', 'empty'],
  ['  \n ', 'empty'],
  ['x'.repeat(61), 'long'],
  ['Ann\u202Egnimoc', 'odd'],
  ['Ann\u200B', 'odd'],
  ['Ann\0', 'odd'],
  // A Cyrillic a among Latin letters.
  ['\u0410nn', 'odd'],
  ['On This  Machine', 'odd'],
  ['command line', 'odd'],
  ['first admin', 'odd'],
])('%j is no name: %s', (text, because) => {
  expect(parseName(text)).toEqual({ ok: false, because });
});

test('names that a reader takes for one have one key', () => {
  expect(new Set(['Ann B', ' ann  b', 'ＡＮＮ Ｂ', 'ANN B'].map(accountNameKey)).size).toBe(1);
  expect(accountNameKey('Ann B')).not.toBe(accountNameKey('Ann C'));
});
