/** Takes rows for one process alone: the oldest that are due in one statement, or a subscription until a transaction ends. */
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Engine } from '../engine.ts';
import type { DeliveryRow, SubscriptionRow, Tables } from '../schema.ts';

export type OldestClaim = {
  /** The condition on rows, verbatim that of a partial index on (platform, next_at, id). */
  readonly candidates: RawBuilder<boolean>;
  readonly platforms: readonly string[];
  readonly dueBy: Temporal.Instant;
  readonly most: number;
  /** A further condition on rows. */
  readonly only?: RawBuilder<boolean>;
  readonly set: RawBuilder<unknown>;
};

/** Returns the claimed rows in their new state: across all platforms those due the longest, in no particular order. */
export async function claimOldest(
  { isShared }: Pick<Engine, 'isShared'>,
  db: Kysely<Tables>,
  { candidates, platforms, dueBy, most, only, set }: OldestClaim,
): Promise<DeliveryRow[]> {
  if (platforms.length === 0 || most <= 0) return [];
  // The index orders each platform's rows by time, so the oldest of each platform are read, and the oldest of those claimed.
  // MATERIALIZED: otherwise PostgreSQL may run the limited, locking part more than once and claim more than `most`.
  const picks = platforms.map(
    (platform) => sql`
      select id, next_at from deliveries
      where ${candidates} and platform = ${platform} and next_at <= ${dueBy}
      ${only === undefined ? sql`` : sql`and ${only}`}
      order by next_at, id limit ${most} ${isShared ? sql`for update skip locked` : sql``}`,
  );
  const { rows } = await sql<DeliveryRow>`
    with ${sql.join(picks.map((pick, index) => sql`${sql.ref(`pick${index}`)} as materialized (${pick})`))},
    oldest as materialized (
      select id from (${sql.join(
        picks.map((_, index) => sql`select id, next_at from ${sql.table(`pick${index}`)}`),
        sql` union all `,
      )}) as picked
      order by next_at, id limit ${most}
    )
    update deliveries set ${set} from oldest where deliveries.id = oldest.id
    returning *`.execute(db);
  return rows;
}

/** Returns a subscription, locked until this transaction ends, or undefined if there is none. */
export function lockSubscription(
  engine: Engine,
  db: Transaction<Tables>,
  id: string,
): Promise<SubscriptionRow | undefined> {
  return db
    .selectFrom('subscriptions')
    .selectAll()
    .where('id', '=', id)
    .$if(engine.isShared, (query) => query.forUpdate())
    .executeTakeFirst();
}
