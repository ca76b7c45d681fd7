/** One setup under chaos: replicas killed and started again over one store and one platform, until everything has arrived or time is up. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStore } from '../../src/store/open.ts';
import type { Delivery } from '../../src/digest/subscription.ts';
import { freePort } from '../peers/free-port.ts';
import { compiledIn, startBot, type Bot } from './bot.ts';
import { startChaosDiscord, startChaosSlack, type ChaosPeer, type Troubles } from './peer.ts';
import { createRandom, type Random } from './random.ts';
import { isOpen, tally, type Tally } from './tally.ts';
import { createWork } from './work.ts';

export type SetupOptions = {
  readonly platform: 'slack' | 'discord';
  /** PostgreSQL's address; a file in `folder` where it is left out. */
  readonly databaseUrl?: string;
  readonly replicas: number;
  readonly kills: number;
  /** Once it is aborted nothing more is killed, and what there is is counted. */
  readonly enough?: AbortSignal;
  readonly seed: number;
  /** The script that is the bot, and its arguments. */
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where the store's file and the logs go. */
  readonly folder: string;
  readonly troubles: Troubles;
  readonly channels: number;
  readonly looksPerMinute: number;
  /** Digests that are due when it begins, and so many more with each kill. */
  readonly dueAtOnce: number;
  readonly duePerKill: number;
  /** The shortest and the longest life of a process once it is up. */
  readonly lifeSeconds: readonly [number, number];
  /** Each of these stalls, one after another, stops a replica for so long. */
  readonly stallSeconds: readonly number[];
  readonly drainSeconds: number;
  readonly say: (text: string) => void;
};

export type Result = Tally & {
  readonly kills: number;
  readonly stalls: number;
  readonly wrongs: ReadonlyMap<string, number>;
  /** What the bots logged as errors, and how often. */
  readonly troubles: ReadonlyMap<string, number>;
  readonly seconds: number;
  readonly drainedSeconds: number | undefined;
};

type Slot = { bot: Bot; stalled: boolean };

/** Of the kills and stalls one in two waits for a message to arrive, at most so long, and then so much longer. */
const AIM_MILLISECONDS = 1_500;
const AFTER_ARRIVAL_MILLISECONDS = 200;
const AWAKE_MILLISECONDS = 5_000;

/** Runs a setup; rejects where the harness itself fails. */
export async function runSetup(options: SetupOptions): Promise<Result> {
  const { platform, databaseUrl, folder, seed, say } = options;
  mkdirSync(folder, { recursive: true });
  const startedAt = performance.now();
  const random = createRandom(seed);
  const startPeer = platform === 'slack' ? startChaosSlack : startChaosDiscord;
  const { troubles: wrongs, channels, looksPerMinute } = options;
  const peer = await startPeer({ random: random.split(), troubles: wrongs, channels, looksPerMinute });
  const dataDir = join(folder, 'data');
  const store = await openStore(databaseUrl, { dataDir });
  const troubles = new Map<string, number>();
  const starting = async (index: number): Promise<() => Bot> => {
    const port = String(await freePort());
    const env = {
      ...options.env,
      ...peer.environment,
      NODE_COMPILE_CACHE: compiledIn(folder),
      PORT: port,
      DATA_DIR: dataDir,
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    };
    return () =>
      startBot({
        command: options.command,
        cwd: folder,
        env,
        logFile: join(folder, `bot-${index}.log`),
        onTrouble: (what) => void troubles.set(what, (troubles.get(what) ?? 0) + 1),
      });
  };
  const starts = await Promise.all(Array.from({ length: options.replicas }, (_, index) => starting(index)));
  const work = createWork(store, peer.places, random.split(), { withShares: true });
  const slots: Slot[] = [];
  try {
    await work.add(options.dueAtOnce);
    for (const start of starts) slots.push({ bot: start(), stalled: false });
    const restart = (slot: Slot): void => {
      const start = starts[slots.indexOf(slot)];
      if (start === undefined) return;
      slot.bot = start();
    };
    const stalled = stall(slots, options.stallSeconds, peer, random.split());
    const kills = await kill(slots, restart, options, peer, random.split(), () => work.add(options.duePerKill));
    await stalled;
    peer.calm();
    say(`${kills} kills, ${work.expected.length} digests and shares; waiting until all have arrived`);
    const watching = new AbortController();
    for (const slot of slots) void keep(slot, restart, watching.signal);
    const drainedSeconds = await drain(() => work.deliveries(platform), options.drainSeconds, say);
    watching.abort();
    const counted = tally(work.expected, await work.deliveries(platform), peer.markers());
    return {
      ...counted,
      kills,
      stalls: options.stallSeconds.length,
      wrongs: peer.wrong,
      troubles,
      seconds: (performance.now() - startedAt) / 1_000,
      drainedSeconds,
    };
  } finally {
    await Promise.all(slots.map(({ bot }) => bot.kill()));
    await store.close();
    await peer.close();
  }
}

