/** What the fake Discord does to a real discord.js client when something goes wrong: connections, limits, faults, permissions. */
import { type Client, DiscordAPIError, Events, GatewayIntentBits } from 'discord.js';
import { afterEach, expect, test } from 'vitest';
import {
  DISCORD_IDS,
  type DiscordPeer,
  type DiscordPeerOptions,
  type Fault,
  PERMISSION,
  startDiscordPeer,
} from './discord.ts';
import { fields } from './discord-types.ts';
import { login, newClient, quiet, raw, sendable } from './discord-testing.ts';

const { alice, channel, guild } = DISCORD_IDS;

let peer: DiscordPeer;
let client: Client | undefined;
const start = async (options: DiscordPeerOptions = {}) => {
  peer = await startDiscordPeer(options);
  return peer;
};
afterEach(async () => {
  await client?.destroy();
  client = undefined;
  await peer.close();
});
test('a lost connection resumes and brings what was missed', async () => {
  await start();
  client = await login(peer);
  const heard: string[] = [];
  client.on(Events.MessageCreate, (message) => heard.push(message.content));
  peer.dropConnections();
  peer.message({ channelId: channel, author: alice, content: `<@${peer.bot.id}> missed` });
  await peer.waitFor(() => heard.length === 1);
  expect(heard).toEqual([`<@${peer.bot.id}> missed`]);
  expect([peer.identifies.length, peer.resumes.map((each) => each.ok)]).toEqual([1, [true]]);
});

test('a lost session identifies anew', async () => {
  await start();
  const bot = await login(peer);
  client = bot;
  // Only once the client itself is ready again: destroyed before, it would connect once more and never finish.
  const again = new Promise((resolve) => bot.once(Events.ShardReady, resolve));
  peer.invalidateSession();
  await again;
  expect([peer.identifies.length, peer.resumes]).toEqual([2, []]);
});

test('heartbeats are answered', async () => {
  await start({ heartbeatMs: 20 });
  const bot = await login(peer);
  client = bot;
  expect(await peer.waitFor(() => bot.ws.ping >= 0)).toBe(true);
});

test('asked to reconnect, the client resumes', async () => {
  await start();
  const bot = await login(peer);
  client = bot;
  const again = new Promise((resolve) => bot.once(Events.ShardResume, resolve));
  peer.requestReconnect();
  await again;
  expect(peer.resumes).toMatchObject([{ ok: true }]);
});

test('privileged intents and a wrong token are turned away', async () => {
  await start();
  const nosy = newClient(peer, { intents: [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent] });
  await expect(nosy.login(peer.token)).rejects.toThrow('disallowed intents');
  expect(peer.closes).toEqual([4014]);
  expect(peer.identifies).toMatchObject([{ intents: GatewayIntentBits.Guilds | GatewayIntentBits.MessageContent }]);
  const stranger = newClient(peer);
  await expect(stranger.login('wrong')).rejects.toThrow('invalid token');
  await Promise.all([nosy.destroy(), stranger.destroy()]);
});

test('granted content arrives', async () => {
  await start({ grantedIntents: GatewayIntentBits.MessageContent });
  const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits;
  client = await login(peer, { intents: [Guilds, GuildMessages, MessageContent] });
  const heard: string[] = [];
  client.on(Events.MessageCreate, (message) => heard.push(message.content));
  peer.message({ channelId: peer.dmWith(peer.user(alice)), author: alice, content: 'not asked for' });
  peer.message({ channelId: channel, author: alice, content: 'idle talk' });
  await peer.waitFor(() => heard.length > 0);
  expect(heard).toEqual(['idle talk']);
});

test('a full bucket: 429, then success after the wait', async () => {
  await start({ limits: { channel: { limit: 2, perMs: 400 } } });
  client = await login(peer);
  const general = await sendable(client, channel);
  const body = { content: 'x', allowed_mentions: quiet };
  const first = await raw(peer, 'POST', `/channels/${channel}/messages`, body);
  expect([first.headers.get('x-ratelimit-limit'), first.headers.get('x-ratelimit-remaining')]).toEqual(['2', '1']);
  await raw(peer, 'POST', `/channels/${channel}/messages`, body);
  const sent = await general.send('after the wait');
  expect(peer.rateLimited).toBe(1);
  const tries = peer.requests.filter((each) => each.method === 'POST');
  expect(tries.map((each) => each.status)).toEqual([200, 200, 429, 200]);
  expect(peer.messageNow(sent.id)?.content).toBe('after the wait');
});

