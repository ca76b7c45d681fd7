import { expect, test } from 'vitest';
import { fingerprint, addressKey } from '../../../src/records/paragraphs.ts';
import type { HeldTexts, HeldText } from '../../../src/records/held-texts.ts';
import { findDuplicates, type DuplicateCandidate } from '../../../src/records/import/duplicates.ts';

const LONG = Array.from(
  { length: 10 },
  (_, index) => `In paragraph ${index} the ministers of both sides said a long sentence on ship number ${index * 7}.`,
);
const KNOWN = {
  relationship: 'north-south',
  id: 'harbour-notes',
  title: { en: 'Harbour notes', zh: '港口笔记' },
  url: 'https://quay.example/notes/',
  publishedOn: '2026-10-01',
  paragraphs: LONG.map((one) => fingerprint(one)),
};

const heldOf = (...texts: readonly HeldText[]): HeldTexts => ({
  get: async (relationship, id) => texts.find((one) => one.relationship === relationship && one.id === id),
  has: (relationship, id) => texts.some((one) => one.relationship === relationship && one.id === id),
  put: () => Promise.reject(new Error('nothing is put')),
  list: async () => [],
  remove: async () => {},
});
const held = (paragraphs: readonly string[]): HeldTexts =>
  heldOf({ relationship: 'north-south', id: 'harbour-notes', paragraphs, readAt: '', from: 'file' });

const found = async (candidate: Partial<DuplicateCandidate>, texts = heldOf()) => {
  const whole = { url: undefined, title: undefined, publishedOn: undefined, paragraphs: ['Other.'], ...candidate };
  return (await findDuplicates(whole, [KNOWN], texts)).map(({ because, ...one }) => [
    because,
    'share' in one ? one.share : undefined,
  ]);
};

test('a document is known by its address, whatever counts visitors in it, and by its title of the same day', async () => {
  expect(await found({ url: 'http://www.quay.example/notes?utm_source=a#top' })).toEqual([['address', undefined]]);
  expect(await found({ url: 'https://quay.example/notes?id=2' })).toEqual([]);
  expect(await found({ title: 'HARBOUR NOTES', publishedOn: '2026-10-01' })).toEqual([['title', undefined]]);
  expect(await found({ title: '港口笔记' })).toEqual([['title', undefined]]);
  expect(await found({ title: 'Harbour notes', publishedOn: '2026-10-02' })).toEqual([]);
});

test('a near copy is known by the paragraphs that it shares, and where the text is held, by its wording', async () => {
  expect(await found({ paragraphs: [...LONG.slice(0, 5), ...LONG.slice(5).map((one) => `${one} More.`)] })).toEqual([
    ['text', 0.5],
  ]);
  expect(
    await found({
      paragraphs: [
        ...LONG.slice(0, 2),
        ...Array<string>(8).fill('A sentence of another document, long enough to be counted.'),
      ],
    }),
  ).toEqual([]);
  // Parted at other places: no paragraph is the same, nearly all the wording is.
  const parted = [LONG.join(' ')];
  expect(await found({ paragraphs: parted })).toEqual([]);
  const [[because, share] = []] = await found({ paragraphs: parted }, held(LONG));
  expect(because).toBe('text');
  expect(share).toBe(1);
  expect(
    await found(
      { paragraphs: ['The quay was quiet, and nobody had anything to say about the ships that day.'] },
      held(LONG),
    ),
  ).toEqual([]);
});

test('a long text is compared by all of its wording', async () => {
  const many = Array.from(
    { length: 1_000 },
    (_, each) => `Paragraph ${each} tells of ship ${each * 7} and of the quay.`,
  );
  const candidate = { url: undefined, title: undefined, publishedOn: undefined, paragraphs: many };
  expect(await findDuplicates(candidate, [KNOWN], held([many.join(' ')]))).toMatchObject([{ share: 1 }]);
  const [[, half = 0] = []] = await found({ paragraphs: many }, held(many.slice(0, 500)));
  expect(half).toBeCloseTo(0.5, 2);
});

test.each([
  ['https://www.a.example/b/index.html?b=2&a=1&fbclid=x', 'a.example/b?a=1&b=2'],
  ['http://m.a.example', 'a.example'],
  ['https://a.example/b.pdf#page=7', 'a.example/b.pdf#page=7'],
  ['https://a.example/b#part', 'a.example/b'],
  ['https://a.example:8443/B', 'a.example:8443/B'],
  ['mailto:a@b.example', undefined],
  ['nothing', undefined],
])('the key of %s is %s', (address, key) => expect(addressKey(address)).toBe(key));
