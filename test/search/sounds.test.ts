import { describe, expect, test } from 'vitest';
import { CHINESE } from '../../src/search/lexicon/lexicon.ts';
import { createSounds } from '../../src/search/sounds.ts';
import { ownCatalogue } from '../support/records.ts';

const NAMES = new Set([
  '关税',
  '留学',
  '元首外交',
  '人工智能',
  '出口管制',
  '国防',
  '芯片',
  '游学',
  '能源合作',
  '市场信心',
]);
const PAIRS = new Set([...NAMES].flatMap((name) => [0, 1, 2].map((at) => name.slice(at, at + 2))));
const mend = createSounds(NAMES, (pair) => PAIRS.has(pair));

describe('names typed by their sound', () => {
  test.each([
    ['关水多少了', '关税多少了'],
    ['流学签证', '留学签证'],
    ['元手外交', '元首外交'],
    ['人工只能治理', '人工智能治理'],
    ['出口管治', '出口管制'],
    ['能原合作怎么样', '能源合作怎么样'],
    // sh for s, and ing for in.
    ['市场星心', '市场信心'],
    ['关碎', '关税'],
  ])('are written as they are: %s', (typed, meant) => {
    expect(mend(typed)).toBe(meant);
  });

  test.each([
    ['a name as it is', '关税'],
    ['a word of the language that sounds like a name', '新片上映'],
    ['neighbours of two words', '去美国访问'],
    ['a word of its own beside the rest of a name', '有学者'],
    ['a name of which every character is another', '官碎'],
    ['nothing', ''],
    ['a single character', '税'],
  ])('are not seen in %s', (_, text) => {
    expect(mend(text)).toBe(text);
  });

  test('are not seen in what our own briefs say', () => {
    const { briefs } = ownCatalogue();
    const names = new Set([...briefs.values()].flatMap(({ aliases }) => aliases.zh ?? []));
    const known = new Set([...names].flatMap((name) => Array.from(name, (_, at) => name.slice(at, at + 2))));
    const own = createSounds(names, (pair) => known.has(pair) || CHINESE.has(pair));
    const runs = [...briefs.values()].flatMap(({ statements }) =>
      statements.flatMap(({ text }) => text.zh?.match(/\p{Script=Han}+/gu) ?? []),
    );
    expect(runs.length).toBeGreaterThan(200);
    expect(runs.filter((run) => own(run) !== run)).toEqual([]);
  });
});
