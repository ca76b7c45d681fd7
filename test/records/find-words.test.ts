import { expect, test } from 'vitest';
import { createWordFinder } from '../../src/records/find-words.ts';

const GRAIN = 'The grain corridor carried ninety ships; Southland counted every one of them.';
const DOCUMENT = [
  { number: 1, text: GRAIN },
  { number: 2, text: 'The grain corridor carried ninety carts.' },
  { number: undefined, text: 'Southland counted every one of its mules.' },
  { number: 3, text: '双方同意在未来一年内暂停加征关税，并设立贸易委员会。' },
];
const finder = createWordFinder(DOCUMENT);

/** What selecting words in a text makes. */
function selecting(words: string, text = GRAIN) {
  const start = text.indexOf(words);
  return finder.wordsOf(text, start, start + words.length);
}

test('three to six words that stand in one place are taken as they are, without the marks around them', () => {
  expect(selecting('ninety ships; Southland')).toEqual({ find: 'ninety ships; Southland', places: [1] });
  expect(selecting('one of them.')).toEqual({ find: 'one of them', places: [1] });
});

test('half a word selects the whole one, and fewer words take those around them until there is one place', () => {
  expect(selecting('hips; South')?.find).toBe('ships; Southland counted');
  // "The grain corridor carried ninety" stands in two paragraphs.
  expect(selecting('grain corridor')).toEqual({ find: 'grain corridor carried ninety ships', places: [1] });
});

test('a longer selection gives its first six words that stand in one place only', () => {
  expect(selecting(GRAIN)).toEqual({ find: 'The grain corridor carried ninety ships', places: [1] });
  expect(selecting('Southland counted every one of them')).toEqual({
    find: 'Southland counted every one of them',
    places: [1],
  });
});

test('words that stand in several places whatever is around them are told with these, what the record leaves out too', () => {
  const twice = createWordFinder([
    { number: 1, text: 'One is said.' },
    { number: undefined, text: 'one is said' },
  ]);
  expect(twice.wordsOf('One is said.', 0, 3)).toEqual({ find: 'One is said', places: [1, undefined] });
  expect(twice.placesOf('is said twice')).toEqual([]);
});

test('of Chinese it takes six to sixteen characters', () => {
  const text = DOCUMENT[3]?.text ?? '';
  expect(selecting('暂停加征关税', text)).toEqual({ find: '暂停加征关税', places: [3] });
  expect(Array.from(selecting('关税', text)?.find ?? '')).toHaveLength(6);
  expect(Array.from(selecting(text, text)?.find ?? '')).toHaveLength(16);
});

test('an empty text has no words, and a text shorter than a locator none that make one', () => {
  expect(finder.wordsOf('', 0, 0)).toBeUndefined();
  expect(finder.wordsOf('Too short', 0, 9)).toBeUndefined();
});
