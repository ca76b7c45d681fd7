/** Coordination of replicas in the store: which one answers an event, which holds a lease, how many there are. */
import { sql } from 'kysely';
import { type Engine, inTransaction } from '../engine.ts';
import type { Store } from '../store.ts';

/** Rows deleted per statement, few enough that no other query waits long. */
const MAX_ROWS_DELETED = 1_000;

/** Returns the store's methods for coordinating replicas. */
export function replicaQueries(engine: Engine) {
  return {
    claimEvent: async (id, now) => {
      const claimed = await engine.db
        .insertInto('events')
        .values({ id, seenAt: now })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst();
      return claimed !== undefined;
    },

    lease: async (name, by, now, until) => {
      const held = await engine.db
        .insertInto('leases')
        .values({ name, holder: by, untilAt: until })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ holder: by, untilAt: until })
            .where((where) => where.or([where('leases.holder', '=', by), where('leases.untilAt', '<=', now)])),
        )
        .returning('name')
        .executeTakeFirst();
      return held !== undefined;
    },

    releaseLease: async (name, by) => {
      await engine.db.deleteFrom('leases').where('name', '=', name).where('holder', '=', by).execute();
    },

    replicas: async (id, now, since) => {
      const seenAt = now;
      await engine.db
        .insertInto('replicas')
        .values({ id, seenAt })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ seenAt }))
        .execute();
      const rows = await engine.db
        .selectFrom('replicas')
        .select('id')
        .where((where) => where.or([where('seenAt', '>=', since), where('id', '=', id)]))
        .execute();
      return { position: rows.filter((other) => other.id < id).length, of: rows.length };
    },

    tidy: async (before, logBefore) => {
      for (const table of ['events', 'replicas'] as const) {
        await engine.db.deleteFrom(table).where('seenAt', '<', before).execute();
      }
      while ((await forgetDeliveries(engine, logBefore)) === MAX_ROWS_DELETED);
    },
  } satisfies Partial<Store>;
}

/** Deletes one batch of settled deliveries whose slot is older than `before`, with what stands beside them; returns how many. */
function forgetDeliveries(engine: Engine, before: Temporal.Instant): Promise<number> {
  return inTransaction(engine, async (db) => {
    const { rows } = await sql<{ id: string }>`
      delete from deliveries where id in (
        select id from deliveries as old
        where slot_at < ${before}
          and (state in ('sent', 'refused', 'skipped', 'missed') or (state = 'unknown' and next_at is null))
          and coalesce(settled_at, slot_at) < ${before}
          and not exists (
            select 1 from subscriptions
            where old.kind = 'digest' and subscriptions.id = old.subscription and (
              due_at <= old.slot_at
              or not exists (
                select 1 from deliveries as newer
                where newer.kind = 'digest' and newer.subscription = old.subscription and newer.slot_at > old.slot_at
              )
            )
          )
        order by slot_at limit ${MAX_ROWS_DELETED}
      ) returning id`.execute(db);
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return 0;
    for (const table of ['shares', 'alerts', 'recalls'] as const)
      await db.deleteFrom(table).where('id', 'in', ids).execute();
    await db.deleteFrom('shown').where('delivery', 'in', ids).execute();
    return ids.length;
  });
}
