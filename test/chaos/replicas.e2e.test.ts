/** Three replicas as processes over one PostgreSQL: what is due is posted once each, also when one of them is killed in the middle. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { startPostgres } from '../peers/postgres.ts';
import { compiledIn, startBot, type Bot } from './bot.ts';
import { startChaosDiscord, startChaosSlack, type ChaosPeer } from './peer.ts';
import { createRandom } from './random.ts';
import { isOpen, tally, type Tally } from './tally.ts';
import { REAL_TIME } from './world.ts';
import { createWork } from './work.ts';

const DUE = 250;
const CHANNELS = 100;
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

type Replica = { readonly bot: Bot; readonly sent: () => number };
type Running = {
  readonly peer: ChaosPeer;
  readonly replicas: readonly Replica[];
  readonly start: () => Replica;
  /** Settles once nothing is under way any more. */
  readonly settled: () => Promise<Tally>;
};

/** Starts three replicas, which find all that is due at one moment. */
async function begin(startPeer: typeof startChaosSlack): Promise<Running> {
  const random = createRandom(1);
  const folder = mkdtempSync(join(tmpdir(), 'attache-replicas-'));
  const postgres = await startPostgres();
  const peer = await startPeer({
    world: REAL_TIME,
    random: random.split(),
    troubles: NOTHING_WRONG,
    channels: CHANNELS,
    looksPerMinute: Infinity,
  });
  const store = await openStore(postgres.url, { dataDir: folder });
  const replicas: Replica[] = [];
  onTestFinished(async () => {
    await Promise.all(replicas.map(({ bot }) => bot.kill()));
    await store.close();
    await peer.close();
    await postgres.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const start = (): Replica => {
    const logFile = join(folder, `bot-${replicas.length}.log`);
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
    const replica = { bot, sent: () => readFileSync(logFile, 'utf8').split('"msg":"digest sent"').length - 1 };
    replicas.push(replica);
    return replica;
  };
  for (let each = 0; each < 3; each++) start();
  await Promise.all(replicas.map(({ bot }) => bot.up));
  const work = createWork(store, peer.places, random.split(), REAL_TIME);
  for (const { bot } of replicas) bot.pause();
  await work.add(DUE);
  for (const { bot } of replicas) bot.goOn();
  return {
    peer,
    replicas,
    start,
    settled: async () => {
      const rows = await vi.waitFor(
        async () => {
          const all = await store.deliveries({}, 9_999);
          expect(all).toHaveLength(DUE);
          expect(all.filter(isOpen)).toStrictEqual([]);
          return all;
        },
        { timeout: WITHIN_MS, interval: 500 },
      );
      return tally({ expected: work.expected, deliveries: rows, messages: peer.messages() });
    },
  };
}

const ONCE_EACH = { deliveries: DUE, lost: [], doubled: [], unknown: [], wrong: [] };

test(
  'of three replicas each posts a part of what is due, and all together each digest once',
  { timeout: WITHIN_MS },
  async () => {
    const { replicas, settled } = await begin(startChaosSlack);
    expect(await settled()).toMatchObject(ONCE_EACH);
    for (const { sent } of replicas) expect(sent()).toBeGreaterThan(0);
  },
);

test(
  'when one of three replicas is killed in the middle each digest is posted once all the same',
  { timeout: WITHIN_MS },
  async () => {
    const { peer, replicas, start, settled } = await begin(startChaosDiscord);
    const [victim] = replicas;
    if (victim === undefined) throw new Error('there is no replica');
    await vi.waitFor(() => expect(victim.sent()).toBeGreaterThan(0), { timeout: 60_000, interval: 10 });
    await victim.bot.kill();
    // Or it was not in the middle.
    expect(peer.messages().length).toBeLessThan(DUE);
    start();
    expect(await settled()).toMatchObject(ONCE_EACH);
  },
);
