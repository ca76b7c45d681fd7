/** The id that a new document is given: as those of records, by publisher, day and what the title says. */
import { expect, test } from 'vitest';
import { documentIdOf } from '../../../src/desk/server/documents/create-draft.ts';
import { isSlug } from '../../../src/records/folder.ts';
import { ownCatalogue } from '../../support/records.ts';

const sources = [...ownCatalogue().sources.values()];

test.each([
  [
    'The White House',
    'Fact Sheet: President Donald J. Trump Extends the Truce',
    'wh-2026-11-25-fact-sheet-president-donald-j-trump',
  ],
  ['Department of the Interior', 'A note', 'department-of-the-interior-2026-11-25-note'],
])('of %s, %s', (publisher, title, id) => {
  expect(documentIdOf({ title: { en: title }, publisher: { en: publisher }, publishedOn: '2026-11-25' }, sources)).toBe(
    id,
  );
});

test('however long the names are, it is one', () => {
  const long = { en: 'Extraordinary '.repeat(20) };
  const id = documentIdOf({ title: long, publisher: long, publishedOn: '2026-11-25' }, sources);
  expect(isSlug(id)).toBe(true);
});
