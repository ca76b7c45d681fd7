/** Draws a history: who orders what when, and what goes wrong. Everything is drawn from the seed before it begins. */
import { createRandom, type Random } from '../chaos/random.ts';
import type { CommitFault } from './database.ts';
import { CONDITIONS, TROUBLES, type Condition, type Trouble } from './platform.ts';

export type Act =
  | {
      readonly type: 'subscribe';
      readonly channel: string;
      readonly topics: string;
      readonly time: string;
      readonly zone: string;
      readonly whenQuiet: string;
    }
  | { readonly type: 'change'; readonly which: number; readonly time: string; readonly zone?: string }
  | { readonly type: 'pause' | 'resume' | 'remove' | 'now'; readonly which: number }
  | { readonly type: 'share'; readonly channel: string; readonly topic: string; readonly press: number }
  | { readonly type: 'delete-share' | 'delete-message'; readonly which: number }
  | { readonly type: 'flag'; readonly text: string }
  | { readonly type: 'publish' };

/** What a fault waits for once its time has come: nothing, or that a process is just at something. */
export const AIMS = ['nothing', 'statement', 'change', 'leave', 'stored'] as const;
export type Aim = (typeof AIMS)[number];

export type Fault =
  | { readonly type: 'crash'; readonly replica: number; readonly seconds: number }
  | { readonly type: 'freeze'; readonly replica: number; readonly seconds: number; readonly isMachine: boolean }
  | { readonly type: 'stop'; readonly replica: number; readonly seconds: number }
  /** A wall clock is set wrong, and right again after a while. */
  | { readonly type: 'jump'; readonly replica: number; readonly bySeconds: number; readonly seconds: number }
  | { readonly type: 'trouble'; readonly trouble: Trouble; readonly chance: number; readonly seconds: number }
  | { readonly type: 'condition'; readonly condition: Condition; readonly channel: string; readonly seconds: number }
  | { readonly type: 'database-gone'; readonly seconds: number }
  | { readonly type: 'database-slow'; readonly seconds: number; readonly milliseconds: number }
  | { readonly type: 'commit'; readonly fault: CommitFault }
  /** A standby takes over that has not got what was committed since the fault's time had come. */
  | { readonly type: 'fail-over'; readonly seconds: number };

/** One thing that happens in a history, by its number, so many milliseconds from its beginning. */
export type Item = { readonly number: number; readonly at: number } & (
  | { readonly type: 'act'; readonly act: Act; readonly person: string }
  | { readonly type: 'fault'; readonly fault: Fault; readonly aim: Aim; readonly delay: number }
);

export type ReplicaPlan = { readonly offset: number; readonly drift: number };

export type Plan = {
  readonly seed: number;
  readonly begin: number;
  readonly duration: number;
  readonly replicas: readonly ReplicaPlan[];
  readonly platformAhead: number;
  /** How far the clock of the database's server is ahead; undefined where it is in a file. */
  readonly serverAhead: number | undefined;
  readonly pollMilliseconds: number;
  readonly items: readonly Item[];
};

/** What is left out of a drawn history: items by their number, replicas beyond some, and what comes after so many milliseconds. */
export type Cut = { readonly without: readonly number[]; readonly replicas?: number; readonly duration?: number };

export const CHANNELS = ['C1', 'C2'] as const;
const PERSONS = ['U1', 'U2'] as const;
const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Europe/Berlin'] as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The days on which histories begin: most are just before the clocks of Europe or America change. */
const BEGINS = ['2026-10-24', '2026-10-31', '2026-11-17', '2026-12-30', '2027-03-13', '2027-03-27'] as const;

/** How much happens in a history. */
type Size = {
  /** At least and at most so many digests are ordered. */
  readonly subscriptions: readonly [least: number, most: number];
  /** How likely it lasts for days, and at most how many hours. */
  readonly daysChance: number;
  readonly daysHours: number;
  /** How many hours where it does not. */
  readonly hours: readonly [least: number, most: number];
  /** How likely a digest is asked for at once, and news comes before the first one. */
  readonly nowChance: number;
  readonly newsChance: number;
  readonly publications: number;
  readonly acts: number;
  readonly faults: readonly [least: number, most: number];
  readonly replicas: number;
  /** How many seconds at most what goes wrong with the platform lasts: one of these. */
  readonly seconds: readonly number[];
};

const BIG: Size = {
  subscriptions: [1, 3],
  daysChance: 0.2,
  daysHours: 72,
  hours: [3, 20],
  nowChance: 0.6,
  newsChance: 0.7,
  publications: 3,
  acts: 6,
  faults: [0, 6],
  replicas: 3,
  seconds: [120, 900, 8_000],
};
const MIDDLE: Size = {
  ...BIG,
  subscriptions: [1, 2],
  daysHours: 50,
  hours: [2, 6],
  nowChance: 0.4,
  publications: 1,
  acts: 3,
  faults: [0, 4],
  seconds: [60, 300, 900],
};
const SMALL: Size = {
  ...MIDDLE,
  subscriptions: [0, 1],
  daysChance: 0.05,
  daysHours: 30,
  hours: [2, 4],
  nowChance: 0.1,
  newsChance: 0.25,
  publications: 0,
  acts: 1,
  faults: [1, 3],
  replicas: 2,
};

