import { expect, test } from 'vitest';
import { entryOf } from '../../src/people/audit.ts';
import { NOW } from '../support/records.ts';

const ann = { id: 'a1', name: 'Ann "Q", Example' };

test('an entry tells who did what when, and its texts are bounded', () => {
  const entry = entryOf(ann, { act: 'records-published', about: 'x'.repeat(9_999) }, NOW, 'e1');
  expect(entry).toMatchObject({
    id: 'e1',
    at: NOW,
    person: 'a1',
    name: ann.name,
    act: 'records-published',
    detail: '',
  });
  expect(entry.about).toHaveLength(500);
});
