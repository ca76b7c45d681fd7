/** What a minute's work costs on both engines: it must depend on what is due, not on how much there is, so each statement must use an index. */
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { Client } from 'pg';
import { describe, expect, it, vi } from 'vitest';
import type { Engine } from '../../../src/store/engine.ts';
import type { Store } from '../../../src/store/store.ts';
import type { EngineUnderTest } from '../engines.ts';
import { at, carried, claim, claimedOne, delivery, lookUp, planOne } from '../samples.ts';

const MANY = 5_000;

/** Fills the tables with subscriptions that are due later and with a log of what was sent. */
async function fill(engine: Engine): Promise<void> {
  const numbers = engine.isShared
    ? sql`select i from generate_series(1, ${MANY}::int) as g(i)`
    : sql`with recursive g(i) as (select 1 union all select i + 1 from g where i < ${MANY}) select i from g`;
  const later = at(60).epochMilliseconds;
  await sql`insert into subscriptions select 's' || i, 'slack', 'T1', 'C' || i, '"all"', '{}', 'en', 'skip', 'U1', 0, null, '', cast(${later} as bigint) + i, '[]', 1, null
    from (${numbers}) as n`.execute(engine.db);
  await sql`insert into deliveries select 'x' || i, 'digest', 's' || i, 'slack', 'T1', 'C' || i, null, 'slot', i, 0, case when i % 100 = 0 then 'refused' else 'sent' end, 1, null, null, 0, 1, 1, 'm', '', '{}', 0, 0, 0
    from (${numbers}) as n`.execute(engine.db);
  await sql`insert into heard select 'slack', 'T1', 'C' || i, 'k' from (${numbers}) as n`.execute(engine.db);
  await sql`insert into events select 'e' || i, 0 from (${numbers}) as n`.execute(engine.db);
  await sql`insert into alerts select 'x' || i, 's' || i, 'U1', 'no-history', '', 0 from (${numbers}) as n`.execute(
    engine.db,
  );
  await sql.raw('analyze').execute(engine.db);
}

/** Does what every minute does, and what every delivery needs. */
async function aMinute(store: Store): Promise<void> {
  await store.noteGeneration(at(2));
  await store.planDue(at(1), 100, planOne());
  await store.expireClaims(at(1), at(2));
  const [claimed] = await claim(store, at(1));
  if (claimed === undefined) throw new Error('nothing could be claimed');
  await store.carriedKeys(claimed.channelRef);
  await store.countComposition(claimed);
  await store.begin(claimed, 'r1', at(1), { ...carried('new'), introduces: true });
  await store.settle(claimed, { state: 'unknown', reason: '', nextAt: at(1) }, at(1));
  const [unknown] = await lookUp(store, at(1));
  if (unknown === undefined) throw new Error('nothing could be looked up');
  await store.settle(unknown, { state: 'sent', reason: '' }, at(1));
  await store.alert('x7');
  await store.claimDeliveries({ platforms: ['slack'], now: at(1), until: at(2), most: 2, by: 'r1', recalls: true });
  await store.shownBefore({ shown: 'd/s', version: 'v', correction: 'd/s/c' }, '', 100);
  await store.claimEvent('new', at(1));
  await store.nextWorkAt();
  await store.unsettledDeliveries();
  await store.digestLog({ subscription: 's7' }, 10);
  await store.digestLog({ platform: 'slack', workspace: 'T1', channel: 'C7' }, 10);
  await store.addDigest('s7', delivery('asked', { slot: 'now-1', nextAt: at(999) }));
  await store.pause('s7', 'no-permission', '', at(1));
  await store.resume('s7', at(999));
  await store.alerts('s7');
  await store.removeSubscription('s7');
  await store.tidy(at(-99_999_999), at(-99_999_999));
}

type Said = { readonly text: string; readonly values: readonly unknown[] };

