/** The change set of a page, beside what becomes of it while it is published. */
import { afterEach, expect, test } from 'vitest';
import { leaveSet, renameInSet } from '../../../src/desk/web/edit/change-set.ts';
import { allUnpublished, autosave } from '../../../src/desk/web/autosave/unsaved-records.ts';

const NAME = { folder: 'north-south/topics', file: 'tea-trade.yaml' };
const AT = 'north-south/topics/tea-trade.yaml';

afterEach(() => {
  for (const { at } of allUnpublished()) autosave.drop(at);
});

test('a record that was published as it stands in the set leaves it', () => {
  autosave.set(AT, { text: 'new', version: 'v1', base: 'old' });
  leaveSet([{ ...NAME, at: AT, text: 'new', version: 'v1' }], [{ ...NAME, version: 'v2' }]);
  expect(autosave.get(AT)).toBeUndefined();
});

test('what was written while it was published stays, and goes on from the version that was published', () => {
  autosave.set(AT, { text: 'newer', version: 'v1', base: 'old' });
  leaveSet([{ ...NAME, at: AT, text: 'new', version: 'v1' }], [{ ...NAME, version: 'v2' }]);
  expect(autosave.get(AT)).toEqual({ text: 'newer', version: 'v2', base: undefined });
});

test('a statement that has a new id is named by it in every other text of the set', () => {
  const text =
    'keyPoints: [quay-notes/heard, quay-notes/heard-too, old-quay-notes/heard] # http://x/quay-notes/heard\n';
  autosave.set(AT, { text, version: 'v1', base: 'old' });
  autosave.set('de-fr/topics/tea-trade.yaml', { text, version: 'v1' });
  renameInSet('north-south', { document: 'quay-notes', before: 'heard', now: 'told' });
  expect(autosave.get(AT)).toEqual({
    text: text.replace('[quay-notes/heard,', '[quay-notes/told,'),
    version: 'v1',
    base: 'old',
  });
  expect(autosave.get('de-fr/topics/tea-trade.yaml')?.text).toBe(text);
});
