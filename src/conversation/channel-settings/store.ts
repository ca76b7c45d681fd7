/** What channel settings need of the store. */
import type { ChannelRef } from '../../digest/subscription.ts';
import type { ChannelSettings } from './types.ts';

export type ChannelSettingsStore = {
  /** Returns what a channel has set for answers, or undefined if it has set nothing. */
  readonly channelSettings: (channelRef: ChannelRef) => Promise<ChannelSettings | undefined>;
  /** Sets what holds for answers in a channel, in the place of what held before. */
  readonly setChannelSettings: (channelRef: ChannelRef, settings: ChannelSettings) => Promise<void>;
};
