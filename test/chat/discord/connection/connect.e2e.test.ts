/** Connecting, being refused, losing the connection and registering commands, over real sockets. */
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { AttacheError } from '../../../../src/shared/errors.ts';
import { connect } from '../../../../src/chat/discord/connection/connect.ts';
import { DISCORD_IDS, INTENT, type DiscordPeer } from '../../../peers/discord.ts';
import { said } from '../reading.ts';
import { held } from '../../../support/bot.ts';
import { answersIn, HERE, mention, newBot, newPeer, serve } from '../serve.ts';

const { guild } = DISCORD_IDS;

describe('the connection', () => {
  test('asks for no privileged intent and for nothing that is not needed', async () => {
    const { peer } = await serve();
    expect(peer.identifies.map(({ intents }) => intents)).toEqual([
      INTENT.GUILDS | INTENT.GUILD_MESSAGES | INTENT.DIRECT_MESSAGES,
    ]);
  });

  test('that is lost comes back, and what was asked meanwhile is answered once', async () => {
    const { peer } = await serve();
    mention(peer);
    await peer.waitFor(() => answersIn(peer).length === 1);
    peer.dropConnections();
    const missed = mention(peer, 'topics');
    await peer.waitFor(() => answersIn(peer).length === 2);
    expect(peer.resumes).toMatchObject([{ ok: true }]);
    expect(answersIn(peer)[1]?.message_reference?.['message_id']).toBe(missed.id);
    expect(said(await peer.slash(HERE).settled())).toContain('Topics');
    peer.requestReconnect();
    await peer.waitFor(() => peer.resumes.length === 2 && peer.connections === 1);
    expect(said(await peer.slash(HERE).settled())).toContain('Topics');
    expect(answersIn(peer)).toHaveLength(2);
  });

  test('for which a message must be replayed answers that once', async () => {
    const { peer } = await serve();
    const asked = mention(peer);
    await peer.waitFor(() => answersIn(peer).length === 1);
    peer.dropConnections();
    peer.resend(asked);
    await peer.waitFor(() => peer.resumes.length === 1 && peer.connections === 1);
    mention(peer, 'topics');
    await peer.waitFor(() => answersIn(peer).length === 2);
    expect(answersIn(peer)).toHaveLength(2);
  });

  test('whose session is lost begins a new one', async () => {
    const { peer } = await serve();
    peer.invalidateSession(false);
    await peer.waitFor(() => peer.identifies.length === 2 && peer.connections === 1);
    expect(said(await peer.slash(HERE).settled())).toContain('Topics');
  });

  test('counts as up only while Discord greets and hears it', async () => {
    const { peer, connection } = await serve();
    expect(connection.isUp?.()).toBe(true);
    peer.greet(false);
    peer.dropConnections();
    await peer.waitFor(() => connection.isUp?.() === false);
    await new Promise((resolve) => void setTimeout(resolve, 700));
    expect(connection.isUp?.()).toBe(false);
  });

  test('that Discord refuses later is not up, and gives its lease to others', async () => {
    const { peer, connection, lines } = await serve();
    peer.closeConnections(4004);
    await peer.waitFor(() => lines.some((line) => line.includes('another may serve')));
    expect(connection.isUp?.()).toBe(false);
    expect(peer.identifies).toHaveLength(1);
  });

  test.each([0, 100, 300])('that is stopped %s ms after its socket was closed does not come back', async (after) => {
    const { peer, connection } = await serve();
    peer.closeConnections(4000);
    await new Promise((resolve) => void setTimeout(resolve, after));
    await connection.stop();
    await new Promise((resolve) => void setTimeout(resolve, 800));
    expect([peer.identifies.length, peer.connections]).toEqual([1, 0]);
  });

  test('that is stopped finishes what is in hand and takes in nothing more', async () => {
    const { change, release } = held();
    const { peer, connection } = await serve({ bot: change });
    const interaction = peer.slash(HERE);
    mention(peer);
    await interaction.response;
    const stopping = connection.stop();
    const later = peer.slash(HERE);
    release();
    await stopping;
    expect(said(interaction.visible() ?? {})).toContain('Topics');
    expect(answersIn(peer)).toHaveLength(1);
    expect(later.callbacks).toEqual([]);
    await vi.waitFor(() => expect(peer.connections).toBe(0));
  });

  test('that does not come about because the token is refused says so', async () => {
    const peer = await newPeer();
    const refused = connectTo(peer, { token: `${peer.token}x` });
    await expect(refused).rejects.toMatchObject({
      code: 'refused-token',
      message: expect.stringContaining('DISCORD_TOKEN'),
    });
    expect(peer.requests).toHaveLength(1);
  });

  test.each([
    [4004, 'refused-token', 'refuses the token'],
    [4014, 'refused-token', 'intents'],
  ])('that the gateway closes with %s says so', async (code, kind, words) => {
    const peer = await newPeer();
    const url = await gatewayThatCloses(code);
    const api = await apiNaming(url);
    await expect(connectTo(peer, { apiUrl: api })).rejects.toMatchObject({
      code: kind,
      message: expect.stringContaining(words),
    });
  });

  test('to nobody is given up within its time', async () => {
    const peer = await newPeer();
    const port = await closedPort();
    await expect(connectTo(peer, { apiUrl: `http://127.0.0.1:${port}/api` }, 600)).rejects.toMatchObject({
      code: 'unreachable',
    });
  });

  test('to an API whose gateway does not answer is given up within its time', async () => {
    const peer = await newPeer();
    const silent = await listening(createServer());
    for (const url of [`ws://127.0.0.1:${await closedPort()}`, `ws://127.0.0.1:${silent}`])
      await expect(connectTo(peer, { apiUrl: await apiNaming(url) }, 600)).rejects.toMatchObject({
        code: 'unreachable',
      });
  });

  test('to an API that stalls is given up within its time, one that fails at first is tried again', async () => {
    const peer = await newPeer();
    peer.faults.push({ match: (_, path) => path === '/gateway/bot', kind: 'stall' });
    await expect(connectTo(peer, {}, 400)).rejects.toMatchObject({ code: 'unreachable' });
    peer.faults.push({ match: (_, path) => path === '/gateway/bot', kind: 'status', status: 503, times: 2 });
    const connection = await connectTo(peer);
    await connection.stop();
  });

  test('to what is no Discord says so at once', async () => {
    const peer = await newPeer();
    const api = await apiNaming('none', 404);
    await expect(connectTo(peer, { apiUrl: api })).rejects.toBeInstanceOf(AttacheError);
  });
});

