import { expect, test } from 'vitest';
import { valuesOf } from '../../src/records/catalogue.ts';
import { createCatalogue } from '../../src/search/catalogue.ts';
import { checkCatalogue } from '../../src/search/check-catalogue.ts';
import { createPart } from '../../src/search/part.ts';
import { createCatalogueLoader } from '../../src/search/load-catalogue.ts';
import { searchedKeys } from '../../src/search/asked-questions.ts';
import { folderOf, NOW, recordFiles } from '../support/records.ts';

const recordsOf = () => valuesOf(checkCatalogue(folderOf(recordFiles()), NOW).records);

function counted() {
  let built = 0;
  const catalogue = createCatalogue(recordsOf(), (searchable, { relationships }) => {
    built += 1;
    return createPart(searchable, relationships);
  });
  return { catalogue, built: () => built };
}

test('the indexes of a catalogue are built when it is prepared, not before, and not again by its first question', async () => {
  const { catalogue, built } = counted();
  expect(catalogue.briefs.size).toBeGreaterThan(0);
  expect(built()).toBe(0);
  await Promise.all([catalogue.prepare(), catalogue.prepare()]);
  expect(built()).toBe(1);
  const [first] = catalogue.briefs.values();
  expect(catalogue.finder.find(first?.title.en ?? '')).toMatchObject({ result: 'found', brief: { id: first?.id } });
  expect(built()).toBe(1);
});

test('what cannot wait until they are built builds them, and they are not built again', async () => {
  const { catalogue, built } = counted();
  const prepared = catalogue.prepare();
  const [first] = catalogue.briefs.values();
  expect(catalogue.finder.find(first?.title.en ?? '')).toMatchObject({ result: 'found' });
  await prepared;
  expect(built()).toBe(1);
});

test('the key of a relationship changes with what search reads of its records, and with nothing else', () => {
  const values = recordsOf();
  const keyOf = (over: Partial<typeof values>) => searchedKeys({ ...values, ...over }).get('north-south');
  const key = keyOf({});
  expect(keyOf({ topics: values.topics.map((one) => Object.assign({}, one, { reviewEveryDays: 7 })) })).toBe(key);
  expect(keyOf({ topics: values.topics.map((one) => Object.assign({}, one, { title: { en: 'Another' } })) })).not.toBe(
    key,
  );
  // Statements are found by the title of their document, too.
  const titled = values.documents.map((one) => Object.assign({}, one, { title: { en: 'Another' } }));
  expect(keyOf({ documents: titled })).not.toBe(key);
});

test('a catalogue whose searched texts have changed finds the new ones, and no longer the old ones', () => {
  const loader = createCatalogueLoader(folderOf(recordFiles()), () => Date.now());
  const values = recordsOf();
  const found = (question: string, over: Partial<typeof values>) =>
    loader.catalogueOf({ ...values, ...over }).finder.find(question).result;
  const renamed = values.topics.map((one) => Object.assign({}, one, { title: { en: 'The lighthouse' } }));
  expect(found('lighthouse', {})).toBe('none');
  expect(found('lighthouse', { topics: renamed })).toBe('found');
  expect(found('lighthouse', {})).toBe('none');
});
