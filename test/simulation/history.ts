/** Runs one history: processes, people and faults over one database and one platform, then calm, then what must hold. */
import { createHash } from 'node:crypto';
import type { OutgoingMessage } from '../../src/digest/delivery/courier.ts';
import type { Logger } from '../../src/shared/logger.ts';
import { createStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createRandom } from '../chaos/random.ts';
import { newId } from '../../src/digest/ids.ts';
import { drawFrom } from './chance.ts';
import { createClock } from './clock.ts';
import { createDatabase, type Database } from './database.ts';
import { createFaults } from './inject.ts';
import { broken, type Breach, type Sent, type SubscriptionState } from './invariants.ts';
import { quickened, readOutlook, type Outlook } from './outlook.ts';
import { createPeople } from './people.ts';
import type { Plan } from './plan.ts';
import type { Planted } from './planted.ts';
import { createPlatform } from './platform.ts';
import { CORRECTED_EDITION, editions } from './records.ts';
import { startReplica, type Place } from './replica.ts';
import { createScheduler, type Owner } from './scheduler.ts';

/** After the last fault everything has so long to come right. */
const CALM_MS = 150 * 60_000;
/** For an outcome that is not known for nearly an hour, or cannot be, others of its channel no longer wait. */
const PATIENT_MS = 55 * 60_000;
const MAX_PLACES = 3;
/** People try again what failed, so often and so far apart. */
const TRIES = 20;
const TRY_AGAIN_MS = 30_000;

export type Outcome = {
  readonly breaches: readonly Breach[];
  /** What was injected, and how often. */
  readonly injected: ReadonlyMap<string, number>;
  readonly virtualMilliseconds: number;
  readonly steps: number;
  readonly statements: number;
  readonly messages: number;
  readonly deliveries: number;
  /** Everything that happened, where it was asked for. */
  readonly trace: readonly string[];
  readonly traceHash: string;
};

/** What several histories use one after another: a database with its tables, and stores over it. */
export type Ground = {
  readonly database: Database;
  /** By place: over a database in a file, and over one on a server with a clock of its own. */
  readonly stores: readonly { readonly file: Store; readonly server: Store }[];
  readonly owners: Owner[];
};

/** Prepares what histories run on. */
export async function prepareGround(): Promise<Ground> {
  const database = createDatabase();
  const owners: Owner[] = Array.from({ length: MAX_PLACES }, () => ({ alive: true, frozenUntil: 0 }));
  const stores: Ground['stores'][number][] = [];
  for (const index of owners.keys()) {
    const open = (hasServer: boolean): Promise<Store> =>
      createStore(
        database.engineOf(() => owners[index] ?? { alive: false, frozenUntil: 0 }, hasServer),
        Temporal.Instant.from('2026-10-01T00:00:00Z'),
      );
    const server = await open(true);
    stores.push({ file: await open(false), server });
  }
  return { database, stores, owners };
}

