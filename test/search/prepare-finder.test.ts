import { expect, test } from 'vitest';
import { inParts } from '../../src/platforms/parts.ts';
import { recordCatalogueOf, valuesOf } from '../../src/records/catalogue.ts';
import { checkCatalogue } from '../../src/search/check-catalogue.ts';
import { createCatalogue } from '../../src/search/catalogue.ts';
import { createIndexes, indexesSteps } from '../../src/search/inverted-index.ts';
import { ofSearchedTexts } from '../../src/search/changes/searched-texts.ts';
import { finish, workOf } from '../../src/shared/steps.ts';
import { folderOf, NOW, recordFiles } from '../support/records.ts';

const recordsOf = () => valuesOf(checkCatalogue(folderOf(recordFiles()), NOW).records);

function counted() {
  let built = 0;
  const catalogue = createCatalogue(
    recordsOf(),
    ({ briefs, relationships, sources }) =>
      workOf(() => {
        built += 1;
        return indexesSteps([...briefs.values()], [...relationships.values()], sources);
      }),
    inParts,
  );
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

test('what cannot wait while they are built finishes them, and does not begin anew', async () => {
  const { catalogue, built } = counted();
  const prepared = catalogue.prepare();
  const [first] = catalogue.briefs.values();
  expect(catalogue.finder.find(first?.title.en ?? '')).toMatchObject({ result: 'found' });
  await prepared;
  expect(built()).toBe(1);
});

test('indexes are built in many steps, and are those built at once', () => {
  const { briefs, relationships, sources } = recordCatalogueOf(recordsOf());
  const records = [[...briefs.values()], [...relationships.values()], sources] as const;
  const steps = indexesSteps(...records);
  let count = 0;
  const [index] = finish(
    (function* () {
      for (;;) {
        const step = steps.next();
        if (step.done === true) return step.value;
        count += 1;
        yield;
      }
    })(),
  );
  expect(count).toBeGreaterThan(briefs.size);
  const [atOnce] = createIndexes(...records);
  expect(index?.terms).toEqual(atOnce?.terms);
  expect(index?.passages.passages).toEqual(atOnce?.passages.passages);
});

test('what depends on searched texts alone is computed once for records that differ elsewhere', async () => {
  let computed = 0;
  const of = ofSearchedTexts(function* ({ briefs }) {
    computed += 1;
    yield;
    return briefs.length;
  });
  const values = recordsOf();
  const dated = { ...values, topics: values.topics.map((one) => ({ ...one, reviewEveryDays: 7 })) };
  const renamed = { ...values, topics: values.topics.map((one) => ({ ...one, title: { en: 'Another' } })) };
  expect(await inParts(of(values).steps())).toEqual([values.topics.length]);
  expect(of(dated).now()).toEqual([values.topics.length]);
  expect(computed).toBe(1);
  of(renamed).now();
  expect(computed).toBe(2);
  // Statements are found by the title of their document, too.
  const titled = {
    ...values,
    documents: values.documents.map((one) => Object.assign({}, one, { title: { en: 'Another' } })),
  };
  of(titled).now();
  expect(computed).toBe(3);
});
