/** Whether there is still something to tell when sending begins, by the kind of delivery. */
import { type ExpressionBuilder, sql } from 'kysely';
import { REQUESTED_SLOTS, type Tables } from '../schema.ts';

/** The condition that what a delivery tells of is still to be told: its subscription was not removed, and a digest's is not paused; its share was not deleted, its alert not withdrawn, its flag not closed. An answer always is. */
export const isWanted = (where: ExpressionBuilder<Tables, 'deliveries'>) =>
  where.or([
    where.exists(
      where
        .selectFrom('subscriptions')
        .select('subscriptions.id')
        .whereRef('subscriptions.id', '=', 'deliveries.subscription')
        .where((or) =>
          or.or([
            or('paused_because', 'is', null),
            // A literal, not a parameter: SQLite would compile the statement anew each time.
            or('deliveries.slot', 'like', sql.lit(REQUESTED_SLOTS)),
            or.exists(or.selectFrom('alerts').select('alerts.id').whereRef('alerts.id', '=', 'deliveries.id')),
          ]),
        ),
    ),
    where.exists(
      where
        .selectFrom('shares')
        .select('shares.id')
        .whereRef('shares.id', '=', 'deliveries.id')
        .where('shares.deleted_at', 'is', null),
    ),
    where.exists(
      where
        .selectFrom('flags')
        .select('flags.id')
        .whereRef('flags.id', '=', 'deliveries.id')
        .where('flags.done_at', 'is', null),
    ),
    where('deliveries.kind', '=', sql.lit('answer')),
    where.exists(where.selectFrom('recalls').select('recalls.id').whereRef('recalls.id', '=', 'deliveries.id')),
  ]);
