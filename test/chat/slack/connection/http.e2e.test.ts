/** What only HTTP has: signatures, their age, the size of requests, retries, a port that is taken. */
import { messages } from '../../../../src/locales/messages.ts';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect as connectTo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { REQUEST_PATH } from '../../../../src/chat/slack/connection/connect.ts';
import type { Bot, Connection } from '../../../../src/chat/platform.ts';
import { PICK } from '../../../../src/chat/slack/render/button-id.ts';
import { SHORTCUTS } from '../../../../src/chat/slack/events/shortcut.ts';
import { startSlackFake, type SlackFake } from '../../../peers/slack-faults.ts';
import { freePort } from '../../../peers/free-port.ts';
import { TOKENS } from '../../../peers/slack.ts';
import { connectWith, realBot, signed, until } from '../harness.ts';
import { changed, held } from '../../../support/bot.ts';
import { textOf } from '../read-message.ts';

const FORM = 'application/x-www-form-urlencoded';

let fake: SlackFake;
let bot: Bot;
let lines: readonly string[];
let connection: Connection | undefined;
let port: number;
let url: string;

const settings = (): Record<string, string> => ({
  SLACK_BOT_TOKEN: TOKENS.botToken,
  SLACK_SIGNING_SECRET: TOKENS.signingSecret,
  SLACK_API_URL: fake.apiUrl,
  PORT: String(port),
});

const mention = (id: string, padding = ''): string =>
  JSON.stringify({
    type: 'event_callback',
    team_id: 'T01TEST',
    event_id: id,
    event: { type: 'app_mention', user: 'U1', channel: 'C1', ts: `${id}.1`, text: `<@U0BOT> energy ${padding}` },
  });

const command = (name: string): string =>
  new URLSearchParams({
    command: '/brief',
    text: 'energy',
    team_id: 'T01TEST',
    channel_id: 'C1',
    user_id: 'U1',
    trigger_id: name,
    response_url: fake.responseUrl(name),
  }).toString();

/** An interaction as Slack sends it over HTTP. */
const form = (payload: object): string => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

/** The fields that the log has of refusals of a kind. */
const logged = (from: readonly string[], why: string): unknown[] =>
  from
    .map((line): Record<string, unknown> => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line.why === why)
    .map(({ why: kind, status, requests }) => ({ why: kind, status, requests }));

/** Begins a request of a megabyte without a signature, as many at once can: what was answered, and when it was closed. */
async function openUnsigned(
  at: number,
): Promise<{ readonly answer: Promise<string>; readonly closed: Promise<unknown> }> {
  const socket = connectTo({ port: at, host: '127.0.0.1' });
  socket.on('error', () => {});
  const closed = once(socket, 'close');
  await once(socket, 'connect');
  socket.write(
    `POST ${REQUEST_PATH} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n{`,
  );
  return { answer: once(socket, 'data').then(([data]) => String(data)), closed };
}

/** Opens a connection that sends so much and then nothing. */
async function openSilent(at: number, sent: string): Promise<Socket> {
  const socket = connectTo({ port: at, host: '127.0.0.1' });
  socket.on('error', () => {});
  await once(socket, 'connect');
  await new Promise<void>((resolve) => socket.write(sent, () => resolve()));
  return socket;
}

/** How forty signed requests at once are answered, by status. */
async function fortySigned(): Promise<Readonly<Record<string, number>>> {
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, at) =>
      signed(url, command(`flood ${at}`), { type: FORM }).then(
        ({ status }) => String(status),
        () => 'reset',
      ),
    ),
  );
  return Object.fromEntries([...Map.groupBy(answers, (one) => one)].map(([one, all]) => [one, all.length]));
}

async function stillAnswers(): Promise<void> {
  expect((await signed(url, command('after'), { type: FORM })).status).toBe(200);
}

beforeEach(async () => {
  fake = await startSlackFake();
  ({ bot, lines } = realBot());
  port = await freePort();
  url = `http://127.0.0.1:${port}${REQUEST_PATH}`;
});

afterEach(async () => {
  await connection?.stop();
  connection = undefined;
  await fake.close();
});