/** What breaks a promise takes few things at the right moment: most histories have few, so that there can be more of them. */
const sizeOf = (drawn: number): Size => (drawn < 0.02 ? BIG : drawn < 0.12 ? MIDDLE : SMALL);

/** Returns the history of a seed, less what is cut. */
export function drawPlan(seed: number, cut: Cut = { without: [] }): Plan {
  const random = createRandom(Math.imul(seed, 2_654_435_761) >>> 0);
  const whole = (low: number, high: number, lean?: number): number => Math.floor(random.between(low, high + 1, lean));
  const begin = Date.parse(`${random.pick(BEGINS)}T00:00:00Z`) + whole(0, 24 * 60) * MINUTE;
  const size = sizeOf(random.next());
  const hours = random.next() < size.daysChance ? whole(24, size.daysHours) : whole(...size.hours);
  const duration = hours * HOUR;
  const drawn: Item[] = [];
  const moments: number[] = [];
  const subscriptions = whole(...size.subscriptions, size === SMALL ? 0.3 : 1.5);

  const act = (at: number, one: Act): void =>
    void drawn.push({ number: drawn.length, at: Math.floor(at), type: 'act', act: one, person: random.pick(PERSONS) });
  const slotSoon = (at: number): { readonly time: string; readonly zone: string } => {
    const zone = random.pick(ZONES);
    const slotAt = Math.floor(at) + whole(2, Math.max(3, Math.min(12, hours - 1) * 60), 2) * MINUTE;
    const local = Temporal.Instant.fromEpochMilliseconds(begin + slotAt).toZonedDateTimeISO(zone);
    const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
    for (let day = slotAt; day < duration; day += 24 * HOUR) moments.push(day - (day % MINUTE));
    return { time, zone };
  };

  let before: ReturnType<typeof slotSoon> | undefined;
  for (let index = 0; index < subscriptions; index++) {
    const at = random.between(MINUTE, HOUR);
    // Several digests of a channel at the same moment, of which only one may tell an item.
    const slot = before !== undefined && random.next() < 0.4 ? before : slotSoon(at);
    before = slot;
    act(at, {
      type: 'subscribe',
      channel: random.next() < 0.75 ? CHANNELS[0] : CHANNELS[1],
      topics: random.pick(['all', 'grain-corridor', 'tea-trade']),
      whenQuiet: random.pick(['skip', 'rotate']),
      ...slot,
    });
    // The first digest introduces the topics; the next ones tell news.
    if (random.next() < size.nowChance) act(at + random.between(1, 20) * MINUTE, { type: 'now', which: index });
  }
  if (subscriptions === 0) drawAct(random, random.between(HOUR / 2, HOUR), 0, slotSoon, moments, act);
  const first = Math.min(...moments);
  if (random.next() < size.newsChance)
    act(random.between(HOUR, Math.max(HOUR, Math.min(first, duration))), { type: 'publish' });
  for (let more = whole(0, size.publications); more > 0; more--)
    act(random.between(HOUR, duration - HOUR), { type: 'publish' });
  for (let more = whole(0, size.acts); more > 0; more--) {
    // Much of what people do, they do just when something comes.
    const near = random.next() < 0.3;
    const at = near
      ? random.pick(moments) + random.between(-1_000, 20_000)
      : random.between(10 * MINUTE, duration - 20 * MINUTE);
    drawAct(random, Math.max(HOUR, at), subscriptions, slotSoon, moments, act);
  }
  for (let more = whole(...size.faults, 1.3); more > 0; more--) {
    // What goes wrong while nothing goes on shows little: most of it comes near something.
    const near = random.next() < 0.8;
    const at = near ? random.pick(moments) + random.between(-2, 4) * MINUTE : random.between(0, duration - HOUR / 2);
    const fault = drawFault(random, size);
    drawn.push({
      number: drawn.length,
      at: Math.max(MINUTE, Math.floor(at)),
      type: 'fault',
      fault,
      aim: random.next() < 0.25 ? 'nothing' : random.pick(AIMS),
      delay: Math.floor(random.between(0, random.pick([0, 12, 300, 20_000]))),
    });
  }
  const replicas = Array.from({ length: whole(1, random.next() < 0.1 ? 3 : size.replicas) }, () => ({
    offset: random.next() < 0.5 ? 0 : Math.floor(random.between(-20_000, 20_000)),
    drift: random.next() < 0.7 ? 0 : random.between(-100, 100),
  }));
  const platformAhead = random.next() < 0.6 ? 0 : Math.floor(random.between(-30_000, 30_000));
  const drawnAhead = random.next() < 0.4 ? undefined : Math.floor(random.between(-20_000, 20_000));
  // A file is one process's; the clocks of several are told apart by a server's.
  const serverAhead = drawnAhead ?? (replicas.length > 1 ? 0 : undefined);
  const pollMilliseconds = random.pick([2_000, 10_000, 20_000]);
  return {
    seed,
    begin,
    duration: Math.min(duration, cut.duration ?? duration),
    replicas: replicas.slice(0, cut.replicas ?? replicas.length),
    platformAhead,
    serverAhead,
    pollMilliseconds,
    items: drawn.filter(
      (item) =>
        !cut.without.includes(item.number) &&
        item.at < (cut.duration ?? duration) &&
        // Only a server has a standby.
        (item.type === 'act' || item.fault.type !== 'fail-over' || serverAhead !== undefined),
    ),
  };
}

