/** Who may manage a server's digests and settings, and where in a server the bot may post. Pure. */
import { ChannelType, PermissionFlagsBits, type GatewayGuildCreateDispatchData } from 'discord.js';
import { ADMINISTRATOR, MANAGE_GUILD } from '../commands/digest.ts';

/**
 * Returns whether a person manages the server, by their permissions in a channel of it.
 * Discord hides the commands from others, but a server's owners can show them to more people: so it is checked here.
 */
export function mayManage(permissions: string | bigint | undefined): boolean {
  return (BigInt(permissions ?? '0') & (MANAGE_GUILD | ADMINISTRATOR)) !== 0n;
}

const POSTING = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;

type JoinedServer = Pick<GatewayGuildCreateDispatchData, 'id' | 'roles' | 'members' | 'channels'>;

/** Returns the text channels of a server where the bot may post, in the server's order: https://docs.discord.com/developers/topics/permissions#permission-overwrites */
export function postableIn({ id, roles, members, channels }: JoinedServer, bot: string): string[] {
  const own = members.find(({ user }) => user.id === bot);
  // Everybody has the role that bears the id of the server.
  const held = new Set([id, ...(own?.roles ?? [])]);
  const base = roles.reduce((rights, role) => (held.has(role.id) ? rights | BigInt(role.permissions) : rights), 0n);
  const postable = channels.flatMap((channel) => {
    if (channel.type !== ChannelType.GuildText && channel.type !== ChannelType.GuildAnnouncement) return [];
    const overwrites = channel.permission_overwrites ?? [];
    let rights = base;
    // First those for everybody, then those of all roles together, then the bot's own.
    for (const some of [
      overwrites.filter((one) => one.id === id),
      overwrites.filter((one) => one.id !== id && held.has(one.id)),
      overwrites.filter((one) => one.id === bot),
    ]) {
      rights = some.reduce((left, { deny }) => left & ~BigInt(deny), rights);
      rights = some.reduce((left, { allow }) => left | BigInt(allow), rights);
    }
    const mayPost = (base & ADMINISTRATOR) !== 0n || (rights & POSTING) === POSTING;
    return mayPost ? [{ id: channel.id, position: channel.position }] : [];
  });
  return postable.toSorted((a, b) => a.position - b.position).map((channel) => channel.id);
}