describe('a request', () => {
  beforeEach(async () => {
    connection = await connectWith(settings(), bot);
  });

  test('with a forged signature is refused with 401 and not answered', async () => {
    expect((await signed(url, mention('1'), { secret: 'another secret' })).status).toBe(401);
    expect((await fetch(url, { method: 'POST', body: mention('2') })).status).toBe(401);
    await connection?.stop();
    expect(fake.kept).toEqual([]);
  });

  test('for the options of the picker, and one that opens it by a shortcut, is answered as over a socket', async () => {
    const user = { id: 'U1', name: 'one', username: 'one', team_id: 'T01TEST' };
    const team = { id: 'T01TEST', domain: 't' };
    const asked = {
      type: 'block_suggestion',
      action_id: PICK,
      block_id: 'b',
      value: 'ener',
      team,
      user,
      container: {},
    };
    const options = await signed(url, form(asked), { type: FORM });
    const given = (await options.json()) as { readonly options: readonly unknown[] };
    expect(given.options[0]).toMatchObject({ text: { text: 'Energy' } });
    const shortcut = { type: 'shortcut', callback_id: SHORTCUTS.global, trigger_id: 's1', team, user, action_ts: '1' };
    expect((await signed(url, form(shortcut), { type: FORM })).status).toBe(200);
    await until('the picker', () => fake.calls.find(({ method }) => method === 'views.open'));
  });

  test('further than five minutes from now is refused with 401, however well signed', async () => {
    expect((await signed(url, mention('1'), { secondsAgo: 301 })).status).toBe(401);
    expect((await signed(url, command('old'), { secondsAgo: 3_600, type: FORM })).status).toBe(401);
    expect((await signed(url, mention('3'), { secondsAgo: -310 })).status).toBe(401);
    expect((await signed(url, command('ahead'), { secondsAgo: -900, type: FORM })).status).toBe(401);
    expect((await signed(url, mention('2'), { secondsAgo: 200 })).status).toBe(200);
    await until('one answer', () => fake.kept.at(0));
    await connection?.stop();
    expect(fake.kept).toHaveLength(1);
  });

  test('larger than a megabyte is refused unread', async () => {
    const status = await signed(url, mention('1', 'x'.repeat(1024 * 1024))).then(
      (response) => response.status,
      () => 'cut',
    );
    expect([413, 'cut']).toContain(status);
    expect((await signed(url, mention('2', 'x'.repeat(100_000)))).status).toBe(200);
    await until('the answer to the smaller', () => fake.kept.at(0));
  });

  test('without a signature is refused before its body is received, and told in the log once', async () => {
    const before = process.memoryUsage().rss;
    const sockets = await Promise.all(Array.from({ length: 200 }, () => openUnsigned(port)));
    // Each would go on sending its megabyte.
    const answers = await Promise.all(sockets.map(({ answer }) => answer));
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 401 /u);
    await Promise.all(sockets.map(({ closed }) => closed));
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    expect(logged(lines, 'unsigned')).toEqual([{ why: 'unsigned', status: 401, requests: 1 }]);
  });

  test('that is signed is answered beside 1,100 connections whose headers do not end', async () => {
    const silent = await Promise.all(
      Array.from({ length: 1_100 }, () => openSilent(port, 'POST / HTTP/1.1\r\nhost: x')),
    );
    expect(await fortySigned()).toEqual({ 200: 40 });
    // Not all of them: only the oldest make room.
    expect(silent.filter(({ closed }) => !closed).length).toBeGreaterThan(500);
    for (const socket of silent) socket.destroy();
  });

  test('that is signed is answered beside large bodies that look signed, do not end and leave no room', async () => {
    const headers = [
      `POST ${REQUEST_PATH} HTTP/1.1`,
      'host: x',
      `content-type: ${FORM}`,
      'content-length: 1000000',
      `x-slack-request-timestamp: ${Math.floor(Date.now() / 1_000)}`,
      `x-slack-signature: v0=${'a'.repeat(64)}`,
    ];
    // Of the 32 MB that are received at once a few bytes are left.
    const sizes = [...Array<number>(33).fill(999_999), 554_400];
    const forged = sizes.map((size) => `${headers.join('\r\n')}\r\n\r\n${'x'.repeat(size)}`);
    const silent = await Promise.all(forged.map((one) => openSilent(port, one)));
    expect(await fortySigned()).toEqual({ 200: 40 });
    await until('a refusal', () => logged(lines, 'too-many').at(0));
    for (const socket of silent) socket.destroy();
  });

  test('that is signed wrongly, for another path or no request of Slack is told once of each kind, without what was sent', async () => {
    for (let at = 0; at < 5; at += 1) {
      await signed(url, mention('secret-question'), { secret: 'another secret' });
      await fetch(`http://127.0.0.1:${port}/secret-path-${at}`);
    }
    expect(logged(lines, 'forged')).toHaveLength(1);
    expect(logged(lines, 'unknown-path')).toHaveLength(1);
    expect(lines.join('')).not.toContain('secret-');
  });

  test.each([
    ['payload=null', 'payload=null', FORM],
    ['a payload that is a list', 'payload=%5B%5D', FORM],
    ['a payload that is a number', 'payload=5', FORM],
    ['a payload that is no JSON', 'payload=%7B', FORM],
    ['null', 'null', 'application/json'],
    ['a text', '"text"', 'application/json'],
    ['a list', '[{}]', 'application/json'],
  ])('of %s, well signed, is refused with 400', async (_what, body, type) => {
    expect((await signed(url, body, { type })).status).toBe(400);
    expect(logged(lines, 'malformed')).toHaveLength(1);
    await stillAnswers();
  });

  test.each([
    ['an interaction without anything', form({})],
    ['actions that are none', form({ type: 'block_actions', actions: null })],
    ['an action that is null', form({ type: 'block_actions', actions: [null], user: null, team: null })],
    ['a submitted form of null', form({ type: 'view_submission', view: null, user: null })],
    ['a command without anything', 'command=%2Fbrief'],
    ['options asked for by null', form({ type: 'block_suggestion', value: null, action_id: null })],
    ['a shortcut to null', form({ type: 'message_action', callback_id: null, message: null })],
  ])('of %s, well signed, does no harm', async (_what, body) => {
    expect((await signed(url, body, { type: FORM })).status).toBeLessThan(600);
    await stillAnswers();
  });

  test.each([
    ['an event of null', { type: 'event_callback', event: null }],
    ['a mention of nothing', { type: 'event_callback', event: { type: 'app_mention' } }],
    [
      'a message by null',
      { type: 'event_callback', event: { type: 'message', user: null, channel: null, text: null } },
    ],
    ['a Home tab of nobody', { type: 'event_callback', event: { type: 'app_home_opened', tab: 'home', user: null } }],
    ['tokens of null', { type: 'event_callback', event: { type: 'tokens_revoked', tokens: null } }],
  ])('of %s, well signed, does no harm', async (_what, body) => {
    expect((await signed(url, JSON.stringify({ team_id: 'T01TEST', ...body }))).status).toBeLessThan(600);
    await stillAnswers();
  });

  test('by which Slack checks the address without a signature is answered', async () => {
    const bodies = ['ssl_check=1&token=old', 'payload=null&ssl_check=0', `ssl_check=1&payload=${'x'.repeat(300)}`];
    const answers = await Promise.all(
      bodies.map((body) => fetch(url, { method: 'POST', body, headers: { 'content-type': FORM } })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 401]);
  });

  test('that Slack repeats is acknowledged and answered once', async () => {
    expect((await signed(url, mention('1'))).status).toBe(200);
    expect((await signed(url, mention('1'), { retry: 1 })).status).toBe(200);
    expect((await signed(url, command('t1'), { type: FORM })).status).toBe(200);
    const again = await signed(url, command('t1'), { type: FORM, retry: 1 });
    expect([again.status, await again.text()]).toEqual([200, '']);
    await connection?.stop();
    expect(fake.kept).toHaveLength(1);
  });

  test('that is not JSON, or of no known kind, or for another path, does no harm', async () => {
    expect((await signed(url, '{')).status).toBe(400);
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(`${url}/../..//%zz`)).ok).toBe(false);
    expect((await signed(url, command('t1'), { type: FORM })).status).toBe(200);
  });

  test("that verifies the address is answered with Slack's challenge", async () => {
    const answer = await signed(url, JSON.stringify({ type: 'url_verification', challenge: 'c1' }));
    expect(await answer.json()).toEqual({ challenge: 'c1' });
  });

  test('is taken at 127.0.0.1 only, unless HOST says otherwise', async () => {
    await expect(fetch(url.replace('127.0.0.1', '127.0.0.2'))).rejects.toThrow('fetch failed');
  });
});