/** Runs a history; where the simulation itself fails, that counts as a breach. */
export async function runHistory(
  plan: Plan,
  { database, stores, owners }: Ground,
  { planted, isTraced = false }: { readonly planted?: Planted | undefined; readonly isTraced?: boolean } = {},
): Promise<Outcome> {
  const random = createRandom(plan.seed);
  const scheduler = createScheduler(plan.begin);
  const lines: string[] = [];
  const trace = (what: string): void => {
    if (!isTraced) return;
    lines.push(`${new Date(scheduler.now()).toISOString().slice(5, 23)} ${what}`);
  };
  const statementsBefore = database.statements();
  const places: Place[] = [];

  // What the outside sees of the database.
  let work: Outlook | undefined;
  const people = createPeople({ now: scheduler.now, platform: () => platform });
  const states = new Map<string, SubscriptionState[]>();
  const askedAt = (id: string): number | undefined =>
    people.askedAt(id, (by) => places.some(({ replica, owner }) => replica === by && owner.alive));
  const readSubscriptions = (): void => {
    const rows = database.rows<SubscriptionState & { id: string }>(
      'select id, channel, schedule, paused_because as paused, due_at as due from subscriptions',
    );
    const present = new Set<string>();
    for (const { id, ...row } of rows) {
      present.add(id);
      const known = states.get(id) ?? [];
      const last = known.at(-1);
      if (
        last === undefined ||
        last.schedule !== row.schedule ||
        last.paused !== row.paused ||
        last.channel !== row.channel ||
        last.isRemoved
      ) {
        known.push({ ...row, since: scheduler.now(), askedAt: askedAt(id), isRemoved: false });
        trace(`subscription ${id}: ${row.schedule} ${row.paused ?? 'active'}`);
      } else last.due = row.due;
      states.set(id, known);
    }
    for (const [id, known] of states) {
      const last = known.at(-1);
      if (!present.has(id) && last !== undefined && !last.isRemoved)
        known.push({ ...last, since: scheduler.now(), askedAt: askedAt(id), isRemoved: true });
    }
  };
  const outlook = (): Outlook => (work ??= readOutlook(database));

  database.begin({
    scheduler,
    random: random.split(),
    ahead: plan.serverAhead ?? 0,
    rewrite: planted?.rewrite,
    onStatement: (owner) => faults.reached('statement', owner),
    onChange: (owner) => {
      work = undefined;
      for (const { replica } of places) replica?.stir();
      if (owner !== undefined) faults.reached('change', owner);
    },
    onSubscriptions: readSubscriptions,
  });
  const sent = new Map<string, Sent>();
  const breaches: Breach[] = [];
  const platform = createPlatform({
    scheduler,
    random: random.split(),
    ahead: plan.platformAhead,
    onStored: (message) => {
      trace(`stored ${message.channel} ${message.marker} as ${message.id}`);
      faults.reached('stored', undefined);
    },
  });

  /** The server that said of a delivery that it may begin. */
  const begunAt = new Map<string, number>();
  const onBegun = ({ id }: OutgoingMessage): void => void begunAt.set(id, database.generation());
  const onLeave = (delivery: OutgoingMessage, replica: string, place: Place): void => {
    trace(`leaves ${delivery.id} from ${place.index}`);
    const [row] = database.rows<Omit<Sent, 'leftAt' | 'besides'> & { state: string; claimed_by: string | null }>(
      'select kind, subscription, slot, slot_at, state, claimed_by from deliveries where id = ?',
      delivery.id,
    );
    if (row !== undefined) {
      const { state, claimed_by: by, ...known } = row;
      const besides = database.rows<{ id: string }>(
        `select id from deliveries where state = 'unknown' and holds = 0 and channel = ?
          and (reason like 'unreadable%' or begun_at < ?)`,
        delivery.channelRef.channel,
        scheduler.now() - PATIENT_MS,
      );
      sent.set(delivery.id, { ...known, leftAt: scheduler.now(), besides: besides.map(({ id }) => id) });
      const holds = state === 'claimed' && by === replica;
      // A server that came instead since may have forgotten the claim: its holder cannot know.
      const isOfServer = begunAt.get(delivery.id) === database.generation();
      if (!holds && isOfServer && !database.isBusy())
        breaches.push({
          name: 'sent under a lost claim',
          message: `${delivery.id} leaves from ${place.index} while its row is ${state}`,
        });
    }
    faults.reached('leave', place.owner);
  };

  let edition = 0;
  let correctedAt: number | undefined;
  const all = editions();
  drawFrom(random.split());
  const logTo = (place: number): Logger => {
    const line =
      (level: string) =>
      (fields: object | string, message?: string): void => {
        if (!isTraced) return;
        const error = typeof fields === 'object' && 'err' in fields ? ` ${String(fields.err)}` : '';
        trace(`${place} ${level}: ${typeof fields === 'string' ? fields : message}${error}`);
      };
    const log: Logger = {
      debug: line('debug'),
      info: line('info'),
      warn: line('warn'),
      error: line('error'),
      child: () => log,
    };
    return log;
  };
  const start = (place: Place): void => {
    const owner: Owner = { alive: true, frozenUntil: 0 };
    owners[place.index] = owner;
    place.owner = owner;
    place.clock.wake(scheduler.now());
    const store = stores[place.index]?.[plan.serverAhead === undefined ? 'file' : 'server'];
    const catalogue = all[edition];
    if (store === undefined || catalogue === undefined) throw new RangeError('too many replicas');
    trace(`${place.index} starts`);
    place.replica = startReplica({
      scheduler,
      platform,
      place,
      store: quickened(store, {
        hasServer: plan.serverAhead !== undefined,
        travel: () => database.travel(owner),
        outlook,
        database,
      }),
      catalogue: () => all[edition] ?? catalogue,
      newId,
      pollMilliseconds: plan.pollMilliseconds,
      outlook,
      hasPaused: () =>
        states.values().some((known) => {
          const last = known.at(-1);
          return last !== undefined && !last.isRemoved && last.paused !== null && last.paused !== 'asked';
        }),
      log: logTo(place.index),
      onBegun,
      onLeave: (delivery, replica) => onLeave(delivery, replica, place),
      planted,
    });
  };
  const faults = createFaults({ scheduler, database, platform, places, start, trace });
  for (const [index, { offset, drift }] of plan.replicas.entries()) {
    const clock = createClock(scheduler.now, offset, drift);
    places.push({ index, owner: { alive: false, frozenUntil: 0 }, clock, replica: undefined });
  }
  for (const place of places) start(place);

  const choosing = random.split();
  const tryAct = (item: Plan['items'][number] & { type: 'act' }, tries: number): void => {
    const { act, person, number } = item;
    if (act.type === 'publish') {
      edition = Math.min(edition + 1, all.length - 1);
      if (edition === CORRECTED_EDITION) correctedAt ??= scheduler.now();
      trace(`edition ${edition} is published`);
      for (const { replica } of places) replica?.stir();
      return;
    }
    const up = places.filter(({ owner }) => owner.alive && owner.frozenUntil <= scheduler.now());
    const place = up.length === 0 ? undefined : choosing.pick(up);
    const again = (): void => {
      if (tries < TRIES) scheduler.after(TRY_AGAIN_MS, () => tryAct(item, tries + 1));
    };
    if (place?.replica === undefined) return again();
    const { owner } = place;
    let hasEnded = false;
    // Who gets no answer since the process died asks again, except where that would be another request.
    scheduler.after(TRY_AGAIN_MS, () => {
      if (!hasEnded && !owner.alive && act.type !== 'subscribe') again();
    });
    const doing = async (by: NonNullable<typeof place.replica>): Promise<void> => {
      try {
        const came = await people.act(act, person, number, by);
        trace(`${person} ${describe(act)} at ${place.index}: ${came}`);
      } catch (error) {
        trace(`${person} ${describe(act)} at ${place.index} failed: ${String(error)}`);
        if (act.type !== 'subscribe') again();
      } finally {
        hasEnded = true;
      }
    };
    void doing(place.replica);
  };
  for (const item of plan.items)
    scheduler.after(item.at, () => {
      if (item.type === 'act') tryAct(item, 1);
      else faults.inject(item.fault, item.aim, item.delay);
    });

  const end = plan.begin + plan.duration + CALM_MS;
  const live = async (): Promise<readonly Breach[]> => {
    await scheduler.run(plan.begin + plan.duration);
    faults.calm();
    trace('calm');
    await scheduler.run(end);
    return broken({
      database,
      platform,
      sent,
      states,
      ...people,
      correctedAt,
      forgotten: faults.forgotten,
      end,
      isSmooth: faults.injected.size + platform.met.size === 0,
    });
  };
  try {
    try {
      breaches.push(...(await live()));
    } catch (error) {
      // It must not end a run of many histories, nor pass for one that went well.
      breaches.push({
        name: 'the simulation failed',
        message: error instanceof Error ? (error.stack ?? '') : String(error),
      });
    }
    const [count] = database.rows<{ number: number }>('select count(*) as number from deliveries');
    for (const [what, times] of platform.met) faults.injected.set(what, times);
    return {
      breaches,
      injected: faults.injected,
      virtualMilliseconds: plan.duration + CALM_MS,
      steps: scheduler.steps(),
      statements: database.statements() - statementsBefore,
      messages: platform.messages.length,
      deliveries: count?.number ?? 0,
      trace: lines,
      traceHash: isTraced ? createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16) : '',
    };
  } finally {
    for (const { owner } of places) owner.alive = false;
    database.end();
    drawFrom(undefined);
  }
}

const describe = (act: object): string =>
  Object.values(act)
    .filter((value) => typeof value !== 'object')
    .join(' ');
