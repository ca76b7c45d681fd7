import { describe, expect, test } from 'vitest';
import type { BotOptions } from '../../src/app/bot.ts';
import { newReference } from '../../src/shared/errors.ts';
import { createLogger } from '../../src/app/log.ts';
import type { Bot } from '../../src/chat/platform.ts';
import { createDigests } from '../../src/conversation/digests/digests.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { catalogueOf, NOW } from '../support/records.ts';
import { storeOfTest } from '../support/store.ts';
import { botInMemory, reader } from '../support/bot.ts';

const asking = reader();

/** A bot over the made-up records, and the lines of its log. */
function bot(
  over: Partial<Omit<BotOptions, 'services'>> & { readonly services?: Partial<BotOptions['services']> } = {},
): {
  readonly bot: Bot;
  readonly lines: string[];
} {
  const lines: string[] = [];
  const catalogue = catalogueOf();
  return {
    lines,
    bot: botInMemory({
      catalogue: () => catalogue,
      now: () => NOW,
      log: createLogger('debug', [], (line) => lines.push(line)),
      ...over,
    }),
  };
}

describe('an answer', () => {
  test('is made from the catalogue in service at the moment of the question', async () => {
    const first = catalogueOf();
    const second = { ...first, briefs: new Map() };
    let now = first;
    const { bot: one } = bot({ catalogue: () => now });
    expect((await one.conversation.answer({ type: 'brief', topic: 'grain-corridor' }, asking)).title).toBe(
      'The grain corridor',
    );
    now = second;
    expect((await one.conversation.answer({ type: 'brief', topic: 'grain-corridor' }, asking)).title).toBe(
      'Nothing on that',
    );
  });

  test.each(['en', 'zh'] as const)(
    'that fails tells the asker alone, in %s, a reference that is in the log with the fault',
    async (language) => {
      const { bot: one, lines } = bot({
        catalogue: () => {
          throw new TypeError('the records are on fire');
        },
      });
      const reply = await one.conversation.answer({ type: 'topics' }, { ...asking, language, audience: 'everyone' });
      expect(reply).toMatchObject({ audience: 'asker', language, actions: [] });
      const [note] = reply.blocks;
      const text = note?.type === 'note' && note.tone === 'warning' ? note.text : '';
      const reference = /[0-9A-Za-z]{8}$/u.exec(text)?.[0] ?? 'none told';
      expect(lines).toHaveLength(1);
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({
        level: 'error',
        reference,
        about: 'topics',
        err: {
          type: 'TypeError',
          message: 'the records are on fire',
          stack: expect.stringContaining('bot.e2e.test.ts'),
        },
      });
      expect(text).not.toContain('fire');
    },
  );

  test('that fails with something that is no error is told all the same', async () => {
    const { bot: one, lines } = bot({
      now: () => {
        throw 'a string'; // oxlint-disable-line no-throw-literal, typescript/only-throw-error
      },
    });
    expect((await one.conversation.answer({ type: 'brief', topic: 'grain-corridor' }, asking)).blocks).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ err: { type: 'string', message: 'a string' } });
  });
});

describe('a question that finds nothing', () => {
  const vain = { type: 'ask', question: 'who won the cup final' } as const;
  const asked = async (keepQuestion?: (question: string) => Promise<void>): Promise<Reply> => {
    const { store } = await storeOfTest();
    const digests = createDigests({
      store,
      catalogue: catalogueOf,
      couriers: () => new Map(),
      now: () => NOW,
      newId: () => 'x',
      wake: () => {},
    });
    const { bot: one } = bot({
      services: { store, digests, replica: 'r1', ...(keepQuestion !== undefined && { keepQuestion }) },
    });
    await one.conversation.answer(vain, asking);
    await one.conversation.answer({ type: 'ask', question: 'what about the grain corridor' }, asking);
    await one.conversation.answer({ type: 'brief', topic: 'nowhere' }, asking);
    await one.conversation.answer({ type: 'message', text: 'My diary: who won the cup final?' }, asking);
    expect(one.conversation.keepsQuestions).toBe(keepQuestion !== undefined);
    return one.conversation.answer({ type: 'help' }, asking);
  };
  test('is handed on to be kept where that is asked for, alone of all requests, and help says so', async () => {
    const kept: string[] = [];
    const help = await asked(async (question) => void kept.push(question));
    expect(kept).toEqual([vain.question]);
    expect(JSON.stringify(help)).toContain('kept for 90 days without your name');
  });
  test('is answered though it never comes to be kept', async () => {
    expect((await asked(() => new Promise(() => {}))).title).toBe('How to ask');
  });
  test('is not kept otherwise, and help says so', async () => {
    expect(JSON.stringify(await asked())).toContain('Your questions are not kept.');
  });
});

describe('a reference', () => {
  test('is eight letters and digits, and another each time', () => {
    const references = Array.from({ length: 2_000 }, newReference);
    for (const reference of references) expect(reference).toMatch(/^[0-9A-Za-z]{8}$/u);
    expect(new Set(references).size).toBe(references.length);
    expect(new Set(references.map((reference) => reference.at(-1))).size).toBeGreaterThan(20);
  });
});

describe('an event', () => {
  test('is new once', async () => {
    const { bot: one } = bot();
    expect([await one.isFirst('a'), await one.isFirst('b'), await one.isFirst('a'), await one.isFirst('b')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
  test('is new once though it arrives twice at the same time', async () => {
    const { bot: one } = bot();
    expect(await Promise.all([one.isFirst('a'), one.isFirst('a')])).toEqual([true, false]);
  });
  test('is forgotten after many others, so that the memory stays bounded, and not before', async () => {
    const { bot: one } = bot();
    await one.isFirst('old');
    for (let index = 1; index < 20_000; index += 1) await one.isFirst(`${index}`);
    expect(await one.isFirst('old')).toBe(false);
    for (let index = 20_000; index < 40_000; index += 1) await one.isFirst(`${index}`);
    expect(await one.isFirst('39999')).toBe(false);
    expect(await one.isFirst('old')).toBe(true);
  });
});
