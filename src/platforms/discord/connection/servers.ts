/** What is known of the servers that the bot is in: from the gateway, and from Discord itself where rights must be those of the moment. */
import { DiscordAPIError, RESTJSONErrorCodes, Routes, type APIGuildMember, type Client } from 'discord.js';
import { ready } from '../../within.ts';
import { ADMINISTRATOR } from '../commands/digest.ts';

export type Servers = {
  /** Returns the channel of a thread; undefined for a channel. */
  readonly parentOf: (channelId: string) => string | undefined;
  /** Returns the name of a channel, where it is known. */
  readonly channelName: (channelId: string) => string | undefined;
  /** Returns whether a role is the one that Discord made for the bot itself. */
  readonly isOwnRole: (guildId: string, roleId: string) => boolean;
  /** Returns the rights that a person has in a server at the moment, none for who is no member; undefined where Discord does not say. */
  readonly rightsOf: (guildId: string, person: string) => Promise<bigint | undefined>;
};

/** The longest wait for a person's rights, below the time after which an answer is acknowledged. */
const RIGHTS_MILLISECONDS = 1_000;

/** Returns what a client knows of its servers. */
export function createServers(client: Client, botId: () => string): Servers {
  const lookUp = async (guildId: string, person: string): Promise<bigint | undefined> => {
    const guild = client.guilds.cache.get(guildId);
    if (guild === undefined) return undefined;
    try {
      const member = (await client.rest.get(Routes.guildMember(guildId, person))) as Pick<APIGuildMember, 'roles'>;
      if (guild.ownerId === person) return ADMINISTRATOR;
      // The role that everybody has bears the id of the server.
      return [guildId, ...member.roles].reduce(
        (rights, role) => rights | (guild.roles.cache.get(role)?.permissions.bitfield ?? 0n),
        0n,
      );
    } catch (error) {
      return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMember ? 0n : undefined;
    }
  };
  return {
    parentOf: (channelId) => {
      const channel = client.channels.cache.get(channelId);
      return channel?.isThread() === true ? (channel.parentId ?? undefined) : undefined;
    },
    channelName: (channelId) => {
      const channel = client.channels.cache.get(channelId);
      return channel !== undefined && 'name' in channel ? (channel.name ?? undefined) : undefined;
    },
    isOwnRole: (guildId, roleId) => client.guilds.cache.get(guildId)?.roles.cache.get(roleId)?.tags?.botId === botId(),
    rightsOf: async (guildId, person) => {
      const asking = lookUp(guildId, person);
      return (await ready(asking, RIGHTS_MILLISECONDS)) ? asking : undefined;
    },
  };
}
