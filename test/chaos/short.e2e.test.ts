/** The short form of `npm run chaos`: real processes killed and stalled over both stores, with a platform that stores within a second. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startPostgres } from '../peers/postgres.ts';
import { runSetup, type SetupOptions } from './setup.ts';

const WITHIN_MS = 600_000;

/** What a replica says that was stopped while it waited for the store: it wakes when its time for that is over. */
const AWAKENED = new Set([
  'a delivery could not be settled; its claim will run out',
  'a look-up failed; it is taken up again',
  'digests: the store could not be used; trying again',
]);

const NOTHING = { lost: [], doubled: [], toldTwice: [], unknown: [], wrong: [] };
/** Returns a folder for a setup. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'attache-chaos-'));
  mkdirSync(join(folder, 'data'));
  return folder;
}

const short = (folder: string): Omit<SetupOptions, 'platform' | 'replicas' | 'stallSeconds' | 'seed'> => ({
  kills: 8,
  folder,
  command: [join(import.meta.dirname, 'short-bot.ts')],
  env: { BRIEFS_DIR: join(import.meta.dirname, '../../briefs') },
  troubles: {
    rateLimit: 40,
    errorBefore: 15,
    errorAfter: 15,
    cutBefore: 15,
    cutAfter: 15,
    late: 30,
    stall: 5,
    stallAfter: 5,
    look: 20,
    lateSeconds: 1,
  },
  channels: 15,
  looksPerMinute: Infinity,
  dueAtOnce: 50,
  duePerKill: 5,
  // Long enough for a card, on a machine that is busy: what ended three times while it was composed is set aside.
  lifeSeconds: [0.5, 1.5],
  // Only a stop for what never arrives.
  drainSeconds: 240,
  say: () => {},
});

test.concurrent(
  'every digest and share arrives on Slack exactly once however often the bot is killed',
  async () => {
    const folder = newFolder();
    try {
      const result = await runSetup({ ...short(folder), platform: 'slack', replicas: 1, stallSeconds: [], seed: 1 });
      expect(result).toMatchObject({ ...NOTHING, troubles: new Map() });
      // Or nothing was put to the test.
      expect(result.found).toBeGreaterThan(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  WITHIN_MS,
);

test.concurrent(
  'every digest and share arrives on Discord exactly once however often replicas over one PostgreSQL are killed and stalled',
  async () => {
    const folder = newFolder();
    const postgres = await startPostgres();
    try {
      const result = await runSetup({
        ...short(folder),
        platform: 'discord',
        postgres,
        replicas: 3,
        // Longer than a claim and the look-up after it: it wakes when another has sent what it was sending.
        stallSeconds: [9],
        seed: 2,
      });
      expect(result).toMatchObject(NOTHING);
      expect([...result.troubles.keys()].filter((what) => !AWAKENED.has(what))).toStrictEqual([]);
      expect(result.found).toBeGreaterThan(0);
    } finally {
      await postgres.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  WITHIN_MS,
);
