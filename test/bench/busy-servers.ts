/** What memory 300 busy Discord servers take, and what every thousand messages add, against a bare discord.js client with the caches it comes with. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startDiscordPeer, type DiscordPeer } from '../peers/discord.ts';
import type { Bench, Row } from './bench.ts';
import { createRandom } from '../chaos/random.ts';
import { startBot, startProcess, type Measured, type Usage } from './process.ts';
import { number } from './table.ts';

const SERVERS = 300;
const CHANNELS = 25;
const MEMBERS = 40;
const MESSAGES_A_SECOND = 1_000;
/** One message in so many mentions the bot, which answers it. */
const MENTIONS = 200;
const WARM_UP_SECONDS = 10;
const SECONDS = 20;
/** The memory is looked at so many times on the way. */
const LOOKS = 4;

export const bench: Bench = {
  name: 'busy-servers',
  about: `memory with ${SERVERS} Discord servers of ${CHANNELS} channels and ${MEMBERS} members, ${MESSAGES_A_SECOND} messages a second for ${SECONDS} s, against a bare discord.js client with the same intents and its own caches, always after a garbage collection`,
  goal: 'none set; what matters is that what is heard is not kept',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    const [ourPeer, theirPeer] = [await startPeer(), await startPeer()];
    const constants = join(folder, 'constants.json');
    writeFileSync(constants, '{}');
    const ours = startBot({ DISCORD_TOKEN: ourPeer.token, DISCORD_API_URL: ourPeer.url, DATA_DIR: folder });
    const theirs = startProcess(['test/bench/bare-discord.ts', constants, theirPeer.url, theirPeer.token]);
    try {
      await ours.said(/"connected"/u);
      await theirs.said(/^bare connected$/u);
      const talk = createTalk([ourPeer, theirPeer]);
      await talk(WARM_UP_SECONDS);
      const looks = [await look(ours, theirs)];
      for (let at = 0; at < LOOKS; at += 1) {
        await talk(SECONDS / LOOKS);
        looks.push(await look(ours, theirs));
      }
      const asked = talk.mentions();
      const answered = ourPeer.requests.filter(
        ({ method, path, status }) => method === 'POST' && path.endsWith('/messages') && status === 200,
      ).length;
      if (answered !== asked) throw new Error(`${answered} of ${asked} mentions were answered`);
      return rowsOf(looks, `${asked} mentions answered`);
    } finally {
      await Promise.all([ours.end(), theirs.end()]);
      await Promise.all([ourPeer.close(), theirPeer.close()]);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function startPeer(): Promise<DiscordPeer> {
  const people = Array.from({ length: MEMBERS * 20 }, (_, at) => ({
    id: `${700_000_000_000_000_000n + BigInt(at)}`,
    username: `person${at}`,
  }));
  return startDiscordPeer({
    guilds: Array.from({ length: SERVERS }, (_server, server) => ({
      name: `Server ${server}`,
      channels: Array.from({ length: CHANNELS }, (_channel, channel) => ({
        id: channelId(server, channel),
        name: `channel-${channel}`,
      })),
      members: Array.from({ length: MEMBERS }, (_member, member) => ({
        user: people[personOf(server, member)] ?? { bot: false },
      })),
    })),
  });
}

const channelId = (server: number, channel: number): string =>
  `${600_000_000_000_000_000n + BigInt(server * 1_000 + channel)}`;
const personOf = (server: number, member: number): number => (server * 7 + member) % (MEMBERS * 20);

/** Returns what lets people talk for some seconds, everywhere and about the same with each peer. */
function createTalk(
  peers: readonly DiscordPeer[],
): ((seconds: number) => Promise<void>) & { readonly mentions: () => number } {
  const random = createRandom(1);
  const upTo = (most: number): number => Math.floor(random.next() * most);
  let said = 0;
  const talk = async (seconds: number): Promise<void> => {
    const until = performance.now() + seconds * 1_000;
    const end = said + seconds * MESSAGES_A_SECOND;
    while (said < end) {
      const due = end - Math.ceil(((until - performance.now()) / 1_000) * MESSAGES_A_SECOND);
      for (; said < Math.min(due, end); said += 1) {
        const [server, channel, member] = [upTo(SERVERS), upTo(CHANNELS), upTo(MEMBERS)];
        const chatter = `message ${said} ${'lorem ipsum dolor sit amet '.repeat(1 + upTo(8))}`;
        for (const peer of peers) {
          const content = said % MENTIONS === 0 ? `<@${peer.bot.id}> what about energy` : chatter;
          peer.message({
            channelId: channelId(server, channel),
            author: `${700_000_000_000_000_000n + BigInt(personOf(server, member))}`,
            content,
          });
        }
      }
      await wait(10);
    }
  };
  return Object.assign(talk, { mentions: () => Math.ceil(said / MENTIONS) });
}

type Look = { readonly ours: Usage; readonly theirs: Usage };

/** Waits until both have worked off what they were sent, and asks for their memory. */
async function look(ours: Measured, theirs: Measured): Promise<Look> {
  await wait(2_000);
  return { ours: await ours.usage(), theirs: await theirs.usage() };
}

const mega = (bytes: number): string => `${number(bytes / 1e6)} MB`;

function rowsOf(looks: readonly Look[], detail: string): Row[] {
  const [first] = looks;
  const last = looks.at(-1);
  if (first === undefined || last === undefined) return [];
  const thousands = (SECONDS * MESSAGES_A_SECOND) / 1_000;
  const growth = (side: keyof Look, of: 'rss' | 'heapUsed'): number =>
    (last[side][of] - first[side][of]) / thousands / 1_000;
  const on = (side: keyof Look, of: 'rss' | 'heapUsed'): string =>
    looks.map((one) => number(one[side][of] / 1e6)).join(', ');
  return [
    {
      what: `memory before (RSS)`,
      figure: first.ours.rss / first.theirs.rss,
      unit: 'times',
      detail: `${mega(first.ours.rss)} against ${mega(first.theirs.rss)}`,
    },
    {
      what: 'memory after (RSS)',
      figure: last.ours.rss / last.theirs.rss,
      unit: 'times',
      detail: `${mega(last.ours.rss)} against ${mega(last.theirs.rss)}; ${detail}`,
    },
    {
      what: 'growth a thousand messages (RSS)',
      figure: growth('ours', 'rss'),
      unit: 'kB',
      detail: `against ${number(growth('theirs', 'rss'))} kB; on the way ${on('ours', 'rss')} MB`,
    },
    {
      what: 'growth a thousand messages (objects)',
      figure: growth('ours', 'heapUsed'),
      unit: 'kB',
      detail: `against ${number(growth('theirs', 'heapUsed'))} kB; on the way ${on('ours', 'heapUsed')} MB`,
    },
  ];
}
