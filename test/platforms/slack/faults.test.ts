/** What goes wrong with Slack: refused tokens, lost responses, rate limits, repeated events, slow and failing answers, channels without the bot. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Bot, Connection } from '../../../src/platforms/platform.ts';
import { wordsOf } from '../../../src/reply/words.ts';
import { startSlackFake, type SlackFake } from '../../peers/slack-faults.ts';
import { freePort, TOKENS } from '../../peers/slack.ts';
import { connectWith, realBot, until } from './harness.ts';
import { textOf } from './read-message.ts';

const words = wordsOf('en');
const SHARE = 'attache1/share/brief/energy/1/en';
const CHANNEL = 'C01GEN';

let fake: SlackFake;
let bot: Bot;
let lines: string[];
let connection: Connection | undefined;
let eventNumber = 0;

const settings = (): Record<string, string> => ({
  SLACK_BOT_TOKEN: TOKENS.botToken,
  SLACK_APP_TOKEN: TOKENS.appToken,
  SLACK_API_URL: fake.apiUrl,
});

async function connected(over: Partial<Bot> = {}): Promise<void> {
  connection = await connectWith(settings(), { ...bot, ...over });
}

const mention = (over: object = {}, id = `Ev${++eventNumber}`): Record<string, unknown> => ({
  type: 'event_callback',
  team_id: 'T01TEST',
  event_id: id,
  event: {
    type: 'app_mention',
    user: 'U1',
    channel: CHANNEL,
    ts: `${++eventNumber}.1`,
    text: '<@U0BOT> energy',
    ...over,
  },
});

const direct = (over: object = {}): Record<string, unknown> =>
  mention({ type: 'message', channel_type: 'im', channel: 'D1', text: 'energy', ...over });

const command = (name: string, text = 'energy'): Record<string, unknown> => ({
  command: '/brief',
  text,
  team_id: 'T01TEST',
  channel_id: CHANNEL,
  user_id: 'U1',
  trigger_id: name,
  response_url: fake.responseUrl(name),
});

const press = (name: string, value: string, over: object = {}): Record<string, unknown> => ({
  type: 'block_actions',
  team: { id: 'T01TEST' },
  user: { id: 'U1', name: '<!channel> & co' },
  channel: { id: CHANNEL, name: 'general' },
  container: { type: 'message', message_ts: '1.1', channel_id: CHANNEL, is_ephemeral: true },
  trigger_id: name,
  response_url: fake.responseUrl(name),
  actions: [{ type: 'button', action_id: 'attache/0', value, action_ts: '1' }],
  ...over,
});

const replies = async (count: number): Promise<readonly unknown[]> =>
  await until(`${count} responses`, () => (fake.responses.length >= count ? fake.responses : undefined));

const told = async (): Promise<string> => textOf((await replies(1))[0]);

const opens = (): number => fake.calls.filter(({ method }) => method === 'apps.connections.open').length;

/** Waits until all that was delivered before is done with: a later command is answered after them. */
async function settled(): Promise<void> {
  await connection?.stop();
  connection = undefined;
}

const wait = async (milliseconds: number): Promise<void> =>
  await new Promise((resolve) => void setTimeout(resolve, milliseconds));

beforeEach(async () => {
  fake = await startSlackFake();
  ({ bot, lines } = realBot());
});

afterEach(async () => {
  await connection?.stop();
  connection = undefined;
  await fake.close();
  if (fake.problems.length > 0) throw new Error(`messages beyond Slack's limits: ${fake.problems.join('; ')}`);
});

