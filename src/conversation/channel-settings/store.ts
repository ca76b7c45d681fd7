/** The port of channel settings to the store. */
import type { ChannelRef } from '../../digest/subscription.ts';
import type { ChannelSettings } from './types.ts';

export type ChannelSettingsStore = {
  /** Returns the settings of a channel, or undefined if it has none. */
  readonly channelSettings: (channelRef: ChannelRef) => Promise<ChannelSettings | undefined>;
  /** Sets the settings of a channel, replacing those before. */
  readonly setChannelSettings: (channelRef: ChannelRef, settings: ChannelSettings) => Promise<void>;
};
