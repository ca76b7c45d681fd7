/** When people last looked at what is new, in the store. */
import type { Engine } from '../engine.ts';
import type { Store } from '../store.ts';

/** Returns the store's methods on looks. */
export function lastSeenQueries(engine: Engine) {
  return {
    lookBefore: async ({ platform, workspace, person }) => {
      const row = await engine.db
        .selectFrom('home_looks')
        .select('newSince')
        .where((where) => where.and({ platform, workspace, person }))
        .executeTakeFirst();
      return row?.newSince;
    },

    noteLook: async ({ platform, workspace, person }, now, after) => {
      const lookedAt = now;
      await engine.db
        .insertInto('home_looks')
        .values({ platform, workspace, person, newSince: null, lookedAt })
        .onConflict((conflict) =>
          conflict
            .columns(['platform', 'workspace', 'person'])
            .doUpdateSet((set) => ({ newSince: set.ref('home_looks.lookedAt'), lookedAt }))
            .where('home_looks.lookedAt', '<=', after),
        )
        .execute();
    },

    tidyLooks: async (before) => {
      await engine.db.deleteFrom('home_looks').where('lookedAt', '<', before).execute();
    },
  } satisfies Partial<Store>;
}
