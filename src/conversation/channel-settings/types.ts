/** What a channel has set for the answers given in it: their language, and who sees those to commands. */
import type { Language } from '../../records/schema.ts';
import type { ChannelRef } from '../../digest/subscription.ts';
import type { Reply } from '../../reply/reply.ts';

export type ChannelSettings = {
  /** The language of answers; undefined for each reader's own. */
  readonly language: Language | undefined;
  /** Who sees the answers to commands. */
  readonly audience: Reply['audience'];
};

/** What holds where a channel has set nothing. */
export const DEFAULT_SETTINGS: ChannelSettings = { language: undefined, audience: 'asker' };

/** What a person asks to change, as typed or chosen; what is left out stays as it is. */
export type ChannelSettingsInput = {
  /** `en`, `zh`, or `own` for each reader's own. */
  readonly language?: string | undefined;
  /** `private` or `open`. */
  readonly answers?: string | undefined;
};

export type ChannelSettingsFault = { readonly field: keyof ChannelSettingsInput; readonly message: string };

export type ChannelSettingsResult =
  | { readonly ok: true; readonly settings: ChannelSettings; readonly reply: Reply }
  /** The faults by field, for a form; the reply says the same in words. Nothing was changed. */
  | { readonly ok: false; readonly faults: readonly ChannelSettingsFault[]; readonly reply: Reply };

export type ChannelSettingsActions = {
  /** Returns what holds in a channel, from memory where it was read within the last half minute; never rejects, what cannot be read is the default. */
  readonly read: (channelRef: ChannelRef) => Promise<ChannelSettings>;
  /** Returns a reply that tells what holds in a channel and how it is changed. */
  readonly show: (channelRef: ChannelRef, language: Language) => Promise<Reply>;
  /** Changes what a channel has set and returns what holds now, or every fault; rejects only if the store does. Whether the person may is the platform's to check. */
  readonly change: (
    channelRef: ChannelRef,
    input: ChannelSettingsInput,
    language: Language,
  ) => Promise<ChannelSettingsResult>;
};
