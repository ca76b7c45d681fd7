/** The first message in a server that the bot was added to, over real sockets against the strict fake Discord. */
import { describe, expect, test } from 'vitest';
import { createDigests } from '../../../../src/conversation/digests/digests.ts';
import { newId } from '../../../../src/digest/ids.ts';
import { createLogger } from '../../../../src/app/log.ts';
import type { Bot } from '../../../../src/chat/platform.ts';
import { DISCORD_IDS, everyComponent, PERMISSION, type DiscordPeer } from '../../../peers/discord.ts';
import { connect } from '../../../../src/chat/discord/connection/connect.ts';
import { catalogue } from '../catalogue.ts';
import { newStore } from '../digest-serving.ts';
import { said, seen } from '../reading.ts';
import { answersIn, mention, newPeer, press, serve, type Serving } from '../serve.ts';
import { botInMemory } from '../../../support/bot.ts';

const NEW = { id: '930000000000000001', name: 'New', systemChannelId: '930000000000000002', locale: 'en-US' };
const joined = (over: object = {}) => ({
  ...NEW,
  channels: [{ id: NEW.systemChannelId }, { id: '930000000000000003' }],
  ...over,
});
const today = () => Temporal.Now.instant();
const ON_TIME: Serving = { bot: () => ({ now: today }) };

const { alice } = DISCORD_IDS;
const OTHER = '930000000000000003';
const READ_ONLY = { id: NEW.systemChannelId, botPermissions: PERMISSION.VIEW_CHANNEL };

const greetings = (peer: DiscordPeer) => peer.channelMessages(NEW.systemChannelId);

/** Settles once the bot has worked off what it was told before. */
async function workedOff(peer: DiscordPeer): Promise<void> {
  const before = answersIn(peer).length;
  mention(peer);
  await peer.waitFor(() => answersIn(peer).length > before);
}

describe('a server that the bot is added to', () => {
  test('is greeted in its system channel, with three questions to press', async () => {
    const { peer } = await serve(ON_TIME);
    peer.addGuild(joined());
    const greeting = await peer.waitFor(() => greetings(peer)[0]);
    expect(said(greeting)).toContain('Attaché is in this server');
    expect(seen(greeting).buttons.filter(({ label }) => label.endsWith('?'))).toHaveLength(3);
    expect(greeting.mention_everyone).toBe(false);
  });

  test('is greeted in its own language', async () => {
    const { peer } = await serve(ON_TIME);
    peer.addGuild(joined({ locale: 'zh-CN' }));
    expect(said(await peer.waitFor(() => greetings(peer)[0]))).toContain('Attaché 已加入本服务器');
  });

  test('is greeted once, however often Discord tells of it, and again when it adds the bot anew', async () => {
    const { peer } = await serve(ON_TIME);
    peer.addGuild(joined());
    await peer.waitFor(() => greetings(peer)[0]);
    // Discord itself would drop a repeated one for some minutes.
    peer.forgetNonces();
    peer.outage(NEW.id);
    peer.invalidateSession(false);
    await peer.waitFor(() => peer.identifies.length === 2 && peer.connections === 1);
    await workedOff(peer);
    expect(greetings(peer)).toHaveLength(1);
    peer.leaveGuild(NEW.id);
    peer.addGuild(joined());
    await peer.waitFor(() => greetings(peer).length === 2);
  });

  test.each<[string, object]>([
    ['was joined long ago', { joinedAt: '2025-01-01T00:00:00.000000+00:00' }],
    ['tells no time', { joinedAt: 'x' }],
  ])('and %s is not greeted', async (_, over) => {
    const { peer } = await serve(ON_TIME);
    peer.addGuild(joined(over));
    await workedOff(peer);
    expect(peer.requests.filter(({ path }) => path.startsWith('/channels/93'))).toEqual([]);
  });

  test.each([
    ['without a system channel', { systemChannelId: undefined, channels: [{ id: OTHER }] }],
    ['whose system channel it may not write in', { channels: [READ_ONLY, { id: OTHER }] }],
  ])('%s is greeted in the first channel where it may post', async (_, over) => {
    const { peer } = await serve(ON_TIME);
    peer.addGuild(joined(over));
    const greeting = await peer.waitFor(() => peer.channelMessages(OTHER)[0]);
    expect(said(greeting)).toContain('Attaché is in this server');
    expect(greetings(peer)).toEqual([]);
  });

  test('is shown a mention as people type it, which calls nobody, and the form of a weekly digest', async () => {
    const served = await serve(ON_TIME);
    const { peer } = served;
    peer.addGuild(
      joined({ members: [{ user: { id: alice, username: 'alice' }, permissions: PERMISSION.MANAGE_GUILD }] }),
    );
    const greeting = await peer.waitFor(() => greetings(peer)[0]);
    expect(said(greeting)).toContain(`@${peer.bot.username} `);
    expect(greeting.mentions).toEqual([]);
    const click = press(served, greeting, 'Set up a weekly digest');
    await click.response;
    const fields = everyComponent(click.modal()?.components ?? []);
    expect(fields.find(({ custom_id: id }) => id === 'when')?.['value']).toBe('Monday 09:00');
  });

  test.each([
    ['see', 0n],
    ['write in', PERMISSION.VIEW_CHANNEL],
  ])('where the bot may %s no channel is not greeted, and that is no fault', async (_, botPermissions) => {
    const { peer, lines } = await serve(ON_TIME);
    peer.addGuild(joined({ channels: [{ id: NEW.systemChannelId, botPermissions }] }));
    await peer.waitFor(() => lines.some((line) => line.includes('could not be greeted')));
    expect(greetings(peer)).toEqual([]);
    expect(lines.join('')).not.toContain('"fault"');
  });

  test('those that it is in already are not greeted at its start', async () => {
    const { peer } = await serve({ ...ON_TIME, peer: { guilds: [joined()] } });
    expect(peer.requests.filter(({ path }) => path.startsWith('/channels/'))).toEqual([]);
  });
});

test('a bot that is started again does not greet again whom it has just greeted', async () => {
  const peer = await newPeer();
  const store = await newStore();
  const newBotOnStore = (): Bot =>
    botInMemory({
      catalogue: () => catalogue,
      log: createLogger('debug', [peer.token], () => {}),
      now: today,
      services: {
        store,
        digests: createDigests({
          store,
          catalogue: () => catalogue,
          couriers: () => new Map(),
          now: today,
          newId,
          wake: () => {},
        }),
        replica: newId(),
      },
    });
  const settings = { token: peer.token, apiUrl: peer.url };
  const first = await connect(newBotOnStore(), settings, 5_000);
  peer.addGuild(joined());
  await peer.waitFor(() => greetings(peer)[0]);
  await first.stop();
  peer.forgetNonces();
  const second = await connect(newBotOnStore(), settings, 5_000);
  await workedOff(peer);
  await second.stop();
  expect(greetings(peer)).toHaveLength(1);
});
