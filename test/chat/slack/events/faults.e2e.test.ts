/** What goes wrong with Slack: refused tokens, lost responses, rate limits, repeated events, slow and failing answers. */
import { messages } from '../../../../src/locales/messages.ts';
import { describe, expect, test } from 'vitest';
import { freePort } from '../../../peers/free-port.ts';
import { connectWith, until } from '../harness.ts';
import { textOf } from '../read-message.ts';
import { CHANNEL, direct, mention, useSession } from '../session.ts';
import { held } from '../../../support/bot.ts';
import { TOKEN_REFUSALS } from '../../../../src/chat/slack/delivery/outcome.ts';

/** Those that Slack answers most; whatever ends a delivery as refused is a refused token at the start too. */
const MIN_REFUSED = ['invalid_auth', 'account_inactive', 'token_revoked', 'not_authed', 'token_expired'];

const session = useSession();
const t = messages('en');

describe('at the start', () => {
  test.each([...new Set([...MIN_REFUSED, ...TOKEN_REFUSALS])])(
    'a bot token that Slack refuses with %s is named, with what to do',
    async (error) => {
      session().fake.fail('auth.test', { error });
      await expect(session().connect()).rejects.toMatchObject({
        code: 'refused-token',
        message: expect.stringMatching(new RegExp(`Slack refused SLACK_BOT_TOKEN \\(${error}\\); copy`, 'u')),
      });
    },
  );

  test('an unknown bot token is refused without its value being shown', async () => {
    const wrong = connectWith({ ...session().settings(), SLACK_BOT_TOKEN: 'xoxb-wrong-one' }, session().bot);
    await expect(wrong).rejects.toMatchObject({ code: 'refused-token' });
    await expect(wrong).rejects.not.toMatchObject({ message: expect.stringContaining('wrong-one') });
  });

  test('an app token that Slack refuses is named', async () => {
    const wrong = connectWith({ ...session().settings(), SLACK_APP_TOKEN: 'xapp-wrong' }, session().bot);
    await expect(wrong).rejects.toMatchObject({
      code: 'refused-token',
      message: expect.stringContaining('SLACK_APP_TOKEN'),
    });
    expect(session().fake.sockets()).toBe(0);
  });

  test('a Slack that is not there is told as such', async () => {
    const port = await freePort();
    const away = connectWith(
      { ...session().settings(), SLACK_API_URL: `http://127.0.0.1:${port}/api/` },
      session().bot,
    );
    await expect(away).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining(`127.0.0.1:${port} (ECONNREFUSED)`),
    });
  });

  test('a Slack that says to wait at the start is told as one to try again later', async () => {
    session().fake.fail('auth.test', { retryAfterSeconds: 30 });
    await expect(session().connect()).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('asks to wait'),
    });
    expect(session().fake.sockets()).toBe(0);
  });

  test('a short failure is passed over', async () => {
    session().fake.fail('auth.test', { status: 503 });
    await session().connect();
    expect(session().fake.sockets()).toBe(1);
  });
});

describe('an event', () => {
  test('that comes twice is answered once', async () => {
    await session().connect();
    const event = mention();
    await session().fake.deliver('events_api', event);
    await session().fake.deliver('events_api', event);
    await session().stop();
    expect(session().fake.kept).toHaveLength(1);
  });

  test('of a message that came already under another id is answered once', async () => {
    await session().connect();
    await session().fake.deliver('events_api', direct({ ts: '5.5' }));
    await session().fake.deliver('events_api', mention({ channel: 'D1', ts: '5.5' }));
    await session().stop();
    expect(session().fake.kept).toHaveLength(1);
  });

  test.each([
    ['the bot itself', { user: 'U0BOT' }],
    ['another bot', { bot_id: 'B9' }],
    ['another bot, as a bot message', { subtype: 'bot_message', user: undefined, bot_id: 'B9' }],
    ['an edit', { subtype: 'message_changed' }],
    ['an edited message', { edited: { user: 'U1', ts: '9.9' } }],
    ['a deletion', { subtype: 'message_deleted' }],
    ['somebody who joins', { subtype: 'channel_join' }],
    ['a channel', { channel_type: 'channel', channel: CHANNEL }],
  ])('of %s is passed over', async (_who, over) => {
    await session().connect();
    await session().fake.deliver('events_api', direct(over));
    await session().stop();
    expect([session().fake.kept, session().fake.shown]).toEqual([[], []]);
  });

  test.each(['bot_id', 'edited'])('of a mention with %s is passed over', async (field) => {
    await session().connect();
    await session().fake.deliver('events_api', mention({ [field]: 'B9' }));
    await session().stop();
    expect([session().fake.kept, session().fake.shown]).toEqual([[], []]);
  });
});

