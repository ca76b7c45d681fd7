import { describe, expect, test } from 'vitest';
import { createLogger } from '../../src/app/log.ts';
import { createChooser, type ChooserOptions } from '../../src/choice/chooser.ts';
import { chooseByModel } from '../../src/conversation/model-choice.ts';
import type { ModelChooser } from '../../src/conversation/model-chooser.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Unit } from '../../src/search/result.ts';
import { HERE } from '../conversation/asking.ts';
import { botInMemory, reader } from '../support/bot.ts';
import { NOW, ownCatalogue } from '../support/records.ts';
import { textsOf } from '../support/reply-texts.ts';
import { choosing, saying, startModel, type ModelServer } from './model-server.ts';

const KEY = 'key-of-the-model-0123456789';
const QUESTION = 'which tariff does washington take on goods of china';
const catalogue = ownCatalogue();
await catalogue.prepare();
const candidates = catalogue.finder.candidates(QUESTION, { today: '2026-11-24' });

type Session = {
  readonly model: ModelServer;
  readonly chooser: ModelChooser;
  readonly outcomes: string[];
  readonly lines: string[];
  readonly later: (seconds: number) => void;
  readonly ask: (question?: string) => Promise<readonly Unit[] | 'none' | undefined>;
};

async function session(over: Partial<ChooserOptions> = {}): Promise<Session> {
  const model = await startModel();
  const outcomes: string[] = [];
  const lines: string[] = [];
  let clock = 0;
  const chooser = createChooser({
    settings: { url: model.url, name: 'small', key: KEY, timeoutMs: 1_000, dailyLimit: 100 },
    log: createLogger('debug', [], (line) => void lines.push(line)),
    monotonic: () => clock,
    takeRequest: async () => true,
    counted: (outcome) => void outcomes.push(outcome),
    ...over,
  });
  const context = { catalogue, language: 'en', audience: 'asker', helpEntries: [], now: NOW } as const;
  return {
    model,
    chooser,
    outcomes,
    lines,
    later: (seconds) => {
      clock += seconds * 1_000;
    },
    ask: async (question = QUESTION) => {
      const made = await chooseByModel({ type: 'ask', question }, chooser, context, 'slack T1');
      return made?.verdict === 'none' ? 'none' : made?.picks;
    },
  };
}

/** What a model answers that is no choice, or no answer at all, and what it counts as. */
const FAILING: Readonly<Record<string, { readonly answers: ModelServer['answers']; readonly outcome: string }>> = {
  'nothing, for longer than its time': { answers: () => {}, outcome: 'timeout' },
  'a stream that never ends': {
    answers: (response) => {
      response.setHeader('content-type', 'application/json');
      const writing = setInterval(() => void response.write(' '), 50);
      response.on('close', () => clearInterval(writing));
    },
    outcome: 'timeout',
  },
  'broken JSON': { answers: saying('{"verdict":"answers","picks":[1'), outcome: 'unusable' },
  'no text': { answers: saying(null), outcome: 'unusable' },
  'a number out of range': { answers: choosing('answers', 1, 17), outcome: 'unusable' },
  'a number that is none': { answers: choosing('answers', '1'), outcome: 'unusable' },
  'more picks than three': { answers: choosing('answers', 1, 2, 3, 4), outcome: 'unusable' },
  'no picks': { answers: choosing('answers'), outcome: 'unusable' },
  'words of its own': {
    answers: saying(JSON.stringify({ verdict: 'answers', picks: [1], text: 'Tariffs are 145 %.' })),
    outcome: 'unusable',
  },
  'a server error': { answers: (response) => void response.writeHead(503).end('{}'), outcome: 'refused' },
  'a body larger than any choice': {
    answers: (response) => {
      response.setHeader('content-type', 'application/json');
      const content = JSON.stringify({ verdict: 'answers', picks: [1] });
      response.end(JSON.stringify({ choices: [{ message: { content } }], filler: 'x'.repeat(400_000) }));
    },
    outcome: 'unusable',
  },
};

