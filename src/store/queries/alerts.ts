/** Alerts to owners in the store: each is written once and claimed by one sender. */
import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { PauseReason } from '../../digest/subscription.ts';
import { claimOldest, holdSubscription } from './row-locks.ts';
import { type Engine, run, inTransaction } from '../engine.ts';
import { plain, toAlert } from '../rows.ts';
import type { AlertRow, SubscriptionRow, Tables } from '../schema.ts';
import type { Store } from '../store.ts';

/** A claim on an alert that was not settled after this long expires, since its process is assumed dead: an owner may get an alert twice, but never not at all. */
const ALERT_CLAIM_MINUTES = 10;

const open = sql<boolean>`state in ('waiting', 'claimed')`;

/** Writes a waiting alert to a subscription's owner, unless one for the same reason is still pending. */
export async function writeAlert(
  db: Kysely<Tables>,
  subscription: Pick<SubscriptionRow, 'id' | 'platform' | 'owner'>,
  reason: PauseReason,
  detail: string,
  now: Temporal.Instant,
): Promise<void> {
  await db
    .insertInto('alerts')
    .values({
      id: randomUUID(),
      subscription: subscription.id,
      platform: subscription.platform,
      owner: subscription.owner,
      reason,
      state: 'waiting',
      detail: plain(detail),
      created_at: now.epochMilliseconds,
      next_at: now.epochMilliseconds,
    })
    .onConflict((conflict) => conflict.columns(['subscription', 'reason']).where(open).doNothing())
    .execute();
}

/** Returns the store's alert methods. */
export function alertQueries(
  engine: Engine,
): Pick<Store, 'addAlert' | 'claimAlerts' | 'settleAlert' | 'alerts' | 'dropAlerts' | 'failedAlerts'> {
  return {
    addAlert: (subscription, reason, detail, now) =>
      inTransaction(engine, async (db) => {
        const held = await holdSubscription(engine, db, subscription);
        if (held !== undefined) await writeAlert(db, held, reason, detail, now);
      }),

    claimAlerts: async (platforms, now, most) => {
      const until = now.add({ minutes: ALERT_CLAIM_MINUTES }).epochMilliseconds;
      const rows = await run(engine, (db) =>
        claimOldest<AlertRow>(engine, db, {
          table: 'alerts',
          candidates: open,
          platforms,
          dueBy: now.epochMilliseconds,
          most,
          set: sql`state = 'claimed', next_at = ${until}`,
          columns: ['id', 'subscription', 'platform', 'owner', 'reason', 'state', 'detail', 'created_at'],
        }),
      );
      return rows.toSorted((a, b) => a.created_at - b.created_at).map(toAlert);
    },

    settleAlert: async (id, state, detail) => {
      await run(engine, (db) =>
        db
          .updateTable('alerts')
          // The detail that the platform gave for the pause stays; only a failure to notify has a detail of its own.
          .set({ state, ...(detail !== '' && { detail: plain(detail) }) })
          .where('id', '=', id)
          .execute(),
      );
    },

    alerts: async (subscription) => {
      const rows = await run(engine, (db) =>
        db
          .selectFrom('alerts')
          .selectAll()
          .where('subscription', '=', subscription)
          .orderBy('created_at')
          .orderBy('id')
          .execute(),
      );
      return rows.map(toAlert);
    },

    dropAlerts: async (subscription, reason) => {
      await run(engine, (db) =>
        db
          .deleteFrom('alerts')
          .where('subscription', '=', subscription)
          .where('reason', '=', reason)
          .where('state', 'in', ['waiting', 'failed'])
          .execute(),
      );
    },

    failedAlerts: async (platforms, reason, most) => {
      if (platforms.length === 0) return [];
      const rows = await run(engine, (db) =>
        db
          .selectFrom('alerts')
          .selectAll()
          .where('platform', 'in', platforms)
          .where('reason', '=', reason)
          .where('state', '=', 'failed')
          .orderBy('created_at')
          .limit(most)
          .execute(),
      );
      return rows.map(toAlert);
    },
  };
}
