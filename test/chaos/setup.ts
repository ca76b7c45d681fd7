/** One setup under chaos: replicas killed and started again over one store and one platform, until everything has arrived or time is up. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStore } from '../../src/store/open.ts';
import type { Delivery } from '../../src/digest/delivery/delivery.ts';
import type { Store } from '../../src/store/store.ts';
import { freePort } from '../peers/free-port.ts';
import type { Postgres } from '../peers/postgres.ts';
import { compiledIn, startBot, type Bot } from './bot.ts';
import { createDatabase } from './database.ts';
import { startChaosDiscord, startChaosSlack, type ChaosPeer, type Troubles } from './peer.ts';
import { startPeople, type Ledger, type People } from './people.ts';
import { createRandom, type Random } from './random.ts';
import { isOpen, tally, type Tally } from './tally.ts';
import { startUpheavals, type Slot } from './upheavals.ts';
import { createReplicaClock, createWorld, type World } from './world.ts';
import { createWork, persist } from './work.ts';

export type SetupOptions = {
  readonly platform: 'slack' | 'discord';
  /** A server of its own; a file in `folder` where it is left out. */
  readonly postgres?: Postgres;
  readonly replicas: number;
  readonly kills: number;
  /** Once it is aborted nothing more is killed, and what there is is counted. */
  readonly enough?: AbortSignal;
  readonly seed: number;
  /** The script that is the bot, and its arguments. */
  readonly command: readonly string[];
  /** Its next version: then there are people and upheavals too. */
  readonly newer?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where the store's file and the logs go. */
  readonly folder: string;
  readonly troubles: Troubles;
  readonly channels: number;
  readonly looksPerMinute: number;
  /** What digests are of, drawn for each. */
  readonly topics?: readonly string[];
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
  /** What happened beside kills, and what people did. */
  readonly upheavals: ReadonlyMap<string, number>;
  readonly people: ReadonlyMap<string, number>;
  /** When summer time began or ended, and whether that was during the run. */
  readonly changed: { readonly zone: string; readonly at: string; readonly isCrossed: boolean };
  /** What the bots logged as errors, and how often. */
  readonly troubles: ReadonlyMap<string, number>;
  /** How long it took in all, until the last kill, and after it. */
  readonly seconds: number;
  readonly killingSeconds: number;
  readonly drainedSeconds: number | undefined;
};

/** A start takes this long on a quiet machine; on a busy one lives are longer by as much, up to so many times. */
const START_SECONDS = 3;
const MAX_BUSY = 4;
/** Of the kills and stalls one in two waits for a message to arrive, at most so long, and then so much longer. */
const AIM_MS = 4_000;
const AFTER_ARRIVAL_MS = 200;
const AWAKE_MS = 5_000;
/** What was done so long before or after a message was taken may say why it is not answered. */
const NEAR_MS = 60_000;
/** One that ended by itself is started again after this long, as whoever supervises it would. */
const FELL_MS = 500;
/** Digests promised for this soon after the last kill are waited for. */
const PROMISED_MS = 5 * 60_000;
const PLANNED_MS = 10_000;
/** What was under way when a clock went wrong has arrived by then. */
const UNDER_WAY_MS = 10_000;

/** What the bots log. */
const LEADS = 'this replica serves now';

