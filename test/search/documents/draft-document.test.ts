import { expect, test } from 'vitest';
import { parseRecord } from '../../../src/records/parse-record.ts';
import { Source } from '../../../src/records/schema.ts';
import { draftDocument } from '../../../src/search/documents/draft-document.ts';
import { catalogueOf } from '../../support/records.ts';

test('authors that the records know have their Chinese names in a record that is told in Chinese', () => {
  const catalogue = catalogueOf();
  const [known] = catalogue.sources.values();
  if (known === undefined) throw new Error('the records have no document');
  const author = { id: 'ann-lee', name: { en: 'Ann Lee', zh: '李安' } };
  const details = {
    title: { en: 'Ferries', zh: '渡轮' },
    publisher: { en: 'The Quay', zh: '码头报' },
    disclosure: { en: 'A paper of the harbour.', zh: '港口的报纸。' },
    authors: ['Ann Lee', 'Bo Yu'],
    kind: 'news',
    url: 'https://quay.example/ferries',
    publishedOn: '2026-10-01',
    language: 'en',
    party: undefined,
    copy: 'original',
  } as const;
  const { text, faults } = draftDocument(
    { path: 'x', paragraphs: ['Ships came.'], details, relationship: 'north-south', accessedOn: '2026-10-02' },
    { finder: catalogue.finder, sources: new Map([[known.id, { ...known, authors: [author] }]]) },
  );
  expect(faults).toEqual([]);
  expect(parseRecord('x', text, Source).value?.authors.map(({ name }) => name)).toEqual([
    { en: 'Ann Lee', zh: '李安' },
    { en: 'Bo Yu', zh: 'Bo Yu' },
  ]);
});
