/** The socket: coming back when it is lost, and stopping without leaving an answer behind. */
import { describe, expect, test } from 'vitest';
import { until } from '../harness.ts';
import { textOf } from '../read-message.ts';
import { mention, useSession, wait } from '../session.ts';

const session = useSession();

describe('the socket', () => {
  test('comes back when it is lost, also past errors of Slack', async () => {
    await session().connect();
    session().fake.fail('apps.connections.open', { status: 503 }, { error: 'internal_error' });
    expect(session().fake.dropSockets()).toBe(1);
    await until('a new socket', () => (session().opens() === 4 && session().fake.sockets() === 1 ? true : undefined));
    const { payload } = await session().fake.deliver('slash_commands', session().command('again'));
    expect(textOf(payload)).toContain('Energy');
  });

  test('comes back when Slack asks for a new one', async () => {
    await session().connect();
    session().fake.askForNewSocket();
    await until('a new socket', () => (session().opens() === 2 && session().fake.sockets() === 1 ? true : undefined));
    expect((await session().fake.deliver('slash_commands', session().command('again'))).payload.blocks).toBeDefined();
  });

  test('stays closed when the bot stops while Slack is away', async () => {
    await session().connect();
    session().fake.fail('apps.connections.open', ...Array.from({ length: 9 }, () => ({ status: 503 })));
    session().fake.dropSockets();
    await until('a failed try', () =>
      session().lines.some((line) => line.includes('does not open')) ? true : undefined,
    );
    await session().stop();
    const tries = session().opens();
    await wait(1_200);
    expect([session().opens(), session().fake.sockets()]).toEqual([tries, 0]);
  });
});

test('a mention is acknowledged when it is written that it is to be answered, so that a crash loses none', async () => {
  const held = Promise.withResolvers<void>();
  const { deliveries } = session().bot;
  let isAsked = false;
  const answer: typeof deliveries.answer = async (...given) => {
    isAsked = true;
    await held.promise;
    return await deliveries.answer(...given);
  };
  await session().connect({ deliveries: { answer } });
  let isAcknowledged = false;
  const delivered = session()
    .fake.deliver('events_api', mention())
    .then(() => void (isAcknowledged = true));
  await until('the mention', () => isAsked || undefined);
  await wait(100);
  expect(isAcknowledged).toBe(false);
  held.resolve();
  await delivered;
  await until('the answer', () => session().fake.kept[0]);
});

describe('stopping', () => {
  test('finishes what is in hand and takes in nothing new', async () => {
    const held = Promise.withResolvers<void>();
    await session().connect({
      answer: async (request, asking) => {
        await held.promise;
        return await session().bot.conversation.answer(request, asking);
      },
    });
    await session().fake.deliver('events_api', mention());
    const stopped = session().stop();
    const late = session().fake.deliver('events_api', mention());
    let acknowledged = false;
    void late.then(() => void (acknowledged = true));
    held.resolve();
    await stopped;
    expect(session().fake.kept).toHaveLength(1);
    expect(acknowledged).toBe(false);
    await until('the end of the socket', () => (session().fake.sockets() === 0 ? true : undefined));
  });

  test('does not wait for ever', async () => {
    await session().connect({ answer: async () => await new Promise(() => {}) });
    await session().fake.deliver('events_api', mention());
    await session().stop();
    await until('the end of the socket', () => (session().fake.sockets() === 0 ? true : undefined));
  });
});
