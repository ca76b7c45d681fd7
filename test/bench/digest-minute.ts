/** What a minute's work takes with few and with very many subscriptions, of which as many are due: from the tick until every digest is settled. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Catalogue } from '../../src/search/catalogue.ts';
import { startDelivering } from '../../src/digest/delivery/tick.ts';
import { TIMING } from '../../src/digest/delivery/timing.ts';
import { newId } from '../../src/digest/ids.ts';
import type { ChannelRef } from '../../src/digest/subscription.ts';
import { createLogger } from '../../src/app/log.ts';
import type { Engine } from '../../src/store/engine.ts';
import { createStore } from '../../src/store/open.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import { startPostgres } from '../peers/postgres.ts';
import type { Bench, Row } from './bench.ts';
import { createSubscriptions, insert, ownCatalogue } from './digest-work.ts';
import { inTurns, ratioOf } from './statistics.ts';
import { number } from './table.ts';
import { contentsOf } from '../support/contents.ts';
import { createCourier } from '../support/courier.ts';

const DUE = 100;
const FEW = 100;
const MANY = 100_000;
/** What each of the others has been sent and has heard before. */
const SENT = 1;
const HEARD = 3;
const ROUNDS = { rounds: 5, pairs: 2 };
const MAX_AT = 1.5;
/** Far from now, so that the clock of the work only moves as it is told. */
const START = Temporal.Instant.from('2026-11-03T09:00:00Z');

export const bench: Bench = {
  name: 'digest-minute',
  about: `the minute's work with ${MANY} subscriptions against that with ${FEW}, ${DUE} of them due: planned, claimed, composed, handed to a courier that takes each at once, settled`,
  goal: `at most ${MAX_AT} times`,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    const postgres = await startPostgres();
    try {
      return [
        await compare('SQLite', (name) => Promise.resolve(openSqlite(join(folder, `${name}.sqlite`)))),
        await compare('PostgreSQL', async () => openPostgres(await postgres.createDatabase())),
      ];
    } finally {
      await postgres.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function compare(name: string, open: (name: string) => Promise<Engine>): Promise<Row> {
  const catalogue = ownCatalogue();
  const many = await createMinute(await open('many'), MANY, catalogue);
  const few = await createMinute(await open('few'), FEW, catalogue);
  try {
    const sides = { ours: many.pass, theirs: few.pass };
    await inTurns(sides, { rounds: 1, pairs: 3 });
    const { figure, spread, ours, theirs } = ratioOf(await inTurns(sides, ROUNDS));
    return {
      what: name,
      figure,
      unit: 'times',
      spread,
      atMost: MAX_AT,
      detail: `${number(ours)} ms against ${number(theirs)} ms, medians of ${ROUNDS.rounds * ROUNDS.pairs}`,
    };
  } finally {
    await many.close();
    await few.close();
  }
}

type Minute = {
  /** Makes `DUE` subscriptions due and settles with the milliseconds from the tick until all their digests are settled. */
  readonly pass: () => Promise<number>;
  readonly close: () => Promise<void>;
};

/** Returns a deliverer over a store with so many subscriptions, none of them due by itself. */
async function createMinute(engine: Engine, subscriptions: number, catalogue: Catalogue): Promise<Minute> {
  const opened = await createStore(engine, START);
  let now = START;
  let settled = 0;
  let done: (() => void) | undefined;
  const store: typeof opened = {
    ...opened,
    settle: async (...args) => {
      const was = await opened.settle(...args);
      if (++settled === DUE) done?.();
      return was;
    },
  };
  await fillUp(engine, subscriptions - DUE);
  let due = createSubscriptions(places(), START);
  await insert(engine, due);
  await sql.raw('analyze').execute(engine.db);
  // The first pass does nothing: the clock stands before what is due.
  now = START.subtract({ hours: 1 });
  const deliverer = startDelivering({
    store,
    catalogue: () => catalogue,
    couriers: [createCourier({ platform: 'bench' })],
    now: () => now,
    log: createLogger('error'),
    replica: newId(),
    contents: contentsOf({ store, catalogue: () => catalogue, now: () => now }),
    newId,
    // Only the tick begins a pass.
    timing: { ...TIMING, pollMilliseconds: 3_600_000 },
  });
  return {
    pass: async () => {
      // The same number again, due at another minute, and none that has been told already.
      const before = due.map(({ id }) => id);
      now = now.add({ hours: 24 });
      const minute = now.round({ smallestUnit: 'minute', roundingMode: 'floor' });
      due = createSubscriptions(places(), minute);
      await engine.db.deleteFrom('subscriptions').where('id', 'in', before).execute();
      await engine.db.deleteFrom('heard').where('platform', '=', 'bench').where('workspace', '=', 'due').execute();
      await insert(engine, due);
      settled = 0;
      const all = new Promise<void>((resolve) => {
        done = resolve;
      });
      const startedAt = performance.now();
      deliverer.wake();
      await all;
      return performance.now() - startedAt;
    },
    close: async () => {
      await deliverer.stop();
      await opened.close();
    },
  };
}

const places = (): ChannelRef[] =>
  Array.from({ length: DUE }, (_, at) => ({ platform: 'bench', workspace: 'due', channel: `C${at}` }));

/** Adds subscriptions that are due long after, with what their channels were sent and have heard. */
async function fillUp(engine: Engine, count: number): Promise<void> {
  const later = createSubscriptions(
    Array.from({ length: count }, (_, at) => ({ platform: 'bench', workspace: `T${at % 50}`, channel: `C${at}` })),
    START.add({ hours: 24 * 365 }),
  );
  await insert(engine, later);
  const values = sql`from subscriptions, (values ${sql.join(
    Array.from({ length: Math.max(SENT, HEARD) }, (_, at) => sql`(${sql.lit(at)})`),
  )}) as turn`;
  const turn = sql.raw('turn.column1');
  await sql`insert into deliveries (id, kind, subscription, platform, workspace, channel, slot, slot_at, late, state, attempts, begun, begun_at, settled_at, message, reason, carried, holds, look_first, compositions)
    select subscriptions.id || ${turn}, 'digest', subscriptions.id, platform, workspace, channel, 'slot-' || ${turn}, ${turn}, 0, 'sent', 1, 0, 1, 1, 'm', '', '{"keys":[],"briefs":[],"introduces":false}', 0, 0, 0
    ${values} where ${turn} < ${sql.lit(SENT)}`.execute(engine.db);
  await sql`insert into heard (platform, workspace, channel, key) select platform, workspace, channel, 'key-' || ${turn}
    ${values} where ${turn} < ${sql.lit(HEARD)}`.execute(engine.db);
}
