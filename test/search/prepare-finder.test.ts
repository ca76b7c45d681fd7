import { expect, test } from 'vitest';
import { valuesOf } from '../../src/records/catalogue.ts';
import { checkCatalogue } from '../../src/search/check-catalogue.ts';
import { createCatalogue, prepareFinder } from '../../src/search/catalogue.ts';
import { createIndexes } from '../../src/search/inverted-index.ts';
import { folderOf, NOW, recordFiles } from '../support/records.ts';

test('the indexes of a catalogue are built when it is prepared, not before, and not again by its first question', () => {
  const { records } = checkCatalogue(folderOf(recordFiles()), NOW);
  let built = 0;
  const catalogue = createCatalogue(valuesOf(records), () => {
    built += 1;
    return createIndexes([...catalogue.briefs.values()], [...catalogue.relationships.values()]);
  });
  expect(catalogue.briefs.size).toBeGreaterThan(0);
  expect(built).toBe(0);
  prepareFinder(catalogue);
  expect(built).toBe(1);
  const [first] = catalogue.briefs.values();
  expect(catalogue.finder.find(first?.title.en ?? '')).toMatchObject({ result: 'found', brief: { id: first?.id } });
  expect(built).toBe(1);
});
