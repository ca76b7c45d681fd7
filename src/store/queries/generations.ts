/**
 * What the store notices of lost commits, so that no delivery is sent twice:
 * 1. The database is restarted, fails over or is replaced by a backup: its last commits may be lost, and with them that a delivery was sent.
 * 2. Its mark then differs from the one in the table `generations`, which `noteGeneration` compares before claims and writes anew.
 * 3. Deliveries that may have been sent get `look_first`, and so do those that are planned or asked for meanwhile.
 * 4. Such a delivery is not sent before the chat was looked through for it, from `look_at` on.
 * 5. Where it is found it counts as sent; otherwise it is sent.
 */
import { encodeReason } from '../../digest/delivery/reason.ts';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { type Engine, inTransaction } from '../engine.ts';
import { type DeliveryRow, GENERATION, type Tables } from '../schema.ts';
import type { Store } from '../store.ts';

const SET_BACK = encodeReason('set-back', 'the database was restarted or set back; it is looked up before it is sent');
/** What people ask for so long after a change of generation may have been asked for, and sent, so long before it. */
const LATE_QUESTIONS = { hours: 1 };
/** Before a change that was not noted yet, nothing is looked up. */
const NOTED_WITHIN = { minutes: 1 };
const FORGOTTEN = encodeReason('forgotten', 'the database was restarted or set back after this time');

const later = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(one, other) > 0 ? one : other;
const earlier = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(one, other) < 0 ? one : other;

/** Returns the condition that the database is of the generation that was noted, evaluated by the server with the statement: a connection may be of another server than the one before. */
export function inKnownGeneration(engine: Pick<Engine, 'generation'>): RawBuilder<boolean> {
  const mark = engine.generation?.();
  if (mark === undefined) return sql`1 = 1`;
  return sql`not exists (select 1 from generations where mark <> ${mark})`;
}

/** Changes the rows that are about to be planned for slots before the last change of generation: they may have been planned and sent already. */
export async function markForLookUp(db: Transaction<Tables>, rows: DeliveryRow[]): Promise<void> {
  const changed = await db.selectFrom('generations').select('lookAt').executeTakeFirst();
  if (changed === undefined) return;
  for (const [index, row] of rows.entries()) {
    if (Temporal.Instant.compare(row.slotAt, changed.lookAt) >= 0) continue;
    rows[index] =
      row.state === 'waiting'
        ? { ...row, lookFirst: 1, reason: SET_BACK, nextAt: later(row.nextAt ?? changed.lookAt, changed.lookAt) }
        : { ...row, reason: FORGOTTEN };
  }
}

/** Returns how a row is written that a person asks for, and may have asked for before a change of generation that has forgotten it: it is looked up before it is sent. Undefined where there was none lately. */
export async function columnsIfPossiblySent(
  engine: Engine,
  db: Transaction<Tables>,
  now: Temporal.Instant,
): Promise<Pick<DeliveryRow, 'state' | 'lookFirst' | 'reason' | 'slotAt' | 'nextAt'> | undefined> {
  const noted = await db
    .selectFrom('generations')
    .select(['lookAt', inKnownGeneration(engine).as('known')])
    .executeTakeFirst();
  if (noted === undefined) return undefined;
  // PostgreSQL answers true or false, SQLite 1 or 0.
  const lookAt = Number(noted.known) === 1 ? noted.lookAt : now.add(NOTED_WITHIN);
  if (Temporal.Instant.compare(now, lookAt.add(LATE_QUESTIONS)) >= 0) return undefined;
  return {
    state: 'unknown',
    lookFirst: 1,
    reason: SET_BACK,
    slotAt: earlier(now, lookAt.subtract(LATE_QUESTIONS)),
    nextAt: later(now, lookAt),
  };
}

/** Notes the generation of a database of which none is noted: before it there was none that could have lost anything. */
export async function noteFirstGeneration(engine: Pick<Engine, 'generation'>, db: Transaction<Tables>): Promise<void> {
  const mark = engine.generation?.();
  if (mark === undefined) return;
  await db
    .insertInto('generations')
    .values({ name: GENERATION, mark, lookAt: Temporal.Instant.fromEpochMilliseconds(0) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Returns the store's method that notes generations. */
export function generationQueries(engine: Engine) {
  return {
    noteGeneration: async (lookAt) => {
      const mark = engine.generation?.();
      if (mark === undefined) return undefined;
      const { rows } = await sql`select 1 from generations where mark = ${mark}`.execute(engine.db);
      if (rows.length > 0) return undefined;
      return await inTransaction(engine, async (db) => {
        await engine.lock(db, 'attache generation');
        const [here] = (await sql<{ mark: string }>`select ${mark} as mark`.execute(db)).rows;
        if (here === undefined) throw new Error('the database does not tell its generation');
        const known = await db.selectFrom('generations').select('mark').executeTakeFirst();
        if (known?.mark === here.mark) return undefined;
        if (known === undefined) {
          await noteFirstGeneration(engine, db);
          return undefined;
        }
        const soonest = lookAt;
        await db.updateTable('generations').set({ mark: here.mark, lookAt: soonest }).execute();
        const notBefore = sql`case when next_at > ${soonest} then next_at else cast(${soonest} as bigint) end`;
        const { rows: doubtful } = await sql`
          update deliveries set state = 'waiting', look_first = 1, carried = null, claimed_by = null, holds = 0,
            reason = ${SET_BACK},
            next_at = case when state = 'waiting' then ${notBefore} else cast(${soonest} as bigint) end
          where state = 'waiting' or (state = 'claimed' and begun = 0)
          returning id`.execute(db);
        // What is looked up already, or will be once its claim is over, may have been sent once more since, which is forgotten: it may stand anywhere from its slot on.
        await sql`
          update deliveries set begun_at = null, next_at = case when state = 'unknown' then ${notBefore} else next_at end
          where (state = 'unknown' and next_at is not null) or (state = 'claimed' and begun = 1)`.execute(db);
        return doubtful.length;
      });
    },
  } satisfies Partial<Store>;
}
