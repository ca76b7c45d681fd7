/** When people last looked at what is new, in the store. */
import type { Engine } from '../engine.ts';
import { optionalInstant } from '../rows.ts';
import type { Store } from '../store.ts';

/** Returns the store's methods on looks. */
export function lastSeenQueries(engine: Engine) {
  return {
    lookBefore: async ({ platform, workspace, person }) => {
      const row = await engine.db
        .selectFrom('home_looks')
        .select('new_since')
        .where((where) => where.and({ platform, workspace, person }))
        .executeTakeFirst();
      return optionalInstant(row?.new_since ?? null);
    },

    noteLook: async ({ platform, workspace, person }, now, after) => {
      const looked_at = now.epochMilliseconds;
      await engine.db
        .insertInto('home_looks')
        .values({ platform, workspace, person, new_since: null, looked_at })
        .onConflict((conflict) =>
          conflict
            .columns(['platform', 'workspace', 'person'])
            .doUpdateSet((set) => ({ new_since: set.ref('home_looks.looked_at'), looked_at }))
            .where('home_looks.looked_at', '<=', after.epochMilliseconds),
        )
        .execute();
    },

    tidyLooks: async (before) => {
      await engine.db.deleteFrom('home_looks').where('looked_at', '<', before.epochMilliseconds).execute();
    },
  } satisfies Partial<Store>;
}
