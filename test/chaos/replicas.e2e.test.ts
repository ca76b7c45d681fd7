/** Three replicas as processes over one PostgreSQL: each posts a part of what is due, and together each digest once; what a kill in the middle leaves is for the short form of chaos. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { startPostgres } from '../peers/postgres.ts';
import { compiledIn, startBot } from './bot.ts';
import { startChaosSlack } from './peer.ts';
import { createRandom } from './random.ts';
import { isOpen, tally } from './tally.ts';
import { REAL_TIME } from './world.ts';
import { createWork } from './work.ts';

const DUE = 120;
const CHANNELS = 48;
const WITHIN_MS = 240_000;
const NOTHING_WRONG = {
  rateLimit: 0,
  errorBefore: 0,
  errorAfter: 0,
  cutBefore: 0,
  cutAfter: 0,
  late: 0,
  stall: 0,
  stallAfter: 0,
  look: 0,
  lateSeconds: 0,
};

test(
  'of three replicas each posts a part of what is due, and all together each digest once',
  { timeout: WITHIN_MS },
  async () => {
    const random = createRandom(1);
    const folder = mkdtempSync(join(tmpdir(), 'attache-replicas-'));
    const postgres = await startPostgres();
    const peer = await startChaosSlack({
      world: REAL_TIME,
      random: random.split(),
      troubles: NOTHING_WRONG,
      channels: CHANNELS,
      looksPerMinute: Infinity,
    });
    const store = await openStore(postgres.url, { dataDir: folder });
    const replicas = [0, 1, 2].map((index) => {
      const logFile = join(folder, `bot-${index}.log`);
      const bot = startBot({
        command: [join(import.meta.dirname, 'short-bot.ts')],
        cwd: folder,
        env: {
          ...peer.environment,
          BRIEFS_DIR: join(import.meta.dirname, '../../briefs'),
          NODE_COMPILE_CACHE: compiledIn(folder),
          DATA_DIR: folder,
          DATABASE_URL: postgres.url,
        },
        logFile,
        onTrouble: () => {},
      });
      return { bot, sent: () => readFileSync(logFile, 'utf8').split('"msg":"digest sent"').length - 1 };
    });
    onTestFinished(async () => {
      await Promise.all(replicas.map(({ bot }) => bot.kill()));
      await store.close();
      await peer.close();
      await postgres.close();
      rmSync(folder, { recursive: true, force: true });
    });
    await Promise.all(replicas.map(({ bot }) => bot.up));
    const work = createWork(store, peer.places, random.split(), REAL_TIME);
    // All that is due is there at one moment.
    for (const { bot } of replicas) bot.pause();
    await work.add(DUE);
    for (const { bot } of replicas) bot.goOn();
    const deliveries = await vi.waitFor(
      async () => {
        const all = await store.digestLog({}, 9_999);
        expect(all).toHaveLength(DUE);
        expect(all.filter(isOpen)).toStrictEqual([]);
        return all;
      },
      { timeout: WITHIN_MS, interval: 500 },
    );
    expect(tally({ expected: work.expected, deliveries, messages: peer.messages() })).toMatchObject({
      deliveries: DUE,
      lost: [],
      doubled: [],
      unknown: [],
      wrong: [],
    });
    for (const { sent } of replicas) expect(sent()).toBeGreaterThan(0);
  },
);
