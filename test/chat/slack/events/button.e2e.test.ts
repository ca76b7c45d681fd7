/** Presses when things go wrong: channels without the bot, lost responses, repeated and stale presses. */
import { messages } from '../../../../src/locales/messages.ts';
import { describe, expect, test } from 'vitest';
import { until } from '../harness.ts';
import { targetsOf, textOf } from '../read-message.ts';
import { CHANNEL, SHARE, useSession } from '../session.ts';
import { held } from '../../../support/bot.ts';

const session = useSession({
  'users.info': ({ user }) => ({ ok: true, user: { id: user, is_admin: user === 'UADMIN' } }),
});
const t = messages('en');

describe('sharing', () => {
  test.each(['not_in_channel', 'channel_not_found'])(
    'where the bot is not (%s) tells how to invite it',
    async (error) => {
      await session().connect();
      session().fake.refuse(CHANNEL, error);
      await session().fake.deliver('interactive', session().press('p1', SHARE));
      expect(await session().told()).toContain(t('sharing.invite', { bot: 'attache' }));
      expect(session().fake.responses[0]).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    },
  );

  test.each([
    ['is_archived', t('sharing.archived')],
    ['restricted_action', t('sharing.forbidden')],
    ['restricted_action_read_only_channel', t('sharing.forbidden')],
  ])('where the bot may not post (%s) says so', async (error, said) => {
    await session().connect();
    session().fake.refuse(CHANNEL, error);
    await session().fake.deliver('interactive', session().press('p1', SHARE));
    expect(await session().told()).toContain(said);
  });

  test('works after the bot was invited, with the same button', async () => {
    await session().connect();
    session().fake.fail('chat.postMessage', { error: 'not_in_channel' });
    await session().fake.deliver('interactive', session().press('p1', SHARE));
    await session().replies(1);
    await session().fake.deliver('interactive', session().press('p2', SHARE));
    await session().replies(2);
    expect(session().fake.kept).toHaveLength(1);
    expect(textOf(session().fake.responses[1])).toContain(t('sharing.shared'));
  });

  test('posts under a name that pings nobody, and opens what it posted', async () => {
    await session().connect();
    await session().fake.deliver('interactive', session().press('p1', SHARE));
    await session().replies(1);
    const [posted] = session().fake.kept;
    expect(textOf(posted)).toContain('Shared by <!channel> & co');
    expect(JSON.stringify(session().fake.responses[0])).toContain(
      `https://t.slack.com/archives/${CHANNEL}/p${posted?.ts.replace('.', '')}`,
    );
  });
});

describe('what is opened takes the place of what was clicked', () => {
  const SIDES = 'attache1/open/sides/energy/1/en';
  const ephemeral = { message_ts: '1.1', channel_id: CHANNEL, is_ephemeral: true };
  const clicked = async (name: string, over: object = {}, value = SIDES): Promise<Record<string, unknown>> => {
    await session().fake.deliver('interactive', session().press(name, value, over));
    return await until('the answer', () => session().fake.responses.find(({ to }) => to === name));
  };
  const direct = (actionId: string): object => ({
    channel: { id: 'D1', name: 'directmessage' },
    container: { type: 'message', message_ts: '1.1', channel_id: 'D1' },
    actions: [{ type: 'button', action_id: actionId, block_id: 'b', value: SIDES, action_ts: '1' }],
  });

  test('where only that person sees it, in a thread too, and there is a way back', async () => {
    await session().connect();
    const opened = await clicked('p1');
    expect(opened.replace_original).toBe(true);
    expect(textOf(opened)).toContain('Energy: Both sides');
    const back = await clicked('p2', {}, targetsOf(opened).get(messages('en')('sections.backToCard')));
    expect(back.replace_original).toBe(true);
    expect(textOf(back)).toContain('Where they differ');
    const container = { ...ephemeral, thread_ts: '1.0' };
    expect((await clicked('p3', { container })).replace_original).toBe(true);
    expect(session().fake.shown).toEqual([]);
    expect(session().fake.kept).toEqual([]);
  });

  test('in a direct message: an answer, but never a digest', async () => {
    await session().connect();
    expect((await clicked('p1', direct('attache/answer/1'))).replace_original).toBe(true);
    expect((await clicked('p2', direct('attache/1'))).replace_original).toBe(false);
  });

  test('page by page, and back', async () => {
    await session().connect();
    const list = 'attache1/open/sources/trade-and-tariffs/1/en';
    const pages = ['Continue (2 of ', 'Previous (1 of '];
    let value = list;
    for (const [index, label] of pages.entries()) {
      const page = await clicked(`p${index}`, {}, value);
      expect(page.replace_original).toBe(true);
      const [, next = ''] = [...targetsOf(page)].find(([one]) => one.startsWith(label)) ?? [];
      expect(next).not.toBe('');
      value = next;
    }
    expect(value).toBe(list);
  });

  test('but what others see stays, and the answer is for that person alone', async () => {
    await session().connect();
    const container = { message_ts: '1.1', channel_id: CHANNEL };
    const opened = await clicked('p1', { container });
    expect(opened).toMatchObject({ response_type: 'ephemeral', replace_original: false });
  });

  test('or comes as a further message where its address takes nothing any more', async () => {
    await session().connect();
    session().fake.fail('respond', { status: 404 });
    await session().fake.deliver(
      'interactive',
      session().press('p1', SIDES, { container: { ...ephemeral, thread_ts: '1.0' } }),
    );
    const [shown] = await until('a whisper', () =>
      session().fake.shown.length > 0 ? session().fake.shown : undefined,
    );
    expect(shown).toMatchObject({ thread_ts: '1.0' });
    expect(textOf(shown)).toContain('Energy: Both sides');
  });
});

describe('deleting a shared card', () => {
  test('is for the workspace’s admins too, and not for every member who may manage digests', async () => {
    await session().connect();
    await session().fake.deliver('interactive', session().press('p1', SHARE));
    await session().replies(1);
    const [posted] = session().fake.kept;
    const value = targetsOf(posted).get(t('sharing.delete')) ?? '';
    const container = { type: 'message', message_ts: posted?.ts, channel_id: CHANNEL };
    await session().fake.deliver('interactive', session().press('p2', value, { user: { id: 'U2' }, container }));
    await session().replies(2);
    expect(textOf(session().fake.responses[1])).toContain('Only');
    expect(session().fake.kept).toHaveLength(1);
    await session().fake.deliver('interactive', session().press('p3', value, { user: { id: 'UADMIN' }, container }));
    await session().replies(3);
    expect(textOf(session().fake.responses[2])).toContain(t('sharing.deleted'));
    expect(session().fake.kept).toEqual([]);
  });
});

describe('a press', () => {
  test('is acknowledged before its answer, and answered once', async () => {
    const { change, release } = held();
    await session().connect(change(session().bot));
    const open = session().press('p1', 'attache1/open/sources/energy/1/en');
    expect((await session().fake.deliver('interactive', open)).payload).toEqual({});
    release();
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
      expect(textOf((await session().replies(1))[0])).toBe(t('reply.staleButton'));
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
