/** What is asked after an answer, over a real store: of a topic, a statement, a disagreement, by other people, later, and after the records changed. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../../../src/app/log.ts';
import type { Asker, Conversation } from '../../../src/conversation/conversation.ts';
import { onRequest } from '../../../src/conversation/handle.ts';
import { parseMessage } from '../../../src/conversation/parse-text.ts';
import { messages } from '../../../src/locales/messages.ts';
import { render } from '../../../src/chat/console/render.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import type { Catalogue } from '../../../src/search/catalogue.ts';
import type { Brief } from '../../../src/records/schema.ts';
import { botInMemory } from '../../support/bot.ts';
import { storeOfTest } from '../../support/store.ts';
import { openStore } from '../../../src/store/open.ts';
import { correctedIn, WHAT } from '../../contract/recall-run.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';
import { asker } from '../asking.ts';

const t = messages('en');
const own = ownCatalogue();
let catalogue: Catalogue;
let now: Temporal.Instant;
let conversation: Conversation;
beforeEach(async () => {
  catalogue = own;
  now = NOW;
  const { store } = await storeOfTest();
  conversation = replica(store).conversation;
});

const replica = (store: Awaited<ReturnType<typeof openStore>>) =>
  botInMemory({ catalogue: () => catalogue, now: () => now, log: createLogger('silent'), services: { store } });

const say = async (text: string, over: Partial<Asker> = {}, by = conversation): Promise<Reply> => {
  const { request, language = 'en' } = parseMessage(text, catalogue);
  return (await onRequest(request, 'message', asker({ language, ...over }), by)).reply;
};
const text = (reply: Reply): string => render(reply).replaceAll(/\s+/gu, ' ');
const said = async (...given: Parameters<typeof say>): Promise<string> => text(await say(...given));
/** A message in a thread that began with another one. */
const inThread = (message: string, thread: string, over: Partial<Asker> = {}): Partial<Asker> => ({
  talk: { message, thread },
  ...over,
});

const idsOf = ({ blocks }: Reply): string[] =>
  blocks.flatMap((block) => (block.type === 'claims' ? block.claims.map(({ id }) => id) : []));

const withBriefs = (change: (brief: Brief) => Brief): Catalogue => ({
  ...own,
  briefs: new Map([...own.briefs].map(([id, brief]) => [id, id === 'energy' ? change(brief) : brief])),
});
const shown = async (): Promise<string> => {
  const statement = own.briefs.get('energy')?.statements[0]?.id ?? '';
  const about = { topic: 'energy', statements: [statement] };
  await conversation.memory.remember(asker(), { ...(await say('energy')), about }, { isQuestion: true });
  return statement;
};

describe('after the card of a topic', () => {
  beforeEach(async () => {
    await say('ai governance');
  });

  test.each([
    ['why?', t('reply.whyItMatters')],
    ['sources', t('sections.names.sources')],
    ['both sides', t('sections.names.sides')],
    ['what changed?', t('sections.names.changes')],
    ['what’s next?', t('sections.names.watch')],
  ])('%s is answered of the topic', async (question, expected) => {
    const reply = await say(question);
    expect(reply.title).toContain('AI governance');
    expect(text(reply).toLowerCase()).toContain(expected.toLowerCase());
  });

  test('a side is asked for by its name, in either language, and the other one then', async () => {
    const china = await said('and China?');
    expect(china).toContain('Xi Jinping');
    expect(china).not.toContain('White House account');
    expect(await said('and the US?')).toContain('White House');
    expect(await said('中方呢')).toContain('习近平');
  });

  test('it is shown shorter, and in the language that is asked for until another one is written', async () => {
    expect((await say('shorter')).blocks).toHaveLength(1);
    const chinese = await say('in Chinese');
    expect(chinese).toMatchObject({ language: 'zh', title: own.briefs.get('ai-governance')?.title.zh });
    expect((await say('why?')).language).toBe('zh');
    expect((await say('in English')).language).toBe('en');
    expect((await say('双方')).language).toBe('zh');
    expect((await say('why?', { person: 'bob' })).language).toBe('en');
  });

  test('more tells what was not told, until nothing is left', async () => {
    const told: string[] = [];
    let reply = await say('more');
    while (idsOf(reply).length > 0) {
      told.push(...idsOf(reply));
      reply = await say('more');
    }
    expect(new Set(told).size).toBe(told.length);
    expect(told.length).toBeGreaterThan(5);
    expect(text(reply)).toContain(t('followUp.noMore'));
  });

  test('what names nothing is asked back, and then it is still known', async () => {
    const reply = await say('what does it mean?');
    expect(text(reply)).toContain('AI governance');
    expect(reply.outcome).toBe('choices');
    expect((await say('why?')).title).toContain('AI governance');
  });

  test('something else that is named is asked anew, and then that is followed', async () => {
    expect((await say('and Taiwan?')).title).toBe('Taiwan');
    expect((await say('why?')).title).toContain('Taiwan');
  });

  test('a question that finds nothing leaves nothing to ask after', async () => {
    expect((await say('zebra crossing flavour')).outcome).toBe('nothing');
    expect(await said('why?')).toContain(t('followUp.nothingBefore'));
  });

  test('help and thanks leave it as it was', async () => {
    await say('help');
    await say('thanks');
    expect((await say('why?')).title).toContain('AI governance');
  });
});

