/** Answers to messages in the store: each message of one that was sent, with what it shows. */
import { type Engine, inTransaction } from '../engine.ts';
import { newDeliveryRow } from '../rows.ts';
import type { DeliveryRow } from '../schema.ts';
import type { Store } from '../store.ts';
import { recordShown } from './recalls.ts';

/** Returns the store's method on answers, which belong to no subscription. */
export function answerQueries(engine: Engine) {
  return {
    addAnswer: ({ id, channelRef, slot, slotAt, inReplyTo, message, carried }, now) =>
      inTransaction(engine, async (db) => {
        const delivery = { id, slot, slotAt, late: false, state: 'waiting', nextAt: slotAt, reason: '' } as const;
        const row: DeliveryRow = {
          ...newDeliveryRow('answer', '', channelRef, delivery),
          state: 'sent',
          nextAt: undefined,
          attempts: 1,
          begun: 1,
          begunAt: slotAt,
          settledAt: now,
          inReplyTo,
          message,
          carried: JSON.stringify(carried),
        };
        const added = await db
          .insertInto('deliveries')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst();
        if (added !== undefined) await recordShown(db, row);
      }),
  } satisfies Partial<Store>;
}
