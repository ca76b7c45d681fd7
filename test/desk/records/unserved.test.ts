/** Which records the lists call drafts. */
import { expect, test } from 'vitest';
import { draftsOf } from '../../../src/desk/web/records/unserved.tsx';

const topic = (file: string, title?: string) => ({
  folder: 'north-south/topics',
  file,
  kind: 'topic' as const,
  ...(title !== undefined && { title: { en: title } }),
});
const RECORDS = [
  topic('grain-corridor.yaml', 'The grain corridor'),
  topic('tea-trade.yaml'),
  topic('salt-road.yaml'),
  { folder: 'north-south/documents', file: 'second.yaml', kind: 'document' as const },
  { folder: 'drafts', file: 'milk.yaml', kind: 'draft' as const, becomes: 'north-south/documents/milk.yaml' },
  { folder: 'drafts', file: 'ice.yaml', kind: 'draft' as const, becomes: 'north-south/topics/ice.yaml' },
];
const WITHHELD = {
  topics: ['north-south/tea-trade', 'north-south/behind-a-link'],
  documents: ['north-south/second'],
  statements: 0,
};

test('a topic that faults keep out of service is no draft', () => {
  const drafts = draftsOf('topic', { records: RECORDS, withheld: WITHHELD });
  expect(drafts.map(({ file }) => file)).toEqual(['salt-road.yaml', 'ice.yaml']);
});

test('of documents only those that were read in are drafts', () => {
  const drafts = draftsOf('document', { records: RECORDS, withheld: WITHHELD });
  expect(drafts.map(({ file }) => file)).toEqual(['milk.yaml']);
});

test('where all records are in service, what has no title is a draft', () => {
  const drafts = draftsOf('topic', { records: RECORDS });
  expect(drafts.map(({ file }) => file)).toEqual(['tea-trade.yaml', 'salt-road.yaml', 'ice.yaml']);
});