test('a side that is silent on what was shown is said to be, with where that is written', async () => {
  const silent = [...own.briefs.values()].flatMap((brief) =>
    brief.disagreements.flatMap(({ sides }, at) => {
      const quiet = sides.find(({ statements, party }) => statements.length === 0 && party === 'cn');
      return quiet === undefined || brief.status !== 'published' ? [] : [{ brief, at, quiet }];
    }),
  );
  const [{ brief, at, quiet }] = silent as [(typeof silent)[0]];
  await conversation.memory.remember(
    asker(),
    { ...(await say('energy')), about: { topic: brief.id, statements: [], disagreement: at }, again: undefined },
    { isQuestion: true },
  );
  const reply = await said('and China?');
  expect(reply).toContain('China has said nothing on this that the file holds.');
  expect(reply).toContain(quiet.text.en.slice(0, 30));
});

describe('who asks', () => {
  test('follows their own answer in the channel for half an hour, and nobody else’s', async () => {
    await say('energy');
    expect(await said('why?', { person: 'bob' })).toContain(t('followUp.nothingBefore'));
    now = NOW.add({ minutes: 29 });
    expect((await say('why?')).title).toContain('Energy');
    now = now.add({ minutes: 31 });
    expect(await said('why?')).toContain(t('followUp.nothingBefore'));
  });

  test('follows the answer of a thread, whoever had it, for a day', async () => {
    await say('energy', { talk: { message: '1' } });
    await say('taiwan', { talk: { message: '2' } });
    now = NOW.add({ hours: 23 });
    expect((await say('why?', inThread('3', '1', { person: 'bob' }))).title).toContain('Energy');
    expect(await said('why?', inThread('4', 'other'))).toContain(t('followUp.nothingBefore'));
    now = NOW.add({ hours: 48 });
    expect(await said('why?', inThread('5', '2'))).toContain(t('followUp.nothingBefore'));
  });

  test('is answered by every process of the store, the same once more where a process ended', async () => {
    const { store, dataDir } = await storeOfTest();
    const first = replica(store).conversation;
    const other = await openStore(undefined, { dataDir, now: () => now });
    const second = replica(other).conversation;
    await say('ai governance', { talk: { message: '1' } }, first);
    const more = await say('more', inThread('2', '1'), first);
    // The first has not sent it: the message is read again.
    expect(await say('more', inThread('2', '1'), second)).toEqual(more);
    expect(await say('more', inThread('3', '1'), second)).not.toEqual(more);
    await other.close();
  });
});

describe('an answer whose records have changed', () => {
  test('says that it was corrected, once', async () => {
    const id = await shown();
    catalogue = correctedIn(own, id);
    expect(await said('why?')).toContain(WHAT);
    expect(await said('why?')).not.toContain(WHAT);
  });

  test('says that a statement was withdrawn', async () => {
    const id = await shown();
    const [statement] = own.briefs.get('energy')?.statements ?? [];
    if (statement === undefined) throw new Error('there is no statement');
    const withdrawn = { ...statement, withdrawn: { on: '2026-11-20', reason: { en: 'Nobody said so.' } } };
    catalogue = { ...own, withdrawn: new Map([[id, withdrawn]]) };
    expect(await said('sources')).toContain('withdrawn on November 20, 2026: Nobody said so.');
  });

  test('says that its topic was retracted, or is no longer there', async () => {
    await shown();
    const retraction = { id: 'r', on: '2026-11-20', what: { en: 'It was all wrong.' } };
    catalogue = withBriefs((brief) => ({ ...brief, status: 'retracted', retraction }));
    expect(await said('why?')).toContain('It was all wrong.');
    await shown();
    catalogue = { ...own, briefs: new Map([...own.briefs].filter(([id]) => id !== 'energy')) };
    expect(await said('why?')).toContain(t('followUp.gone'));
  });
});

test('what is remembered are ids, never what was asked', async () => {
  const { store } = await storeOfTest();
  const written: string[] = [];
  const { conversation: talking } = replica({
    ...store,
    rememberAnswer: async (...given) => void written.push(JSON.stringify(given)),
  });
  await say('what about the energy SECRET thing', {}, talking);
  await say('energy', {}, talking);
  expect(written.join('')).toContain('"topic\\":\\"energy');
  expect(written.join('').toLowerCase()).not.toContain('secret');
});