describe('at the start', () => {
  test.each(['invalid_auth', 'account_inactive', 'token_revoked', 'not_authed', 'token_expired'])(
    'a bot token that Slack refuses with %s is named, with what to do',
    async (error) => {
      fake.fail('auth.test', { error });
      await expect(connected()).rejects.toMatchObject({
        code: 'refused-token',
        message: expect.stringMatching(new RegExp(`Slack refused SLACK_BOT_TOKEN \\(${error}\\); copy`, 'u')),
      });
    },
  );

  test('an unknown bot token is refused without its value being shown', async () => {
    const wrong = connectWith({ ...settings(), SLACK_BOT_TOKEN: 'xoxb-wrong-one' }, bot);
    await expect(wrong).rejects.toMatchObject({ code: 'refused-token' });
    await expect(wrong).rejects.not.toMatchObject({ message: expect.stringContaining('wrong-one') });
  });

  test('an app token that Slack refuses is named', async () => {
    const wrong = connectWith({ ...settings(), SLACK_APP_TOKEN: 'xapp-wrong' }, bot);
    await expect(wrong).rejects.toMatchObject({
      code: 'refused-token',
      message: expect.stringContaining('SLACK_APP_TOKEN'),
    });
    expect(fake.sockets()).toBe(0);
  });

  test('a Slack that is not there is told as such', async () => {
    const port = await freePort();
    const away = connectWith({ ...settings(), SLACK_API_URL: `http://127.0.0.1:${port}/api/` }, bot);
    await expect(away).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining(`127.0.0.1:${port} (ECONNREFUSED)`),
    });
  });

  test('a short failure is passed over', async () => {
    fake.fail('auth.test', { status: 503 });
    await connected();
    expect(fake.sockets()).toBe(1);
  });
});

describe('an event', () => {
  test('that comes twice is answered once', async () => {
    await connected();
    const event = mention();
    await fake.deliver('events_api', event);
    await fake.deliver('events_api', event);
    await settled();
    expect(fake.kept).toHaveLength(1);
  });

  test('of a message that came already under another id is answered once', async () => {
    await connected();
    await fake.deliver('events_api', direct({ ts: '5.5' }));
    await fake.deliver('events_api', mention({ channel: 'D1', ts: '5.5' }));
    await settled();
    expect(fake.kept).toHaveLength(1);
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
    await connected();
    await fake.deliver('events_api', direct(over));
    await settled();
    expect([fake.kept, fake.shown]).toEqual([[], []]);
  });

  test.each(['bot_id', 'edited'])('of a mention with %s is passed over', async (field) => {
    await connected();
    await fake.deliver('events_api', mention({ [field]: 'B9' }));
    await settled();
    expect([fake.kept, fake.shown]).toEqual([[], []]);
  });
});

describe('a command', () => {
  test('that is ready is its own acknowledgement', async () => {
    await connected();
    const { payload, milliseconds } = await fake.deliver('slash_commands', command('t1'));
    expect(payload.response_type).toBe('ephemeral');
    expect(textOf(payload)).toContain('Energy');
    expect(milliseconds).toBeLessThan(1_000);
    await settled();
    expect(fake.responses).toEqual([]);
  });

  test('that takes two seconds is acknowledged by 1.6 s and answered then', async () => {
    await connected({
      answer: async (request, asking) => {
        await wait(2_000);
        return await bot.answer(request, asking);
      },
    });
    const { payload, milliseconds } = await fake.deliver('slash_commands', command('slow'));
    expect(payload).toEqual({ text: words.slow, response_type: 'ephemeral' });
    expect(milliseconds).toBeLessThan(1_600);
    const [answer] = await replies(1);
    expect(answer).toMatchObject({ to: 'slow', response_type: 'ephemeral', replace_original: true });
    expect(textOf(answer)).toContain('Energy');
  });

  test('that comes twice is answered once', async () => {
    await connected();
    await fake.deliver('slash_commands', command('same'));
    const { payload } = await fake.deliver('slash_commands', command('same'));
    expect(payload).toEqual({});
  });

  test('whose answer fails is told so, with the reference that is in the log', async () => {
    await connected({
      answer: async () => {
        throw new Error('no');
      },
    });
    const { payload } = await fake.deliver('slash_commands', command('bad'));
    const reference = /reference: (\w{8})/u.exec(textOf(payload))?.[1] ?? 'none';
    expect(lines.some((line) => line.includes(`"reference":"${reference}"`))).toBe(true);
  });

  test('whose answer cannot be delivered leaves a fault, and the asker is told another way', async () => {
    await connected({
      answer: async (request, asking) => {
        await wait(1_700);
        return await bot.answer(request, asking);
      },
    });
    fake.fail('respond', { status: 500 }, { status: 404 });
    await fake.deliver('slash_commands', command('lost'));
    const whispered = await until('a whisper', () => fake.shown.at(0));
    expect(textOf(whispered)).toContain('reference');
  });
});

