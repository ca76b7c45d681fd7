/** Bringing two texts together. */
import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changedPlaces,
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