/** Runs a setup; rejects where the harness itself fails. */
export async function runSetup(options: SetupOptions): Promise<Result> {
  const { platform, folder, seed, say, newer } = options;
  mkdirSync(folder, { recursive: true });
  const startedAt = performance.now();
  const random = createRandom(seed);
  const world = createWorld(random.split());
  const startPeer = platform === 'slack' ? startChaosSlack : startChaosDiscord;
  const { troubles: wrongs, channels, looksPerMinute, topics } = options;
  const peer = await startPeer({ random: random.split(), world, troubles: wrongs, channels, looksPerMinute });
  const database = options.postgres && (await createDatabase(options.postgres, world));
  const dataDir = join(folder, 'data');
  const store = await openStore(database?.url, { dataDir, now: world.now });
  const troubles = new Map<string, number>();
  const wrong: string[] = [];
  let leader: number | undefined;
  const ends: { readonly slot: Slot | undefined; readonly at: number }[] = [];
  const ended = (slot?: Slot): void => void ends.push({ slot, at: performance.now() });
  const ports = await Promise.all(Array.from({ length: options.replicas }, freePort));
  const slots: Slot[] = [];
  const ending = new AbortController();
  const start = (index: number): Slot => {
    const clock = createReplicaClock(world, folder, index);
    const env = {
      ...options.env,
      ...peer.environment,
      NODE_COMPILE_CACHE: compiledIn(folder),
      PORT: String(ports[index]),
      DATA_DIR: dataDir,
      ...(database !== undefined && { DATABASE_URL: database.url }),
    };
    let version = 0;
    const boot = (): Bot => {
      const bot = startBot({
        command: version === 0 ? options.command : (newer ?? options.command),
        cwd: folder,
        env,
        clockFile: clock.file,
        logFile: join(folder, `bot-${index}.log`),
        onTrouble: (what) => void troubles.set(what, (troubles.get(what) ?? 0) + 1),
        onSaid: (what) => {
          if (what === LEADS) leader = index;
          const since = clock.wrongSince();
          if (what === 'digest sent' && since !== undefined && performance.now() - since > UNDER_WAY_MS)
            wrong.push(`replica ${index} sent a digest while its clock was wrong`);
        },
      });
      void supervise(bot);
      return bot;
    };
    const supervise = async (bot: Bot): Promise<void> => {
      await bot.fell;
      await wait(FELL_MS);
      if (!ending.signal.aborted && slot.bot === bot) slot.bot = boot();
    };
    const slot: Slot = {
      bot: boot(),
      isBusy: false,
      clock,
      restart: (next = version) => {
        version = next;
        slot.bot = boot();
      },
    };
    return slot;
  };
  const work = createWork(store, peer.places, random.split(), {
    now: world.now,
    withShares: true,
    ...(topics !== undefined && { topics }),
  });
  try {
    await work.add(options.dueAtOnce);
    for (let index = 0; index < options.replicas; index++) slots.push(start(index));
    const isAbout = ({ slot }: { readonly slot: Slot | undefined }, replica: number | undefined): boolean =>
      replica === undefined || slot === undefined || slot === slots[replica];
    const wasEnded = (replica: number | undefined, at: number, within: number): boolean =>
      // One that stands still takes nothing.
      (replica === undefined ? slots : slots.filter((_, index) => index === replica)).some(({ isBusy }) => isBusy) ||
      ends.some((end) => isAbout(end, replica) && end.at >= at - within && end.at <= at + within);
    const holds: { readonly slot: Slot | undefined; readonly from: number; until: number }[] = [];
    const holdUp = (slot?: Slot): (() => void) => {
      const hold = { slot, from: performance.now(), until: Infinity };
      holds.push(hold);
      return () => void (hold.until = performance.now());
    };
    const heldUpSince = (replica: number | undefined, at: number): number =>
      holds
        .filter((hold) => isAbout(hold, replica))
        .map(({ from, until }) => Math.min(until, performance.now()) - Math.max(from, at))
        .reduce((sum, milliseconds) => sum + Math.max(0, milliseconds), 0);
    const happened = (replica: number | undefined, at: number): string => {
      const secondsAfter = (moment: number): string => ((moment - at) / 1_000).toFixed(1);
      const isNear = (moment: number): boolean => Math.abs(moment - at) < NEAR_MS;
      const itsEnds = ends.filter((end) => isAbout(end, replica) && isNear(end.at));
      const itsHolds = holds.filter((hold) => isAbout(hold, replica) && isNear(hold.from));
      return [
        ...itsEnds.map((end) => `ended after ${secondsAfter(end.at)} s`),
        ...itsHolds.map(({ from, until }) => `held up after ${secondsAfter(from)} to ${secondsAfter(until)} s`),
      ].join(', ');
    };
    const people =
      newer &&
      startPeople({
        chat: peer.chat(ports),
        world,
        places: peer.places,
        random: random.split(),
        replicas: options.replicas,
        leader: () => leader,
        wasEnded,
        heldUpSince,
        happened,
      });
    const upheavals =
      newer &&
      startUpheavals({
        slots,
        random: random.split(),
        database,
        file: join(dataDir, 'attache.sqlite'),
        ended,
        holdUp,
        wrong: (what) => void wrong.push(what),
      });
    const stalled = stall(slots, options.stallSeconds, peer, random.split(), holdUp);
    const kills = await kill(slots, options, peer, random.split(), async (slot) => {
      ended(slot);
      await work.add(options.duePerKill);
    });
    const killingSeconds = (performance.now() - startedAt) / 1_000;
    await Promise.all([stalled, upheavals?.stop(), people?.stop()]);
    peer.calm();
    say(`${kills} kills, ${work.expected.length} digests and shares; waiting until all have arrived`);
    const calmAt = performance.now();
    const end = await untilPromised(people, world);
    const readRows = async (): Promise<Rows> => await rowsOf(store, platform, work.deliveries, people?.ledger);
    const isDrained = await drain(readRows, options.drainSeconds, say);
    const drainedSeconds = isDrained ? (performance.now() - calmAt) / 1_000 : undefined;
    const { deliveries, answers, subscribed } = await readRows();
    const counted = tally({
      expected: work.expected,
      deliveries,
      answers,
      messages: peer.messages(),
      end,
      ...(people !== undefined && { ledger: people.ledger }),
      subscribed,
      lapses: database?.lapses ?? [],
    });
    return {
      ...counted,
      wrong: [...counted.wrong, ...wrong],
      kills,
      stalls: options.stallSeconds.length,
      wrongs: peer.wrong,
      upheavals: upheavals?.counts ?? new Map(),
      people: people?.counts ?? new Map(),
      changed: {
        zone: world.zone,
        at: world.changesAt.toString(),
        isCrossed: Temporal.Instant.compare(world.changesAt, world.now()) < 0,
      },
      troubles,
      seconds: (performance.now() - startedAt) / 1_000,
      killingSeconds,
      drainedSeconds,
    };
  } finally {
    ending.abort();
    await Promise.all(slots.map(({ bot }) => bot.kill()));
    await store.close();
    await peer.close();
  }
}

