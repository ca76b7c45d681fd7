/** Interactions as Discord sends them to the bot, and the handle through which a test sees what the user sees. */
import type { Live } from './discord-callbacks.ts';
import type { Core } from './discord-core.ts';
import { type Fields, type Interaction, type Message, PERMISSION, type Response, type User } from './discord-types.ts';
import {
  type Channel,
  channelWire,
  type Guild,
  isLoading,
  type Kept,
  type Member,
  memberWire,
  rolesWire,
} from './discord-world.ts';

/** Where and as whom a user does something. */
export interface Where {
  user: User | string;
  channelId: string;
  /** Must be the channel's guild where it is given; a direct conversation has none. */
  guildId?: string;
  /** The user's language; en-US by default. */
  locale?: string;
  /** `user` where the user brought the app along; the server has installed it otherwise. */
  installed?: 'guild' | 'user';
}

interface Scene {
  user: User;
  channel: Channel;
  guild: Guild | null;
  member: Member | null;
  /** 0 in a server, 1 with the bot, 2 among people. */
  context: 0 | 1 | 2;
  isUserInstalled: boolean;
  isGuildInstalled: boolean;
}

/** Says that a test asked for what Discord would not let a user do. */
export function impossible(why: string): never {
  throw new Error(`discord peer: ${why}`);
}

/** Works out who acts where, and throws where they could not. */
export function sceneOf(core: Core, where: Where): Scene {
  const user = typeof where.user === 'string' ? core.world.users.get(where.user) : core.world.users.get(where.user.id);
  if (user === undefined) return impossible(`there is no user ${JSON.stringify(where.user)}`);
  const channel = core.world.channels.get(where.channelId);
  if (channel === undefined || channel.deleted) return impossible(`there is no channel ${where.channelId}`);
  if (where.guildId !== undefined && where.guildId !== channel.guildId) {
    return impossible(`channel ${channel.id} is not in guild ${where.guildId}`);
  }
  const guild = core.world.guildOf(channel);
  const member = guild?.members.get(user.id) ?? null;
  if (guild !== null && member === null) return impossible(`${user.username} is not a member of ${guild.name}`);
  const isOutside = guild === null ? channel.type !== 1 : !guild.botIsMember;
  return {
    user,
    channel,
    guild,
    member,
    context: guild === null ? (channel.type === 1 ? 1 : 2) : 0,
    isUserInstalled: isOutside || where.installed === 'user',
    isGuildInstalled: !isOutside,
  };
}

/** Builds an interaction, sends it to the bot and returns the user's view of it. */
export function interact(
  core: Core,
  where: Where,
  { type, data, source = null }: { type: number; data: Fields; source?: Kept | null },
): Interaction {
  const { world } = core;
  const scene = sceneOf(core, where);
  const { user, channel, guild, member } = scene;
  const payload: Fields = {
    id: world.snowflake(),
    application_id: world.applicationId,
    type,
    data,
    channel_id: channel.id,
    channel: interactionChannel(core, channel, member),
    token: Buffer.from(`interaction:${world.snowflake()}:${crypto.randomUUID()}`).toString('base64url'),
    version: 1,
    app_permissions: appPermissions(scene).toString(),
    locale: where.locale ?? 'en-US',
    entitlements: [],
    authorizing_integration_owners: {
      ...(scene.isGuildInstalled ? { 0: guild?.id ?? '0' } : {}),
      ...(scene.isUserInstalled ? { 1: user.id } : {}),
    },
    context: scene.context,
    attachment_size_limit: 10_485_760,
  };
  if (guild === null || member === null) payload['user'] = user;
  else {
    payload['guild_id'] = guild.id;
    payload['guild'] = { id: guild.id, locale: guild.locale, features: [] };
    payload['guild_locale'] = guild.locale;
    payload['member'] = { ...memberWire(member), permissions: member.permissions.toString() };
  }
  if (source !== null) payload['message'] = source.message;
  const live = open(core, payload, user, channel, source, !scene.isGuildInstalled);
  core.interactions.set(live.token, live);
  core.gateway.dispatch({ name: 'INTERACTION_CREATE', guildId: guild?.id ?? null, intents: 0, build: () => payload });
  return live.handle;
}

