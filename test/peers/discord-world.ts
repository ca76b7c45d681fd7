/** What the fake Discord holds (users, guilds, channels, messages) and how each looks on the wire. */
import {
  type ChannelOptions,
  type Component,
  type DiscordPeerOptions,
  type Fields,
  FLAG,
  type GuildOptions,
  INTENT,
  type MemberOptions,
  type Message,
  PERMISSION,
  type User,
  type UserOptions,
} from './discord-types.ts';

const EPOCH = 1_420_070_400_000;
const LONG_AGO = '2025-01-01T00:00:00.000000+00:00';

/** What a bot may do where nothing else is said. */
const BOT_PERMISSIONS =
  PERMISSION.VIEW_CHANNEL |
  PERMISSION.SEND_MESSAGES |
  PERMISSION.SEND_MESSAGES_IN_THREADS |
  PERMISSION.EMBED_LINKS |
  PERMISSION.ATTACH_FILES |
  PERMISSION.READ_MESSAGE_HISTORY |
  PERMISSION.ADD_REACTIONS |
  PERMISSION.USE_EXTERNAL_EMOJIS |
  PERMISSION.USE_APPLICATION_COMMANDS;

/** Servers let their members use apps of their own unless told otherwise. */
const MEMBER_PERMISSIONS = BOT_PERMISSIONS | PERMISSION.USE_EXTERNAL_APPS;
const ALL_PERMISSIONS = (1n << 51n) - 1n;

export interface Member {
  user: User;
  roleId: string;
  nick: string | null;
  permissions: bigint;
}

export interface Channel {
  id: string;
  type: number;
  name: string;
  guildId: string | null;
  parentId: string | null;
  /** The other person of a direct conversation. */
  recipient: User | null;
  botPermissions: bigint;
  deleted: boolean;
}

export interface Guild {
  id: string;
  name: string;
  locale: string;
  botIsMember: boolean;
  botPermissions: bigint;
  botRoleId: string;
  members: Map<string, Member>;
  channels: Channel[];
  systemChannelId: string | null;
  joinedAt: string;
}

/** A message with what the wire does not show of it. */
export interface Kept {
  message: Message;
  states: Message[];
  guildId: string | null;
  /** The only person who sees it, if it is private. */
  onlyFor: string | null;
  deleted: boolean;
}

export type World = ReturnType<typeof createWorld>;

