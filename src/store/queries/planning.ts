/** The planning of each minute in the store: due subscriptions become deliveries. */
import { sql } from 'kysely';
import { isByRequest } from '../../digest/delivery/delivery.ts';
import { type Engine, inTransaction, MAX_ROWS_WRITTEN } from '../engine.ts';
import { inKnownGeneration, columnsIfPossiblySent, markForLookUp } from './generations.ts';
import { lockSubscription } from './claim.ts';
import { newDeliveryRow, toDelivery, toSubscription } from '../rows.ts';
import type { DeliveryRow } from '../schema.ts';
import type { PlanFault } from '../../digest/store.ts';
import type { Store } from '../store.ts';
import { chunks } from '../../shared/chunks.ts';

/** Returns the store's methods that write deliveries. */
export function planQueries(engine: Engine) {
  return {
    now: async () => await engine.now?.(engine.db),

    planDue: (ownNow, most, plan) =>
      inTransaction(engine, async (db) => {
        const faults: PlanFault[] = [];
        const now = engine.now === undefined ? ownNow : await engine.now(db);
        const due = await db
          .selectFrom('subscriptions')
          .selectAll()
          .where('dueAt', '<=', now)
          .orderBy('dueAt')
          .limit(most)
          .where(inKnownGeneration(engine))
          // Subscriptions that another replica is planning are skipped, not waited for.
          .$if(engine.isShared, (query) => query.forUpdate().skipLocked())
          .execute();
        const deliveries: DeliveryRow[] = [];
        const moves: { readonly id: string; readonly dueAt: Temporal.Instant }[] = [];
        for (const row of due) {
          try {
            const subscription = toSubscription(row);
            const { deliveries: written, dueAt } = plan(subscription, now);
            deliveries.push(
              ...written.map((delivery) => newDeliveryRow('digest', row.id, subscription.channelRef, delivery)),
            );
            moves.push({ id: row.id, dueAt });
          } catch (error) {
            // A subscription that cannot be planned must not block the others.
            faults.push({ subscription: row.id, error });
          }
        }
        if (deliveries.length > 0) await markForLookUp(db, deliveries);
        for (const some of chunks(deliveries, MAX_ROWS_WRITTEN)) {
          await db
            .insertInto('deliveries')
            .values(some)
            .onConflict((conflict) => conflict.columns(['subscription', 'slot']).doNothing())
            .execute();
        }
        for (const some of chunks(moves, MAX_ROWS_WRITTEN)) {
          const values = some.map(({ id, dueAt }) => sql`(cast(${id} as text), cast(${dueAt} as bigint))`);
          // Both engines call the columns of VALUES column1 and column2.
          await sql`update subscriptions set due_at = moved.column2 from (values ${sql.join(values)}) as moved where subscriptions.id = moved.column1`.execute(
            db,
          );
        }
        return { planned: moves.length, faults };
      }),

    addDelivery: (kind, channelRef, delivery) =>
      inTransaction(engine, async (db) => {
        const rows = [newDeliveryRow(kind, '', channelRef, delivery)];
        await markForLookUp(db, rows);
        const added = await db
          .insertInto('deliveries')
          .values(rows)
          // Two processes that write at once meet in its id as well.
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst();
        return added !== undefined;
      }),

    addDigest: (subscription, delivery) =>
      inTransaction(engine, async (db) => {
        const locked = await lockSubscription(engine, db, subscription);
        if (locked !== undefined) {
          const row = newDeliveryRow('digest', subscription, toSubscription(locked).channelRef, delivery);
          const doubtful = isByRequest(delivery) ? await columnsIfPossiblySent(engine, db, row.slotAt) : undefined;
          // It is told as asked for when it was; who asks again does so within the minutes that a look-up reaches back.
          const rows = [{ ...row, ...doubtful, slotAt: row.slotAt }];
          if (!isByRequest(delivery)) await markForLookUp(db, rows);
          await db
            .insertInto('deliveries')
            .values(rows)
            .onConflict((conflict) => conflict.columns(['subscription', 'slot']).doNothing())
            .execute();
        }
        const row = await db
          .selectFrom('deliveries')
          .selectAll()
          .where((where) => where.and({ subscription, slot: delivery.slot }))
          .executeTakeFirst();
        return row && toDelivery(row);
      }),
  } satisfies Partial<Store>;
}
