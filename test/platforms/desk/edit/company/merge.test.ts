/** Bringing two texts together. */
import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  changedPlaces,
  mayKeepBoth,
  mergedText,
  mergeParts,
  type MergeChoice,
} from '../../../../../src/platforms/desk/web/edit/company/merge.ts';

const BASE = 'title: Tea\nsummary: Old\nstatus: published\naliases: []\ngaps: []\n';
const conflicts = (mine: string, base: string | undefined, theirs: string) =>
  mergeParts(mine, base, theirs).filter(({ isChosen }) => isChosen);
const merged = (mine: string, base: string | undefined, theirs: string, choice?: MergeChoice) => {
  const parts = mergeParts(mine, base, theirs);
  return mergedText(parts, Object.fromEntries(parts.keys().map((place) => [place, choice])));
};
/** Whether both may be kept, for each place to be chosen. */
const mayBoth = (mine: string, base: string, theirs: string): readonly boolean[] => {
  const parts = mergeParts(mine, base, theirs);
  return [...parts.keys()].filter((at) => parts[at]?.isChosen).map((at) => mayKeepBoth(parts, at));
};

describe('two texts', () => {
  test('that changed different lines are one with both changes', () => {
    const mine = BASE.replace('Tea', 'Black tea');
    const theirs = BASE.replace('gaps: []', 'gaps: [one]');
    expect(conflicts(mine, BASE, theirs)).toEqual([]);
    expect(merged(mine, BASE, theirs)).toBe(BASE.replace('Tea', 'Black tea').replace('gaps: []', 'gaps: [one]'));
    expect(changedPlaces(BASE, theirs)).toEqual([{ before: ['gaps: []'], after: ['gaps: [one]'] }]);
  });

  test('that removed and added lines in different places lose neither', () => {
    expect(merged(BASE.replace('summary: Old\n', ''), BASE, `${BASE}corrections: []\n`)).toBe(
      `${BASE.replace('summary: Old\n', '')}corrections: []\n`,
    );
  });

  test('that made the same change have nothing to choose', () => {
    const both = BASE.replace('Old', 'New');
    expect(conflicts(both, BASE, both)).toEqual([]);
    expect(merged(both, BASE, both)).toBe(both);
  });

  test.each([
    ['mine', 'summary: Mine'],
    ['theirs', 'summary: Theirs'],
    ['mine-first', 'summary: Mine\nsummary: Theirs'],
    ['theirs-first', 'summary: Theirs\nsummary: Mine'],
  ] as const)('that changed the same line are as chosen: %s', (choice, line) => {
    const mine = BASE.replace('summary: Old', 'summary: Mine');
    const theirs = BASE.replace('summary: Old', 'summary: Theirs').replace('Tea', 'Tea trade');
    expect(conflicts(mine, BASE, theirs)).toEqual([
      { isChosen: true, mine: ['summary: Mine'], theirs: ['summary: Theirs'], before: ['summary: Old'] },
    ]);
    expect(merged(mine, BASE, theirs)).toBeUndefined();
    expect(merged(mine, BASE, theirs, choice)).toBe(BASE.replace('Tea', 'Tea trade').replace('summary: Old', line));
  });

  test.each([
    [
      'title: { en: Tea, zh: 茶 }',
      'title: { en: Black tea, zh: 茶 }',
      'title: { en: Tea, zh: 红茶 }',
      { title: { en: 'Black tea', zh: '红茶' } },
    ],
    [
      '- name: { en: Tea, zh: 茶 }',
      '- name: { en: Black tea, zh: 茶 }',
      '- name: { en: Tea, zh: 红茶 }',
      [{ name: { en: 'Black tea', zh: '红茶' } }],
    ],
    // One entry that the other side does not have yet, one that it has taken out, one that it has moved.
    [
      'name: { en: Tea }',
      'name: { en: Black tea }',
      'name: { en: Tea, zh: 红茶 }',
      { name: { en: 'Black tea', zh: '红茶' } },
    ],
    ['- { on: 1, at: x, of: y }', '- { on: 2, at: x, of: y }', '- { at: x, on: 1 }', [{ on: 2, at: 'x' }]],
    [
      'a: { text: { en: "x, y: {", zh: y }, c: [d, e] }',
      'a: { text: { en: z, zh: y }, c: [d, e] }',
      "a: { text: { en: \"x, y: {\", zh: 'it''s, z' }, c: [d, e] }",
      { a: { text: { en: 'z', zh: "it's, z" }, c: ['d', 'e'] } },
    ],
  ])(
    'that changed different entries of one group in braces have nothing to choose: %s',
    (base, mine, theirs, value) => {
      expect(conflicts(mine, base, theirs)).toEqual([]);
      expect(parse(merged(mine, base, theirs) ?? '')).toEqual(value);
      expect(parse(merged(theirs, base, mine) ?? '')).toEqual(value);
    },
  );

  test('that changed one entry of a group in braces choose that one; the others are as each has changed them', () => {
    const [base, mine, theirs] = [
      'name: { en: a, zh: b, ja: c }',
      'name: { en: mine, zh: b, ja: 1 }',
      'name: { en: theirs, zh: 2, ja: c }',
    ];
    expect(conflicts(mine, base, theirs)).toEqual([
      {
        isChosen: true,
        mine: ['name: { en: mine, zh: 2, ja: 1 }'],
        theirs: ['name: { en: theirs, zh: 2, ja: 1 }'],
        before: [base],
      },
    ]);
  });

  test.each([
    ['name: { en: a, zh: b }', 'name: { en: c, zh: b', 'name: { en: a, zh: d }'],
    ['name: { en: a, zh: b }', 'names: { en: c, zh: b }', 'name: { en: a, zh: d }'],
    ['name: { en: a, zh: b }', 'name: { en: "c, zh: b }', 'name: { en: a, zh: d }'],
    ['name: { en: a, en: b }', 'name: { en: c, en: b }', 'name: { en: a, en: d }'],
    ['name: { a, b }', 'name: { c, b }', 'name: { a, d }'],
    ['name: a', 'name: b', 'name: c'],
  ])('that are no such groups are chosen as a whole line: %s', (base, mine, theirs) => {
    expect(conflicts(mine, base, theirs)).toEqual([{ isChosen: true, mine: [mine], theirs: [theirs], before: [base] }]);
  });

  test('may both stand in a place where no field is in it twice, and where they are YAML', () => {
    const to = (from: string, put: string): string => BASE.replace(from, put);
    expect(mayBoth(to('Old', 'Mine'), BASE, to('Old', 'Theirs'))).toEqual([false]);
    const list = `${BASE}list:\n  - a\n`;
    expect(mayBoth(list.replace('- a', '- b'), list, list.replace('- a', '- c'))).toEqual([true]);
    expect(mayBoth(`${BASE}one: 1\n`, BASE, `${BASE}two: 2\n`)).toEqual([true]);
    expect(mayBoth(`${BASE}one: 1\n`, BASE, `${BASE}  two: 2\n`)).toEqual([false]);
  });

  test('of which it is not known what they began from are chosen wherever they differ', () => {
    expect(conflicts('a\nb\nc', undefined, 'a\nx\nc')).toEqual([
      { isChosen: true, mine: ['b'], theirs: ['x'], before: undefined },
    ]);
    expect(merged('a\nb\nc', undefined, 'a\nx\nc', 'theirs')).toBe('a\nx\nc');
    expect(merged('a\nb', undefined, 'a\nb\nc', 'mine')).toBe('a\nb');
  });

  test('with other ends of lines do not differ in every line', () => {
    const theirs = BASE.replaceAll('\n', '\r\n').replace('Old', 'New');
    expect(merged(BASE.replace('Tea', 'Silk'), BASE, theirs)).toBe(BASE.replace('Tea', 'Silk').replace('Old', 'New'));
  });

  test('of which one is as before are the other; with every choice of a side all its lines are there', () => {
    const text = array(constantFrom('a', 'b', '', '__proto__', 'c: 1'), { maxLength: 12 }).map((all) => all.join('\n'));
    assert(
      property(text, text, text, (mine, base, theirs) => {
        expect(merged(mine, base, base)).toBe(mine);
        expect(merged(base, base, theirs)).toBe(theirs);
        expect(merged(mine, undefined, theirs, 'mine')).toBe(mine);
        expect(merged(mine, undefined, theirs, 'theirs')).toBe(theirs);
        expect(merged(mine, base, theirs, 'mine')).toEqual(expect.any(String));
      }),
    );
  });
});
