/** Tokens of programs in the store, by their hashes. */
import type { AccessTokenStore } from '../../people/access-tokens.ts';
import { inTransaction, type Engine } from '../engine.ts';
import { insertAudit } from './accounts.ts';

/** Returns the store's methods on tokens of programs. */
export const accessTokenQueries = (engine: Engine): AccessTokenStore => ({
  addAccessToken: async (token, entry) =>
    await inTransaction(engine, async (db) => {
      const added = await db
        .insertInto('access_tokens')
        .values({ ...token })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (Number(added.numInsertedOrUpdatedRows ?? 0) === 0) return false;
      await insertAudit(db, entry);
      return true;
    }),

  accessTokens: async () =>
    await engine.db
      .selectFrom('access_tokens')
      .selectAll()
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .execute(),

  accessTokenOf: async (hash) =>
    await engine.db.selectFrom('access_tokens').selectAll().where('hash', '=', hash).executeTakeFirst(),

  noteAccessTokenUse: async (id, when) => {
    await engine.db.updateTable('access_tokens').set({ usedAt: when }).where('id', '=', id).execute();
  },

  withdrawAccessToken: async (name, when, entry) =>
    await inTransaction(engine, async (db) => {
      const changed = await db
        .updateTable('access_tokens')
        .set({ withdrawnAt: when })
        .where('name', '=', name)
        .where('withdrawnAt', 'is', null)
        .executeTakeFirst();
      if (Number(changed.numUpdatedRows) === 0) return false;
      await insertAudit(db, entry);
      return true;
    }),
});
