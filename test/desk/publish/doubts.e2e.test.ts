/** What is said after publishing that may no longer hold, until somebody has looked at the topic. */
import { expect, test } from 'vitest';
import type { DoubtsView } from '../../../src/desk/server/doubts.ts';
import { openStore } from '../../../src/store/open.ts';
import { documentRecord, folderOf, recordFiles, STATEMENTS } from '../../support/records.ts';
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

const measure = (id: string, coins: number, track?: string) => ({
  ...STATEMENTS.measure,
  id,
  topics: ['grain-corridor'],
  text: { en: `Northland lowered the toll of the corridor to ${coins} coins until the frost.` },
  ...(track !== undefined && { track }),
});

test('two statements of one measure with other figures that do not name each other are named; of measures apart they are not', async () => {
  const { get, publish } = await deskAsked({
    briefsDir: folderOf(
      recordFiles({
        'north-south/documents/toll.yaml': documentRecord({
          url: 'https://example.org/toll',
          statements: [measure('ten', 10, 'toll'), measure('eleven', 11)],
        }),
        'north-south/tracks.yaml': {
          tracks: [
            {
              id: 'toll',
              kind: 'measure',
              party: 'north',
              title: { en: 'Corridor toll' },
              aliases: { en: [] },
              topics: ['grain-corridor'],
            },
          ],
        },
      }),
    ),
  });
  const missing = async (id: string, track?: string): Promise<readonly unknown[]> => {
    const record = documentRecord({ url: `https://example.org/${id}`, statements: [measure(id, 12, track)] });
    const file = { folder: 'north-south/documents', file: `${id}.yaml`, text: JSON.stringify(record) };
    const set = await publish([file], {}, true);
    const { topics } = await get<DoubtsView>(`curate/doubts?language=en&set=${set.id}`);
    return topics.flatMap(({ doubts }) =>
      doubts.flatMap(({ code, params }) => (code === 'relation-missing' ? [params['other']] : [])),
    );
  };
  expect(await missing('apart')).toEqual([]);
  expect(await missing('tracked', 'toll')).toMatchObject([
    { en: 'Northland lowered the toll of the corridor to 10 coins until the frost.' },
  ]);
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
