import { expect, test } from 'vitest';
import { createCuratorsInbox, type Flag } from '../../src/people/inbox.ts';
import { addPosted, CURATORS, flagOf } from '../support/flag.ts';
import { catalogueOf, NOW } from '../support/records.ts';
import { storeOfTest } from '../support/store.ts';

const flag = (id: string, over: Partial<Flag> = {}): Flag =>
  flagOf(id, { text: `They did not: ${id}`, language: 'zh', person: `U-${id}`, ...over });

async function inboxOf(...flags: readonly Flag[]) {
  const { store } = await storeOfTest();
  for (const one of flags) await store.addFlag(one, NOW, 9_999);
  const catalogue = catalogueOf();
  return {
    store,
    inbox: createCuratorsInbox(
      store,
      () => catalogue,
      () => NOW,
    ),
  };
}

test('lists what is flagged, oldest first, with the words of the statement and without who flagged it', async () => {
  const { inbox, store } = await inboxOf(flag('c', { topic: 'sunken', statement: 'gone' }));
  await store.addFlag(flag('b', { statement: '*', link: 'https://example.org/' }), NOW, 9_999, CURATORS);
  await addPosted(store, flag('a', { createdAt: NOW.subtract({ hours: 48 }) }));
  const { flags, more, questions } = await inbox.items('zh');
  expect(flags.map(({ id, title, statementId, statement, on }) => [id, title, statementId, statement, on])).toEqual([
    ['a', 'The grain corridor', 'harbour-notes/hands-shaken', 'The ministers met in the customs house.', '2026-11-22'],
    ['b', 'The grain corridor', '*', '整份简报，或缺少的内容', '2026-11-24'],
    ['c', 'sunken', 'gone', 'gone', '2026-11-24'],
  ]);
  expect(JSON.stringify(flags)).not.toContain('U-');
  expect([more, questions]).toEqual([false, []]);
});

test('is done with a flag once', async () => {
  const { inbox } = await inboxOf(flag('a'));
  expect([await inbox.closeFlag('a'), await inbox.closeFlag('a'), await inbox.closeFlag('nowhere')]).toEqual([
    true,
    false,
    false,
  ]);
  expect((await inbox.items('en')).flags).toEqual([]);
});

test('lists the questions of ninety days, and forgets one', async () => {
  const { inbox, store } = await inboxOf();
  for (const [text, day] of [
    ['copper', '2026-11-24'],
    ['copper', '2026-08-27'],
    ['old', '2026-08-26'],
    ['tin', '2026-11-01'],
  ] as const)
    await store.countQuestion(text, day, 9);
  expect((await inbox.items('en')).questions).toEqual([
    { text: 'copper', count: 2, lastOn: '2026-11-24' },
    { text: 'tin', count: 1, lastOn: '2026-11-01' },
  ]);
  expect([await inbox.deleteQuestion('copper'), await inbox.deleteQuestion('copper')]).toEqual([true, false]);
  expect((await inbox.items('en')).questions).toMatchObject([{ text: 'tin' }]);
  // As it was asked.
  expect([await inbox.deleteQuestion('TIN?'), await inbox.deleteQuestion('TIN?')]).toEqual([true, false]);
});

test('says that there is more than it lists', async () => {
  const { inbox } = await inboxOf(...Array.from({ length: 201 }, (_, index) => flag(`f${index}`)));
  const { flags, more } = await inbox.items('en');
  expect([flags.length, more]).toEqual([200, true]);
});

test('opens a flag again, and keeps a question as it was listed, unless its time is over', async () => {
  const { inbox, store } = await inboxOf(flag('a'));
  await inbox.closeFlag('a');
  expect([await inbox.reopenFlag('a'), await inbox.reopenFlag('a')]).toEqual([true, false]);
  expect((await inbox.items('en')).flags.map(({ id }) => id)).toEqual(['a']);

  await store.countQuestion('copper', '2026-11-01', 9);
  await store.countQuestion('copper', '2026-11-02', 9);
  const [listed] = (await inbox.items('en')).questions;
  if (listed === undefined) throw new Error('the question is not listed');
  await inbox.deleteQuestion('copper');
  await inbox.restoreQuestion(listed);
  await inbox.restoreQuestion({ text: 'old', count: 1, lastOn: '2026-08-26' });
  await inbox.restoreQuestion({ text: 'tomorrow', count: 1, lastOn: '2026-11-25' });
  expect((await inbox.items('en')).questions).toEqual([{ text: 'copper', count: 2, lastOn: '2026-11-02' }]);
});
