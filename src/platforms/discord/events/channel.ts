/** Where an interaction happens, as far as an answer depends on it. */
import { ApplicationIntegrationType, ChannelType, type APIInteraction } from 'discord.js';
import type { ChannelRef } from '../../../digest/subscription.ts';
import type { ChannelSettings } from '../../../conversation/channel-settings/types.ts';
import { ready } from '../../acknowledge.ts';
import type { Bot } from '../../platform.ts';

/** What a channel has set is waited for no longer than this: an answer is due. */
const SETTINGS_MILLISECONDS = 500;

const DEFAULT: ChannelSettings = { language: undefined, audience: 'asker' };

const THREADS: ReadonlySet<ChannelType> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);

/** Tells whether a channel of a type is a thread. */
export function isThread(type: ChannelType | undefined): boolean {
  return type !== undefined && THREADS.has(type);
}

/** Tells whether only a person has brought the app along, so that the bot itself is not there: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object */
export function isBroughtAlong({
  authorizing_integration_owners: owners,
}: Pick<APIInteraction, 'authorizing_integration_owners'>): boolean {
  return (
    owners[ApplicationIntegrationType.UserInstall] !== undefined &&
    owners[ApplicationIntegrationType.GuildInstall] === undefined
  );
}

type Located = {
  readonly guild_id?: string | undefined;
  readonly channel?:
    | { readonly id: string; readonly type?: ChannelType; readonly parent_id?: string | null }
    | undefined;
};

/** Returns a channel of the server that an interaction is in: that which was chosen, or its own; undefined outside of servers. */
export function channelOf({ guild_id: workspace, channel }: Located, chosen?: string): ChannelRef | undefined {
  const id = chosen ?? channel?.id;
  return workspace === undefined || id === undefined ? undefined : { platform: 'discord', workspace, channel: id };
}

/** Returns the channel that an interaction is in, for a thread that of the thread; undefined outside of servers. */
export function homeOf({ guild_id: workspace, channel }: Located): ChannelRef | undefined {
  if (workspace === undefined || channel === undefined) return undefined;
  const home = isThread(channel.type) ? (channel.parent_id ?? channel.id) : channel.id;
  return { platform: 'discord', workspace, channel: home };
}

/** Returns what a channel has set for answers; the default where it has set nothing, where that cannot be told soon, and where there is no channel. */
export async function settingsOf(channelRef: ChannelRef | undefined, bot: Bot): Promise<ChannelSettings> {
  if (channelRef === undefined) return DEFAULT;
  const reading = bot.channelSettings.read(channelRef);
  return (await ready(reading, SETTINGS_MILLISECONDS)) ? reading : DEFAULT;
}

/** Returns what holds for answers to an interaction: nothing is set for a server that the bot is not in. */
export function settingsAt(interaction: APIInteraction, bot: Bot): Promise<ChannelSettings> {
  return settingsOf(isBroughtAlong(interaction) ? undefined : homeOf(interaction), bot);
}
