/** Answers in the store: each written once for the message that asks. */
import { encodeReason } from '../../digest/delivery/reason.ts';
import type { Engine } from '../engine.ts';
import { newDeliveryRow, toDelivery } from '../rows.ts';
import type { DeliveryRow } from '../schema.ts';
import type { Store } from '../store.ts';

const LOOKED_UP = encodeReason('late', 'it may have been answered before; it is looked up before it is sent');

/** Returns the store's method on answers, which belong to no subscription. */
export function answerQueries(engine: Engine) {
  return {
    addAnswer: async ({ id, channelRef, slot, slotAt, inReplyTo }, how) => {
      const waiting = { id, slot, slotAt, late: false, state: 'waiting', nextAt: slotAt, reason: '' } as const;
      const row: DeliveryRow = {
        ...newDeliveryRow('answer', '', channelRef, waiting),
        inReplyTo,
        ...('lookAt' in how
          ? { state: 'unknown', reason: LOOKED_UP, nextAt: how.lookAt }
          : { state: 'claimed', claimedBy: how.by, nextAt: how.until }),
      };
      const added = await engine.db
        .insertInto('deliveries')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst();
      return added && toDelivery(added);
    },
  } satisfies Partial<Store>;
}
