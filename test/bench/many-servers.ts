/** What memory 2,500 quiet Discord servers take on one shard, as many as Discord allows, against a bare discord.js client with the caches it comes with. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startDiscordPeer, type DiscordPeer } from '../peers/discord.ts';
import type { Bench } from './bench.ts';
import { startBot, startProcess, type Usage } from './process.ts';
import { number } from './table.ts';

const SERVERS = 2_500;
const CHANNELS = 25;
/** Each has a role of its own. */
const MEMBERS = 10;
/** After the last server has come; the bare client is ready a little later than ours. */
const SETTLE_MILLISECONDS = 3_000;

export const bench: Bench = {
  name: 'many-servers',
  about: `memory once ${SERVERS} Discord servers of ${CHANNELS} channels and ${MEMBERS} roles are connected over one shard, against a bare discord.js client with the same intents and its own caches, and against the same with one server, always after a garbage collection`,
  goal: 'none set; what counts is what a server adds',
  run: async () => {
    const few = await measure(1);
    const many = await measure(SERVERS);
    const adds = (side: keyof typeof many): number => (many[side].rss - few[side].rss) / (SERVERS - 1) / 1_000;
    return [
      {
        what: `memory with ${SERVERS} servers (RSS)`,
        figure: many.ours.rss / many.theirs.rss,
        unit: 'times',
        detail: `${mega(many.ours.rss)} against ${mega(many.theirs.rss)}; objects ${mega(many.ours.heapUsed)} against ${mega(many.theirs.heapUsed)}`,
      },
      {
        what: 'memory with one server (RSS)',
        figure: few.ours.rss / few.theirs.rss,
        unit: 'times',
        detail: `${mega(few.ours.rss)} against ${mega(few.theirs.rss)}`,
      },
      {
        what: 'what a server adds (RSS)',
        figure: adds('ours'),
        unit: 'kB',
        detail: `against ${number(adds('theirs'))} kB`,
      },
    ];
  },
};

const mega = (bytes: number): string => `${number(bytes / 1e6)} MB`;

/** Connects ours and a bare client to fakes of their own, and returns what each has taken by then. */
async function measure(servers: number): Promise<{ readonly ours: Usage; readonly theirs: Usage }> {
  const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
  const constants = join(folder, 'constants.json');
  writeFileSync(constants, '{}');
  const [ourPeer, theirPeer] = [await startPeer(servers), await startPeer(servers)];
  const ours = startBot({ DISCORD_TOKEN: ourPeer.token, DISCORD_API_URL: ourPeer.url, DATA_DIR: folder });
  const theirs = startProcess(['test/bench/bare-discord.ts', constants, theirPeer.url, theirPeer.token]);
  try {
    await ours.said(new RegExp(`"guilds":${servers},"shards":1`, 'u'));
    await theirs.said(/^bare connected$/u);
    await wait(SETTLE_MILLISECONDS);
    return { ours: await ours.usage(), theirs: await theirs.usage() };
  } finally {
    await Promise.all([ours.end(), theirs.end()]);
    await Promise.all([ourPeer.close(), theirPeer.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

function startPeer(servers: number): Promise<DiscordPeer> {
  return startDiscordPeer({
    guilds: Array.from({ length: servers }, (_server, server) => ({
      name: `Server ${server}`,
      channels: Array.from({ length: CHANNELS }, (_channel, channel) => ({ name: `channel-${channel}` })),
      members: Array.from({ length: MEMBERS }, (_member, member) => ({
        user: { id: `${700_000_000_000_000_000n + BigInt(member)}`, username: `person${member}` },
      })),
    })),
  });
}
