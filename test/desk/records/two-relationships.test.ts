/** What the desk shows of two relationships stands apart by relationship. */
import { expect, test } from 'vitest';
import { searchView } from '../../../src/desk/server/records/search.ts';
import { sourcesView } from '../../../src/desk/server/records/source.ts';
import { topicsView } from '../../../src/desk/server/records/topics.ts';
import { catalogueOf, NOW, recordFiles, relationshipRecord, topicRecord } from '../../support/records.ts';

const FILES = recordFiles({ 'north-south/topics/tea-trade.yaml': topicRecord('tea trade') });

const renamed = (text: string): string =>
  text
    .replaceAll('north-south', 'east-west')
    .replaceAll(/(?<=["/])(harbour-notes|grain-corridor|tea-trade)(?=["/.])/gu, 'east-$1')
    .replace('https://example.org/', 'https://example.org/east/');

/** Returns the made-up records twice, the second time as another relationship with ids of its own, whose folder comes first. */
function both() {
  const again = Object.entries(FILES).map(
    ([name, one]) => [renamed(name), JSON.parse(renamed(JSON.stringify(one)))] as const,
  );
  const relationship = relationshipRecord({ title: { en: 'Eastland and Westland' } });
  return catalogueOf({ ...FILES, ...Object.fromEntries(again), 'east-west/relationship.yaml': relationship });
}

test('what documents and a search are narrowed to, and the topics that a search finds: those of one title with their relationships', async () => {
  const context = { language: 'en', now: NOW } as const;
  const clear = ['The grain corridor (Eastland and Westland)', 'The grain corridor (Northland and Southland)'];
  const catalogue = both();
  expect(sourcesView({ ...context, catalogue }).topics.map(({ title }) => title)).toEqual(
    expect.arrayContaining(clear) as string[],
  );
  const rows = topicsView({ ...context, catalogue }).relationships.flatMap(({ topics }) => topics);
  expect(rows.filter(({ title }) => title === 'The grain corridor').map((one) => one.clear)).toEqual(clear);
  const { topics } = await searchView({ text: 'grain corridor', most: 10 }, { ...context, catalogue });
  expect(topics.map(({ title }) => title).toSorted()).toEqual(clear);
  const alone = sourcesView({ ...context, catalogue: catalogueOf(FILES) }).topics.map(({ title }) => title);
  expect(alone).toContain('The grain corridor');
});