describe('a model that chooses', () => {
  test('gives the candidates of its numbers, in its order, each once', async () => {
    const { model, ask, outcomes } = await session();
    model.answers = choosing('answers', 3, 1, 3);
    expect(await ask()).toEqual([candidates[2], candidates[0]]);
    model.answers = choosing('none');
    expect(await ask('what is the price of rare earths in Osaka')).toBe('none');
    expect(outcomes).toEqual(['answers', 'none']);
  });

  test('is sent the question, numbered candidates and days, without what may name somebody, and nothing else', async () => {
    const { model, ask } = await session();
    const named = `${QUESTION}? <@U012ABC> asks for ada@example.org, see https://example.org/x?y=1, +86 138 1234 5678 #trade`;
    await ask(named);
    const [sent, ...more] = model.sent;
    expect(more).toEqual([]);
    expect(sent).toMatchObject({ path: '/v1/chat/completions', headers: { authorization: `Bearer ${KEY}` } });
    for (const header of Object.keys(sent?.headers ?? {})) expect(header).not.toMatch(/^x-/u);
    const body = JSON.parse(sent?.body ?? '') as { readonly messages: readonly { readonly content: string }[] };
    expect(Object.keys(body).toSorted()).toEqual(['messages', 'model', 'response_format']);
    const user = JSON.parse(body.messages[1]?.content ?? '') as Readonly<Record<string, unknown>>;
    expect(Object.keys(user)).toEqual(['today', 'fileEnds', 'candidates', 'question']);
    expect(user.question).toBe(`${QUESTION}? [mention] asks for [mail], see [address] [number] [mention]`);
    expect(user.candidates).toHaveLength(16);
    for (const secret of ['U012ABC', 'ada@', 'example.org', '1234', 'T1', 'slack'])
      expect(sent?.body).not.toContain(secret);
  });

  test('is asked once for the same question, and again when the records are others', async () => {
    const { model, ask, outcomes } = await session();
    model.answers = choosing('answers', 1);
    for (let times = 0; times < 3; times += 1) expect(await ask()).toEqual([candidates[0]]);
    expect(model.sent).toHaveLength(1);
    expect(outcomes).toEqual(['answers', 'cached', 'cached']);
  });

  test.each(Object.entries(FAILING))(
    'that answers with %s leaves the built-in choice',
    async (_what, { answers, outcome }) => {
      const { model, ask, outcomes, lines } = await session();
      model.answers = answers;
      expect(await ask()).toBeUndefined();
      expect(outcomes).toEqual([outcome]);
      // Its reason is logged, and nothing of what was asked, of the key or of the address.
      expect(lines).toHaveLength(1);
      for (const secret of [KEY, 'tariff', model.url, '127.0.0.1']) expect(lines.join('')).not.toContain(secret);
      // What failed is not kept.
      model.answers = choosing('answers', 2);
      expect(await ask()).toEqual([candidates[1]]);
    },
  );

  test('that sends elsewhere is not followed', async () => {
    const { model, ask, outcomes } = await session();
    const other = await startModel();
    other.answers = choosing('answers', 1);
    model.answers = (response) => void response.writeHead(307, { location: `${other.url}/chat/completions` }).end();
    expect(await ask()).toBeUndefined();
    expect(other.sent).toEqual([]);
    expect(outcomes).toEqual(['refused']);
  });

  test('that names a time rests for as long, up to an hour', async () => {
    const { model, chooser, ask, later } = await session();
    model.answers = (response) => void response.writeHead(429, { 'retry-after': '30' }).end('{}');
    expect(await ask()).toBeUndefined();
    model.answers = choosing('answers', 1);
    expect(chooser.isResting()).toBe(true);
    later(29);
    expect(await ask()).toBeUndefined();
    expect(model.sent).toHaveLength(1);
    later(1);
    expect(await ask()).toEqual([candidates[0]]);
    model.answers = (response) => void response.writeHead(429, { 'retry-after': '999999' }).end('{}');
    await ask('which tariff does beijing take on soybeans');
    later(3_600);
    expect(chooser.isResting()).toBe(false);
  });

  test('rests for a minute after five failures in a row', async () => {
    const { model, chooser, ask, later, outcomes } = await session();
    model.answers = (response) => void response.writeHead(500).end('{}');
    for (let times = 0; times < 4; times += 1) await ask();
    expect(chooser.isResting()).toBe(false);
    await ask();
    expect(chooser.isResting()).toBe(true);
    await ask();
    expect(model.sent).toHaveLength(5);
    expect(outcomes.at(-1)).toBe('resting');
    later(60);
    expect(chooser.isResting()).toBe(false);
  });

  test('is asked by eight at once, and 200 questions are answered while it hangs', async () => {
    const { model, ask, outcomes } = await session();
    model.answers = () => {};
    const all = await Promise.all(Array.from({ length: 200 }, (_, at) => ask(`${QUESTION} ${at}`)));
    expect(all.every((one) => one === undefined)).toBe(true);
    expect(model.sent.length).toBeLessThanOrEqual(8);
    expect(outcomes.filter((one) => one === 'timeout')).toHaveLength(8);
    expect(outcomes.filter((one) => one === 'busy')).toHaveLength(192);
  });

  test('is not asked over the limit of the day', async () => {
    const asked: unknown[] = [];
    const { model, ask, outcomes } = await session({
      takeRequest: async (...given) => {
        asked.push(given);
        return false;
      },
    });
    expect(await ask()).toBeUndefined();
    expect(asked).toEqual([['2026-11-24', 'slack T1', 100]]);
    expect(model.sent).toEqual([]);
    expect(outcomes).toEqual(['limit']);
  });

  test('is not asked for what opens a topic', async () => {
    const { model, ask } = await session();
    for (const question of ['energy', 'AI governance', 'china', '能源']) await ask(question);
    expect(model.sent).toEqual([]);
  });
});

