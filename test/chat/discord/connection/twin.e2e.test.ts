/** The same bot against discord-digital-twin, a fake Discord that nobody here wrote: it knows neither deadlines nor limits nor mentions. */
import assert from 'node:assert/strict';
import { Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { ChannelType, InteractionType } from 'discord.js';
import { DigitalDiscord } from 'discord-digital-twin';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Courier } from '../../../../src/digest/delivery/courier.ts';
import { connect } from '../../../../src/chat/discord/connection/connect.ts';
import type { Connection } from '../../../../src/chat/platform.ts';
import { catalogue } from '../catalogue.ts';
import { limitFaults } from '../render/limits-check.ts';
import { said, seen } from '../reading.ts';
import { newBot } from '../serve.ts';

const EPHEMERAL = 1 << 6;
const COMPONENTS_V2 = 1 << 15;

const twin = new DigitalDiscord({
  channels: [{ name: 'general', type: ChannelType.GuildText }],
  users: [{ username: 'alice' }],
});
const lines: string[] = [];
let connection: Connection;
let channelId: string;
let alice: string;

/** Starts the twin on the loopback only: left alone, it listens on every interface of the machine. */
async function startTwin(): Promise<void> {
  const everywhere = vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server, ...given) {
    everywhere.mockRestore();
    const listening = given.find((one): one is () => void => typeof one === 'function');
    return this.listen({ port: 0, host: '127.0.0.1' }, listening);
  });
  await twin.start();
}

beforeAll(async () => {
  await startTwin();
  channelId = (await twin.prisma.channel.findFirstOrThrow()).id;
  alice = (await twin.getFirstNonBotUserId()) ?? '';
  const couriers = new Map<string, Courier>();
  connection = await connect(
    newBot(lines, twin.botToken, { couriers }),
    { token: twin.botToken, apiUrl: twin.restUrl },
    10_000,
  );
  if (connection.courier !== undefined) couriers.set('discord', connection.courier);
});
afterAll(async () => {
  await connection.stop();
  await twin.stop();
  await twin.prisma.$disconnect();
});
afterEach(() => {
  assert.deepEqual(
    lines.filter((line) => line.includes('"fault"')),
    [],
  );
});

const messages = () => twin.channel(channelId).getMessages();

/** What the bot says after an act. */
async function answer(act: () => Promise<unknown>) {
  const before = new Set((await messages()).map(({ id }) => id));
  await act();
  const message = await twin
    .channel(channelId)
    .waitForMessage({ predicate: ({ id, author }) => author.id === twin.botUserId && !before.has(id) });
  const payload = { flags: message.flags, components: message.components, allowed_mentions: { parse: [] } };
  assert.deepEqual(limitFaults(payload), []);
  return message;
}
const slash = (...options: { name: string; type: number; value: string }[]) =>
  answer(() => twin.channel(channelId).user(alice).runSlashCommand({ name: 'brief', options }));
const topic = (value: string) => ({ name: 'topic', type: 3, value });

test('the twin listens on the loopback only', async () => {
  const elsewhere = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4');
  const address = `http://${elsewhere?.address ?? '127.0.0.2'}:${twin.port}/api/v10/gateway/bot`;
  const isReached = await fetch(address).then(
    () => true,
    () => false,
  );
  expect(isReached).toBe(false);
  expect(twin.port).toBeGreaterThan(0);
});

test('the commands are registered', async () => {
  expect(await twin.prisma.applicationCommand.findMany()).toContainEqual(
    expect.objectContaining({ name: 'brief', guildId: null }),
  );
});

test.each([
  ['a topic', [topic('busan-summit')], 'The Busan summit'],
  ['a question', [topic('what happened in busan')], 'The Busan summit'],
  ['nothing', [], 'Topics'],
  ['nonsense', [topic('qwertz uiop')], 'Nothing here on'],
])('/brief with %s is answered privately', async (_, options, title) => {
  const message = await slash(...options);
  expect(said(message)).toContain(title);
  expect((message.flags ?? 0) & (EPHEMERAL | COMPONENTS_V2)).toBe(EPHEMERAL | COMPONENTS_V2);
});

test('what is typed is completed', async () => {
  const { id } = await twin.simulateInteraction({
    type: InteractionType.ApplicationCommandAutocomplete,
    channelId,
    userId: alice,
    data: { id: '1', name: 'brief', type: 1, options: [{ ...topic('busa'), focused: true }] },
  });
  await twin.channel(channelId).waitForInteractionAck({ interactionId: id });
  const response = await twin.channel(channelId).getInteractionResponse(id);
  expect(response?.type).toBe(8);
  expect(response?.data).toContain('"busan-summit"');
});

/** Waits until a message says something else. */
const turned = (id: string, text: string) =>
  expect.poll(async () => said((await messages()).find((one) => one.id === id) ?? {})).toContain(text);

test('a button and a menu are answered in place, a made-up button beside', async () => {
  const user = twin.channel(channelId).user(alice);
  const brief = await slash(topic('busan-summit'));
  const sources = seen(brief).buttons.find(({ label }) => label === 'Both sides');
  await user.clickButton({ messageId: brief.id, customId: sources?.custom_id ?? '' });
  await turned(brief.id, 'The Busan summit: Both sides');
  const beside = await answer(() => user.clickButton({ messageId: brief.id, customId: 'made up' }));
  expect(said(beside)).toContain('no longer works');

  const topics = await slash();
  const [menu] = seen(topics).menus;
  const [option] = menu?.options ?? [];
  await user.selectMenu({ messageId: topics.id, customId: menu?.custom_id ?? '', values: [option?.value ?? ''] });
  await turned(topics.id, [...catalogue.briefs.values()][0]?.title.en ?? 'no title');
});

test('sharing posts for everyone and tells who did', async () => {
  const brief = await slash(topic('busan-summit'));
  const share = seen(brief).buttons.find(({ label }) => label.startsWith('Share'));
  const before = new Set((await messages()).map(({ id }) => id));
  await twin
    .channel(channelId)
    .user(alice)
    .clickButton({ messageId: brief.id, customId: share?.custom_id ?? '' });
  const posted = await twin
    .channel(channelId)
    .waitForMessage({ predicate: (one) => !before.has(one.id) && said(one).includes('Shared by alice') });
  expect((posted.flags ?? 0) & EPHEMERAL).toBe(0);
  await twin.channel(channelId).waitForMessage({ predicate: (one) => said(one).includes('in this channel now') });
});

test('what does not mention the bot is not answered', async () => {
  const user = twin.channel(channelId).user(alice);
  await user.sendMessage({ content: 'busan-summit' });
  const before = (await messages()).length;
  await slash();
  expect(await messages()).toHaveLength(before + 1);
});

test('a token that is not its own is refused', async () => {
  await expect(connect(newBot([], 'wrong'), { token: 'wrong', apiUrl: twin.restUrl }, 5_000)).rejects.toMatchObject({
    code: 'refused-token',
  });
});
