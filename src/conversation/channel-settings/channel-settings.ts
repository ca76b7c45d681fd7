/** The settings of channels for answers, read from the store and cached for a short time, since an answer may not wait for the store. */
import { LRUCache } from 'lru-cache';
import type { Language } from '../../records/schema.ts';
import type { ChannelRef } from '../../digest/subscription.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Reply } from '../../reply/reply.ts';
import type { ChannelSettingsStore } from './store.ts';
import {
  DEFAULT_SETTINGS,
  type ChannelSettingsFault,
  type ChannelSettingsActions,
  type ChannelSettings,
} from './types.ts';
import { parseChannelSettings } from './parse.ts';
import { channelSettingsTexts } from '../../reply/texts/channel-settings.ts';

/** The longest time until a change by another replica takes effect. */
const FRESH_SECONDS = 30;
/** The number of channels whose settings are cached. */
const CHANNELS_MOST = 10_000;

export type ChannelSettingsOptions = {
  readonly store: ChannelSettingsStore;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
};

type CachedSettings = { readonly settings: ChannelSettings; readonly until: Temporal.Instant };

/** Creates the channel settings over a store. */
export function createChannelSettings({ store, now, log }: ChannelSettingsOptions): ChannelSettingsActions {
  const cached = new LRUCache<string, CachedSettings>({ max: CHANNELS_MOST });
  const reading = new Map<string, Promise<ChannelSettings>>();
  const remember = (key: string, settings: ChannelSettings): void =>
    void cached.set(key, { settings, until: now().add({ seconds: FRESH_SECONDS }) });

  const readNow = (channelRef: ChannelRef, key: string, before: ChannelSettings): Promise<ChannelSettings> => {
    const begun = reading.get(key);
    if (begun !== undefined) return begun;
    const work = store
      .channelSettings(channelRef)
      .catch((error: unknown) => {
        log.warn({ err: error }, 'the settings of a channel could not be read; what was known of them holds');
        return before;
      })
      .then((settings = DEFAULT_SETTINGS) => {
        // A change made during the read is newer than what was read.
        if (reading.get(key) === work) remember(key, settings);
        return settings;
      })
      .finally(() => {
        if (reading.get(key) === work) reading.delete(key);
      });
    reading.set(key, work);
    return work;
  };

  return {
    read: async (channelRef) => {
      const key = keyOf(channelRef);
      const remembered = cached.get(key);
      if (remembered === undefined) return readNow(channelRef, key, DEFAULT_SETTINGS);
      // An expired entry still serves this answer and is refreshed in the background.
      if (Temporal.Instant.compare(now(), remembered.until) >= 0) void readNow(channelRef, key, remembered.settings);
      return remembered.settings;
    },

    show: async (channelRef, language) => {
      const { blocks, ...reply } = settingsReply(await currentOf(store, channelRef), language);
      return {
        ...reply,
        blocks: [...blocks, { type: 'note', tone: 'plain', text: channelSettingsTexts(language).how }],
      };
    },

    change: async (channelRef, input, language) => {
      const texts = channelSettingsTexts(language);
      const before = await currentOf(store, channelRef);
      const read = parseChannelSettings(input, before, language);
      const values = Object.values(input).filter((value) => value !== undefined);
      const faults: readonly ChannelSettingsFault[] = read.ok
        ? values.length === 0
          ? [{ field: 'language', message: texts.nothing }]
          : []
        : read.faults;
      if (!read.ok || faults.length > 0) return { ok: false, faults, reply: faultReply(faults, language) };
      await store.setChannelSettings(channelRef, read.settings);
      const key = keyOf(channelRef);
      reading.delete(key);
      remember(key, read.settings);
      return { ok: true, settings: read.settings, reply: settingsReply(read.settings, language, texts.changed) };
    },
  };
}

const keyOf = ({ platform, workspace, channel }: ChannelRef): string => JSON.stringify([platform, workspace, channel]);

const currentOf = async (store: ChannelSettingsOptions['store'], channelRef: ChannelRef): Promise<ChannelSettings> =>
  (await store.channelSettings(channelRef)) ?? DEFAULT_SETTINGS;

function settingsReply({ language: set, audience }: ChannelSettings, language: Language, heading?: string): Reply {
  const texts = channelSettingsTexts(language);
  return {
    title: texts.title,
    language,
    audience: 'asker',
    blocks: [
      {
        type: 'list',
        heading: heading ?? texts.unset,
        items: [
          { label: texts.language, detail: set === undefined ? texts.own : texts.languages[set] },
          { label: texts.answers, detail: texts.audiences[audience] },
        ],
      },
      { type: 'note', tone: 'plain', text: texts.digests },
    ],
    actions: [],
  };
}

function faultReply(faults: readonly ChannelSettingsFault[], language: Language): Reply {
  return {
    title: channelSettingsTexts(language).notChanged,
    language,
    audience: 'asker',
    blocks: faults.map(({ message }) => ({ type: 'note', tone: 'warning', text: message })),
    actions: [],
  };
}
