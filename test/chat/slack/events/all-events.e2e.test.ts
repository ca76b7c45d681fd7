/** The whole of Slack's entrances against a Slack that nobody here wrote: commands, mentions, direct messages, every button; by socket and by HTTP. */
import { messages } from '../../../../src/locales/messages.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REQUEST_PATH } from '../../../../src/chat/slack/connection/connect.ts';
import type { Connection, Environment } from '../../../../src/chat/platform.ts';
import { clean } from '../../../../src/chat/slack/render/escape.ts';
import { freePort } from '../../../peers/free-port.ts';
import {
  ALICE,
  BOT_USER,
  GENERAL,
  localSlackExists,
  startLocalSlack,
  TOKENS,
  type LocalSlack,
  type StoredMessage,
} from '../../../peers/slack.ts';
import { MARKUP, MENTIONS, SCRIPTS } from '../../../reply/awkward.ts';
import { lostOf, textsOf } from '../../../support/reply-texts.ts';
import { connectWith, realBot, until } from '../harness.ts';
import { reader } from '../../../support/bot.ts';
import { checkMessage } from '../render/limits-check.ts';
import { targetsOf, textOf } from '../read-message.ts';

const t = messages('en');
const MENTION = `<@${BOT_USER}>`;

describe.runIf(localSlackExists('Slack against local-slack')).each(['socket', 'http'] as const)('over %s', (mode) => {
  let slack: LocalSlack;
  let connection: Connection | undefined;
  const { bot, lines, couriers } = realBot();

  beforeAll(async () => {
    const port = await freePort();
    const requestUrl = `http://127.0.0.1:${port}${REQUEST_PATH}`;
    slack = await startLocalSlack(mode === 'socket' ? { mode } : { mode: 'events', requestUrl });
    const env: Environment = {
      SLACK_BOT_TOKEN: TOKENS.botToken,
      SLACK_API_URL: slack.apiUrl,
      ...(mode === 'socket'
        ? { SLACK_APP_TOKEN: TOKENS.appToken }
        : { SLACK_SIGNING_SECRET: TOKENS.signingSecret, PORT: String(port) }),
    };
    connection = await connectWith(env, bot);
    if (connection.courier !== undefined) couriers.set('slack', connection.courier);
    // What the first answer alone has to make would come late on a busy machine, with a note in front.
    await bot.conversation.answer({ type: 'ask', question: 'energy' }, reader());
    await bot.conversation.answer({ type: 'topics' }, reader());
  });

  afterAll(async () => {
    await connection?.stop();
    await slack.close();
  });

  /** Does something and returns the messages that appear by it in a channel, at least so many. */
  async function after(channel: string, act: () => Promise<unknown>, atLeast = 1): Promise<StoredMessage[]> {
    const before = (await slack.messages(channel)).length;
    await act();
    return await until(`${atLeast} messages`, async () => {
      const fresh = (await slack.messages(channel)).slice(before);
      return fresh.length >= atLeast ? fresh : undefined;
    });
  }

  /** Does something in a channel and returns the one answer of the bot to it, found to be sound. */
  async function answer(channel: string, act: () => Promise<unknown>): Promise<StoredMessage> {
    const fromBot = async (): Promise<StoredMessage[]> =>
      (await slack.messages(channel)).filter(({ user }) => user === BOT_USER);
    const before = (await fromBot()).length;
    await act();
    const [message, ...more] = await until('an answer', async () => {
      const fresh = (await fromBot()).slice(before);
      return fresh.length > 0 ? fresh : undefined;
    });
    if (message === undefined) throw new Error('no answer');
    expect(more).toEqual([]);
    expect(checkMessage({ text: message.text, blocks: message.blocks })).toEqual([]);
    return message;
  }

  const command = async (text: string): Promise<StoredMessage> =>
    await answer(GENERAL, async () => await slack.command(text));

  const click = async (channel: string, on: StoredMessage, label: string): Promise<StoredMessage> => {
    const value = targetsOf(on).get(label);
    if (value === undefined) throw new Error(`no ${label} among ${[...targetsOf(on).keys()].join(', ')}`);
    return await answer(channel, async () => await slack.press(channel, on.ts, { value }));
  };

  describe('the command', () => {
    test('answers nothing with the topics and a menu of them, privately', async () => {
      const message = await command('');
      expect(message).toMatchObject({ subtype: 'ephemeral', ephemeral_to: ALICE });
      expect(textOf(message)).toContain(t('reply.topics'));
      expect(targetsOf(message).get('AI governance')).toBe('attache1/open/brief/ai-governance/1/en');
    });

    test('answers help, a topic, its parts, and a question', async () => {
      expect(textOf(await command('help'))).toContain('/brief');
      expect(textOf(await command('ai-governance'))).toContain(t('card.differ'));
      expect(textOf(await command('sources ai-governance'))).toContain('China-US Focus');
      expect(textOf(await command('what is in place on artificial intelligence?'))).toContain('AI governance');
    });

    test('says that it has nothing, instead of guessing', async () => {
      expect(textOf(await command('zzqx wvlk'))).toContain('Nothing here on');
    });

    test('answers Chinese in Chinese', async () => {
      expect(textOf(await command('帮助'))).toContain('如何提问');
    });

    test.each([
      ['40,000 characters', 'a'.repeat(40_000)],
      ['mentions', MENTIONS],
      ['markup', MARKUP],
      ['scripts and control characters', SCRIPTS.toWellFormed()],
    ])('takes %s without harm', async (_what, text) => {
      const message = await command(text);
      expect(message.text).not.toMatch(/[<>]/u);
      expect(message.subtype).toBe('ephemeral');
    });
  });

  describe('a mention', () => {
    test('is answered in a new thread, in the open', async () => {
      let asked = '';
      const message = await answer(GENERAL, async () => {
        asked = await slack.write(GENERAL, `${MENTION} export controls`);
      });
      expect(message.thread_ts).toBe(asked);
      expect(message.subtype).toBeUndefined();
      expect(textOf(message)).toContain('Export controls');
      expect([...targetsOf(message).keys()]).not.toContain(t('reply.share'));
    });

    test('in a thread is answered in that thread', async () => {
      const root = await slack.write(GENERAL, 'a root');
      const message = await answer(GENERAL, async () => await slack.write(GENERAL, `${MENTION} energy`, root));
      expect(message.thread_ts).toBe(root);
    });

    test('of nothing but the bot gets help', async () => {
      expect(textOf(await answer(GENERAL, async () => await slack.write(GENERAL, MENTION)))).toContain(t('reply.help'));
    });

    test('with broadcasts in it pings nobody', async () => {
      const message = await answer(
        GENERAL,
        async () => await slack.write(GENERAL, `${MENTION} <!channel> @everyone zzqx`),
      );
      expect(JSON.stringify(message)).not.toMatch(/<!channel>|"broadcast"|"usergroup"/u);
    });

    test('is not answered again when it is edited or deleted, and what is not for the bot not at all', async () => {
      const asked = await slack.write(GENERAL, 'nothing for the bot');
      const message = await answer(GENERAL, async () => {
        await slack.edit(GENERAL, asked, `${MENTION} energy`);
        await slack.remove(GENERAL, asked);
        // Answered last, so that an answer to any of these would have come before.
        await slack.write(GENERAL, `${MENTION} help`);
      });
      expect(textOf(message)).toContain(t('reply.help'));
    });
  });

  describe('a direct message', () => {
    test('is answered in a thread of its own, once, though it mentions the bot too', async () => {
      const direct = await slack.directChannel();
      let asked = '';
      const first = await answer(direct, async () => (asked = await slack.write(direct, 'energy')));
      expect(textOf(first)).toContain('Energy');
      expect(first.thread_ts).toBe(asked);
      const second = await answer(direct, async () => await slack.write(direct, `${MENTION} help`));
      expect(textOf(second)).toContain(t('reply.help'));
    });

    test('in a thread is answered in it', async () => {
      const direct = await slack.directChannel();
      let root = '';
      // What begins the thread is answered too, and first.
      await answer(direct, async () => {
        root = await slack.write(direct, 'topics');
      });
      const message = await answer(direct, async () => await slack.write(direct, 'energy', root));
      expect(message.thread_ts).toBe(root);
    });
  });

  describe('a press', () => {
    test.each([
      ['ai-governance', t('sections.names.sides'), 'AI governance: Both sides'],
      ['ai-governance', t('answer.statusOf'), 'AI governance: Status'],
      ['ai-governance sources', t('sections.backToCard'), 'AI governance'],
    ])('below “%s” of %s opens it privately and leaves the message as it is', async (asked, label, title) => {
      const brief = await command(asked);
      const opened = await click(GENERAL, brief, label);
      expect(opened).toMatchObject({ subtype: 'ephemeral', ephemeral_to: ALICE });
      expect(textOf(opened)).toContain(title);
      expect((await slack.messages(GENERAL)).find(({ ts }) => ts === brief.ts)).toEqual(brief);
    });

    test.each([['ai-governance sides', t('sections.names.disagreements')]])(
      'below “%s” of %s, which may be long, opens it in a modal and posts nothing',
      async (asked, label) => {
        const brief = await command(asked);
        const value = targetsOf(brief).get(label) ?? '';
        const before = await slack.messages(GENERAL);
        const opened = await slack.calls('views.open');
        await slack.press(GENERAL, brief.ts, { value });
        await until('a modal', async () => ((await slack.calls('views.open')) > opened ? true : undefined));
        expect(await slack.messages(GENERAL)).toEqual(before);
      },
    );

    test('of a choice in a menu opens the brief', async () => {
      const topics = await command('');
      const option = targetsOf(topics).get('Energy') ?? '';
      const opened = await answer(GENERAL, async () => await slack.press(GENERAL, topics.ts, { option }));
      expect(textOf(opened)).toContain(t('card.differ'));
      expect(opened.subtype).toBe('ephemeral');
    });

    test('of Continue opens the next part, and the parts make up the whole', async () => {
      const parts = [await command('trade-and-tariffs sources')];
      const of = Number(/part 1 of (\d+)/u.exec(textOf(parts[0]))?.[1]);
      expect(of).toBeGreaterThan(2);
      for (let part = 2; part <= of; part++) {
        const before = parts.at(-1);
        if (before !== undefined) parts.push(await click(GENERAL, before, t('reply.more', { page: part, pages: of })));
      }
      const brief = await bot.conversation.answer(
        { type: 'section', section: 'sources', topic: 'trade-and-tariffs' },
        reader(),
      );
      expect(lostOf(parts.map(textOf).join('\n'), textsOf(brief), clean)).toEqual([]);
    });

    test('below an answer in a thread opens there, for the presser alone', async () => {
      const asked = await slack.write(GENERAL, 'a root');
      const brief = await answer(GENERAL, async () => await slack.write(GENERAL, `${MENTION} energy`, asked));
      const opened = await click(GENERAL, brief, t('sections.names.sides'));
      expect(opened).toMatchObject({ subtype: 'ephemeral', ephemeral_to: ALICE, thread_ts: asked });
    });

    test('in a direct message opens a message that stays', async () => {
      const direct = await slack.directChannel();
      const brief = await answer(direct, async () => await slack.write(direct, 'energy'));
      const opened = await click(direct, brief, t('sections.names.sides'));
      expect(opened.subtype).toBeUndefined();
    });

    test('of Share posts the brief under the name of who shares, once, and tells so privately', async () => {
      const brief = await command('ai-governance');
      const value = targetsOf(brief).get(t('reply.share')) ?? '';
      const [shared, told] = await after(GENERAL, async () => await slack.press(GENERAL, brief.ts, { value }), 2);
      expect(shared?.subtype).toBeUndefined();
      expect(textOf(shared)).toContain('Shared by alice');
      expect(textOf(shared)).toContain(t('card.differ'));
      expect([...targetsOf(shared).keys()]).not.toContain(t('reply.share'));
      expect(checkMessage({ text: shared?.text, blocks: shared?.blocks })).toEqual([]);
      expect(told).toMatchObject({ subtype: 'ephemeral', ephemeral_to: ALICE });
      expect(textOf(told)).toContain(t('sharing.shared'));

      const [again] = await after(GENERAL, async () => await slack.press(GENERAL, brief.ts, { value }), 1);
      expect(textOf(again)).toContain(t('sharing.sharedBefore'));
    });

    test.each([
      'attache0/open/brief/energy/1/en',
      'attache1/delete/brief/energy/1/en',
      'x'.repeat(2_000),
      '<!channel>',
    ])('of a button that means nothing %# is told so, privately', async (value) => {
      const brief = await command('energy');
      const told = await answer(GENERAL, async () => await slack.press(GENERAL, brief.ts, { value }));
      expect(told.subtype).toBe('ephemeral');
      expect(textOf(told)).toBe(t('reply.staleButton'));
    });

    test('of a button of a brief that is no more says so', async () => {
      const brief = await command('energy');
      const value = 'attache1/open/brief/no-such-brief/1/en';
      const told = await answer(GENERAL, async () => await slack.press(GENERAL, brief.ts, { value }));
      expect(textOf(told)).toContain('no-such-brief');
    });
  });

  test('logs no message, token or response address', async () => {
    await command('a question with the word wiedehopf in it');
    const all = lines.join('');
    expect(all).not.toContain('wiedehopf');
    expect(all).not.toContain('_hooks');
    for (const token of Object.values(TOKENS)) expect(all).not.toContain(token);
    expect(lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});

test.runIf(localSlackExists('Slack reconnecting to local-slack'))(
  'comes back by itself when Slack was away',
  async () => {
    const slack = await startLocalSlack({ mode: 'socket' });
    const { bot } = realBot();
    const env = { SLACK_BOT_TOKEN: TOKENS.botToken, SLACK_APP_TOKEN: TOKENS.appToken, SLACK_API_URL: slack.apiUrl };
    const connection = await connectWith(env, bot);
    try {
      await slack.restart();
      const message = await until('an answer', async () => {
        await slack.command('energy');
        return (await slack.messages(GENERAL)).at(-1);
      });
      expect(textOf(message)).toContain('Energy');
    } finally {
      await connection.stop();
      await slack.close();
    }
  },
);