/** Kills until there were enough, and returns how many they were. */
async function kill(
  slots: readonly Slot[],
  { kills, enough, lifeSeconds: [shortest, longest], say }: SetupOptions,
  peer: ChaosPeer,
  random: Random,
  killed: (slot: Slot) => Promise<void>,
): Promise<number> {
  let count = 0;
  const isEnough = (): boolean => count >= kills || enough?.aborted === true;
  while (!isEnough()) {
    const free = slots.filter(({ isBusy }) => !isBusy);
    if (free.length === 0) {
      await wait(100);
      continue;
    }
    const slot = random.pick(free);
    await slot.bot.up;
    // Where a start takes longer, so does what it does then.
    const busy = Math.min(MAX_BUSY, Math.max(1, (slot.bot.startSeconds() ?? 0) / START_SECONDS));
    await wait(random.between(shortest, longest, 2) * busy * 1_000);
    await aim(peer, random);
    if (slot.isBusy) continue;
    const isKilling = slot.bot.kill();
    slot.isBusy = true;
    await isKilling;
    slot.restart();
    slot.isBusy = false;
    await killed(slot);
    count += 1;
    if (count % 50 === 0) say(`${count} kills`);
  }
  return count;
}

/** Waits for a message to arrive, every other time, so that many kills come before, while and just after it is stored. */
async function aim(peer: ChaosPeer, random: Random): Promise<void> {
  const aimed = random.next() < 0.5;
  const after = random.next() * AFTER_ARRIVAL_MS;
  if (!aimed) return;
  await Promise.race([peer.nextPost(), wait(AIM_MS)]);
  await wait(after);
}