describe('the commands', () => {
  test('are registered only where they differ from what Discord has', async () => {
    const peer = await newPeer();
    await restarted(peer);
    await restarted(peer);
    expect(peer.commandCalls.map(({ guildId }) => guildId)).toEqual([null]);
    expect(peer.commands().find(({ name }) => name === 'brief')).toMatchObject({
      name_localizations: { 'zh-CN': '简报', 'zh-TW': '簡報' },
    });
  });

  test('for trying out go to one guild only', async () => {
    const peer = await newPeer();
    await restarted(peer, { guildId: guild });
    await restarted(peer, { guildId: guild });
    expect(peer.commandCalls.map(({ guildId }) => guildId)).toEqual([guild]);
    expect(peer.commands()).toEqual([]);
  });

  test('of all servers are removed where one server is named, so that nobody sees each of them twice', async () => {
    const peer = await newPeer();
    await restarted(peer);
    expect(peer.commands().length).toBeGreaterThan(0);
    await restarted(peer, { guildId: guild });
    expect(peer.commands()).toEqual([]);
    expect(peer.commandCalls.map(({ guildId }) => guildId)).toEqual([null, guild, null]);
  });

  test('for a guild that the bot is not in are a fault of the settings', async () => {
    const peer = await newPeer();
    await expect(restarted(peer, { guildId: '900000000000000099' })).rejects.toMatchObject({
      code: 'settings',
      message: expect.stringContaining('DISCORD_GUILD_ID'),
    });
    await vi.waitFor(() => expect(peer.connections).toBe(0));
  });

  test('that cannot be registered keep nobody from asking', async () => {
    const peer = await newPeer();
    peer.faults.push({ match: (method) => method === 'PUT', kind: 'status', status: 500, times: 9 });
    const lines: string[] = [];
    const connection = await connectTo(peer, {}, 5_000, lines);
    expect(lines.join('')).toContain('discord commands');
    mention(peer);
    await peer.waitFor(() => answersIn(peer)[0]);
    await connection.stop();
  });
});

function connectTo(
  peer: DiscordPeer,
  settings: { readonly token?: string; readonly apiUrl?: string; readonly guildId?: string } = {},
  patience = 5_000,
  lines: string[] = [],
) {
  return connect(newBot(lines, peer.token), { token: peer.token, apiUrl: peer.url, ...settings }, patience);
}

async function listening(server: Server): Promise<number> {
  const sockets = new Set<{ destroy: () => void }>();
  server.on('connection', (socket) => void sockets.add(socket));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => void server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => void server.close(resolve));
  return port;
}

/** An API that names another gateway, or answers with a status only. */
async function apiNaming(url: string, status = 200): Promise<string> {
  const found = {
    url,
    shards: 1,
    session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 },
  };
  const server = createHttpServer((_, response) => {
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify(status === 200 ? found : { message: 'x', code: 0 }));
  });
  return `http://127.0.0.1:${await listening(server)}/api`;
}

/** A gateway that greets and closes whoever identifies. */
async function gatewayThatCloses(code: number): Promise<string> {
  const { WebSocketServer } = await import('ws');
  const server = createHttpServer();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }));
    socket.on('message', () => socket.close(code));
  });
  return `ws://127.0.0.1:${await listening(server)}`;
}

async function restarted(peer: DiscordPeer, settings: Parameters<typeof connectTo>[1] = {}): Promise<void> {
  const connection = await connectTo(peer, settings);
  await connection.stop();
}
