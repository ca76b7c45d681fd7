/** Alerts to owners in the store: each written once with its delivery. */
import { type Kysely, sql } from 'kysely';
import { newId } from '../../digest/ids.ts';
import type { AlertReason } from '../../digest/subscription.ts';
import { lockSubscription } from './claim.ts';
import { type Engine, inTransaction } from '../engine.ts';
import { newDeliveryRow, toAlert } from '../rows.ts';
import type { SubscriptionRow, Tables } from '../schema.ts';
import type { Store } from '../store.ts';

/** Not sent yet, and not given up. */
const UNDER_WAY = sql<boolean>`(deliveries.state in ('waiting', 'claimed') or (deliveries.state = 'unknown' and deliveries.next_at is not null))`;
/** Nothing of it has been handed to the platform. */
const NOT_BEGUN = sql<boolean>`(deliveries.state = 'waiting' or (deliveries.state = 'claimed' and deliveries.begun = 0))`;
/** Its owner could not be told, or it stays unknown whether they were. */
const FAILED = sql<boolean>`(deliveries.state in ('refused', 'skipped') or (deliveries.state = 'unknown' and deliveries.next_at is null))`;

/** Writes an alert to a subscription's owner, unless one for the same reason is under way. The caller holds the subscription. */
export async function writeAlert(
  db: Kysely<Tables>,
  { id: subscription, owner, platform, workspace, channel }: SubscriptionRow,
  reason: AlertReason,
  detail: string,
  now: Temporal.Instant,
): Promise<void> {
  const there = await db
    .selectFrom('alerts')
    .innerJoin('deliveries', 'deliveries.id', 'alerts.id')
    .select('alerts.id')
    .where((where) => where.and({ 'alerts.subscription': subscription, 'alerts.reason': reason }))
    .where(UNDER_WAY)
    .executeTakeFirst();
  if (there !== undefined) return;
  const id = newId();
  const delivery = {
    id,
    slot: `alert-${id}`,
    slotAt: now,
    late: false,
    state: 'waiting',
    nextAt: now,
    reason: '',
  } as const;
  await db
    .insertInto('deliveries')
    .values(newDeliveryRow('alert', subscription, { platform, workspace, channel }, delivery))
    .execute();
  await db.insertInto('alerts').values({ id, subscription, owner, reason, detail, createdAt: now }).execute();
}

/** Withdraws the alerts of a subscription, for a reason or all, whose deliveries are as the condition says. */
export async function withdrawAlerts(
  db: Kysely<Tables>,
  subscription: string,
  reason?: AlertReason,
  which = NOT_BEGUN,
): Promise<void> {
  const withdrawn = await db
    .deleteFrom('deliveries')
    .where((where) => where.and({ subscription, kind: 'alert' }))
    .where(which)
    .where('id', 'in', (of) =>
      of
        .selectFrom('alerts')
        .select('alerts.id')
        .where('alerts.subscription', '=', subscription)
        .$if(reason !== undefined, (query) => query.where('alerts.reason', '=', reason ?? 'asked')),
    )
    .returning('id')
    .execute();
  const ids = withdrawn.map(({ id }) => id);
  if (ids.length > 0) await db.deleteFrom('alerts').where('id', 'in', ids).execute();
}

/** Selects alerts with what has become of their deliveries. */
const all = (db: Kysely<Tables>) =>
  db
    .selectFrom('alerts')
    .innerJoin('deliveries', 'deliveries.id', 'alerts.id')
    .selectAll('alerts')
    .select(['deliveries.state as state', 'deliveries.nextAt as nextAt', 'deliveries.reason as outcome']);

/** Returns the store's alert methods. */
export function alertQueries(engine: Engine) {
  return {
    addAlert: (subscription, reason, detail, now) =>
      inTransaction(engine, async (db) => {
        const locked = await lockSubscription(engine, db, subscription);
        if (locked !== undefined) await writeAlert(db, locked, reason, detail, now);
      }),

    alert: async (id) => {
      const row = await all(engine.db).where('alerts.id', '=', id).executeTakeFirst();
      return row && toAlert(row);
    },

    alerts: async (subscription) => {
      const rows = await all(engine.db)
        .where('alerts.subscription', '=', subscription)
        .orderBy('alerts.createdAt')
        .orderBy('alerts.id')
        .execute();
      return rows.map(toAlert);
    },

    dropAlerts: (subscription, reason) =>
      inTransaction(engine, async (db) => {
        await withdrawAlerts(db, subscription, reason, sql<boolean>`(${NOT_BEGUN} or ${FAILED})`);
      }),

    failedAlerts: async (platforms, reason, most) => {
      if (platforms.length === 0) return [];
      const rows = await all(engine.db)
        .where('deliveries.platform', 'in', platforms)
        .where('alerts.reason', '=', reason)
        .where(FAILED)
        .orderBy('alerts.createdAt')
        .limit(most)
        .execute();
      return rows.map(toAlert);
    },
  } satisfies Partial<Store>;
}
