/** Tokens of programs in the store, by their hashes. */
import type { Selectable } from 'kysely';
import type { AccessToken, AccessTokenStore } from '../../people/access-tokens.ts';
import { inTransaction, type Engine } from '../engine.ts';
import type { AccessTokenRow } from '../schema.ts';
import { optionalInstant } from '../rows.ts';
import { insertAudit } from './accounts.ts';

const tokenOf = (row: Selectable<AccessTokenRow>): AccessToken => ({
  id: row.id,
  name: row.name,
  place: row.place,
  hash: row.hash,
  madeBy: row.made_by,
  createdAt: Temporal.Instant.fromEpochMilliseconds(row.created_at),
  expiresAt: Temporal.Instant.fromEpochMilliseconds(row.expires_at),
  usedAt: optionalInstant(row.used_at),
  withdrawnAt: optionalInstant(row.withdrawn_at),
});

/** Returns the store's methods on tokens of programs. */
export const accessTokenQueries = (engine: Engine): AccessTokenStore => ({
  addAccessToken: async ({ id, name, place, hash, madeBy, createdAt, expiresAt }, entry) =>
    await inTransaction(engine, async (db) => {
      const row = {
        id,
        name,
        place,
        hash,
        made_by: madeBy,
        created_at: createdAt.epochMilliseconds,
        expires_at: expiresAt.epochMilliseconds,
        used_at: null,
        withdrawn_at: null,
      };
      const added = await db
        .insertInto('access_tokens')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (Number(added.numInsertedOrUpdatedRows ?? 0) === 0) return false;
      await insertAudit(db, entry);
      return true;
    }),

  accessTokens: async () => {
    const rows = await engine.db
      .selectFrom('access_tokens')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .execute();
    return rows.map(tokenOf);
  },

  accessTokenOf: async (hash) => {
    const row = await engine.db.selectFrom('access_tokens').selectAll().where('hash', '=', hash).executeTakeFirst();
    return row && tokenOf(row);
  },

  noteAccessTokenUse: async (id, when) => {
    await engine.db
      .updateTable('access_tokens')
      .set({ used_at: when.epochMilliseconds })
      .where('id', '=', id)
      .execute();
  },

  withdrawAccessToken: async (name, when, entry) =>
    await inTransaction(engine, async (db) => {
      const changed = await db
        .updateTable('access_tokens')
        .set({ withdrawn_at: when.epochMilliseconds })
        .where('name', '=', name)
        .where('withdrawn_at', 'is', null)
        .executeTakeFirst();
      if (Number(changed.numUpdatedRows) === 0) return false;
      await insertAudit(db, entry);
      return true;
    }),
});