describe('a command', () => {
  test('that is ready is its own acknowledgement', async () => {
    await session().connect();
    const { payload } = await session().fake.deliver('slash_commands', session().command('t1'));
    expect(payload.response_type).toBe('ephemeral');
    expect(textOf(payload)).toContain('Energy');
    await session().stop();
    expect(session().fake.responses).toEqual([]);
  });

  test('that is slow is acknowledged before its answer, which follows', async () => {
    const { change, release } = held();
    await session().connect(change(session().bot));
    const { payload } = await session().fake.deliver('slash_commands', session().command('slow'));
    expect(payload).toEqual({ text: t('reply.slow'), response_type: 'ephemeral' });
    release();
    const [answer] = await session().replies(1);
    expect(answer).toMatchObject({ to: 'slow', response_type: 'ephemeral', replace_original: true });
    expect(textOf(answer)).toContain('Energy');
  });

  test('that comes twice is answered once', async () => {
    await session().connect();
    await session().fake.deliver('slash_commands', session().command('same'));
    const { payload } = await session().fake.deliver('slash_commands', session().command('same'));
    expect(payload).toEqual({});
  });

  test('whose answer fails is told so, with the reference that is in the log', async () => {
    await session().connect({
      answer: async () => {
        throw new Error('no');
      },
    });
    const { payload } = await session().fake.deliver('slash_commands', session().command('bad'));
    const reference = /reference: (\w{8})/u.exec(textOf(payload))?.[1] ?? 'none';
    expect(session().lines.some((line) => line.includes(`"reference":"${reference}"`))).toBe(true);
  });

  test('whose answer cannot be delivered leaves a fault, and the asker is told another way', async () => {
    const { change, release } = held();
    await session().connect(change(session().bot));
    session().fake.fail('respond', { status: 500 }, { status: 404 });
    await session().fake.deliver('slash_commands', session().command('lost'));
    release();
    const whispered = await until('a whisper', () => session().fake.shown.at(0));
    expect(textOf(whispered)).toContain('reference');
  });
});

describe('a mention', () => {
  test.each(['cut-after', 'cut-before', { status: 502 }, { status: 503 }] as const)(
    'whose outcome is unknown (%j) is not doubled in the open: who asked is told so at once',
    async (fault) => {
      await session().connect();
      session().fake.fail('chat.postMessage', fault);
      await session().fake.deliver('events_api', mention());
      await until('the log', () =>
        session().lines.some((line) => line.includes('a message could not be answered, or only perhaps'))
          ? true
          : undefined,
      );
      await session().stop();
      expect(session().fake.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
      expect(session().fake.shown.map(textOf)).toEqual([t('reply.unconfirmed', { platform: 'Slack' })]);
      expect(session().fake.shown[0]).toMatchObject({ channel: CHANNEL, user: 'U1' });
    },
  );

  test.each(['lol <@U0BOT> is great', '<@U0BOT> :thinking_face:'])(
    'that asks nothing is left alone: %s',
    async (text) => {
      await session().connect();
      await session().fake.deliver('events_api', mention({ text }));
      await session().fake.deliver('events_api', direct({ text: ':+1:' }));
      await session().stop();
      expect([session().fake.kept, session().fake.shown]).toEqual([[], []]);
    },
  );

  test('whose answer fails is answered with the reference', async () => {
    await session().connect({
      answer: async () => {
        throw new Error('no');
      },
    });
    await session().fake.deliver('events_api', mention());
    expect(textOf(await until('the answer', () => session().fake.kept.at(0)))).toContain('reference');
  });

  test('that cannot be answered at all is in the log, and nothing breaks', async () => {
    await session().connect();
    session().fake.refuse(CHANNEL, 'is_archived');
    await session().fake.deliver('events_api', mention());
    await until('the log', () =>
      session().lines.some((line) => line.includes('a message could not be answered')) ? true : undefined,
    );
    expect((await session().fake.deliver('slash_commands', session().command('after'))).payload.blocks).toBeDefined();
  });
});