function open(
  core: Core,
  payload: Fields,
  user: User,
  channel: Channel,
  source: Kept | null,
  onlyUserInstalled: boolean,
): Live {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  // A test that does not look at the response must not fail for its rejection.
  promise.catch(() => {});
  const deadline = core.callbackDeadlineMs;
  core.later(deadline, () => reject(new Error(`discord peer: no response to the interaction within ${deadline} ms`)));
  const callbacks: Live['callbacks'] = [];
  const keptOf = (id: string | null) => {
    const kept = core.world.messages.get(id ?? '');
    return kept === undefined || kept.deleted ? undefined : kept;
  };
  const shown = () => keptOf(live.originalId);
  const handle: Interaction = {
    id: String(payload['id']),
    token: String(payload['token']),
    response: promise,
    callbacks,
    get followups() {
      return live.followupIds.map((id) => keptOf(id)?.message).filter((message) => message !== undefined);
    },
    get messages() {
      const message = shown()?.message;
      return [...(message === undefined ? [] : [message]), ...handle.followups];
    },
    visible: () => shown()?.message,
    states: () => core.world.messages.get(live.originalId ?? '')?.states ?? [],
    settled: (timeoutMs) => core.waitFor(() => settledMessage(live, shown()?.message), timeoutMs),
    modal: () => live.modal ?? undefined,
    expire: () => {
      live.expired = true;
    },
  };
  const live: Live = {
    handle,
    payload,
    id: handle.id,
    token: handle.token,
    type: Number(payload['type']),
    user,
    channel,
    dispatchedAt: performance.now(),
    sourceId: source?.message.id ?? null,
    onlyUserInstalled,
    acknowledged: null,
    callbacks,
    originalId: null,
    followupIds: [],
    answered: false,
    modal: null,
    expired: false,
    accept: (response) => {
      resolve(response);
      core.changed();
    },
  };
  return live;
}

function settledMessage(live: Live, message: Message | undefined): Message | undefined {
  return live.answered && message !== undefined && !isLoading(message) ? message : undefined;
}

function appPermissions(scene: Scene): bigint {
  const { channel } = scene;
  if (scene.isGuildInstalled) return channel.botPermissions;
  return PERMISSION.ATTACH_FILES | PERMISSION.EMBED_LINKS | PERMISSION.MENTION_EVERYONE;
}

/** A channel as interactions show it: with the user's permissions and without the overwrites. */
function interactionChannel(core: Core, channel: Channel, member: Member | null): Fields {
  const { permission_overwrites: _, ...wire } = channelWire(core.world, channel);
  return member === null ? wire : { ...wire, permissions: member.permissions.toString() };
}

/** What the ids in a menu or an option stand for. */
export function resolvedOf(core: Core, scene: Scene, ids: readonly string[]): Fields {
  const found: Record<string, Fields> = {};
  const put = (kind: string, id: string, value: unknown) => {
    (found[kind] ??= {})[id] = value;
  };
  for (const id of ids) {
    const user = core.world.users.get(id);
    const channel = core.world.channels.get(id);
    const role = scene.guild === null ? undefined : rolesWire(scene.guild).find((each) => each['id'] === id);
    if (user !== undefined) {
      put('users', id, user);
      const member = scene.guild?.members.get(id);
      if (member !== undefined) {
        const { user: _, deaf: __, mute: ___, ...partial } = memberWire(member);
        put('members', id, { ...partial, permissions: member.permissions.toString() });
      }
    } else if (channel !== undefined && channel.guildId === scene.guild?.id) {
      put('channels', id, interactionChannel(core, channel, scene.member));
    } else if (role !== undefined) put('roles', id, role);
    else impossible(`nothing here has the id ${id}`);
  }
  return found;
}
