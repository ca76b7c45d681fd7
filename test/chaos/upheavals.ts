/** What happens to a setup beside kills, drawn one after another: clocks go wrong, processes stop and go on, a newer version is rolled out, the database is locked, killed or fails over. */
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import type { Bot } from './bot.ts';
import type { Database } from './database.ts';
import type { Random } from './random.ts';
import type { ReplicaClock } from './world.ts';

/** One replica: the process that is it now, and what may be done to it. */
export type Slot = {
  bot: Bot;
  /** Something is done to it already. */
  isBusy: boolean;
  readonly clock: ReplicaClock;
  /** Starts it again, as another version where one is given. */
  readonly restart: (version?: number) => void;
};

export type UpheavalsOptions = {
  readonly slots: readonly Slot[];
  readonly random: Random;
  /** PostgreSQL, or the file of SQLite. */
  readonly database: Database | undefined;
  readonly file: string;
  /** Notes that replicas were ended or stopped; all where none is given. */
  readonly ended: (slot?: Slot) => void;
  /** Notes that a replica, or where none is given all, can write nothing, and returns what notes the end of that. */
  readonly holdUp: (slot?: Slot) => () => void;
  readonly wrong: (what: string) => void;
};

export type Upheavals = {
  readonly counts: ReadonlyMap<string, number>;
  /** Settles when the last one is over and all is as it should be. */
  readonly stop: () => Promise<void>;
};

const BETWEEN_MS = [1_000, 5_000] as const;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const WRONG_MS = [10 * MINUTE, -10 * MINUTE, 3 * DAY, -3 * DAY] as const;
/** So long a clock is wrong, a process stands still, a file is locked, and a standby lags, in milliseconds. */
const CLOCK_MS = [6_000, 20_000] as const;
const STALL_MS = [2_000, 12_000] as const;
const LOCK_MS = [1_000, 8_000] as const;
const LAG_MS = [500, 6_000] as const;
const TRIED_MS = 3_000;
/** In one round of so many, the second at first, the server is killed and replaced. */
const DATABASE_ROUNDS = 4;

/** Lets upheavals begin. */
export function startUpheavals({ slots, random, database, file, ended, holdUp, wrong }: UpheavalsOptions): Upheavals {
  const counts = new Map<string, number>();
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
  const ending = new AbortController();
  const pause = async (milliseconds: number): Promise<void> => {
    await wait(milliseconds, undefined, { signal: ending.signal }).catch(() => {});
  };
  let version = 0;

  /** Does something to one that nothing else is done to. */
  const withOne = async (act: (slot: Slot) => Promise<void>): Promise<void> => {
    const free = slots.filter(({ isBusy }) => !isBusy);
    if (free.length === 0) return;
    const slot = random.pick(free);
    slot.isBusy = true;
    try {
      await act(slot);
    } finally {
      slot.isBusy = false;
    }
  };

  /** Waits until the server is back; what could not be written is tried again a little later. */
  const away = async (isBack: Promise<void>): Promise<void> => {
    const written = holdUp();
    await isBack;
    void wait(TRIED_MS).then(written);
  };

  const acts: Readonly<Record<string, () => Promise<void>>> = {
    // It may be killed and started again meanwhile.
    clock: async () => {
      const slot = random.pick(slots);
      for (let jumps = random.next() < 0.3 ? 2 : 1; jumps > 0; jumps--) {
        const by = random.pick(WRONG_MS);
        count(`clock ${by > 0 ? '+' : '-'}${Math.abs(by) === DAY * 3 ? '3 days' : '10 minutes'}`);
        slot.clock.set(by);
        await pause(random.between(...CLOCK_MS));
      }
      slot.clock.set(0);
    },
    stall: async () =>
      await withOne(async (slot) => {
        const { bot } = slot;
        count('stall');
        bot.pause();
        ended();
        const goesOn = holdUp(slot);
        await pause(random.between(...STALL_MS));
        goesOn();
        bot.goOn();
        // What it was handed while it stood still it may not have taken.
        ended();
      }),
    roll: async () => {
      version = 1 - version;
      count('roll-out');
      for (const slot of slots) {
        // One that stands still for long stays as it is: the others are of another version meanwhile.
        if (slot.isBusy) continue;
        slot.isBusy = true;
        await slot.bot.up;
        ended();
        if (!(await slot.bot.stop())) wrong('a bot did not end in order within 35 s of SIGTERM');
        slot.restart(version);
        await slot.bot.up;
        slot.isBusy = false;
      }
    },
    ...(database === undefined
      ? {
          lock: async () => {
            count('lock');
            const other = new DatabaseSync(file);
            other.exec('pragma busy_timeout = 2000');
            const unlocked = holdUp();
            try {
              other.exec('begin immediate');
              await pause(random.between(...LOCK_MS));
              other.exec('rollback');
            } catch {
              count('lock not taken');
            } finally {
              unlocked();
              other.close();
            }
          },
        }
      : {
          crash: async () => {
            count('database killed');
            await away(database.crash());
          },
          failOver: async () => {
            count('database failed over');
            await away(database.failOver(random.between(...LAG_MS)));
          },
        }),
  };
  // Each kind in turn, in an order that is drawn anew each time: a short run has all of them. The database fares better, for whatever waits is looked up after each of its restarts, and the kills before that is done meet no message.
  const running = (async () => {
    for (let round = 0; !ending.signal.aborted; round++) {
      const isSpared = round % DATABASE_ROUNDS !== 1;
      const order = Object.entries(acts)
        .filter(([name]) => !isSpared || (name !== 'crash' && name !== 'failOver'))
        .map(([, act]) => ({ act, by: random.next() }))
        .toSorted((a, b) => a.by - b.by);
      for (const { act } of order) {
        await pause(random.between(...BETWEEN_MS));
        if (!ending.signal.aborted) await act();
      }
    }
  })();
  return {
    counts,
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}

/** Makes a copy of the bot that is the next version, and returns its entry. */
export function prepareNewer(root: string, folder: string): string {
  const newer = join(folder, 'newer');
  cpSync(join(root, 'src'), join(newer, 'src'), { recursive: true });
  const stated = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(newer, 'package.json'), JSON.stringify({ ...stated, version: '99.0.0' }));
  symlinkSync(join(root, 'node_modules'), join(newer, 'node_modules'));
  return join(newer, 'src/main.ts');
}
