/** What is said after publishing that may no longer hold, until somebody has looked at the topic. */
import { expect, test } from 'vitest';
import type { DoubtsView } from '../../../src/desk/server/doubts.ts';
import { openStore } from '../../../src/store/open.ts';
import { deskAsked, DOCUMENT, TOPIC } from './asking.ts';

const doubtsIn = ({ topics }: DoubtsView): (readonly [string, readonly string[]])[] =>
  topics.map(({ topic, doubts }) => [topic.id, doubts.map(({ code }) => code).toSorted()] as const);

test('a statement that is corrected puts in doubt what rests on it, until the topic is written; what is undone does not', async () => {
  const { get, post, changed, publish } = await deskAsked();
  const doubts = (set?: string): Promise<DoubtsView> =>
    get(`curate/doubts?language=en${set === undefined ? '' : `&set=${set}`}`);
  expect(await doubts()).toEqual({ topics: [], questions: [] });
  const likened = changed(DOCUMENT, 'likened the corridor to a bridge', 'called the corridor a bridge of straw');
  const kinds = { 'harbour-notes/envoy-bridge': { kind: 'correction', what: { en: 'Of straw.' } } };
  const { id } = await publish([likened], kinds);
  const [first] = (await doubts()).topics;
  expect(first?.changed).toEqual(['The envoy called the corridor a bridge of straw.']);
  expect(first?.doubts.find(({ code }) => code === 'disagreement-changed')?.params).toMatchObject({
    question: { en: 'Who pays for the corridor?' },
    statement: { en: 'The envoy called the corridor a bridge of straw.' },
  });
  expect(doubtsIn(await doubts(id))).toEqual(doubtsIn(await doubts()));

  // What was written of the topic itself has been looked at.
  await publish([changed(TOPIC, 'Northland calls it a bridge.', 'Northland calls it a bridge of straw.')]);
  expect(await doubts()).toEqual({ topics: [], questions: [] });

  const shook = changed(DOCUMENT, 'met in the customs house', 'met in the old customs house');
  const second = await publish([shook], { 'harbour-notes/hands-shaken': { kind: 'wording' } });
  expect(doubtsIn(await doubts(second.id))).toEqual([['grain-corridor', expect.arrayContaining(['rests-on-changed'])]]);
  await post('curate/undo', { id: second.id });
  expect((await doubts()).topics).toEqual([]);

  // Written together, it has been looked at too.
  await publish([shook, changed(TOPIC, 'The ministers met;', 'Ministers met;')], {
    'harbour-notes/hands-shaken': { kind: 'wording' },
  });
  expect((await doubts()).topics).toEqual([]);
});

test('a kept question that found nothing is named once something answers it', async () => {
  const { desk, get } = await deskAsked({ env: { KEEP_QUESTIONS: 'true' } });
  const store = await openStore(undefined, { dataDir: desk.dataDir });
  const on = Temporal.Now.plainDateISO('UTC').toString();
  await store.countQuestion('what of the grain corridor', on, 10);
  await store.countQuestion('who built the lighthouse', on, 10);
  await store.close();
  const { questions } = await get<DoubtsView>('curate/doubts?language=en');
  expect(questions).toEqual([
    { text: 'what of the grain corridor', topics: [{ id: 'grain-corridor', title: 'The grain corridor' }] },
  ]);
});
