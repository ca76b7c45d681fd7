/** The consequences of a sent delivery in the store: what its channel has heard, and what its message shows. */
import type { Kysely } from 'kysely';
import { toCarried } from '../rows.ts';
import { recordShown } from './recalls.ts';
import type { DeliveryRow, Tables } from '../schema.ts';

const ROWS_A_STATEMENT = 500;

/** Writes the consequences of a sent delivery. */
export async function recordSent(db: Kysely<Tables>, sent: DeliveryRow): Promise<void> {
  await recordCarried(db, sent);
  await recordShown(db, sent);
}

/** Writes what was carried by a sent delivery: the keys that its channel has received, and what its subscription has introduced and rotated. */
async function recordCarried(db: Kysely<Tables>, { carried: text, ...sent }: DeliveryRow): Promise<void> {
  if (text === null) return;
  const { keys, introduces, rotates } = toCarried(text);
  // In one order everywhere, so that two deliveries to one channel cannot deadlock.
  const rows = [...new Set(keys)]
    .toSorted()
    .map((key) => ({ platform: sent.platform, workspace: sent.workspace, channel: sent.channel, key }));
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    await db
      .insertInto('heard')
      .values(rows.slice(from, from + ROWS_A_STATEMENT))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  if (introduces || rotates !== undefined) {
    await db
      .updateTable('subscriptions')
      .set({ ...(introduces && { introduced: 1 }), ...(rotates !== undefined && { rotated: rotates }) })
      .where('id', '=', sent.subscription)
      .execute();
  }
}
