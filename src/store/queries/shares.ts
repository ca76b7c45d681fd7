/** Shared cards in the store: each written once with its delivery. */
import { sql } from 'kysely';
import { type Engine, inTransaction } from '../engine.ts';
import { columnsIfPossiblySent } from './generations.ts';
import { newDeliveryRow, toDelivery, toShare } from '../rows.ts';
import type { DeliveryRow } from '../schema.ts';
import type { Store } from '../store.ts';

/** Shares belong to no subscription. */
const NO_SUBSCRIPTION = '';

/** Returns the store's methods on shares. */
export function shareQueries(engine: Engine) {
  return {
    claimShare: (
      { id, request, language, person, name, channelRef, source, inReplyTo },
      { by, now, until, canLook = true },
    ) =>
      inTransaction(engine, async (db) => {
        const slot = { id, slot: source, slotAt: now, late: false, state: 'waiting', nextAt: now, reason: '' } as const;
        const doubtful = canLook ? await columnsIfPossiblySent(engine, db, now) : undefined;
        const isClaimed = doubtful === undefined;
        const claimed = {
          slotAt: now,
          begun: 0,
          reason: '',
          ...(doubtful ?? { state: 'claimed', claimedBy: by, nextAt: until }),
        } as const;
        const row: DeliveryRow = {
          ...newDeliveryRow('share', NO_SUBSCRIPTION, channelRef, slot),
          inReplyTo,
          ...claimed,
        };
        const added = await db
          .insertInto('deliveries')
          .values(row)
          .onConflict((conflict) => conflict.columns(['subscription', 'slot']).doNothing())
          .returningAll()
          .executeTakeFirst();
        if (added !== undefined) {
          await db
            .insertInto('shares')
            .values({
              id,
              topic: request.topic,
              request: JSON.stringify(request),
              language,
              person,
              name,
              deletedAt: undefined,
            })
            .execute();
          return { delivery: toDelivery(added), isClaimed };
        }
        // Nothing of it stands in the channel: this is a first attempt again.
        const again = await db
          .updateTable('deliveries')
          .set({
            ...claimed,
            attempts: 0,
            begunAt: null,
            settledAt: null,
            carried: null,
          })
          .where((where) => where.and({ subscription: NO_SUBSCRIPTION, slot: source }))
          .where('state', 'in', ['refused', 'skipped'])
          .where(
            sql<boolean>`exists (select 1 from shares where shares.id = deliveries.id and shares.deleted_at is null)`,
          )
          .returningAll()
          .executeTakeFirst();
        if (again !== undefined) return { delivery: toDelivery(again), isClaimed };
        const known = await db
          .selectFrom('deliveries')
          .selectAll()
          .where((where) => where.and({ subscription: NO_SUBSCRIPTION, slot: source }))
          .executeTakeFirstOrThrow();
        return { delivery: toDelivery(known), isClaimed: false };
      }),

    standingShare: async (
      { request, language, channelRef: { platform, workspace, channel }, inReplyTo, source },
      since,
    ) => {
      const standing = await engine.db
        .selectFrom('shares')
        .innerJoin('deliveries', 'deliveries.id', 'shares.id')
        .selectAll('deliveries')
        .where((where) => where.and({ 'shares.request': JSON.stringify(request), 'shares.language': language }))
        .where('shares.deletedAt', 'is', null)
        .where('deliveries.platform', '=', platform)
        .where((where) => where.and({ 'deliveries.workspace': workspace, 'deliveries.channel': channel }))
        .where((where) =>
          inReplyTo === undefined
            ? where('deliveries.inReplyTo', 'is', null)
            : where('deliveries.inReplyTo', '=', inReplyTo),
        )
        .where('deliveries.slotAt', '>=', since)
        .where('deliveries.state', 'in', ['sent', 'claimed', 'waiting', 'unknown'])
        .orderBy('deliveries.slotAt', 'desc')
        .execute();
      // Two clicks at one moment may both have posted it: each stands for itself.
      const [newest] = standing.some(({ slot }) => slot === source) ? [] : standing;
      return newest && toDelivery(newest);
    },

    share: async (id) => {
      const row = await engine.db.selectFrom('shares').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toShare(row);
    },

    markShare: async (id, deletedAt) => {
      await engine.db
        .updateTable('shares')
        .set({ deletedAt: deletedAt ?? null })
        .where('id', '=', id)
        .execute();
    },
  } satisfies Partial<Store>;
}
