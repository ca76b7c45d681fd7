/** What the last answers were about, in the store. */
import type { Engine } from '../engine.ts';
import { toCarried } from '../rows.ts';
import type { Store } from '../store.ts';

/** Returns the store's methods on conversations. */
export function conversationQueries(engine: Engine) {
  return {
    rememberAnswer: async (keys, { person, about }, now) => {
      const saidAt = now;
      await engine.db
        .insertInto('conversations')
        .values(keys.map((one) => ({ ...one, person, about, saidAt })))
        .onConflict((conflict) =>
          conflict.columns(['platform', 'workspace', 'channel', 'key']).doUpdateSet((set) => ({
            person: set.ref('excluded.person'),
            about: set.ref('excluded.about'),
            saidAt: set.ref('excluded.saidAt'),
          })),
        )
        .execute();
    },

    rememberedAnswer: async ({ platform, workspace, channel, key }, after) => {
      const row = await engine.db
        .selectFrom('conversations')
        .select('about')
        .where((where) => where.and({ platform, workspace, channel, key }))
        .where('saidAt', '>', after)
        .executeTakeFirst();
      return row?.about;
    },

    sentMessage: async ({ platform, workspace, channel }, message) => {
      const row = await engine.db
        .selectFrom('deliveries')
        .select(['slot', 'carried'])
        .where((where) => where.and({ message, channel, workspace, platform }))
        .where('kind', 'in', ['digest', 'share', 'answer'])
        .executeTakeFirst();
      return row && { slot: row.slot, carried: row.carried === undefined ? undefined : toCarried(row.carried) };
    },

    tidyAnswers: async (before) => {
      await engine.db.deleteFrom('conversations').where('saidAt', '<', before).execute();
    },
  } satisfies Partial<Store>;
}
