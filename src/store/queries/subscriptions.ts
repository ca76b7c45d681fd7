/** Subscriptions in the store: adding, changing, pausing, removing. */
import { encodeReason } from '../../digest/delivery/reason.ts';
import { sql } from 'kysely';
import { type Engine, inTransaction } from '../engine.ts';
import { inKnownGeneration } from './generations.ts';
import { lockSubscription } from './claim.ts';
import { withdrawAlerts, writeAlert } from './alerts.ts';
import { fromChanges, fromSubscription, toSubscription } from '../rows.ts';
import { REQUESTED_SLOTS } from '../schema.ts';
import type { Store } from '../store.ts';

/** Returns the store's methods on subscriptions. Each transaction takes the subscription first, its deliveries after, so that none can deadlock. */
export function subscriptionQueries(engine: Engine) {
  return {
    addSubscription: (subscription, most) =>
      inTransaction(engine, async (db) => {
        const row = fromSubscription(subscription);
        await engine.lock(db, JSON.stringify(['place', row.platform, row.workspace, row.channel]));
        const { count } = await db
          .selectFrom('subscriptions')
          .select((select) => select.fn.countAll<number>().as('count'))
          .where((where) => where.and({ platform: row.platform, workspace: row.workspace, channel: row.channel }))
          .executeTakeFirstOrThrow();
        if (count >= most) return false;
        await db.insertInto('subscriptions').values(row).execute();
        return true;
      }),

    subscription: async (id) => {
      const row = await engine.db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toSubscription(row);
    },

    subscriptions: async ({ platform, workspace, channel, owner, isPaused }) => {
      let query = engine.db.selectFrom('subscriptions').selectAll().orderBy('createdAt').orderBy('id');
      if (platform !== undefined) query = query.where('platform', '=', platform);
      if (workspace !== undefined) query = query.where('workspace', '=', workspace);
      if (channel !== undefined) query = query.where('channel', '=', channel);
      if (owner !== undefined) query = query.where('owner', '=', owner);
      if (isPaused === true) query = query.where('pausedBecause', 'is not', null);
      return (await query.execute()).map(toSubscription);
    },

    dueNext: async (most) => {
      const rows = await engine.db
        .selectFrom('subscriptions')
        .selectAll()
        .where('dueAt', 'is not', null)
        .orderBy('dueAt')
        .orderBy('id')
        .limit(most)
        .execute();
      return rows.map(toSubscription);
    },

    changeSubscription: async (id, changes, of) => {
      const { dueAt, channelRef } = changes;
      const row = await inTransaction(engine, async (db) => {
        const locked = await lockSubscription(engine, db, id);
        if (of !== undefined && locked?.schedule !== JSON.stringify(of)) return undefined;
        const changed = await db
          .updateTable('subscriptions')
          .set({
            // An update needs a column to set, even where nothing changes.
            id,
            ...fromChanges(changes),
            ...(dueAt !== undefined && {
              dueAt: sql<Temporal.Instant | null>`case when paused_because is null then cast(${dueAt} as bigint) end`,
            }),
          })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst();
        if (changed !== undefined && channelRef !== undefined)
          await db
            .updateTable('deliveries')
            .set(channelRef)
            .where('subscription', '=', id)
            .where('kind', '=', sql.lit('digest'))
            .where('state', '=', sql.lit('waiting'))
            .where('attempts', '=', 0)
            .execute();
        return changed;
      });
      return row && toSubscription(row);
    },

    pause: (id, because, detail, now) =>
      inTransaction(engine, async (db) => {
        const paused = await db
          .updateTable('subscriptions')
          .set({ pausedBecause: because, pausedDetail: detail, dueAt: null })
          .where('id', '=', id)
          .where('pausedBecause', 'is', null)
          .returningAll()
          .executeTakeFirst();
        if (paused === undefined) return false;
        // A waiting slot is never sent, even after a resume; a delivery that a person requested still is, and what may have been sent is looked up before it is skipped, also after a change of generation that is not noted yet.
        await db
          .updateTable('deliveries')
          .set({
            state: 'skipped',
            reason: encodeReason('paused', because),
            nextAt: null,
            settledAt: now,
          })
          .where('subscription', '=', id)
          .where('kind', '=', sql.lit('digest'))
          .where('state', '=', sql.lit('waiting'))
          .where('lookFirst', '=', 0)
          .where(inKnownGeneration(engine))
          .where('slot', 'not like', REQUESTED_SLOTS)
          .execute();
        if (because !== 'asked') await writeAlert(db, paused, because, detail, now);
        return true;
      }),

    resume: (id, dueAt, of) =>
      inTransaction(engine, async (db) => {
        const locked = await lockSubscription(engine, db, id);
        if (locked === undefined || locked.pausedBecause === undefined) return false;
        if (of !== undefined && locked.schedule !== JSON.stringify(of)) return false;
        await db
          .updateTable('subscriptions')
          .set({ pausedBecause: null, pausedDetail: '', dueAt })
          .where('id', '=', id)
          .execute();
        // Otherwise an owner not yet notified would be notified of a pause that is over.
        await withdrawAlerts(db, id, locked.pausedBecause);
        return true;
      }),

    removeSubscription: (id) =>
      inTransaction(engine, async (db) => {
        const removed = await db.deleteFrom('subscriptions').where('id', '=', id).returning('id').executeTakeFirst();
        if (removed === undefined) return false;
        await withdrawAlerts(db, id);
        await db
          .deleteFrom('deliveries')
          .where('subscription', '=', id)
          .where('state', 'in', ['waiting', 'claimed'])
          .where('attempts', '=', 0)
          // Its message may stand in the channel: what is found stays known.
          .where('lookFirst', '=', 0)
          .where(inKnownGeneration(engine))
          .execute();
        await db
          .updateTable('deliveries')
          .set({ state: 'skipped', reason: encodeReason('removed', 'the subscription was removed'), nextAt: null })
          .where('subscription', '=', id)
          .where('state', '=', sql.lit('waiting'))
          .where('lookFirst', '=', 0)
          .where(inKnownGeneration(engine))
          .execute();
        return true;
      }),
  } satisfies Partial<Store>;
}
