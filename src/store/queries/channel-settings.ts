/** Channel settings for answers, in the store. */
import type { Engine } from '../engine.ts';
import type { Store } from '../store.ts';

/** Returns the store's methods on the settings of channels. */
export function channelSettingsQueries(engine: Engine) {
  return {
    channelSettings: async ({ platform, workspace, channel }) => {
      const row = await engine.db
        .selectFrom('places')
        .select(['language', 'audience', 'model'])
        .where('platform', '=', platform)
        // Where there is one workspace alone, settings of the bot need not name it.
        .$if(workspace !== '', (query) => query.where('workspace', '=', workspace))
        .where('channel', '=', channel)
        .executeTakeFirst();
      return (
        row && {
          language: row.language ?? undefined,
          audience: row.audience,
          ...(row.model !== undefined && { model: row.model }),
        }
      );
    },

    setChannelSettings: async ({ platform, workspace, channel }, { language = null, audience, model = null }) => {
      await engine.db
        .insertInto('places')
        .values({ platform, workspace, channel, language, audience, model })
        .onConflict((conflict) =>
          conflict.columns(['platform', 'workspace', 'channel']).doUpdateSet({ language, audience, model }),
        )
        .execute();
    },
  } satisfies Partial<Store>;
}
