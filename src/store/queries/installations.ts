/** Installations in the store: the credentials of each workspace, encrypted before they get here. */
import { type Engine, inTransaction } from '../engine.ts';
import type { Store } from '../store.ts';

/** Returns the store's methods on installations. */
export function installationQueries(engine: Engine) {
  return {
    saveInstallation: async ({ platform, workspace, sealed, installedAt }) => {
      await engine.db
        .insertInto('installations')
        .values({ platform, workspace, sealed, installedAt })
        .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet({ sealed, installedAt }))
        .execute();
    },

    installation: async (platform, workspace) =>
      await engine.db
        .selectFrom('installations')
        .selectAll()
        .where((where) => where.and({ platform, workspace }))
        .executeTakeFirst(),

    installations: async (platform) =>
      await engine.db
        .selectFrom('installations')
        .selectAll()
        .where('platform', '=', platform)
        .orderBy('installedAt')
        .orderBy('workspace')
        .execute(),

    resealInstallation: async ({ platform, workspace, sealed: before }, sealed) => {
      const changed = await engine.db
        .updateTable('installations')
        .set({ sealed })
        .where((where) => where.and({ platform, workspace, sealed: before }))
        .returning('workspace')
        .executeTakeFirst();
      return changed !== undefined;
    },

    deleteInstallation: async (platform, workspace, until) => {
      return await inTransaction(engine, async (db) => {
        const forgotten = await db
          .deleteFrom('installations')
          .where((where) => where.and({ platform, workspace }))
          .where('installedAt', '<=', until)
          .returning('workspace')
          .executeTakeFirst();
        if (forgotten === undefined) return false;
        for (const table of ['home_looks', 'conversations'] as const)
          await db.deleteFrom(table).where('platform', '=', platform).where('workspace', '=', workspace).execute();
        return true;
      });
    },
  } satisfies Partial<Store>;
}
