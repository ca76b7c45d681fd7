/** A channel's settings for answers: their language, and who sees the answers to commands. */
import type { Language } from '../../records/schema.ts';
import type { ChannelRef } from '../../digest/subscription.ts';
import type { Reply } from '../../reply/reply.ts';

export type ChannelSettings = {
  /** The language of answers; undefined for each reader's own. */
  readonly language: Language | undefined;
  /** Who sees the answers to commands. */
  readonly audience: Reply['audience'];
};

/** The settings of a channel that has set nothing. */
export const DEFAULT_SETTINGS: ChannelSettings = { language: undefined, audience: 'asker' };

/** The requested change, as typed or chosen; omitted fields stay as they are. */
export type ChannelSettingsInput = {
  /** `en`, `zh`, or `own` for each reader's own. */
  readonly language?: string | undefined;
  /** `private` or `open`. */
  readonly answers?: string | undefined;
  /** A word of the command that is neither: it is named, and nothing is changed. */
  readonly unknown?: string | undefined;
};

export type ChannelSettingsFault = { readonly field: keyof ChannelSettingsInput; readonly message: string };

export type ChannelSettingsResult =
  | { readonly ok: true; readonly settings: ChannelSettings; readonly reply: Reply }
  /** The faults by field, for a form; the reply states the same in words. Nothing was changed. */
  | { readonly ok: false; readonly faults: readonly ChannelSettingsFault[]; readonly reply: Reply };

export type ChannelSettingsActions = {
  /** Returns the settings of a channel, from memory where they were read within the last half minute; never rejects: where they cannot be read, the default is returned. */
  readonly read: (channelRef: ChannelRef) => Promise<ChannelSettings>;
  /** Returns a reply that states the settings of a channel and how to change them, behind a word of the command that was not understood, if there is one. */
  readonly show: (channelRef: ChannelRef, language: Language, unknown?: string) => Promise<Reply>;
  /** Changes the settings of a channel and returns the new ones, or every fault; rejects only if the store does. The platform checks whether the person has the right. */
  readonly change: (
    channelRef: ChannelRef,
    input: ChannelSettingsInput,
    language: Language,
  ) => Promise<ChannelSettingsResult>;
};
