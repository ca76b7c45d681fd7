/** For how long one turn of the event loop holds the thread that answers, after a start and at a save, with the own records and with five thousand statements. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Bench, Row } from './bench.ts';
import { copyRecords, MANY_TIMES, saveSummary } from './many-records.ts';
import { startBot, type Turn } from './process.ts';
import { startSlackPeer } from './slack-peer.ts';
import { number } from './table.ts';

const TIMES = [1, MANY_TIMES] as const;
const SAVES = 3;
const MAX_AT = 200;
/** After a start, and after a save is in service, until whatever follows it has been done. */
const SETTLED_MS = 3_000;

export const bench: Bench = {
  name: 'hold',
  about:
    'the longest turn of the event loop of the real bot, connected to Slack: after its start until its index is built, and while a saved record is read, checked and taken into service',
  goal: `no turn works longer than ${MAX_AT} ms, better 50`,
  run: async () => {
    const rows: Row[] = [];
    for (const times of TIMES) rows.push(...(await measure(times)));
    return rows;
  },
};

async function measure(times: number): Promise<Row[]> {
  const slack = await startSlackPeer();
  const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
  const briefs = join(folder, 'briefs');
  mkdirSync(briefs);
  const topic = copyRecords(briefs, times);
  const settings = {
    SLACK_BOT_TOKEN: 'xoxb-ours',
    SLACK_APP_TOKEN: 'xapp-ours',
    SLACK_API_URL: slack.apiUrl,
    BRIEFS_DIR: briefs,
    DATA_DIR: join(folder, 'data'),
  };
  const records = times === 1 ? 'own records' : `${times} times as many records`;
  try {
    // The first start reads the files from the disk, and leaves compiled code behind.
    const first = startBot(settings);
    await first.said(/"connected"/u);
    await first.end();
    const startedAt = Date.now();
    const bot = startBot(settings);
    try {
      await bot.turns();
      const connectedAfter = await bot.said(/"connected"/u);
      await wait(SETTLED_MS * times);
      const started = (await bot.turns()).filter(({ at }) => at >= startedAt + connectedAfter);
      const saved: Turn[] = [];
      for (let save = 1; save <= SAVES; save += 1) {
        saveSummary(topic, save);
        await bot.saidTimes(/records read again/u, save);
        await wait(SETTLED_MS);
        saved.push(...(await bot.turns()));
      }
      return [row(`${records}: after the start`, started), row(`${records}: at a save`, saved)];
    } finally {
      await bot.end();
    }
  } finally {
    await slack.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function row(what: string, turns: readonly Turn[]): Row {
  const longest = turns.toSorted((a, b) => b.worked - a.worked);
  const passed = Math.max(0, ...turns.map(({ milliseconds }) => milliseconds));
  return {
    what,
    figure: longest[0]?.worked ?? 0,
    unit: 'ms',
    atMost: MAX_AT,
    detail: `of processor time; the next ones ${longest
      .slice(1, 5)
      .map(({ worked }) => number(worked))
      .join(', ')}; the longest by the clock ${number(passed)} ms`,
  };
}
