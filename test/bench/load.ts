/** A busy minute of the real bot: 10,000 commands from 500 people over real sockets, while digests go out to 2,000 channels and records are saved. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import { createRandom } from '../chaos/random.ts';
import { freePort } from '../peers/free-port.ts';
import { SLACK_DIGEST, startSlackDigestPeer } from '../peers/slack-digest.ts';
import { typedTexts } from './answers.ts';
import type { Bench, Row } from './bench.ts';
import { allSent, createSubscriptions, insert, thisMinute } from './digest-work.ts';
import { copyRecords, saveSummary } from './many-records.ts';
import { letAsk } from './people.ts';
import { startBot } from './process.ts';
import { SIGNING_SECRET, startSlackPeer } from './slack-peer.ts';
import { quantile } from './statistics.ts';
import { number } from './table.ts';

const COMMANDS = 10_000;
const PEOPLE = 500;
const DIGESTS = 2_000;
const MILLISECONDS = 60_000;
const SAVES_EACH_MS = 15_000;
const WARM_UP = 2_000;
const ANSWER_MS = [40, 160] as const;
const MAX_AT = { slowest: 3_000, memory: 1.3 } as const;

export const bench: Bench = {
  name: 'load',
  about: `${COMMANDS} commands from ${PEOPLE} people in ${MILLISECONDS / 1_000} s, each sent when it is due whether or not those before were answered, while digests go out to ${DIGESTS} Slack channels and a record is saved every ${SAVES_EACH_MS / 1_000} s`,
  goal: `none over ${MAX_AT.slowest / 1_000} s, memory after within ${MAX_AT.memory} times that before`,
  run: async () => {
    const random = createRandom(1);
    const peer = await startSlackDigestPeer({ latency: () => random.between(...ANSWER_MS) });
    const typing = await startSlackPeer();
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    const briefs = join(folder, 'briefs');
    mkdirSync(briefs);
    const topic = copyRecords(briefs, 1);
    const bot = startBot({
      SLACK_BOT_TOKEN: SLACK_DIGEST.botToken,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: peer.apiUrl,
      PORT: String(port),
      BRIEFS_DIR: briefs,
      DATA_DIR: folder,
    });
    const type = typing.byHttp(port);
    const texts = typedTexts();
    const textAt = (at: number): string => texts[(at * 7) % texts.length] ?? '';
    try {
      await bot.said(/"connected"/u);
      for (let at = 0; at < WARM_UP; at += 1) await type(textAt(at));
      letAsk(PEOPLE);
      let saves = 1;
      // What checks records runs from the first save on.
      saveSummary(topic, saves);
      await bot.saidTimes(/records read again/u, 1);
      const before = await bot.usage();
      const engine = openSqlite(join(folder, 'attache.sqlite'));
      const took: number[] = [];
      let failed = 0;
      try {
        const places = Array.from({ length: DIGESTS }, (_, at) => ({
          platform: 'slack',
          workspace: SLACK_DIGEST.team,
          channel: `C${at}`,
        }));
        await insert(engine, createSubscriptions(places, thisMinute()));
        const sent = allSent(engine, DIGESTS);
        const saving = setInterval(() => saveSummary(topic, (saves += 1)), SAVES_EACH_MS);
        const asked: Promise<void>[] = [];
        const startedAt = performance.now();
        for (let at = 0; at < COMMANDS; at += 1) {
          const dueAt = startedAt + (at * MILLISECONDS) / COMMANDS;
          if (dueAt > performance.now()) await wait(dueAt - performance.now());
          // Counted from when it was due: what waits in this process was not answered either.
          asked.push(
            type(textAt(at)).then(
              () => void took.push(performance.now() - dueAt),
              () => void (failed += 1),
            ),
          );
        }
        await Promise.all(asked);
        clearInterval(saving);
        await sent;
        await bot.saidTimes(/records read again/u, 2);
      } finally {
        await engine.close();
      }
      if (failed > 0) throw new Error(`${failed} commands were not answered`);
      const after = await bot.usage();
      const reloads = bot.times(/records read again/u);
      const worked = (after.cpuMilliseconds - before.cpuMilliseconds) / 1_000;
      const detail = `of ${took.length} commands, with ${DIGESTS} digests sent and records taken into service ${reloads - 1} times; ${number(worked)} s of processor time`;
      const row = (what: string, figure: number, atMost?: number): Row => ({
        what,
        figure,
        unit: 'ms',
        ...(atMost !== undefined && { atMost }),
        detail,
      });
      const memory = (what: string, of: 'rss' | 'heapUsed'): Row => ({
        what,
        figure: after[of] / before[of],
        unit: 'times',
        atMost: MAX_AT.memory,
        detail: `${number(after[of] / 1e6)} MB against ${number(before[of] / 1e6)} MB, both after a garbage collection`,
      });
      return [
        row('median', quantile(took, 0.5)),
        row('99th percentile', quantile(took, 0.99)),
        row('the slowest', Math.max(...took), MAX_AT.slowest),
        memory('memory after (RSS)', 'rss'),
        memory('memory after (objects)', 'heapUsed'),
      ];
    } finally {
      await bot.end();
      await typing.close();
      await peer.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
