import { expect, test } from 'vitest';
import { parseRecord } from '../../src/records/parse-record.ts';
import { DocumentSchema } from '../../src/records/schema.ts';
import { draftDocument } from '../../src/search/draft-document.ts';
import { catalogueOf } from '../support/records.ts';

const NEWS = {
  kind: 'news',
  url: 'https://quay.example/ferries',
  publishedOn: '2026-10-01',
  language: 'en',
  party: undefined,
  copy: 'original',
} as const;

test('authors that the records know have their Chinese names in a record that is told in Chinese', async () => {
  const catalogue = catalogueOf();
  const [known] = catalogue.sources.values();
  if (known === undefined) throw new Error('the records have no document');
  const author = { id: 'ann-lee', name: { en: 'Ann Lee', zh: '李安' } };
  const details = {
    title: { en: 'Ferries', zh: '渡轮' },
    publisher: { en: 'The Quay', zh: '码头报' },
    disclosure: { en: 'A paper of the harbour.', zh: '港口的报纸。' },
    authors: ['Ann Lee', 'Bo Yu'],
    ...NEWS,
  } as const;
  const { text, faults } = await draftDocument(
    { path: 'x', paragraphs: ['Ships came.'], details, relationship: 'north-south', accessedOn: '2026-10-02' },
    { finder: catalogue.finder, sources: new Map([[known.id, { ...known, authors: [author] }]]) },
  );
  expect(faults).toEqual([]);
  expect(parseRecord('x', text, DocumentSchema).value?.authors.map(({ name }) => name)).toEqual([
    { en: 'Ann Lee', zh: '李安' },
    { en: 'Bo Yu', zh: 'Bo Yu' },
  ]);
});

test('a long document is drafted a paragraph at a time, and of a paragraph without end the beginning is searched', async () => {
  const catalogue = catalogueOf();
  const searched: number[] = [];
  const rank = (question: string): [] => {
    searched.push(question.length);
    return [];
  };
  const details = {
    title: { en: 'Ferries' },
    publisher: { en: 'The Quay' },
    disclosure: { en: 'A paper of the harbour.' },
    authors: [],
    ...NEWS,
  } as const;
  const paragraphs = [...Array<string>(200).fill('Ships came.'), 'a '.repeat(500_000)];
  let turns = 0;
  const ticker = setInterval(() => (turns += 1), 0);
  await draftDocument(
    { path: 'x', paragraphs, details, relationship: 'north-south', accessedOn: '2026-10-02' },
    { finder: { ...catalogue.finder, rank }, sources: catalogue.sources },
  );
  clearInterval(ticker);
  expect(searched).toHaveLength(paragraphs.length);
  expect(turns).toBeGreaterThan(0);
  expect(Math.max(...searched)).toBeLessThanOrEqual(20_000);
});