/** Builds the state that one fake Discord starts from. */
export function createWorld(options: DiscordPeerOptions) {
  const { clock = Date.now } = options;
  let lastId = 0n;
  const users = new Map<string, User>();
  const guilds = new Map<string, Guild>();
  const channels = new Map<string, Channel>();
  const messages = new Map<string, Kept>();
  const closedDms = new Set<string>();

  function snowflake(): string {
    const now = BigInt(clock() - EPOCH) << 22n;
    lastId = now > lastId ? now : lastId + 1n;
    return lastId.toString();
  }

  function addUser(user: User | UserOptions): User {
    const id = user.id ?? snowflake();
    const known = users.get(id);
    if (known !== undefined) return known;
    const username = user.username ?? `user${users.size}`;
    const added: User = {
      id,
      username,
      global_name: username,
      discriminator: '0',
      avatar: null,
      bot: user.bot ?? false,
    };
    users.set(id, added);
    return added;
  }

  const applicationId = options.applicationId ?? '1100000000000000001';
  const bot = addUser({ id: options.botId ?? applicationId, username: options.botName ?? 'testbot', bot: true });

  function addMember(guild: Guild, member: MemberOptions): Member {
    const user = addUser(member.user);
    const added = {
      user,
      roleId: snowflake(),
      nick: member.nick ?? null,
      permissions: member.permissions ?? MEMBER_PERMISSIONS,
    };
    guild.members.set(user.id, added);
    return added;
  }

  function addChannel(guild: Guild, channel: ChannelOptions): Channel {
    const added: Channel = {
      id: channel.id ?? snowflake(),
      type: channel.type ?? 0,
      name: channel.name ?? `channel-${channels.size}`,
      guildId: guild.id,
      parentId: channel.parentId ?? null,
      recipient: null,
      botPermissions: channel.botPermissions ?? guild.botPermissions,
      deleted: false,
    };
    channels.set(added.id, added);
    guild.channels.push(added);
    return added;
  }

  function addGuild(guild: GuildOptions): Guild {
    const added: Guild = {
      id: guild.id ?? snowflake(),
      name: guild.name ?? `Guild ${guilds.size}`,
      locale: guild.locale ?? 'en-US',
      botIsMember: guild.botIsMember ?? true,
      botPermissions: guild.botPermissions ?? BOT_PERMISSIONS,
      botRoleId: snowflake(),
      members: new Map(),
      channels: [],
      systemChannelId: guild.systemChannelId ?? null,
      joinedAt: guild.joinedAt ?? LONG_AGO,
    };
    guilds.set(added.id, added);
    if (added.botIsMember) addMember(added, { user: bot, permissions: added.botPermissions });
    for (const channel of guild.channels ?? []) addChannel(added, channel);
    for (const member of guild.members ?? []) addMember(added, member);
    return added;
  }

  /** The direct conversation between the bot and a user, the same one each time. */
  function dmWith(user: User): Channel {
    const known = [...channels.values()].find((each) => each.type === 1 && each.recipient?.id === user.id);
    if (known !== undefined) return known;
    const added: Channel = {
      id: snowflake(),
      type: 1,
      name: '',
      guildId: null,
      parentId: null,
      recipient: user,
      botPermissions: BOT_PERMISSIONS | PERMISSION.MENTION_EVERYONE,
      deleted: false,
    };
    channels.set(added.id, added);
    return added;
  }

  /** A conversation among people that the bot is not part of. */
  function privateChannel(): Channel {
    const id = snowflake();
    const added = {
      id,
      type: 3,
      name: '',
      guildId: null,
      parentId: null,
      recipient: null,
      botPermissions: 0n,
      deleted: false,
    };
    channels.set(id, added);
    return added;
  }

  function guildOf(channel: Channel): Guild | null {
    return channel.guildId === null ? null : (guilds.get(channel.guildId) ?? null);
  }

  /** What a user finds mentioned in a text, in Discord's own notation. */
  function mentionsIn(text: string): { users: User[]; roles: string[]; everyone: boolean } {
    const ids = new Set([...text.matchAll(/<@!?(\d{17,20})>/g)].map((match) => match[1] ?? ''));
    return {
      users: [...ids].map((id) => users.get(id)).filter((user) => user !== undefined),
      roles: [...new Set([...text.matchAll(/<@&(\d{17,20})>/g)].map((match) => match[1] ?? ''))],
      everyone: /@(everyone|here)\b/.test(text),
    };
  }

  function keep(message: Message, guildId: string | null, onlyFor: string | null): Kept {
    const kept = { message, states: [message], guildId, onlyFor, deleted: false };
    messages.set(message.id, kept);
    return kept;
  }

  function change(kept: Kept, changes: Partial<Message>): Message {
    kept.message = { ...kept.message, ...changes };
    kept.states.push(kept.message);
    return kept.message;
  }

  function inChannel(channelId: string): Message[] {
    return [...messages.values()]
      .filter((kept) => kept.message.channel_id === channelId && !kept.deleted && kept.onlyFor === null)
      .map((kept) => kept.message)
      .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  }

  return {
    applicationId,
    bot,
    users,
    guilds,
    channels,
    messages,
    closedDms,
    clock,
    snowflake,
    addUser,
    addMember,
    addChannel,
    addGuild,
    dmWith,
    privateChannel,
    guildOf,
    mentionsIn,
    keep,
    change,
    inChannel,
  };
}

/** A member as the API shows one. */
export function memberWire(member: Member): Fields {
  return {
    user: member.user,
    nick: member.nick,
    avatar: null,
    roles: [member.roleId],
    joined_at: '2025-01-01T00:00:00.000000+00:00',
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
  };
}

/** The id of the last message that a channel had, deleted or not. */
function lastIn(world: World, channelId: string): string | null {
  const everyones = [...world.messages.values()].filter(
    ({ message, onlyFor }) => message.channel_id === channelId && onlyFor === null,
  );
  return everyones.reduce<string | null>(
    (last, { message: { id } }) => (last === null || BigInt(id) > BigInt(last) ? id : last),
    null,
  );
}

/** A channel as the API shows one; its overwrites give the bot exactly the permissions that the fake enforces. */
export function channelWire(world: World, channel: Channel): Fields {
  // The last one stays named after it is deleted.
  const lastMessageId = lastIn(world, channel.id);
  const common = { id: channel.id, type: channel.type, last_message_id: lastMessageId, flags: 0 };
  if (channel.guildId === null) return { ...common, recipients: channel.recipient === null ? [] : [channel.recipient] };
  const inGuild = {
    ...common,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    rate_limit_per_user: 0,
  };
  if (isThread(channel)) {
    const archived = {
      archived: false,
      auto_archive_duration: 1440,
      archive_timestamp: '2025-01-01T00:00:00.000000+00:00',
      locked: false,
    };
    return { ...inGuild, owner_id: world.bot.id, message_count: 0, member_count: 1, thread_metadata: archived };
  }
  const overwrite = {
    id: world.bot.id,
    type: 1,
    allow: channel.botPermissions.toString(),
    deny: (ALL_PERMISSIONS & ~channel.botPermissions).toString(),
  };
  return { ...inGuild, position: 0, topic: null, nsfw: false, permission_overwrites: [overwrite] };
}

/** Whether the channel is a thread. */
export function isThread(channel: Channel): boolean {
  return channel.type >= 10 && channel.type <= 12;
}

/** A guild's roles: everybody's, and one for each member to hold the permissions that the test gave. */
export function rolesWire(guild: Guild): Fields[] {
  const held = [...guild.members.values()].map(({ roleId, user, permissions }) =>
    Object.assign(
      roleWire(roleId, user.username, permissions, user.bot),
      user.bot ? { tags: { bot_id: user.id } } : {},
    ),
  );
  return [roleWire(guild.id, '@everyone', 0n, false), ...held];
}