/** Returns the answer of a bot with a chooser. */
const answered = async (chooser: ModelChooser, question = QUESTION): Promise<Reply> => {
  const bot = botInMemory({ catalogue: () => catalogue, now: () => NOW, log: createLogger('silent'), chooser });
  return await bot.conversation.answer({ type: 'ask', question }, reader({ channelRef: HERE }));
};

describe('an answer that a model chose', () => {
  test('is the words of the candidates, says who chose them, and that they are a part where they are', async () => {
    const { model, chooser } = await session();
    const at = candidates.findIndex(({ unit }, place) => place > 2 && unit === 'statement');
    model.answers = choosing('part', at + 1);
    const texts = textsOf(await answered(chooser))
      .flat()
      .join('\n');
    const picked = candidates[at];
    if (picked?.unit !== 'statement') throw new Error('no candidate behind the third is a statement');
    expect(texts).toContain(picked.statement.text.en?.slice(0, 30));
    expect(texts).toContain('This answers part of it.');
    expect(texts).toContain(`by a model at ${chooser.host}`);
  });

  test('says that nothing answers, with what is nearest, where the model says so', async () => {
    const { model, chooser } = await session();
    model.answers = choosing('none');
    const texts = textsOf(await answered(chooser))
      .flat()
      .join('\n');
    expect(texts).toMatch(/Nothing in the file answers this|This may not answer it/u);
  });

  test('is the built-in one in a channel that keeps its questions from the model', async () => {
    const { model, chooser } = await session();
    const bot = botInMemory({ catalogue: () => catalogue, now: () => NOW, log: createLogger('silent'), chooser });
    await bot.conversation.channelSettings.change(HERE, { model: 'off' }, 'en');
    await bot.conversation.answer({ type: 'ask', question: QUESTION }, reader({ channelRef: HERE }));
    expect(model.sent).toEqual([]);
    await bot.conversation.channelSettings.change(HERE, { model: 'on' }, 'en');
    await bot.conversation.answer({ type: 'ask', question: QUESTION }, reader({ channelRef: HERE }));
    expect(model.sent).toHaveLength(1);
  });
});
