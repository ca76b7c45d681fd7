/** The channel of an interaction, as far as an answer depends on it. */
import { ApplicationIntegrationType, ChannelType, InteractionContextType, type APIInteraction } from 'discord.js';
import type { ChannelRef } from '../../../digest/subscription.ts';

const THREADS: ReadonlySet<ChannelType> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);

/** Returns whether a channel type is a thread. */
export function isThread(type: ChannelType | undefined): boolean {
  return type !== undefined && THREADS.has(type);
}

/** Returns whether only a person has installed the app, so that the bot itself is not in the server: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object */
export function isUserInstallOnly({
  authorizing_integration_owners: owners,
}: Pick<APIInteraction, 'authorizing_integration_owners'>): boolean {
  return (
    owners[ApplicationIntegrationType.UserInstall] !== undefined &&
    owners[ApplicationIntegrationType.GuildInstall] === undefined
  );
}

/** Returns whether an interaction is in a direct message with the bot itself, which nobody else sees. */
export function isOwnConversation({ context }: Pick<APIInteraction, 'context'>): boolean {
  return context === InteractionContextType.BotDM;
}

/** Where an interaction is. */
export type Located = {
  readonly guild_id?: string | undefined;
  readonly channel?:
    | { readonly id: string; readonly type?: ChannelType; readonly parent_id?: string | null }
    | undefined;
};

/** Returns the chosen channel of an interaction, or its own; undefined outside servers. */
export function channelOf({ guild_id: workspace, channel }: Located, chosen?: string): ChannelRef | undefined {
  const id = chosen ?? channel?.id;
  return workspace === undefined || id === undefined ? undefined : { platform: 'discord', workspace, channel: id };
}

/** Returns the channel of an interaction, for a thread the channel that it is in; undefined outside servers. */
export function parentChannelOf({ guild_id: workspace, channel }: Located): ChannelRef | undefined {
  if (workspace === undefined || channel === undefined) return undefined;
  const home = isThread(channel.type) ? (channel.parent_id ?? channel.id) : channel.id;
  return { platform: 'discord', workspace, channel: home };
}

/** Returns the channel whose settings hold for an interaction; a server that the bot is not in has none. */
export const settingsChannelOf = (interaction: APIInteraction): ChannelRef | undefined =>
  isUserInstallOnly(interaction) ? undefined : parentChannelOf(interaction);