test('a command that is slow is acknowledged before its answer, which follows', async () => {
  const { change, release } = held();
  connection = await connectWith(settings(), changed(bot, change(bot)));
  const acknowledged = await signed(url, command('slow'), { type: FORM });
  release();
  expect(await acknowledged.json()).toEqual({ text: messages('en')('reply.slow'), response_type: 'ephemeral' });
  const answer = await until('the answer', () => fake.responses.at(0));
  expect(answer).toMatchObject({ to: 'slow', replace_original: true });
  expect(textOf(answer)).toContain('Energy');
});

test('stopping finishes what is in hand, also what is not acknowledged yet, and lets go of the port', async () => {
  const going = Promise.withResolvers<void>();
  let inHand = 0;
  connection = await connectWith(
    settings(),
    changed(bot, {
      answer: async (request, asking) => {
        inHand += 1;
        await going.promise;
        return await bot.conversation.answer(request, asking);
      },
    }),
  );
  await signed(url, mention('1'));
  const answered = signed(url, command('t1'), { type: FORM });
  await until('both in hand', () => (inHand === 2 ? true : undefined));
  const stopped = connection.stop();
  await expect(signed(url, mention('2'))).rejects.toThrow('fetch failed');
  going.resolve();
  expect(textOf(await (await answered).json())).toContain('Energy');
  await stopped;
  expect(fake.kept).toHaveLength(1);
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  server.close();
});

test('a port that is taken is told as a fault of the settings', async () => {
  connection = await connectWith(settings(), bot);
  await expect(connectWith(settings(), bot)).rejects.toMatchObject({
    code: 'settings',
    message: expect.stringContaining(`port ${port} (EADDRINUSE)`),
  });
});
