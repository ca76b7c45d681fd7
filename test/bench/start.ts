/** How long starting takes until both platforms are connected, and what memory an idle bot takes, against a process that only imports both SDKs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startDiscordPeer } from '../peers/discord.ts';
import type { Bench, Row } from './bench.ts';
import { startBot, startProcess, type Measured } from './process.ts';
import { startSlackPeer } from './slack-peer.ts';
import { ratioOf, type Rounds } from './statistics.ts';
import { number } from './table.ts';

const PAIRS = 9;
const IDLE_MILLISECONDS = 5_000;
const AT_MOST = 1.15;

type Seen = {
  readonly milliseconds: number;
  readonly rss: number;
  readonly heapUsed: number;
  readonly cpuMilliseconds: number;
};

const importBoth = (): Promise<Seen> => see(startProcess(['test/bench/bare-import.mjs']), /^imported$/u);

export const bench: Bench = {
  name: 'start',
  about:
    'npm start with Slack (Socket Mode) and Discord until both are connected, and its memory after 5 idle seconds and a garbage collection, against a bare import of both SDKs that connects nothing',
  goal: 'at most 1.15 times both',
  run: async () => {
    const slack = await startSlackPeer();
    const discord = await startDiscordPeer();
    const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    const env = {
      SLACK_BOT_TOKEN: 'xoxb-ours',
      SLACK_APP_TOKEN: 'xapp-ours',
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.url,
      DATA_DIR: folder,
    };
    const ours = (): Promise<Seen> => see(startBot(env), /"slack".*"connected"/u, /"discord".*"connected"/u);
    try {
      // The first of each reads the files from the disk.
      await ours();
      await importBoth();
      const pairs: { readonly ours: Seen; readonly theirs: Seen }[] = [];
      for (let at = 0; at < PAIRS; at += 1) {
        if (at % 2 === 0) pairs.push({ ours: await ours(), theirs: await importBoth() });
        else {
          const second = await importBoth();
          pairs.push({ ours: await ours(), theirs: second });
        }
      }
      const rounds = (read: (seen: Seen) => number): Rounds =>
        pairs.map((pair) => ({ ours: [read(pair.ours)], theirs: [read(pair.theirs)] }));
      return [
        row(
          'start to ready',
          rounds((seen) => seen.milliseconds),
          'ms',
          AT_MOST,
        ),
        row(
          'memory of the idle process (RSS)',
          rounds((seen) => seen.rss / 1e6),
          'MB',
          AT_MOST,
        ),
        row(
          'objects of the idle process',
          rounds((seen) => seen.heapUsed / 1e6),
          'MB',
        ),
        row(
          'processor time until then',
          rounds((seen) => seen.cpuMilliseconds),
          'ms',
        ),
      ];
    } finally {
      await Promise.all([slack.close(), discord.close()]);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Waits until a process says that it is ready, and on until it has idled; ends it. */
async function see(process: Measured, ...signs: readonly RegExp[]): Promise<Seen> {
  const milliseconds = await process.said(...signs);
  await wait(IDLE_MILLISECONDS);
  const usage = await process.usage();
  await process.end();
  return { milliseconds, ...usage };
}

function row(what: string, rounds: Rounds, unit: string, atMost?: number): Row {
  const { figure, spread, ours, theirs } = ratioOf(rounds);
  return {
    what,
    figure,
    unit: 'times',
    spread,
    ...(atMost !== undefined && { atMost }),
    detail: `${number(ours)} ${unit} against ${number(theirs)} ${unit}, medians of ${rounds.length}`,
  };
}
