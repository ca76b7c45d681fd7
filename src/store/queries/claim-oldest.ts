/** Claims rows in one statement, so that each goes to one claimer however many claim at once. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Engine } from '../engine.ts';
import type { Tables } from '../schema.ts';

export type OldestClaim = {
  readonly table: 'deliveries' | 'alerts';
  /** What a row must be, in the very words of a partial index on (platform, next_at, id). */
  readonly candidates: RawBuilder<boolean>;
  readonly platforms: readonly string[];
  readonly dueBy: number;
  readonly most: number;
  /** What else a row must be. */
  readonly only?: RawBuilder<boolean>;
  readonly set: RawBuilder<unknown>;
  readonly columns: readonly string[];
};

/** Returns the rows claimed, as they are now: of all platforms the ones longest due, in no order. */
export async function claimOldest<Row>(
  { rowLocks }: Pick<Engine, 'rowLocks'>,
  db: Kysely<Tables>,
  { table, candidates, platforms, dueBy, most, only, set, columns }: OldestClaim,
): Promise<Row[]> {
  if (platforms.length === 0 || most <= 0) return [];
  // The index gives a platform's rows in order of time, so each platform is asked for its oldest, and the oldest of those are taken.
  // MATERIALIZED: otherwise PostgreSQL may run the limited, locking part more than once and claim more than was asked for.
  const picks = platforms.map(
    (platform) => sql`
      select id, next_at from ${sql.table(table)}
      where ${candidates} and platform = ${platform} and next_at <= ${dueBy}
      ${only === undefined ? sql`` : sql`and ${only}`}
      order by next_at, id limit ${most} ${rowLocks ? sql`for update skip locked` : sql``}`,
  );
  const { rows } = await sql<Row>`
    with ${sql.join(picks.map((pick, index) => sql`${sql.ref(`pick${index}`)} as materialized (${pick})`))},
    oldest as materialized (
      select id from (${sql.join(
        picks.map((_, index) => sql`select id, next_at from ${sql.table(`pick${index}`)}`),
        sql` union all `,
      )}) as picked
      order by next_at, id limit ${most}
    )
    update ${sql.table(table)} set ${set} from oldest where ${sql.ref(`${table}.id`)} = oldest.id
    returning ${sql.join(columns.map((column) => sql.ref(`${table}.${column}`)))}`.execute(db);
  return rows;
}
