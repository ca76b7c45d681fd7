/** How many questions went to the model on a day, in the store: counted for all replicas together. */
import { dayOf } from '../../records/dates.ts';
import { inTransaction, type Engine } from '../engine.ts';
import type { Store } from '../store.ts';

/** The row that counts those of all workspaces. */
const ALL = '';

/** Returns the store's methods on requests to the model. */
export function modelRequestQueries(engine: Engine) {
  return {
    takeModelRequest: (day, workspace, limit) =>
      inTransaction(engine, async (db) => {
        /** Adds one to a count below a limit, and returns whether it could. */
        const take = async (name: string, most: number): Promise<boolean> => {
          const row = await db
            .insertInto('model_requests')
            .values({ day, workspace: name, count: 1 })
            .onConflict((conflict) =>
              conflict
                .columns(['day', 'workspace'])
                .doUpdateSet((set) => ({ count: set('model_requests.count', '+', 1) }))
                .where('model_requests.count', '<', most),
            )
            .returning('count')
            .executeTakeFirst();
          return row !== undefined;
        };
        const giveBack = async (): Promise<void> => {
          await db
            .updateTable('model_requests')
            .set((set) => ({ count: set('count', '-', 1) }))
            .where((where) => where.and({ day, workspace: ALL }))
            .execute();
        };
        // The row of all is locked first, so that what is read after it is right until the transaction ends.
        if (!(await take(ALL, limit))) return false;
        const other = await db
          .selectFrom('model_requests')
          .select('workspace')
          .where('day', '=', day)
          .where('workspace', 'not in', [ALL, workspace])
          .limit(1)
          .executeTakeFirst();
        const share = other === undefined ? limit : Math.max(1, Math.floor(limit / 2));
        if (await take(workspace, share)) return true;
        await giveBack();
        return false;
      }),

    tidyModelRequests: async (now) => {
      await engine.db.deleteFrom('model_requests').where('day', '<', dayOf(now)).execute();
    },
  } satisfies Partial<Store>;
}