/** Returns the statements that work on tables, as the engine's client was given them. */
async function statements(name: EngineUnderTest['name'], work: () => Promise<void>): Promise<Said[]> {
  const said: Said[] = [];
  const spy = name === 'SQLite' ? vi.spyOn(DatabaseSync.prototype, 'prepare') : vi.spyOn(Client.prototype, 'query');
  await work();
  for (const [text, values] of spy.mock.calls as unknown[][]) {
    if (typeof text === 'string' && / (?:from|into|update) |^update/u.test(text)) {
      said.push({ text, values: Array.isArray(values) ? values : [] });
    }
  }
  spy.mockRestore();
  return said;
}

/** Returns a value as SQL writes it. */
const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

async function explain(engine: Engine, { text, values }: Said): Promise<string> {
  if (!engine.isShared) {
    // SQLite plans without knowing the values.
    const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(text.replaceAll('?', 'null'))}`.execute(
      engine.db,
    );
    return rows.map(({ detail }) => detail).join('\n');
  }
  const filled = text.replaceAll(/\$(\d+)/gu, (_, index: string) => literal(values[Number(index) - 1]));
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${sql.raw(filled)}`.execute(engine.db);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

export function costContract({ name, fresh }: EngineUnderTest): void {
  describe('the cost of a page of deliveries', () => {
    it('does not grow with the log, whichever page and state', async () => {
      const database = await fresh();
      const store = await database.open();
      const engine = database.openEngine();
      await fill(engine);
      const after = { slotAt: Temporal.Instant.fromEpochMilliseconds(2_500), id: 'x2500' };
      const said = await statements(name, async () => {
        for (const where of [{}, { after }, { state: 'refused', after }, { state: 'waiting' }] as const)
          await store.digestLog(where, 50);
        await store.dueNext(10);
      });
      expect(said).toHaveLength(5);
      const plans = await Promise.all(said.map(async (one) => await explain(engine, one)));
      const index = ['slot', 'slot', 'amiss', 'waiting', 'due'];
      // By an index in its order, so that it ends with the page; never the whole table or all of a state that most are in.
      for (const [order, plan] of plans.entries()) {
        expect(plan).toMatch(new RegExp(`(?:USING|using) (?:INDEX )?\\w+_${index[order]}`, 'u'));
        expect(plan).not.toMatch(/Seq Scan/u);
      }
    });
  });
  describe('the cost of a person’s digests', () => {
    it('does not grow with those of others in the workspace', async () => {
      const database = await fresh();
      const store = await database.open();
      const engine = database.openEngine();
      await fill(engine);
      const said = await statements(name, async () => {
        await store.subscriptions({ platform: 'slack', workspace: 'T1', owner: 'U9' });
      });
      const plans = await Promise.all(said.map(async (one) => await explain(engine, one)));
      expect(plans).toHaveLength(1);
      // By the index alone, and in its order: there is nothing to sort.
      expect(plans[0]).toMatch(/subscriptions_owner/u);
      expect(plans[0]).not.toMatch(/TEMP B-TREE|Sort/u);
    });
  });
  describe('the cost of a minute', () => {
    it('does not grow with the subscriptions and the log: no statement reads a whole table', async () => {
      const database = await fresh();
      const store = await database.open();
      const engine = database.openEngine();
      await fill(engine);
      await claimedOne(store, 'due');
      await store.settle(
        { id: 'ddue', state: 'claimed', nextAt: at(5) },
        { state: 'waiting', reason: '', nextAt: at(0) },
        at(0),
      );
      await store.changeSubscription('due', { dueAt: at(1) });
      const said = await statements(name, () => aMinute(store));
      expect(said.length).toBeGreaterThan(25);
      const whole =
        /SCAN (?:subscriptions|deliveries|heard|alerts|events)(?! USING (?:COVERING )?INDEX \w+_(?:waiting|unknown|claimed|due))|Seq Scan on (?:subscriptions|deliveries|heard|alerts|events)/u;
      const plans = await Promise.all(
        said.map(
          async (one) => `${one.text}
${await explain(engine, one)}`,
        ),
      );
      expect(plans.filter((plan) => whole.test(plan))).toStrictEqual([]);
      // The very look must be able to see one.
      expect(await explain(engine, { text: "select * from subscriptions where topics = 'x'", values: [] })).toMatch(
        whole,
      );
    });
  });
}
