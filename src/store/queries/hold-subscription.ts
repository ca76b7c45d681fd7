/** Reads a subscription inside a transaction and locks it until the transaction ends. */
import type { Transaction } from 'kysely';
import type { Engine } from '../engine.ts';
import type { SubscriptionRow, Tables } from '../schema.ts';

/** Returns a subscription, locked until this transaction ends, or undefined if there is none. */
export function holdSubscription(
  engine: Engine,
  db: Transaction<Tables>,
  id: string,
): Promise<SubscriptionRow | undefined> {
  return db
    .selectFrom('subscriptions')
    .selectAll()
    .where('id', '=', id)
    .$if(engine.rowLocks, (query) => query.forUpdate())
    .executeTakeFirst();
}