function drawAct(
  random: Random,
  at: number,
  subscriptions: number,
  slotSoon: (at: number) => { readonly time: string; readonly zone: string },
  moments: number[],
  act: (at: number, one: Act) => void,
): void {
  const which = Math.floor(random.next() * subscriptions);
  // Without a digest, people share and flag; at first there is nothing to delete.
  const drawn =
    subscriptions > 0 ? random.next() : moments.length === 0 ? random.pick([0.6, 0.6, 0.95]) : random.between(0.58, 1);
  if (drawn < 0.2) {
    moments.push(at);
    return act(at, { type: 'now', which });
  }
  if (drawn < 0.42) {
    const { time, zone } = slotSoon(at);
    return act(at, { type: 'change', which, time, ...(random.next() < 0.5 && { zone }) });
  }
  if (drawn < 0.54) {
    act(at, { type: 'pause', which });
    if (random.next() < 0.7) act(at + random.between(1, 240) * MINUTE, { type: 'resume', which });
    return;
  }
  if (drawn < 0.58) return act(at, { type: 'remove', which });
  if (drawn < 0.78) {
    const share = {
      type: 'share',
      channel: random.pick(CHANNELS),
      topic: random.pick(['grain-corridor', 'tea-trade']),
      press: Math.floor(random.next() * 1_000_000_000),
    } as const;
    moments.push(at);
    act(at, share);
    // Impatient people press again.
    if (random.next() < 0.5) act(at + random.between(0, 40) * 1_000, share);
    return;
  }
  if (drawn < 0.86) return act(at, { type: 'delete-share', which: Math.floor(random.next() * 2) });
  if (drawn < 0.9) return act(at, { type: 'delete-message', which: Math.floor(random.next() * 4) });
  moments.push(at);
  return act(at, { type: 'flag', text: `That is not what the paper says, ${Math.floor(at)}.` });
}

function drawFault(random: Random, size: Size): Fault {
  const whole = (low: number, high: number, lean?: number): number => Math.floor(random.between(low, high + 1, lean));
  const replica = whole(0, 2);
  const drawn = random.next();
  if (drawn < 0.24) return { type: 'crash', replica, seconds: whole(1, random.pick([20, 400, 7_200])) };
  if (drawn < 0.36)
    return {
      type: 'freeze',
      replica,
      seconds: whole(1, random.pick([30, 200, 2_000])),
      isMachine: random.next() < 0.5,
    };
  if (drawn < 0.42) return { type: 'stop', replica, seconds: whole(1, 60) };
  if (drawn < 0.7)
    return {
      type: 'trouble',
      trouble: random.pick([...TROUBLES, 'late', 'cut-after']),
      chance: random.pick([0.3, 0.7, 1]),
      seconds: whole(10, random.pick(size.seconds)),
    };
  if (drawn < 0.8)
    return {
      type: 'condition',
      condition: random.pick(CONDITIONS),
      channel: random.pick(CHANNELS),
      seconds: whole(60, 60 + random.pick(size.seconds)),
    };
  if (drawn < 0.85)
    return { type: 'database-gone', seconds: whole(1, random.pick([10, 100, size === BIG ? 2_000 : 300])) };
  if (drawn < 0.88)
    return { type: 'database-slow', seconds: whole(10, 600), milliseconds: random.pick([200, 3_000, 40_000]) };
  if (drawn < 0.92) return { type: 'commit', fault: random.pick(['answer-lost', 'aborted']) };
  if (drawn < 0.96)
    return {
      type: 'jump',
      replica,
      bySeconds: random.pick([-1, 1]) * random.pick([whole(2, 90), whole(90, 900), whole(3_600, 3 * 24 * 3_600)]),
      seconds: whole(10, random.pick([60, 300, 2_000])),
    };
  return { type: 'fail-over', seconds: whole(1, random.pick([10, 200])) };
}
