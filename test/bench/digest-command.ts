/** How long a slash command takes while digests go out to many channels, against the same bot when it has nothing to send. */
import { crowdedGuild, nextPerson } from './people.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ChannelRef } from '../../src/digest/subscription.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import { createRandom } from '../chaos/random.ts';
import { DISCORD_IDS, startDiscordPeer } from '../peers/discord.ts';
import { freePort } from '../peers/free-port.ts';
import { SLACK_DIGEST, startSlackDigestPeer } from '../peers/slack-digest.ts';
import type { Bench, Row } from './bench.ts';
import { allSent, createSubscriptions, insert, thisMinute } from './digest-work.ts';
import { startBot } from './process.ts';
import { SIGNING_SECRET, startSlackPeer } from './slack-peer.ts';
import { quantile } from './statistics.ts';
import { number } from './table.ts';

const TOPIC = 'ai-governance';
/** Digests of a fan-out: some seconds' work at each platform's pace. */
const DIGESTS = { discord: 400, slack: 1_000 } as const;
const ROUNDS = 2;
const WARM_UP = 2_000;
const IDLE_COMMANDS = 200;
const BETWEEN_MILLISECONDS = [10, 40] as const;
const ANSWER_MILLISECONDS = [40, 160] as const;
const AT_MOST = { median: 1.2, slow: 1.5 } as const;

export const bench: Bench = {
  name: 'digest-command',
  about: `/brief ${TOPIC} while digests go out to ${DIGESTS.discord} Discord channels, and to ${DIGESTS.slack} Slack channels, against the same when nothing is due`,
  goal: `at most ${AT_MOST.median} times in the middle, and ${AT_MOST.slow} times of 95 in 100`,
  run: async () => [...(await discord()), ...(await slack())],
};

/** A bot of one platform: how it is asked, and where its digests go. */
type Asked = {
  readonly settings: Readonly<Record<string, string>>;
  /** Types the command; settles with the milliseconds until it was answered. */
  readonly ask: () => Promise<number>;
  /** Returns so many places that have got no digest yet. */
  readonly places: (round: number, count: number) => ChannelRef[];
};

async function discord(): Promise<Row[]> {
  const channels = Array.from(
    { length: ROUNDS * DIGESTS.discord },
    (_, at) => `${600_000_000_000_000_000n + BigInt(at)}`,
  );
  const peer = await startDiscordPeer({
    guilds: [crowdedGuild(channels)],
  });
  const random = createRandom(1);
  peer.faults.push({
    kind: 'slow',
    times: Infinity,
    match: (method, path) => method === 'POST' && path.endsWith('/messages'),
    get delayMs() {
      return random.between(...ANSWER_MILLISECONDS);
    },
  });
  try {
    const command = { channelId: DISCORD_IDS.channel, name: 'brief' };
    const options = [{ name: 'topic', value: TOPIC }];
    return await compare('discord', {
      settings: { DISCORD_TOKEN: peer.token, DISCORD_API_URL: peer.url },
      ask: async () => (await peer.slash({ ...command, user: nextPerson(), options }).response).atMs,
      places: (round, count) =>
        channels
          .slice(round * count, (round + 1) * count)
          .map((channel) => ({ platform: 'discord', workspace: DISCORD_IDS.guild, channel })),
    });
  } finally {
    await peer.close();
  }
}

async function slack(): Promise<Row[]> {
  const random = createRandom(1);
  const peer = await startSlackDigestPeer({ latency: () => random.between(...ANSWER_MILLISECONDS) });
  const typing = await startSlackPeer();
  const port = await freePort();
  const type = typing.byHttp(port);
  try {
    return await compare('slack', {
      settings: {
        SLACK_BOT_TOKEN: SLACK_DIGEST.botToken,
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_API_URL: peer.apiUrl,
        PORT: String(port),
      },
      ask: async () => (await type(TOPIC)).milliseconds,
      places: (round, count) =>
        Array.from({ length: count }, (_, at) => ({
          platform: 'slack',
          workspace: SLACK_DIGEST.team,
          channel: `C${round}of${at}`,
        })),
    });
  } finally {
    await typing.close();
    await peer.close();
  }
}

async function compare(platform: keyof typeof DIGESTS, { settings, ask, places }: Asked): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
  const bot = startBot({ ...settings, DATA_DIR: folder });
  const random = createRandom(2);
  const idle: number[] = [];
  const busy: number[] = [];
  const askUntil = async (took: number[], isOver: () => boolean): Promise<void> => {
    while (!isOver()) {
      took.push(await ask());
      await wait(random.between(...BETWEEN_MILLISECONDS));
    }
  };
  try {
    await bot.said(/"connected"/u);
    const engine = openSqlite(join(folder, 'attache.sqlite'));
    try {
      for (let at = 0; at < WARM_UP; at += 1) await ask();
      for (let round = 0; round < ROUNDS; round += 1) {
        const until = (round + 1) * IDLE_COMMANDS;
        await askUntil(idle, () => idle.length >= until);
        await insert(engine, createSubscriptions(places(round, DIGESTS[platform]), thisMinute()));
        let isOver = false;
        await allSent(engine, round * DIGESTS[platform] + 1);
        const over = allSent(engine, (round + 1) * DIGESTS[platform]).finally(() => {
          isOver = true;
        });
        await askUntil(busy, () => isOver);
        await over;
      }
    } finally {
      await engine.close();
    }
  } finally {
    await bot.end();
    rmSync(folder, { recursive: true, force: true });
  }
  const row = (what: string, share: number, atMost: number): Row => {
    const [ours, theirs] = [quantile(busy, share), quantile(idle, share)];
    return {
      what: `${platform === 'discord' ? 'Discord' : 'Slack'}, ${what}`,
      figure: ours / theirs,
      unit: 'times',
      atMost,
      detail: `${number(ours)} ms against ${number(theirs)} ms, of ${busy.length} and ${idle.length} commands`,
    };
  };
  return [row('median', 0.5, AT_MOST.median), row('95th percentile', 0.95, AT_MOST.slow)];
}
