/** Whether there is still something to tell when sending begins, by the kind of delivery. */
import { type RawBuilder, sql } from 'kysely';
import { REQUESTED_SLOTS } from '../schema.ts';

/** The condition that a table has the row of a delivery, and that nothing has ended it. */
const has = (table: 'alerts' | 'shares' | 'flags' | 'recalls', unended = sql`true`): RawBuilder<boolean> =>
  sql`exists (select 1 from ${sql.table(table)} as own where own.id = deliveries.id and ${unended})`;

/** The condition that what a delivery tells of is still to be told: its subscription was not removed, and a digest's is not paused; its share was not deleted, its alert not withdrawn, its flag not closed. An answer always is. */
// The slots as a literal, not a parameter: SQLite would compile the statement anew each time.
export const IS_WANTED = sql<boolean>`(
  exists (
    select 1 from subscriptions where subscriptions.id = deliveries.subscription
      and (paused_because is null or deliveries.slot like ${sql.lit(REQUESTED_SLOTS)} or ${has('alerts')})
  )
  or ${has('shares', sql`own.deleted_at is null`)}
  or ${has('flags', sql`own.done_at is null`)}
  or ${has('recalls')}
  or deliveries.kind = 'answer'
)`;
