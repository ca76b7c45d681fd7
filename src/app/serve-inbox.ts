/** The inbox and the channel settings of a serving bot. */
import type { Catalogue } from '../search/catalogue.ts';
import type { Courier } from '../digest/delivery/courier.ts';
import type { ChannelRef } from '../digest/subscription.ts';
import { newId } from '../digest/ids.ts';
import { createFlags, type Flags } from '../conversation/flags/flags.ts';
import { dayOf } from '../records/dates.ts';
import { retentionLimits, MAX_QUESTIONS_PER_DAY, anonymousQuestion } from '../people/inbox.ts';
import type { Logger } from '../shared/logger.ts';
import {
  createChannelSettings,
  type ChannelSettingsActions,
} from '../conversation/channel-settings/channel-settings.ts';
import type { Settings } from './settings.ts';
import type { Store } from '../store/store.ts';

export type InboxServing = {
  readonly store: Store;
  readonly catalogue: () => Catalogue;
  readonly log: Logger;
  readonly now: () => Temporal.Instant;
  /** Called when a delivery to the curators was queued. */
  readonly wake: () => void;
};

export type ServedInbox = {
  /** The functions for the bot. */
  readonly bot: {
    readonly flags: Flags;
    readonly channelSettings: ChannelSettingsActions;
    readonly isCurators: (channelRef: ChannelRef) => boolean;
    readonly keepQuestion?: (question: string) => Promise<void>;
  };
  /** Sends the flags that wait to the curators, and says so where they cannot be posted there; call it with each platform that is connected. */
  readonly connected: (couriers: ReadonlyMap<string, Courier>) => Promise<void>;
  /** Deletes entries whose retention has ended. */
  readonly tidy: () => Promise<void>;
};

async function warnUnlessReachable(courier: Courier, curators: ChannelRef, log: Logger): Promise<void> {
  const checked = await courier.check(curators);
  if (!checked.ok)
    log.warn(
      { because: checked.because, detail: checked.detail },
      'CURATOR_CHANNEL: flags cannot be posted there; they are kept and tried again',
    );
}

/** Creates the inbox of a serving bot. */
export function serveInbox(
  { curators, keepsQuestions, model }: Pick<Settings, 'curators' | 'keepsQuestions' | 'model'>,
  { store, catalogue, log, now, wake }: InboxServing,
): ServedInbox {
  let directed: Promise<void> | undefined;
  let isChecked = false;
  const keepQuestion = async (question: string): Promise<void> => {
    const text = anonymousQuestion(question);
    if (text === undefined) return;
    await store
      .countQuestion(text, dayOf(now()), MAX_QUESTIONS_PER_DAY)
      .catch((error: unknown) => log.warn({ err: error }, 'a question that found nothing could not be kept'));
  };
  return {
    bot: {
      flags: createFlags({ store, catalogue, now, newId, curators, wake }),
      channelSettings: createChannelSettings({ store, now, log, hasModel: model !== undefined }),
      isCurators: ({ platform, workspace, channel }) =>
        curators?.platform === platform &&
        curators.channel === channel &&
        (curators.workspace === '' || curators.workspace === workspace),
      ...(keepsQuestions && { keepQuestion }),
    },
    connected: async (couriers) => {
      directed ??= store
        .directFlags(curators, now())
        .catch((error: unknown) => log.error({ err: error }, 'flags: the store could not be used; they wait'));
      const courier = curators && couriers.get(curators.platform);
      if (curators === undefined || courier === undefined || isChecked) return;
      isChecked = true;
      await directed;
      wake();
      await warnUnlessReachable(courier, curators, log);
    },
    tidy: async () => await store.tidyInbox(retentionLimits(now())),
  };
}
