/** How long starting takes until both platforms are connected, and what memory an idle bot takes, against a process that only imports both SDKs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startDiscordPeer } from '../peers/discord.ts';
import type { Bench, Row } from './bench.ts';
import { startBot, startProcess, type Measured } from './process.ts';
import { startSlackPeer } from './slack-peer.ts';
import { median, quartiles, ratioOf, type Rounds } from './statistics.ts';
import { number } from './table.ts';

const PAIRS = 9;
const MAX_AT_MS = 2_000;
const IDLE_MS = 5_000;

type Seen = {
  readonly milliseconds: number;
  readonly rss: number;
  readonly heapUsed: number;
  readonly cpuMilliseconds: number;
};

const importBoth = (): Promise<Seen> => see(startProcess(['test/bench/bare-import.mjs']), IDLE_MS, /^imported$/u);

export const bench: Bench = {
  name: 'start',
  about:
    'npm start with Slack (Socket Mode) and Discord until both are connected, and its memory after 5 idle seconds and a garbage collection, against a bare import of both SDKs that connects nothing',
  goal: 'connected within two seconds',
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
    const signs = [/"slack".*"connected"/u, /"discord".*"connected"/u];
    const ours = (): Promise<Seen> => see(startBot(env), IDLE_MS, ...signs);
    try {
      // The first of each reads the files from the disk.
      await ours();
      await importBoth();
      const turns: Readonly<Record<'ours' | 'theirs', Seen>>[] = [];
      for (let at = 0; at < PAIRS; at += 1) {
        const first = at % 2 === 0 ? undefined : await importBoth();
        turns.push({ ours: await ours(), theirs: first ?? (await importBoth()) });
      }
      const rounds = (take: (seen: Seen) => number): Rounds =>
        turns.map((turn) => ({ ours: [take(turn.ours)], theirs: [take(turn.theirs)] }));
      const connected = turns.map(({ ours: seen }) => seen.milliseconds);
      return [
        {
          what: 'start until both chats are connected',
          figure: median(connected),
          unit: 'ms',
          spread: quartiles(connected),
          atMost: MAX_AT_MS,
          detail: `the median of ${PAIRS} starts`,
        },
        row(
          'start to ready',
          rounds((seen) => seen.milliseconds),
          'ms',
        ),
        row(
          'memory of the idle process (RSS)',
          rounds((seen) => seen.rss / 1e6),
          'MB',
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
async function see(process: Measured, idle: number, ...signs: readonly RegExp[]): Promise<Seen> {
  const milliseconds = await process.said(...signs);
  await wait(idle);
  const usage = await process.usage();
  await process.end();
  return { milliseconds, ...usage };
}

function row(what: string, rounds: Rounds, unit: string): Row {
  const { figure, spread, ours, theirs } = ratioOf(rounds);
  return {
    what,
    figure,
    unit: 'times',
    spread,
    detail: `${number(ours)} ${unit} against ${number(theirs)} ${unit}, medians of ${rounds.length}`,
  };
}
