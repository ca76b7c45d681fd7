/** Serving over several shards: those that Discord recommends, each event answered once, and more of them when Discord asks. */
import { REST } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { connect } from '../../../../src/chat/discord/connection/connect.ts';
import { preflight } from '../../../../src/chat/discord/connection/preflight.ts';
import type { DiscordPeer, DiscordPeerOptions } from '../../../peers/discord.ts';
import { said } from '../reading.ts';
import { newBot, newPeer, serve, topic } from '../serve.ts';

const person = '800000000000000001';
/** The bits above the twenty-second of a server's id say which shard it is on. */
const SERVERS = [10n, 11n, 12n, 13n].map((bits) => ({
  id: String((bits << 22n) + 900_000_000_000_000_000n - (900_000_000_000_000_000n % (1n << 24n))),
}));
const channelOf = ({ id }: { readonly id: string }): string => `${BigInt(id) + 1n}`;

const TWO: DiscordPeerOptions = {
  guilds: SERVERS.map((server) => ({
    ...server,
    channels: [{ id: channelOf(server) }],
    members: [{ user: { id: person, username: 'alice' } }],
  })),
  shards: 2,
  maxConcurrency: 2,
  identifyWindowMs: 5_000,
};

function mentionIn(peer: DiscordPeer, server: { readonly id: string }, text = 'energy') {
  return peer.message({ channelId: channelOf(server), author: person, content: `<@${peer.bot.id}> ${text}` });
}
const answers = (peer: DiscordPeer) =>
  SERVERS.map((server) => peer.channelMessages(channelOf(server)).filter(({ author }) => author.bot).length);

describe('two shards, where Discord recommends two,', () => {
  test('are what it connects with, and each tells in the log how it is', async () => {
    const { peer, lines } = await serve({ peer: TWO });
    expect(peer.identifies.map(({ shard }) => shard)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(peer.connections).toBe(2);
    const log = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(log.filter(({ msg }) => msg === 'shard ready')).toMatchObject([
      { shard: 0, servers: 2 },
      { shard: 1, servers: 2 },
    ]);
    expect(log.find(({ msg }) => msg === 'connected')).toMatchObject({ guilds: 4, shards: 2 });
  });

  test('answer each mention, command and direct message once', async () => {
    const { peer } = await serve({ peer: TWO });
    for (const server of SERVERS) mentionIn(peer, server);
    const commands = SERVERS.map((server) =>
      peer.slash({ name: 'brief', user: person, channelId: channelOf(server), ...topic('energy') }),
    );
    const direct = peer.dmWith(peer.user(person));
    peer.message({ channelId: direct, author: person, content: 'energy' });
    await peer.waitFor(() => answers(peer).every((count) => count > 0));
    for (const command of commands) expect(said(await command.settled())).toContain('Energy');
    await peer.waitFor(() => peer.channelMessages(direct).length === 2);
    expect(answers(peer)).toEqual([1, 1, 1, 1]);
    expect(commands.map(({ callbacks }) => callbacks.length)).toEqual([1, 1, 1, 1]);
  });

  test('that lose their connections each resume, and what was asked meanwhile is answered once', async () => {
    const { peer, lines } = await serve({ peer: TWO });
    peer.dropConnections();
    for (const server of SERVERS) mentionIn(peer, server);
    await peer.waitFor(() => answers(peer).every((count) => count > 0));
    expect(peer.resumes).toMatchObject([{ ok: true }, { ok: true }]);
    expect(peer.identifies).toHaveLength(2);
    for (const server of SERVERS) mentionIn(peer, server, 'topics');
    await peer.waitFor(() => answers(peer).every((count) => count > 1));
    expect(answers(peer)).toEqual([2, 2, 2, 2]);
    const reconnected = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(
      reconnected
        .filter(({ msg }) => msg === 'reconnected')
        .map(({ shard }) => shard)
        .toSorted((a, b) => Number(a) - Number(b)),
    ).toEqual([0, 1]);
  });
});

test('a bot that came to be in too many servers for its shard is connected anew with as many as Discord recommends', async () => {
  const { peer, lines } = await serve({ peer: { ...TWO, shards: 1, identifyWindowMs: 0 } });
  expect(peer.identifies.map(({ shard }) => shard)).toEqual([[0, 1]]);
  peer.recommendShards(2);
  peer.requireSharding();
  await peer.waitFor(() => peer.connections === 2);
  expect(peer.identifies.slice(1).map(({ shard }) => shard)).toEqual([
    [0, 2],
    [1, 2],
  ]);
  for (const server of SERVERS) mentionIn(peer, server);
  await peer.waitFor(() => answers(peer).every((count) => count > 0));
  expect(answers(peer)).toEqual([1, 1, 1, 1]);
  expect(lines.join('')).toContain('Discord asks for more shards');
});

test('more servers than one shard may hold are refused to it', async () => {
  const peer = await newPeer({ ...TWO, shards: 1, guildsPerShard: 3 });
  await expect(connect(newBot([], peer.token), { token: peer.token, apiUrl: peer.url }, 2_000)).rejects.toMatchObject({
    code: 'unreachable',
  });
  expect(peer.closes).toContain(4011);
});

test('shards that may not begin at once are waited for longer', async () => {
  const peer = await newPeer({ shards: 5, maxConcurrency: 2 });
  const rest = new REST({ api: peer.url }).setToken(peer.token);
  expect(await preflight(rest, 2_000)).toEqual({ rounds: 3 });
});

test('a bot that was started too often today is told so, and begins no session', async () => {
  const peer = await newPeer({ ...TWO, sessionsADay: 1 });
  await expect(connect(newBot([], peer.token), { token: peer.token, apiUrl: peer.url }, 2_000)).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining('1 more sessions within the next 24 hours, and it needs 2'),
  });
  expect(peer.identifies).toEqual([]);
});
