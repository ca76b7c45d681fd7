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
import type { Store } from '../../../src/store/store.ts';
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

const replica = (store: Store) =>
  botInMemory({ catalogue: () => catalogue, now: () => now, log: createLogger('silent'), services: { store } });

const say = async (text: string, over: Partial<Asker> = {}, by = conversation): Promise<Reply> => {
  const { request, language = 'en' } = parseMessage(text, catalogue);
  return (await onRequest(request, 'message', asker({ language, ...over }), by)).reply;
};
const text = (reply: Reply): string => render(reply).replaceAll(/\s+/gu, ' ');
const said = async (...given: Parameters<typeof say>): Promise<string> => text(await say(...given));
/** Returns the last of the replies to several texts. */
const after = async (...texts: string[]): Promise<Reply> => {
  let reply = await say('help');
  for (const one of texts) reply = await say(one);
  return reply;
};
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

  test.each(['reciprocal tariff suspension 2026', '中美是否互相窃取人工智能模型？'])(
    'what a measure or a disagreement answers by itself is answered as if nothing was told before: %s',
    async (question) => {
      const alone = await said(question, { person: 'somebody else' });
      expect(text(await after('is the section 122 surcharge still in effect', question))).toBe(alone);
    },
  );

  test.each([
    ['Is there a trade deal between the two countries?', 'Is there a trade deal between the two countries?'],
    ['how do both sides see Taiwan', '稀土双方怎么说'],
    ['122条款附加税还有效吗', '双方在关键矿产上立场如何'],
    ['is the affiliates rule in force?', 'what about rare earths from China'],
    ['what did china promise on fentanyl precursors in november 2025', 'was the korea summit a success'],
    ['will china purchase more us gas', 'pls brief me on the busan summit'],
    ['美國國會為什麼這麼強硬', '晶片管制最新進展'],
    ['where did they land on tiktok and on nexperia', 'where did they land on tiktok and on nexperia'],
  ])('what points at nothing that was told is answered as if nothing was: after %s, %s', async (first, question) => {
    const alone = await said(question, { person: 'somebody else' });
    expect(text(await after(first, question))).toBe(alone);
  });

  test('a question is answered again as it was, asked twice: one of each topic in each language', async () => {
    const questions = [...own.briefs.values()].flatMap(({ questions: { en, zh = [] } }) =>
      en.slice(-1).concat(zh.slice(-1)),
    );
    const answers = await Promise.all(
      questions.map(async (question) => {
        const alone = await said(question, { person: question });
        return { question, isSame: (await said(question, { person: question })) === alone };
      }),
    );
    expect(answers.length).toBeGreaterThan(20);
    expect(answers.filter(({ isSame }) => !isSame)).toEqual([]);
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

describe('after an answer on one thing', () => {
  test.each([
    [
      'what came of a measure',
      ['is the section 122 surcharge still in force', 'what replaced it'],
      'section-122-expired',
    ],
    [
      'when the next round is',
      ['super intelligence dialogue', 'when does the next round happen'],
      'super-intelligence-dialogue',
    ],
    [
      'what its own document says for why',
      ['强迫劳动关税对中国多少', '为啥'],
      'wh-2026-07-23-memorandum-section-301-forced-labor',
    ],
    ['the newest word on a promise', ['rare earths - whats the deal', 'is it still on'], 'rare-earths-still-open'],
    ['what was told of an office', ['H200芯片能不能卖', '国会怎么看'], 'h200-exports-and-congress'],
    [
      'what somebody says who is named',
      ['强迫劳动关税对中国多少', '何立峰怎么看美国加税'],
      'cctv-2026-03-17-paris-talks',
    ],
    [
      'what was told of one day',
      ['Why did the Supreme Court strike down the tariffs?', 'what happened the same day'],
      'us-ends-ieepa-tariffs',
    ],
    ['the last round', ['两军还沟通吗', '上次会谈在哪儿'], 'maritime-working-group-hawaii'],
  ])('%s is shown', async (_, texts, id) => {
    expect(idsOf(await after(...texts)).flatMap((one) => one.split('/'))).toContain(id);
  });

  test('one of what was told is told alone, and followed', async () => {
    const two = idsOf(await after('is the section 122 surcharge still in force', 'what replaced it'));
    expect(two.length).toBeGreaterThan(1);
    expect(idsOf(await say('the second one'))).toEqual([two[1]]);
    expect(await said('who said it')).toContain(own.statements.get(two[1] ?? '')?.text.en.slice(0, 40));
    expect((await say('the third one')).outcome).toBe('choices');
  });

  test('a side that said nothing on it is said to be silent, with what it says on the topic', async () => {
    const reply = await after('Why was Qingdao Haiye sanctioned and when?', 'and china’s view?');
    expect(text(reply)).toContain('China has said nothing on this that the file holds.');
    expect(idsOf(reply).length).toBeGreaterThan(0);
    for (const id of idsOf(reply)) expect(own.statements.get(id)?.document).toMatch(/^cctv-/u);
  });

  test('a side that is told where the two differ is not said to be silent', async () => {
    for (const asked of ['Does China have overcapacity?', 'What did Trump and Xi say to each other on Taiwan?']) {
      const reply = await after(asked, 'and china’s view?');
      expect(text(reply)).not.toContain('has said nothing');
      expect(idsOf(reply).length).toBeGreaterThan(0);
    }
  });

  test('a time in which nothing was said of it is said to be so', async () => {
    const reply = await after('is the section 122 surcharge still in force', 'last year?');
    expect(text(reply)).toContain(t('followUp.notSaid'));
    expect((await say('this year?')).outcome).not.toBe('fault');
    expect((await say('上个月呢')).outcome).not.toBe('fault');
  });

  test('after who said it, it is still that which is asked about', async () => {
    const reply = await after('波音订单多少架', '谁说的', '落实了没');
    expect(idsOf(reply)).toEqual(['wh-2026-05-17-fact-sheet-beijing-summit/boeing-200-aircraft']);
  });

  test.each([
    ['did the pandas arrive yet', 'People-to-people ties'],
    ['by the way, did the pandas arrive', 'People-to-people ties'],
    ['换个话题，熊猫到了吗', '人文交流'],
    ['and Taiwan?', 'Taiwan'],
  ])('%s inherits nothing', async (question, title) => {
    expect((await after('rare earths - whats the deal', question)).title).toBe(title);
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

test('what was looked up already is not looked up again', async () => {
  await say('energy');
  const before = { answer: await conversation.memory.recall(asker()) };
  await say('taiwan');
  expect((await say('why?', { talk: { before } })).title).toContain('Energy');
  expect(await said('why?', { talk: { before: { answer: undefined } } })).toContain(t('followUp.nothingBefore'));
});

describe('an answer whose records have changed', () => {
  test('says that it was corrected, once', async () => {
    const id = await shown();
    catalogue = correctedIn(own, id);
    expect(await said('why?')).toContain(WHAT);
    expect(await said('why?')).not.toContain(WHAT);
  });

  test('says so too where the same is asked again', async () => {
    const question = 'when does the pause of the October 9 rare earth controls end';
    const statements = (await say(question)).about?.statements ?? [];
    catalogue = correctedIn(own, statements[0] ?? '');
    expect((await say(question)).blocks[0]).toMatchObject({ type: 'note', text: expect.stringContaining(WHAT) });
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
