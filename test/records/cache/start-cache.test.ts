import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRecordCache } from '../../../src/records/cache/start-cache.ts';
import { recordCatalogueOf, valuesOf, type RecordValues } from '../../../src/records/catalogue.ts';
import { createRecordLoader } from '../../../src/records/load.ts';
import { folderOf } from '../../support/records.ts';

const DAY = '2026-11-25';

const loaded = valuesOf(createRecordLoader(join(import.meta.dirname, '..', '..', '..', 'briefs')).read());

function recordsOf(topic = 'tea trade'): RecordValues {
  return {
    documents: loaded.documents,
    topics: loaded.topics.map((one) => Object.assign({}, one, { summary: { en: topic } })),
    relationships: loaded.relationships,
  };
}

describe('records that were kept', () => {
  const records = recordsOf();

  test('are found by the hash of their folder, on the day and after it', () => {
    const folder = folderOf({});
    createRecordCache([folder]).save('abc', DAY, records);
    const cache = createRecordCache([folder]);
    expect(cache.find('abc', DAY)).toEqual(records);
    expect(cache.find('abc', '2027-01-01')).toEqual(records);
    expect(readdirSync(folder)).toEqual(['records']);
  });

  test('make the same catalogue as those that were loaded', () => {
    const folder = folderOf({});
    createRecordCache([folder]).save('abc', DAY, loaded);
    const kept = createRecordCache([folder]).find('abc', DAY);
    expect(kept && recordCatalogueOf(kept)).toEqual(recordCatalogueOf(loaded));
  });

  test.each([
    ['another folder, or one that has changed', 'abd', DAY, 'code'],
    ['a day before: a date may then be in the future', 'abc', '2026-11-24', 'code'],
    ['another version of what checks them', 'abc', DAY, 'other code'],
  ])('are not found for %s', (_what, hash, day, code) => {
    const folder = folderOf({});
    createRecordCache([folder], 'code').save('abc', DAY, records);
    expect(createRecordCache([folder], 'code').find('abc', DAY)).toEqual(records);
    expect(createRecordCache([folder], code).find(hash, day)).toBeUndefined();
  });

  test.each<readonly [string, (text: string) => string]>([
    ['cut off', (text) => text.slice(0, -20)],
    ['cut off in its first line', (text) => text.slice(0, 30)],
    ['empty', () => ''],
    ['changed inside', (text) => text.replace('tea trade', 'tea crate')],
    ['of something else', () => '{"records":[]}\n'],
    ['of another version', (text) => text.replace('attache-records-1', 'attache-records-0')],
    ['without records', (text) => `${text.split('\n')[0]}\n`],
    ['of no text', () => '\0\uFFFD\0'],
  ])('are not found in a file that is %s, which is written anew', (_what, spoil) => {
    const folder = folderOf({});
    const cache = createRecordCache([folder]);
    cache.save('abc', DAY, records);
    const file = join(folder, 'records');
    const text = readFileSync(file, 'utf8');
    expect(spoil(text)).not.toBe(text);
    writeFileSync(file, spoil(text));
    expect(cache.find('abc', DAY)).toBeUndefined();
    cache.save('abc', DAY, records);
    expect(cache.find('abc', DAY)).toEqual(records);
  });

  test('are looked for in each folder, and kept in the first that can be written', () => {
    const [first, second] = [join(folderOf({ a: 'a file' }), 'a', 'cache'), join(folderOf({}), 'made', 'here')];
    createRecordCache([first, second]).save('abc', DAY, records);
    expect(readdirSync(second)).toEqual(['records']);
    expect(createRecordCache([first, second]).find('abc', DAY)).toEqual(records);
    const third = folderOf({});
    createRecordCache([third, second]).save('abd', DAY, recordsOf('other'));
    expect(createRecordCache([third, second]).find('abc', DAY)).toEqual(records);
    expect(createRecordCache([third, second]).find('abd', DAY)).toEqual(recordsOf('other'));
  });

  test('are not kept where nothing can be written, and that is no error', () => {
    const folder = join(folderOf({ a: 'a file' }), 'a');
    const shut = folderOf({});
    chmodSync(shut, 0o500);
    mkdirSync(join(shut, 'records'), { recursive: true });
    for (const folders of [[folder], [shut], []]) {
      const cache = createRecordCache(folders);
      cache.save('abc', DAY, records);
      expect(cache.find('abc', DAY)).toBeUndefined();
    }
    expect(readdirSync(shut)).toEqual(['records']);
  });
});