test.each(['fixed', 'sliding'] as const)('global limit, %s window, callbacks aside', async (window) => {
  await start({ limits: { globalPerSecond: 3, window } });
  const asked = peer.slash({ channelId: channel, user: alice, name: 'brief' });
  const statuses: number[] = [];
  for (let at = 0; at < 4; at += 1) statuses.push((await raw(peer, 'GET', '/users/@me')).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  const last = await raw(peer, 'GET', '/users/@me');
  expect(last.body).toMatchObject({ global: true });
  expect(fields(last.body)['retry_after']).toBeGreaterThan(0);
  expect([
    last.headers.get('x-ratelimit-scope'),
    last.headers.get('x-ratelimit-global'),
    last.headers.get('retry-after'),
  ]).toEqual(['global', 'true', '1']);
  expect((await raw(peer, 'POST', `/interactions/${asked.id}/${asked.token}/callback`, { type: 5 })).status).toBe(204);
  expect(peer.rateLimited).toBe(2);
});

const isPost = (method: string, path: string) => method === 'POST' && path === `/channels/${channel}/messages`;
const faults: [Omit<Fault, 'match'>, string, number][] = [
  // What goes wrong, what the client makes of it, and how many messages are stored in the end.
  [{ kind: 'status', status: 503 }, 'Service Unavailable', 0],
  [{ kind: 'cut-before' }, 'other side closed', 0],
  [{ kind: 'cut-after' }, 'other side closed', 1],
  [{ kind: 'cut-after', reset: true }, 'ECONNRESET', 1],
  [{ kind: 'stall' }, 'aborted', 0],
  [{ kind: 'late-store', delayMs: 20 }, 'other side closed', 1],
];
test.each(faults)('fault %j', async (fault, message, stored) => {
  await start();
  // Only a stall is ended by the client's own patience.
  client = await login(peer, { rest: { retries: 0, timeout: fault.kind === 'stall' ? 100 : 10_000 } });
  const general = await sendable(client, channel);
  peer.faults.push({ match: isPost, ...fault });
  await expect(general.send('once')).rejects.toThrow(message);
  await peer.waitFor(() => peer.channelMessages(channel).length === stored);
  expect(peer.requests.filter((each) => each.fault === fault.kind)).toHaveLength(1);
  expect(peer.faults).toEqual([]);
  await general.send('works again');
});

test('what is stored late is not there at first', async () => {
  await start();
  peer.faults.push({ match: isPost, kind: 'late-store', delayMs: 20 });
  await expect(
    raw(peer, 'POST', `/channels/${channel}/messages`, { content: 'x', allowed_mentions: quiet }),
  ).rejects.toThrow('fetch failed');
  expect(peer.channelMessages(channel)).toEqual([]);
  await peer.waitFor(() => peer.channelMessages(channel).length === 1);
});

test('with its own retries and without a nonce, the client doubles a message whose answer was lost', async () => {
  await start();
  client = await login(peer);
  const general = await sendable(client, channel);
  const lose = () => peer.faults.push({ match: (method) => method === 'POST', kind: 'cut-after', reset: true });
  lose();
  await general.send('twice');
  expect(peer.channelMessages(channel)).toHaveLength(2);
  lose();
  await general.send({ content: 'once', nonce: 'n1', enforceNonce: true });
  expect(peer.channelMessages(channel)).toHaveLength(3);
});

test('a slow answer delays nothing but itself', async () => {
  await start();
  client = await login(peer);
  const general = await sendable(client, channel);
  peer.faults.push({ match: (method) => method === 'POST', kind: 'slow', delayMs: 30 });
  const sending = general.send('slow');
  await peer.waitFor(() => peer.channelMessages(channel).length === 1);
  expect((await sending).content).toBe('slow');
});

test('errors reach the client with their code', async () => {
  await start();
  client = await login(peer);
  const general = await sendable(client, channel);
  peer.setBotPermissions(channel, PERMISSION.VIEW_CHANNEL);
  const error = await general.send('x').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DiscordAPIError);
  expect(error).toMatchObject({ status: 403, code: 50013 });
  peer.leaveGuild(guild);
  await expect(general.send('x')).rejects.toMatchObject({ status: 403, code: 50001 });
});
