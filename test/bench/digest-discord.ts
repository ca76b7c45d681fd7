/** How near to Discord's global limit digests go out, alone and with replicas that share it, and that they never run into it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createSchema } from '../../src/store/create-schema.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import { createRandom } from '../chaos/random.ts';
import { startDiscordPeer, type DiscordPeer } from '../peers/discord.ts';
import { startPostgres } from '../peers/postgres.ts';
import type { Bench, Row } from './bench.ts';
import { createSubscriptions, allSent, insert, thisMinute } from './digest-work.ts';
import { startBot } from './process.ts';
import { number } from './table.ts';

const SERVERS = 20;
const CHANNELS = 100;
const DIGESTS = SERVERS * CHANNELS;
const LIMIT = 50;
const REPLICAS = 3;
/** The fake counts a request when it comes and answers so much later, as a network and a service do. */
const ANSWER_MS = [40, 160] as const;
/** Replicas look for each other every ten seconds. */
const MEETING_MS = 12_000;
/** 96 % of the limit. */
const MAX_AT = 1 / 0.96;

export const bench: Bench = {
  name: 'digest-discord',
  about: `${DIGESTS} Discord channels with one digest due each, from the arrival of the first message to that of the last, against the time that ${LIMIT} requests a second take at least; the fake refuses what is above ${LIMIT} a second, counted in fixed seconds or in any second`,
  goal: `at most ${number(MAX_AT)} times (96 % of the limit), and nothing refused`,
  run: async () => [
    ...(await measure('fixed', 1)),
    ...(await measure('sliding', 1)),
    ...(await measure('fixed', REPLICAS)),
    ...(await measure('sliding', REPLICAS)),
  ],
};

async function measure(window: 'fixed' | 'sliding', replicas: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
  const peer = await startPeer(window);
  const postgres = replicas > 1 ? await startPostgres() : undefined;
  const engine = postgres === undefined ? openSqlite(join(folder, 'attache.sqlite')) : openPostgres(postgres.url);
  const settings = {
    DISCORD_TOKEN: peer.token,
    DISCORD_API_URL: peer.url,
    DATA_DIR: folder,
    ...(postgres !== undefined && { DATABASE_URL: postgres.url }),
  };
  await createSchema(engine, Temporal.Now.instant());
  const bots = Array.from({ length: replicas }, () => startBot(settings));
  try {
    await Promise.all(bots.map((bot) => bot.said(/"connected"/u)));
    if (replicas > 1) await wait(MEETING_MS);
    await insert(engine, createSubscriptions(places(), thisMinute()));
    await allSent(engine, DIGESTS);
    return rowsOf(
      peer,
      `${window === 'fixed' ? 'fixed' : 'any'} second, ${replicas === 1 ? 'one process' : `${replicas} replicas`}`,
    );
  } finally {
    await Promise.all(bots.map((bot) => bot.end()));
    await engine.close();
    await peer.close();
    await postgres?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const channelId = (server: number, channel: number): string =>
  `${600_000_000_000_000_000n + BigInt(server * 1_000 + channel)}`;
const serverId = (server: number): string => `${500_000_000_000_000_000n + BigInt(server)}`;
const each = <Value>(count: number, make: (at: number) => Value): Value[] =>
  Array.from({ length: count }, (_, at) => make(at));

async function startPeer(window: 'fixed' | 'sliding'): Promise<DiscordPeer> {
  const peer = await startDiscordPeer({
    limits: { globalPerSecond: LIMIT, window },
    guilds: each(SERVERS, (server) => ({
      id: serverId(server),
      channels: each(CHANNELS, (channel) => ({ id: channelId(server, channel) })),
    })),
  });
  const random = createRandom(1);
  peer.faults.push({
    kind: 'slow',
    times: Infinity,
    match: (method, path) => method === 'POST' && path.endsWith('/messages'),
    get delayMs() {
      return random.between(...ANSWER_MS);
    },
  });
  return peer;
}

const places = () =>
  each(SERVERS, serverId).flatMap((workspace, server) =>
    each(CHANNELS, (channel) => ({ platform: 'discord', workspace, channel: channelId(server, channel) })),
  );

const posts = ({ requests }: DiscordPeer): DiscordPeer['requests'] =>
  requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'));

function rowsOf(peer: DiscordPeer, how: string): Row[] {
  const taken = posts(peer).filter(({ status }) => status === 200);
  const twice = taken.length - new Set(taken.map(({ path }) => path)).size;
  if (twice > 0) throw new Error(`${twice} digests arrived twice`);
  const [wrong] = peer.violations;
  if (wrong !== undefined) throw new Error(`Discord would have refused: ${JSON.stringify(wrong)}`);
  const times = taken.map(({ atMs }) => atMs).toSorted((a, b) => a - b);
  const real = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000;
  const ideal = (DIGESTS - 1) / LIMIT;
  return [
    {
      what: `${how}: time`,
      figure: real / ideal,
      unit: 'times',
      atMost: MAX_AT,
      detail: `${number(real)} s against ${number(ideal)} s: ${number((100 * ideal) / real)} % of the limit`,
    },
    { what: `${how}: refused (429)`, figure: peer.rateLimited, unit: 'requests', atMost: 0 },
  ];
}
