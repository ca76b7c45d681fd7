/** In which language, and for whom, somebody in a chat is answered: resolved here for both chats. */
import { DEFAULT_SETTINGS } from '../conversation/channel-settings/channel-settings.ts';
import type { Asker, Conversation } from '../conversation/conversation.ts';
import type { ChannelRef } from '../digest/subscription.ts';
import type { Language } from '../records/schema.ts';
import { withTimeout } from './timeout.ts';

/** The longest wait for a channel's settings, since an answer is due. */
const SETTINGS_MS = 500;

export type ResolveLanguageOptions = {
  /** The language that the text asks for or is written in. */
  readonly typed: Language | undefined;
  /** The channel whose settings hold, of a thread the channel that it is in; undefined where none do. */
  readonly channelRef: ChannelRef | undefined;
  /** Returns the language of the person's own chat; called only where nothing else says one. */
  readonly own: () => Language | undefined | Promise<Language | undefined>;
};

/**
 * Returns the language that was typed, else that of the channel, else the person's own, else English; and who sees answers to
 * commands there. A channel whose settings cannot be read in time has set nothing.
 */
export async function resolveLanguage(
  { typed, channelRef, own }: ResolveLanguageOptions,
  { channelSettings }: Pick<Conversation, 'channelSettings'>,
): Promise<Pick<Asker, 'language' | 'audience'>> {
  const { language, audience } =
    channelRef === undefined
      ? DEFAULT_SETTINGS
      : await withTimeout(channelSettings.read(channelRef), SETTINGS_MS, DEFAULT_SETTINGS);
  return { language: typed ?? language ?? (await own()) ?? 'en', audience };
}
