/** What is known of the servers that the bot is in: names and threads from the gateway, rights from Discord itself, since they must be those of the moment. */
import {
  DiscordAPIError,
  RESTJSONErrorCodes,
  Routes,
  type APIGuild,
  type APIGuildMember,
  type Client,
} from 'discord.js';
import { settlesInTime } from '../../timeout.ts';
import { ADMINISTRATOR } from '../commands/digest.ts';

export type Servers = {
  /** Returns the channel of a thread; undefined for a channel. */
  readonly parentOf: (channelId: string) => string | undefined;
  /** Returns the name of a channel, where it is known. */
  readonly channelName: (channelId: string) => string | undefined;
  /** Returns whether a role is the one that Discord made for the bot itself. */
  readonly isOwnRole: (guildId: string, roleId: string) => boolean;
  /** The bot's id, and what it is called. */
  readonly bot: () => { readonly id: string; readonly name: string };
  /** Returns the rights that a person has in a server at the moment, none for who is no member; undefined where Discord does not say. */
  readonly rightsOf: (guildId: string, person: string) => Promise<bigint | undefined>;
};

/** The longest wait for a person's rights, below the time after which an answer is acknowledged. */
const RIGHTS_MS = 1_000;

/** Returns what a client knows of its servers. */
export function createServers(client: Client, botId: () => string): Servers {
  // Not from what the gateway told: while it reconnects, that is of before.
  const lookUp = async (guildId: string, person: string): Promise<bigint | undefined> => {
    try {
      const [member, { owner_id: owner, roles }] = await Promise.all([
        client.rest.get(Routes.guildMember(guildId, person)) as Promise<Pick<APIGuildMember, 'roles'>>,
        client.rest.get(Routes.guild(guildId)) as Promise<Pick<APIGuild, 'owner_id' | 'roles'>>,
      ]);
      if (owner === person) return ADMINISTRATOR;
      // The role that everybody has bears the id of the server.
      const held = new Set([guildId, ...member.roles]);
      return roles.reduce((rights, { id, permissions }) => (held.has(id) ? rights | BigInt(permissions) : rights), 0n);
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
    bot: () => ({ id: botId(), name: client.user?.username ?? '' }),
    rightsOf: async (guildId, person) => {
      const asking = lookUp(guildId, person);
      return (await settlesInTime(asking, RIGHTS_MS)) ? asking : undefined;
    },
  };
}
