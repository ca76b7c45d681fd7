/** The language that people on Slack are answered in: the one they wish for or write in, else the one they read Slack in, else English. */
import { describe, expect, test } from 'vitest';
import { until } from '../harness.ts';
import { textOf } from '../read-message.ts';
import { CHANNEL, direct, mention, useSession } from '../session.ts';

/** U1 reads Slack in Chinese, everybody else in French. */
const session = useSession({
  'users.info': ({ user }) => ({ ok: true, user: { id: user, locale: user === 'U1' ? 'zh-CN' : 'fr-FR' } }),
});

const asked = () => session().fake.calls.filter(({ method }) => method === 'users.info');
const isChinese = (message: unknown): boolean => textOf(message).includes('分歧');
const isEnglish = (message: unknown): boolean => textOf(message).includes('Where they differ');
const commanded = async (text: string, user = 'U1', name = `${user} ${text}`): Promise<unknown> =>
  (await session().fake.deliver('slash_commands', { ...session().command(name, text), user_id: user })).payload;

describe('a command', () => {
  test('is answered in the language of whoever types it, in English where that is none of ours', async () => {
    await session().connect();
    expect(isChinese(await commanded('energy'))).toBe(true);
    expect(isEnglish(await commanded('energy', 'U2'))).toBe(true);
  });

  test.each([
    ['energy en', false],
    ['能源 in English', false],
    ['energy zh', true],
    ['能源', true],
  ])('“%s” is answered in the language it wishes for or is in, and nobody is looked up', async (text, chinese) => {
    await session().connect();
    const answer = await commanded(text, chinese ? 'U2' : 'U1');
    expect([isChinese(answer), isEnglish(answer)]).toEqual([chinese, !chinese]);
    expect(asked()).toEqual([]);
  });

  test('looks a person up once', async () => {
    await session().connect();
    for (const name of ['a', 'b', 'c']) await commanded('energy', 'U1', name);
    expect(asked()).toHaveLength(1);
    expect(asked()[0]?.args).toMatchObject({ user: 'U1', include_locale: 'true' });
  });

  test('waits a moment at most for a Slack that does not tell, then is answered in English', async () => {
    await session().connect();
    session().fake.fail('users.info', 'silence');
    const { payload } = await session().fake.deliver('slash_commands', session().command('slow'));
    expect(isEnglish(payload)).toBe(true);
  });

  test.each([{ error: 'missing_scope' }, { status: 500 }, { retryAfterSeconds: 30 }, 'cut-before'] as const)(
    'is answered in English at once where Slack tells nothing (%o), which is not asked for again with each answer',
    async (fault) => {
      await session().connect();
      session().fake.fail('users.info', fault);
      expect(isEnglish(await commanded('energy'))).toBe(true);
      expect(isEnglish(await commanded('energy', 'U1', 'again'))).toBe(true);
      expect(asked()).toHaveLength(1);
    },
  );
});

test.each([
  ['a mention', mention, CHANNEL],
  ['a direct message', direct, 'D1'],
] as const)('%s is answered in the language of its author', async (_, event, channel) => {
  await session().connect();
  await session().fake.deliver('events_api', event());
  await session().fake.deliver('events_api', event({ user: 'U2' }));
  await until('two answers', () => (session().fake.kept.length >= 2 ? true : undefined));
  const answers = session().fake.kept.filter((message) => message.channel === channel);
  expect(answers.filter(isChinese)).toHaveLength(1);
  expect(answers.filter(isEnglish)).toHaveLength(1);
});

describe('a press', () => {
  const OPEN = 'attache1/open/brief/energy/1/en';
  const IN_CHINESE = 'attache1/open/brief/energy/1/zh';
  const inTheOpen = { container: { type: 'message', message_ts: '1.1', channel_id: CHANNEL } };

  test('on a message that others see is answered in the language of whoever presses', async () => {
    await session().connect();
    await session().fake.deliver('interactive', session().press('p1', OPEN, inTheOpen));
    expect(textOf((await session().replies(1))[0])).toContain('分歧');
    await session().fake.deliver(
      'interactive',
      session().press('p2', IN_CHINESE, { ...inTheOpen, user: { id: 'U2', name: 'two' } }),
    );
    expect(isEnglish((await session().replies(2))[1])).toBe(true);
  });

  test('on a private answer goes on in the language that was asked for, and nobody is looked up', async () => {
    await session().connect();
    await session().fake.deliver('interactive', session().press('p1', OPEN));
    expect(isEnglish((await session().replies(1))[0])).toBe(true);
    expect(asked()).toEqual([]);
  });

  test('on a message that others see keeps its language where Slack tells nothing', async () => {
    await session().connect();
    session().fake.fail('users.info', { error: 'missing_scope' });
    await session().fake.deliver('interactive', session().press('p1', IN_CHINESE, inTheOpen));
    expect(textOf((await session().replies(1))[0])).toContain('分歧');
  });
});
