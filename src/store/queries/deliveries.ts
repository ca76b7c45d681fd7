/** Deliveries in the store: each claimed by one process, begun once, and settled together with its consequences. */
import { encodeReason } from '../../digest/delivery/reason.ts';
import { sql, type RawBuilder, type Kysely } from 'kysely';
import type { Delivery } from '../../digest/delivery/delivery.ts';
import { OLDEST_OF_ITS_MESSAGE, recordShown } from './recalls.ts';
import { writeAlert } from './alerts.ts';
import { claimOldest, lockSubscription } from './claim.ts';
import { type Engine, inTransaction, MAX_ROWS_WRITTEN } from '../engine.ts';
import { inKnownGeneration } from './generations.ts';
import { toDelivery, toCarried } from '../rows.ts';
import { REQUESTED_SLOTS, type DeliveryRow, type Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { compareTexts } from '../../shared/text.ts';
import { chunks } from '../../shared/chunks.ts';

/** Failed deliveries, verbatim the condition of their partial index. */
const FAILED_STATES = sql<boolean>`state in ('refused', 'skipped', 'missed')`;

/**
 * Of the waiting digests of a channel only one may be claimed:
 * - none while another one of that channel is claimed, or a look-up of one is pending;
 * - those to be looked up first come before the others: `1 - look_first` sorts them so within one comparison of rows;
 * - of these the one that is due longest.
 * The other kinds wait for none.
 */
const OLDEST_OF_ITS_CHANNEL = sql<boolean>`
  (deliveries.kind <> 'digest' or not exists (
    select 1 from deliveries as held
    where held.holds = 1 and held.platform = deliveries.platform
      and held.workspace = deliveries.workspace and held.channel = deliveries.channel
  ) and not exists (
    select 1 from deliveries as older
    where older.state = 'waiting' and older.kind = 'digest' and older.platform = deliveries.platform
      and older.workspace = deliveries.workspace and older.channel = deliveries.channel
      and (1 - older.look_first, older.next_at, older.slot_at, older.id) < (1 - deliveries.look_first, deliveries.next_at, deliveries.slot_at, deliveries.id)
  ))`;

const oldestFirst = (rows: readonly DeliveryRow[]): Delivery[] =>
  rows.toSorted((a, b) => Temporal.Instant.compare(a.slotAt, b.slotAt) || compareTexts(a.id, b.id)).map(toDelivery);

async function countUnsettled(engine: Engine, state: 'waiting' | 'claimed' | 'unknown'): Promise<number> {
  const { number } = await engine.db
    .selectFrom('deliveries')
    .select((set) => set.fn.countAll().as('number'))
    // A literal in the statement, not a parameter: otherwise the partial indexes are not used.
    .where(sql<boolean>`state = ${sql.lit(state)}`)
    .executeTakeFirstOrThrow();
  return Number(number);
}

/** Returns the store's delivery methods. */
export function deliveryQueries(engine: Engine) {
  return {
    claimDeliveries: async ({ platforms, now, until, most, by, recalls = false }) => {
      const rows = await claimOldest(engine, engine.db, {
        candidates: sql`state = 'waiting'`,
        platforms,
        dueBy: now,
        most,
        only: sql`${recalls ? OLDEST_OF_ITS_MESSAGE : sql`deliveries.kind <> 'recall' and ${OLDEST_OF_ITS_CHANNEL}`}
            and ${inKnownGeneration(engine)}`,
        // What may have been sent already comes to the turn of a look-up instead, and holds its channel meanwhile.
        set: sql`state = case when look_first = 1 then 'unknown' else 'claimed' end,
            claimed_by = case when look_first = 1 then null else cast(${by} as text) end, begun = 0,
            holds = case when kind = 'digest' then 1 else 0 end,
            next_at = case when look_first = 1 then next_at else cast(${until} as bigint) end`,
      });
      return oldestFirst(rows.filter(({ state }) => state === 'claimed'));
    },

    countComposition: async ({ id, state, nextAt }) => {
      const counted = await engine.db
        .updateTable('deliveries')
        .set((set) => ({ compositions: set('compositions', '+', 1) }))
        .where('id', '=', id)
        .where('state', '=', state)
        .where('nextAt', '=', nextAt ?? null)
        .returning('compositions')
        .executeTakeFirst();
      return counted?.compositions;
    },

    endCompositions: async (id) =>
      void (await engine.db.updateTable('deliveries').set({ compositions: 0 }).where('id', '=', id).execute()),

    begin: async ({ id, nextAt }, by, now, carried, { channelRef, begunAt = now } = {}) => {
      const begun = await engine.db
        .updateTable('deliveries')
        .set((set) => ({
          begun: 1,
          compositions: 0,
          attempts: set('attempts', '+', 1),
          begunAt: set.fn.coalesce('begunAt', sql<Temporal.Instant>`cast(${begunAt} as bigint)`),
          carried: JSON.stringify(carried),
          ...channelRef,
        }))
        .where((where) => where.and({ id, state: 'claimed', claimedBy: by, begun: 0 }))
        // The same process may hold a later claim on it: the expiry of a claim identifies it.
        .where('nextAt', '=', nextAt ?? null)
        .where('nextAt', '>', now)
        .where(IS_WANTED)
        .returning('attempts')
        .executeTakeFirst();
      if (begun !== undefined) engine.onBegun?.(id, begun.attempts);
      return begun !== undefined;
    },

    expireClaims: async (now, lookAt) => {
      const { rows } = await sql<Pick<DeliveryRow, 'state'>>`
          with ended as materialized (
            select id from deliveries where state = 'claimed' and next_at <= ${now}
            ${engine.isShared ? sql`for update skip locked` : sql``}
          )
          update deliveries set
            state = case when begun = 1 then 'unknown' else 'waiting' end,
            next_at = case when begun = 1 or compositions > 0 then cast(${lookAt} as bigint) else cast(${now} as bigint) end,
            reason = case when begun = 1 then 'no-answer: the process that was sending it ended or stalled' else reason end,
            claimed_by = null,
            holds = case when begun = 1 then holds else 0 end
          from ended where deliveries.id = ended.id
          returning deliveries.state`.execute(engine.db);
      const unknown = rows.filter(({ state }) => state === 'unknown').length;
      return { unknown, waiting: rows.length - unknown };
    },

    claimLookUps: async ({ platforms, now, until, most }) => {
      const rows = await claimOldest(engine, engine.db, {
        candidates: sql`state = 'unknown'`,
        platforms,
        dueBy: now,
        most,
        set: sql`next_at = ${until}`,
      });
      return oldestFirst(rows);
    },

    settle: (
      { id, state: from, nextAt: fromAt },
      { state, reason, nextAt, yields = false, message, carried, isUncomposed = false, alert },
      now,
    ) =>
      inTransaction(engine, async (db) => {
        const known = await db.selectFrom('deliveries').select('subscription').where('id', '=', id).executeTakeFirst();
        if (known === undefined) return false;
        const locked =
          state === 'sent' || alert !== undefined ? await lockSubscription(engine, db, known.subscription) : undefined;
        const open = state === 'waiting' || state === 'unknown';
        const settled = await db
          .updateTable('deliveries')
          .set({
            state,
            reason,
            nextAt: open ? (nextAt ?? (state === 'waiting' ? now : null)) : null,
            settledAt: open ? null : now,
            claimedBy: null,
            ...((state !== 'unknown' || nextAt === undefined || yields) && { holds: 0 }),
            ...(message !== undefined && { message }),
            ...(!isUncomposed && { compositions: 0 }),
            ...(carried !== undefined && { carried: JSON.stringify(carried) }),
            ...(from === 'unknown' && state !== 'unknown' && { lookFirst: 0 }),
          })
          .where((where) => where.and({ id, state: from }))
          // Another process may have claimed it since, in the same state: then that process settles it.
          .where('nextAt', fromAt === undefined ? 'is' : '=', fromAt ?? null)
          .returningAll()
          .executeTakeFirst();
        if (settled === undefined) return false;
        if (state === 'sent') await recordSent(db, settled);
        if (alert !== undefined && locked !== undefined) await writeAlert(db, locked, alert, '', now);
        return true;
      }),

    arrived: ({ id, attempts }, message, now) =>
      inTransaction(engine, async (db) => {
        const known = await db.selectFrom('deliveries').select('subscription').where('id', '=', id).executeTakeFirst();
        if (known === undefined) return false;
        await lockSubscription(engine, db, known.subscription);
        const settled = await db
          .updateTable('deliveries')
          .set({
            state: 'sent',
            reason: encodeReason('late-answer', 'the platform acknowledged it after the claim had run out'),
            nextAt: null,
            settledAt: now,
            claimedBy: null,
            holds: 0,
            message,
          })
          .where((where) => where.and({ id, attempts }))
          .where((where) =>
            where.or([
              where('state', 'in', ['unknown', 'waiting']),
              // A process that claimed it since has not begun, and can no longer.
              where.and([where('state', '=', sql.lit('claimed')), where('begun', '=', 0)]),
            ]),
          )
          .returningAll()
          .executeTakeFirst();
        if (settled === undefined) return false;
        await recordSent(db, settled);
        return true;
      }),

    digestLog: async ({ subscription, platform, workspace, channel, state, after }, most) => {
      let query = engine.db
        .selectFrom('deliveries')
        .selectAll()
        .where('kind', '=', sql.lit('digest'))
        .orderBy('slotAt', 'desc')
        .orderBy('id', 'desc')
        .limit(most);
      if (subscription !== undefined) query = query.where('subscription', '=', subscription);
      if (platform !== undefined) query = query.where('platform', '=', platform);
      if (workspace !== undefined) query = query.where('workspace', '=', workspace);
      if (channel !== undefined) query = query.where('channel', '=', channel);
      // A literal in the statement, not a parameter: otherwise the indexes of single states are not used.
      if (state !== undefined) query = query.where(sql<boolean>`state = ${sql.lit(state)}`);
      if (state === 'refused' || state === 'skipped' || state === 'missed') query = query.where(FAILED_STATES);
      if (after !== undefined) query = query.where(sql<boolean>`(slot_at, id) < (${after.slotAt}, ${after.id})`);
      return (await query.execute()).map(toDelivery);
    },

    delivery: async (id) => {
      const row = await engine.db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toDelivery(row);
    },

    carriedKeys: async ({ platform, workspace, channel }) => {
      const rows = await engine.db
        .selectFrom('heard')
        .select('key')
        .where((where) => where.and({ platform, workspace, channel }))
        .execute();
      return new Set(rows.map(({ key }) => key));
    },

    unsettledDeliveries: async () => ({
      waiting: await countUnsettled(engine, 'waiting'),
      claimed: await countUnsettled(engine, 'claimed'),
      unknown: await countUnsettled(engine, 'unknown'),
    }),

    nextWorkAt: async () => {
      const { rows } = await sql<{ at: Temporal.Instant | undefined }>`
          select min(at) as at from (
            select min(due_at) as at from subscriptions where due_at is not null
            union all select min(next_at) from deliveries where state = 'waiting'
            union all select min(next_at) from deliveries where state = 'unknown'
            union all select min(next_at) from deliveries where state = 'claimed'
          ) as work`.execute(engine.db);
      return rows[0]?.at;
    },
  } satisfies Partial<Store>;
}

/** The condition that a table has the row of a delivery, and that nothing has ended it. */
const has = (table: 'alerts' | 'shares' | 'flags' | 'recalls', unended = sql`true`): RawBuilder<boolean> =>
  sql`exists (select 1 from ${sql.table(table)} as own where own.id = deliveries.id and ${unended})`;

/**
 * The condition that what a delivery tells of is still to be told:
 * - its subscription was not removed, and a digest's is not paused;
 * - its share was not deleted, its alert not withdrawn, its flag not closed;
 * - the morning message always is.
 */
// The slots as a literal, not a parameter: SQLite would compile the statement anew each time.
const IS_WANTED = sql<boolean>`(
  exists (
    select 1 from subscriptions where subscriptions.id = deliveries.subscription
      and (paused_because is null or deliveries.slot like ${sql.lit(REQUESTED_SLOTS)} or ${has('alerts')})
  )
  or ${has('shares', sql`own.deleted_at is null`)}
  or ${has('flags', sql`own.done_at is null`)}
  or ${has('recalls')}
  or deliveries.kind = 'morning'
)`;

/** Writes the consequences of a sent delivery. */
async function recordSent(db: Kysely<Tables>, sent: DeliveryRow): Promise<void> {
  await recordCarried(db, sent);
  await recordShown(db, sent);
}

/** Writes what was carried by a sent delivery: the keys that its channel has received, and what its subscription has introduced and rotated. */
async function recordCarried(db: Kysely<Tables>, { carried: text, ...sent }: DeliveryRow): Promise<void> {
  if (text === undefined) return;
  const { keys, introduces, rotates } = toCarried(text);
  // In one order everywhere, so that two deliveries to one channel cannot deadlock.
  const rows = [...new Set(keys)]
    .toSorted()
    .map((key) => ({ platform: sent.platform, workspace: sent.workspace, channel: sent.channel, key }));
  for (const some of chunks(rows, MAX_ROWS_WRITTEN)) {
    await db
      .insertInto('heard')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  if (introduces || rotates !== undefined) {
    await db
      .updateTable('subscriptions')
      .set({ ...(introduces && { introduced: 1 }), ...(rotates !== undefined && { rotated: rotates }) })
      .where('id', '=', sent.subscription)
      .execute();
  }
}