function roleWire(id: string, name: string, permissions: bigint, managed: boolean): Fields {
  return {
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position: 0,
    permissions: permissions.toString(),
    managed,
    mentionable: false,
    flags: 0,
  };
}

/** A guild as REST shows it. */
export function guildWire(guild: Guild): Fields {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    owner_id: [...guild.members.values()].find((member) => !member.user.bot)?.user.id ?? guild.id,
    preferred_locale: guild.locale,
    roles: rolesWire(guild),
    emojis: [],
    stickers: [],
    features: [],
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_progress_bar_enabled: false,
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: guild.systemChannelId,
    system_channel_flags: 0,
    rules_channel_id: null,
    everyonesupdates_channel_id: null,
    safety_alerts_channel_id: null,
    vanity_url_code: null,
    application_id: null,
  };
}

/** A guild as GUILD_CREATE brings it: without the members intent, the bot is the only member shown. */
export function guildCreateWire(world: World, guild: Guild): Fields {
  const inside = guild.channels.filter((channel) => !channel.deleted);
  const bot = guild.members.get(world.bot.id);
  return {
    ...guildWire(guild),
    joined_at: guild.joinedAt,
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: bot === undefined ? [] : [memberWire(bot)],
    channels: inside.filter((channel) => !isThread(channel)).map((channel) => channelWire(world, channel)),
    threads: inside.filter(isThread).map((channel) => channelWire(world, channel)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A message as an app without the message content intent gets it: empty unless it is its own, addressed to it, or direct. */
export function withoutContent(world: World, message: Message, guildId: string | null, intents: number): Message {
  const referenced = message.referenced_message;
  const inner = referenced ? { referenced_message: withoutContent(world, referenced, guildId, intents) } : {};
  const isShown =
    guildId === null ||
    (intents & INTENT.MESSAGE_CONTENT) !== 0 ||
    message.author.id === world.bot.id ||
    message.mentions.some((user) => user.id === world.bot.id);
  if (isShown) return { ...message, ...inner };
  return { ...message, ...inner, content: '', embeds: [], attachments: [], components: [] };
}

/** The message as MESSAGE_CREATE and MESSAGE_UPDATE bring it, blanked for the intents. */
export function messageEvent(world: World, kept: Kept, message: Message, intents: number): Fields {
  const shown = withoutContent(world, message, kept.guildId, intents);
  const type = world.channels.get(message.channel_id)?.type;
  // A private message goes to the bot as if it were direct: neither guild nor member is named.
  if (kept.guildId === null || kept.onlyFor !== null) return { ...shown, channel_type: type };
  const { members } = world.guilds.get(kept.guildId) ?? { members: new Map<string, Member>() };
  const withMember = (user: User): Fields => {
    const member = members.get(user.id);
    return member === undefined ? { ...user } : { ...user, member: partialMember(member) };
  };
  const event: Fields = {
    ...shown,
    channel_type: type,
    guild_id: kept.guildId,
    mentions: shown.mentions.map(withMember),
  };
  const author = message.webhook_id === undefined ? members.get(message.author.id) : undefined;
  if (author !== undefined) event['member'] = partialMember(author);
  return event;
}

function partialMember(member: Member): Fields {
  const { user: _, ...partial } = memberWire(member);
  return partial;
}

/** The components with an id each, as Discord numbers those that came without. */
export function numbered(components: Component[]): Component[] {
  const taken = new Set<number>();
  const collect = (component: Component): void => {
    if (component.id !== undefined && component.id !== 0) taken.add(component.id);
    for (const child of childrenOf(component)) collect(child);
  };
  for (const component of components) collect(component);
  let next = 0;
  const number = (component: Component): Component => {
    let { id } = component;
    if (id === undefined || id === 0) {
      do next += 1;
      while (taken.has(next));
      id = next;
    }
    const copy: Component = { ...component, id };
    if (component.components !== undefined) copy.components = component.components.map(number);
    if (component.accessory !== undefined) copy.accessory = number(component.accessory);
    if (component.component !== undefined) copy.component = number(component.component);
    return copy;
  };
  return components.map(number);
}

/** The components directly inside one. */
function childrenOf(component: Component): Component[] {
  const alone = [component.accessory, component.component].filter((each) => each !== undefined);
  return [...(component.components ?? []), ...alone];
}

/** Every component of a message or a modal, nested ones included. */
export function everyComponent(components: readonly Component[]): Component[] {
  return components.flatMap((component) => [component, ...everyComponent(childrenOf(component))]);
}

/** All that a message says, for finding mentions in it. */
export function textOf(message: { content: string; components: readonly Component[] }): string {
  return [message.content, ...everyComponent(message.components).map((component) => component.content ?? '')].join(
    '\n',
  );
}

/** Whether the message is still only the sign that an answer is coming. */
export function isLoading(message: Message): boolean {
  return (message.flags & FLAG.LOADING) !== 0;
}