/** Stops replicas where they stand, one after another, each for so long that others have taken over its work when it wakes. */
async function stall(
  slots: readonly Slot[],
  seconds: readonly number[],
  peer: ChaosPeer,
  random: Random,
  holdUp: (slot: Slot) => () => void,
): Promise<void> {
  for (const long of seconds) {
    const slot = await stallOne(slots, peer, random);
    const { bot } = slot;
    const goesOn = holdUp(slot);
    await wait(long * 1_000);
    bot.goOn();
    goesOn();
    // What it does when it wakes is what this is about.
    await wait(AWAKE_MS);
    slot.isBusy = false;
  }
}

/** Stops one at a random moment and returns it; another where something else was done to it just then. */
async function stallOne(slots: readonly Slot[], peer: ChaosPeer, random: Random): Promise<Slot> {
  for (;;) {
    const slot = random.pick(slots);
    const { bot } = slot;
    await bot.up;
    await aim(peer, random);
    if (slot.bot !== bot || slot.isBusy) continue;
    slot.isBusy = true;
    bot.pause();
    return slot;
  }
}

/** Waits for the digests that people were told come soon, and returns the moment until which what was promised is due. */
async function untilPromised(people: People | undefined, world: World): Promise<number> {
  const now = world.milliseconds();
  const soon = (people?.ledger.promises ?? []).map(({ at }) => at).filter((at) => at <= now + PROMISED_MS);
  const last = Math.max(now, ...soon);
  if (people !== undefined) await wait(last - now + PLANNED_MS);
  return last;
}

type Rows = {
  readonly deliveries: readonly Delivery[];
  readonly answers: ReadonlyMap<string, Delivery>;
  readonly subscribed: ReadonlySet<string>;
};

/** Returns all that the store holds of what was asked for. */
async function rowsOf(
  store: Store,
  platform: string,
  deliveriesOf: (platform: string) => Promise<readonly Delivery[]>,
  ledger: Ledger | undefined,
): Promise<Rows> {
  const ids = [
    ...(ledger?.pressed ?? []).map(({ delivery }) => delivery),
    ...(ledger?.asked ?? []).flatMap(({ deliveries }) => deliveries),
  ];
  const answers = new Map<string, Delivery>();
  for (const id of ids) {
    const row = await persist(() => store.delivery(id));
    if (row !== undefined) answers.set(id, row);
  }
  const subscriptions = await persist(() => store.subscriptions({ platform }));
  return {
    deliveries: await deliveriesOf(platform),
    answers,
    // Of one whose answer was lost nobody was told the id.
    subscribed: new Set([
      ...(ledger?.subscriptions ?? []),
      ...subscriptions.filter(({ owner }) => owner !== '').map(({ id }) => id),
    ]),
  };
}

/** Waits until nothing is under way any more; returns whether that came to be in time. */
async function drain(rows: () => Promise<Rows>, seconds: number, say: (text: string) => void): Promise<boolean> {
  const startedAt = performance.now();
  for (let looks = 0; ; looks++) {
    const { deliveries, answers } = await rows();
    const open = [...deliveries, ...answers.values()].filter(isOpen);
    if (open.length === 0) return true;
    if ((performance.now() - startedAt) / 1_000 > seconds) return false;
    if (looks % 10 === 0) {
      const states = Map.groupBy(open, ({ state }) => state);
      say(`  ${[...states].map(([state, all]) => `${all.length} ${state}`).join(', ')}`);
    }
    await wait(2_000);
  }
}