describe('a mention', () => {
  test('waits for a place where Slack limits the rate', async () => {
    await connected();
    fake.fail('chat.postMessage', { retryAfterSeconds: 1 });
    await fake.deliver('events_api', mention());
    await until('the answer', () => fake.kept.at(0));
    await settled();
    const [first, second] = fake.calls.filter(({ method }) => method === 'chat.postMessage');
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(990);
    expect(fake.kept).toHaveLength(1);
  });

  test.each(['cut-after', 'cut-before', { status: 502 }] as const)(
    'whose outcome is unknown (%j) is not doubled in the open; the asker is told privately',
    async (fault) => {
      await connected();
      fake.fail('chat.postMessage', fault);
      await fake.deliver('events_api', mention());
      const whispered = await until('a whisper', () => fake.shown.at(0));
      expect(textOf(whispered)).toContain('reference');
      expect(whispered).toMatchObject({ user: 'U1', channel: CHANNEL });
      await settled();
      expect(fake.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
    },
  );

  test('whose answer fails is answered with the reference', async () => {
    await connected({
      answer: async () => {
        throw new Error('no');
      },
    });
    await fake.deliver('events_api', mention());
    expect(textOf(await until('the answer', () => fake.kept.at(0)))).toContain('reference');
  });

  test('that cannot be answered at all is in the log, and nothing breaks', async () => {
    await connected();
    fake.refuse(CHANNEL, 'is_archived');
    await fake.deliver('events_api', mention());
    await until('two faults', () =>
      lines.filter((line) => line.includes('is_archived')).length >= 2 ? true : undefined,
    );
    expect((await fake.deliver('slash_commands', command('after'))).payload.blocks).toBeDefined();
  });
});

describe('sharing', () => {
  test.each(['not_in_channel', 'channel_not_found'])(
    'where the bot is not (%s) tells how to invite it',
    async (error) => {
      await connected();
      fake.refuse(CHANNEL, error);
      await fake.deliver('interactive', press('p1', SHARE));
      expect(await told()).toBe(words.cannotShare('attache'));
      expect(fake.responses[0]).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    },
  );

  test.each(['is_archived', 'restricted_action', 'restricted_action_read_only_channel'])(
    'where the bot may not post (%s) says so',
    async (error) => {
      await connected();
      fake.refuse(CHANNEL, error);
      await fake.deliver('interactive', press('p1', SHARE));
      expect(await told()).toBe(words.cannotShareHere);
    },
  );

  test('works after the bot was invited, with the same button', async () => {
    await connected();
    fake.fail('chat.postMessage', { error: 'not_in_channel' });
    await fake.deliver('interactive', press('p1', SHARE));
    await replies(1);
    await fake.deliver('interactive', press('p2', SHARE));
    await replies(2);
    expect(fake.kept).toHaveLength(1);
    expect(textOf(fake.responses[1])).toBe(words.shared);
  });

  test('pressed twice at once, or delivered twice, posts once, under a name that pings nobody', async () => {
    await connected();
    await Promise.all(['p1', 'p2', 'p2'].map(async (name) => await fake.deliver('interactive', press(name, SHARE))));
    await settled();
    expect(fake.kept).toHaveLength(1);
    expect(textOf(fake.kept[0])).toContain('Shared by <!channel> & co');
    expect(fake.responses.map(({ to }) => to).toSorted()).toEqual(['p1', 'p2']);
  });

  test('with an unknown outcome is not repeated by itself, and says that something went wrong', async () => {
    await connected();
    fake.fail('chat.postMessage', 'cut-after');
    await fake.deliver('interactive', press('p1', SHARE));
    expect(await told()).toContain('reference');
    expect(fake.kept).toHaveLength(1);
  });
});

describe('a press', () => {
  test('is acknowledged at once, and answered once', async () => {
    await connected();
    const open = press('p1', 'attache1/open/sources/energy/1/en');
    const { payload, milliseconds } = await fake.deliver('interactive', open);
    expect(payload).toEqual({});
    expect(milliseconds).toBeLessThan(500);
    await fake.deliver('interactive', open);
    await settled();
    expect(fake.responses).toHaveLength(1);
  });

  test('in a thread falls back to the channel where the bot may not whisper', async () => {
    await connected();
    fake.fail('chat.postEphemeral', { error: 'not_in_channel' });
    const container = { message_ts: '1.1', thread_ts: '1.0', channel_id: CHANNEL };
    await fake.deliver('interactive', press('p1', 'attache1/open/sources/energy/1/en', { container }));
    expect(textOf((await replies(1))[0])).toContain('Sources: Energy');
  });

  test.each(['attache1/open/brief/energy/9/en', 'attache9/open/brief/energy/1/en', ''])(
    'of %j is told as stale',
    async (value) => {
      await connected();
      await fake.deliver('interactive', press('p1', value));
      expect(textOf((await replies(1))[0])).toBe(words.staleButton);
    },
  );

  test('whose answer cannot be delivered is in the log, and nothing breaks', async () => {
    await connected();
    fake.fail('respond', 'cut-before', 'cut-before');
    await fake.deliver('interactive', press('p1', 'attache1/open/sources/energy/1/en'));
    await until('the fault', () => (lines.some((line) => line.includes('slack press')) ? true : undefined));
    expect((await fake.deliver('slash_commands', command('after'))).payload.blocks).toBeDefined();
  });
});

describe('the socket', () => {
  test('comes back when it is lost, also past errors of Slack', async () => {
    await connected();
    fake.fail('apps.connections.open', { status: 503 }, { error: 'internal_error' });
    expect(fake.dropSockets()).toBe(1);
    await until('a new socket', () => (opens() === 4 && fake.sockets() === 1 ? true : undefined));
    const { payload } = await fake.deliver('slash_commands', command('again'));
    expect(textOf(payload)).toContain('Energy');
  });

  test('comes back when Slack asks for a new one', async () => {
    await connected();
    fake.askForNewSocket();
    await until('a new socket', () => (opens() === 2 && fake.sockets() === 1 ? true : undefined));
    expect((await fake.deliver('slash_commands', command('again'))).payload.blocks).toBeDefined();
  });

  test('stays closed when the bot stops while Slack is away', async () => {
    await connected();
    fake.fail('apps.connections.open', ...Array.from({ length: 9 }, () => ({ status: 503 })));
    fake.dropSockets();
    await until('a failed try', () => (lines.some((line) => line.includes('does not open')) ? true : undefined));
    await settled();
    const tries = opens();
    await wait(1_200);
    expect([opens(), fake.sockets()]).toEqual([tries, 0]);
  });
});

describe('stopping', () => {
  test('finishes what is in hand and takes in nothing new', async () => {
    const held = Promise.withResolvers<void>();
    await connected({
      answer: async (request, asking) => {
        await held.promise;
        return await bot.answer(request, asking);
      },
    });
    await fake.deliver('events_api', mention());
    const stopped = connection?.stop();
    const late = fake.deliver('events_api', mention());
    let acknowledged = false;
    void late.then(() => void (acknowledged = true));
    held.resolve();
    await stopped;
    expect(fake.kept).toHaveLength(1);
    expect(acknowledged).toBe(false);
    await until('the end of the socket', () => (fake.sockets() === 0 ? true : undefined));
  });

  test('does not wait for ever', async () => {
    await connected({ answer: async () => await new Promise(() => {}) });
    await fake.deliver('events_api', mention());
    const started = performance.now();
    await settled();
    expect(performance.now() - started).toBeLessThan(11_000);
  });
});
