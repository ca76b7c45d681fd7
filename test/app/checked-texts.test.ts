import { expect, test } from 'vitest';
import { readTexts, textsOf } from '../../src/app/checked-texts.ts';
import { checkFolder, createCatalogueChecker } from '../../src/search/check-catalogue.ts';
import { finish } from '../../src/shared/steps.ts';
import { folderOf, NOW, recordFiles } from '../support/records.ts';

test('what was checked is the same after its way to another thread, and each topic one object', () => {
  const folder = folderOf(recordFiles({ 'north-south/topics/broken.yaml': 'title: [' }));
  const checked = checkFolder(createCatalogueChecker(folder), NOW, { asks: true });
  expect(checked.faults).not.toEqual([]);
  const read = finish(readTexts(structuredClone(textsOf(checked))));
  expect(read).toEqual(checked);
  const [first] = read.values.topics;
  expect(first).toBeDefined();
  expect(read.topics.some(({ value }) => value === first)).toBe(true);
});
