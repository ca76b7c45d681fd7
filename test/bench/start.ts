/** How long starting takes until both platforms are connected, and what memory an idle bot takes, against a process that only imports both SDKs. */
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startDiscordPeer } from '../peers/discord.ts';
import type { Bench, Row } from './bench.ts';
import { bundleCode, startBot, startFromFiles, startProcess, type Measured } from './process.ts';
import { startSlackPeer } from './slack-peer.ts';
import { ratioOf, type Rounds } from './statistics.ts';
import { number } from './table.ts';

const PAIRS = 9;
const IDLE_MILLISECONDS = 5_000;
const AT_MOST_KEPT = 1.15;
const AT_MOST_READ = 1.6;
const AT_MOST_MEMORY = 1.25;

type Seen = {
  readonly milliseconds: number;
  readonly rss: number;
  readonly heapUsed: number;
  readonly cpuMilliseconds: number;
};

const importBoth = (): Promise<Seen> =>
  see(startProcess(['test/bench/bare-import.mjs']), IDLE_MILLISECONDS, /^imported$/u);

export const bench: Bench = {
  name: 'start',
  about:
    'npm start with Slack (Socket Mode) and Discord until both are connected, its code bundled, with its checked records kept from the start before and with all of them to be read and checked, and its memory after 5 idle seconds and a garbage collection, against a bare import of both SDKs that connects nothing',
  goal: 'at most 1.15 times with the records kept, 1.6 times without, and 1.25 times its memory',
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
    const ours = (): Promise<Seen> => see(startBot(env), IDLE_MILLISECONDS, ...signs);
    const fromFiles = (): Promise<Seen> => see(startFromFiles(env), 0, ...signs);
    // A remark more in a record each time: nothing that was kept is of these files.
    const briefs = join(folder, 'briefs');
    const withoutKept = (): Promise<Seen> => {
      appendFileSync(join(briefs, 'cn-us', 'relationship.yaml'), '# A remark.\n');
      return see(startBot({ ...env, BRIEFS_DIR: briefs, DATA_DIR: join(folder, 'other') }), 0, ...signs);
    };
    try {
      cpSync('briefs', briefs, { recursive: true });
      mkdirSync(join(folder, 'other'));
      await bundleCode();
      // The first of each reads the files from the disk.
      await fromFiles();
      await ours();
      await withoutKept();
      await importBoth();
      const turns: Readonly<Record<'ours' | 'read' | 'files' | 'theirs', Seen>>[] = [];
      for (let at = 0; at < PAIRS; at += 1) {
        const first = at % 2 === 0 ? undefined : await importBoth();
        turns.push({
          ours: await ours(),
          read: await withoutKept(),
          files: await fromFiles(),
          theirs: first ?? (await importBoth()),
        });
      }
      const rounds = (take: (seen: Seen) => number, who: 'ours' | 'read' | 'files' = 'ours'): Rounds =>
        turns.map((turn) => ({ ours: [take(turn[who])], theirs: [take(turn.theirs)] }));
      const milliseconds = (seen: Seen): number => seen.milliseconds;
      const worked = (seen: Seen): number => seen.cpuMilliseconds;
      return [
        row('start to ready, checked records kept', rounds(milliseconds), 'ms', AT_MOST_KEPT),
        row('start to ready, records read and checked', rounds(milliseconds, 'read'), 'ms', AT_MOST_READ),
        row('start to ready, records kept, code not bundled', rounds(milliseconds, 'files'), 'ms'),
        row(
          'memory of the idle process (RSS)',
          rounds((seen) => seen.rss / 1e6),
          'MB',
          AT_MOST_MEMORY,
        ),
        row(
          'objects of the idle process',
          rounds((seen) => seen.heapUsed / 1e6),
          'MB',
        ),
        row('processor time until then, checked records kept', rounds(worked), 'ms'),
        row('processor time until ready, records read and checked', rounds(worked, 'read'), 'ms'),
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