/** Kills until there were enough, and returns how many they were. */
async function kill(
  slots: readonly Slot[],
  restart: (slot: Slot) => void,
  { kills, enough, lifeSeconds: [shortest, longest], say }: SetupOptions,
  peer: ChaosPeer,
  random: Random,
  addWork: () => Promise<void>,
): Promise<number> {
  let count = 0;
  const isEnough = (): boolean => count >= kills || enough?.aborted === true;
  while (!isEnough()) {
    const slot = random.pick(slots.filter(({ stalled }) => !stalled));
    await slot.bot.up;
    await wait(random.between(shortest, longest, 2) * 1_000);
    await aim(peer, random);
    if (slot.stalled) continue;
    await slot.bot.kill();
    restart(slot);
    await addWork();
    count += 1;
    if (count % 50 === 0) say(`${count} kills`);
  }
  return count;
}

/** Waits for a message to arrive, every other time, so that many kills come before, while and just after it is stored. */
async function aim(peer: ChaosPeer, random: Random): Promise<void> {
  const aimed = random.next() < 0.5;
  const after = random.next() * AFTER_ARRIVAL_MILLISECONDS;
  if (!aimed) return;
  await Promise.race([peer.nextPost(), wait(AIM_MILLISECONDS)]);
  await wait(after);
}

/** Stops replicas where they stand, one after another, each for so long that others have taken over its work when it wakes. */
async function stall(
  slots: readonly Slot[],
  seconds: readonly number[],
  peer: ChaosPeer,
  random: Random,
): Promise<void> {
  for (const long of seconds) {
    const slot = await stallOne(slots, peer, random);
    const { bot } = slot;
    await wait(long * 1_000);
    bot.goOn();
    // What it does when it wakes is what this is about.
    await wait(AWAKE_MILLISECONDS);
    slot.stalled = false;
  }
}

/** Stops one at a random moment and returns it; another where it was killed just then. */
async function stallOne(slots: readonly Slot[], peer: ChaosPeer, random: Random): Promise<Slot> {
  for (;;) {
    const slot = random.pick(slots);
    const { bot } = slot;
    await bot.up;
    await aim(peer, random);
    if (slot.bot !== bot) continue;
    slot.stalled = true;
    bot.pause();
    return slot;
  }
}

/** Starts a bot that ended by itself again, as whoever supervises it would. */
async function keep(slot: Slot, restart: (slot: Slot) => void, ending: AbortSignal): Promise<void> {
  while (!ending.aborted) {
    await slot.bot.fell;
    if (!ending.aborted) restart(slot);
  }
}

/** Returns how long it took until nothing was under way any more, or undefined if it took too long. */
async function drain(
  deliveries: () => Promise<readonly Delivery[]>,
  seconds: number,
  say: (text: string) => void,
): Promise<number | undefined> {
  const startedAt = performance.now();
  for (let looks = 0; ; looks++) {
    const open = (await deliveries()).filter(isOpen);
    const took = (performance.now() - startedAt) / 1_000;
    if (open.length === 0) return took;
    if (took > seconds) return undefined;
    if (looks % 10 === 0) {
      const states = Map.groupBy(open, ({ state }) => state);
      say(`  ${[...states].map(([state, rows]) => `${rows.length} ${state}`).join(', ')}`);
    }
    await wait(2_000);
  }
}
