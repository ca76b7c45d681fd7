/** Presses when things go wrong: channels without the bot, lost responses, repeated and stale presses. */
import { describe, expect, test } from 'vitest';
import { replyTexts } from '../../../../src/reply/texts/reply.ts';
import { until } from '../harness.ts';
import { textOf } from '../read-message.ts';
import { CHANNEL, SHARE, useSession } from '../session.ts';

const session = useSession();
const texts = replyTexts('en');

describe('sharing', () => {
  test.each(['not_in_channel', 'channel_not_found'])(
    'where the bot is not (%s) tells how to invite it',
    async (error) => {
      await session().connect();
      session().fake.refuse(CHANNEL, error);
      await session().fake.deliver('interactive', session().press('p1', SHARE));
      expect(await session().told()).toBe(texts.cannotShare('attache'));
      expect(session().fake.responses[0]).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    },
  );

  test.each(['is_archived', 'restricted_action', 'restricted_action_read_only_channel'])(
    'where the bot may not post (%s) says so',
    async (error) => {
      await session().connect();
      session().fake.refuse(CHANNEL, error);
      await session().fake.deliver('interactive', session().press('p1', SHARE));
      expect(await session().told()).toBe(texts.cannotShareHere);
    },
  );

  test('works after the bot was invited, with the same button', async () => {
    await session().connect();
    session().fake.fail('chat.postMessage', { error: 'not_in_channel' });
    await session().fake.deliver('interactive', session().press('p1', SHARE));
    await session().replies(1);
    await session().fake.deliver('interactive', session().press('p2', SHARE));
    await session().replies(2);
    expect(session().fake.kept).toHaveLength(1);
    expect(textOf(session().fake.responses[1])).toBe(texts.shared);
  });

  test('pressed twice at once, or delivered twice, posts once, under a name that pings nobody', async () => {
    await session().connect();
    await Promise.all(
      ['p1', 'p2', 'p2'].map(async (name) => await session().fake.deliver('interactive', session().press(name, SHARE))),
    );
    await session().stop();
    expect(session().fake.kept).toHaveLength(1);
    expect(textOf(session().fake.kept[0])).toContain('Shared by <!channel> & co');
    expect(
      session()
        .fake.responses.map(({ to }) => to)
        .toSorted(),
    ).toEqual(['p1', 'p2']);
  });

  test('with an unknown outcome is not repeated by itself, and says that something went wrong', async () => {
    await session().connect();
    session().fake.fail('chat.postMessage', 'cut-after');
    await session().fake.deliver('interactive', session().press('p1', SHARE));
    expect(await session().told()).toContain('reference');
    expect(session().fake.kept).toHaveLength(1);
  });
});

describe('a press', () => {
  test('is acknowledged at once, and answered once', async () => {
    await session().connect();
    const open = session().press('p1', 'attache1/open/sources/energy/1/en');
    const { payload, milliseconds } = await session().fake.deliver('interactive', open);
    expect(payload).toEqual({});
    expect(milliseconds).toBeLessThan(1_400);
    await session().fake.deliver('interactive', open);
    await session().stop();
    expect(session().fake.responses).toHaveLength(1);
  });

  test('in a thread falls back to the channel where the bot may not whisper', async () => {
    await session().connect();
    session().fake.fail('chat.postEphemeral', { error: 'not_in_channel' });
    const container = { message_ts: '1.1', thread_ts: '1.0', channel_id: CHANNEL };
    await session().fake.deliver(
      'interactive',
      session().press('p1', 'attache1/open/sources/energy/1/en', { container }),
    );
    expect(textOf((await session().replies(1))[0])).toContain('Energy: Sources');
  });

  test.each(['attache1/open/brief/energy/9/en', 'attache9/open/brief/energy/1/en', ''])(
    'of %j is told as stale',
    async (value) => {
      await session().connect();
      await session().fake.deliver('interactive', session().press('p1', value));
      expect(textOf((await session().replies(1))[0])).toBe(texts.staleButton);
    },
  );

  test('whose answer cannot be delivered is in the log, and nothing breaks', async () => {
    await session().connect();
    session().fake.fail('respond', 'cut-before', 'cut-before');
    await session().fake.deliver('interactive', session().press('p1', 'attache1/open/sources/energy/1/en'));
    await until('the fault', () => (session().lines.some((line) => line.includes('slack press')) ? true : undefined));
    expect((await session().fake.deliver('slash_commands', session().command('after'))).payload.blocks).toBeDefined();
  });
});
