/** A strict fake Discord for tests: REST and gateway on 127.0.0.1 for an unmodified client, and the hands and eyes of its users. */
import { EventEmitter } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Core, Journal } from './discord-core.ts';
import { createGateway, type Gateway, type GatewayEvent } from './discord-gateway.ts';
import { createRest } from './discord-rest.ts';
import {
  type ChannelOptions,
  type Command,
  type DiscordPeerOptions,
  type Fault,
  type GuildOptions,
  type Identify,
  INTENT,
  type Interaction,
  type MemberOptions,
  type Message,
  type User,
} from './discord-types.ts';
import {
  autocomplete,
  click,
  type CommandUse,
  type ComponentUse,
  messageCommand,
  modalSubmit,
  type ModalUse,
  resend,
  rewrite,
  select,
  slash,
  unwrite,
  write,
  type Writing,
} from './discord-users.ts';
import {
  type Channel,
  channelWire,
  createWorld,
  type Guild,
  guildCreateWire,
  isThread,
  rolesWire,
} from './discord-world.ts';

export { FLAG, INTENT, PERMISSION } from './discord-types.ts';
export type {
  Component,
  DiscordPeerOptions,
  Fault,
  Interaction,
  Message,
  Modal,
  RequestEntry,
  User,
  Violation,
} from './discord-types.ts';
export { everyComponent } from './discord-world.ts';

/** The token that the bot needs where the options name none. */
/** Only a stop for what never comes: a busy machine takes its time. */
const PATIENCE_MS = 60_000;

const DISCORD_TOKEN = 'MTEwMDAwMDAwMDAwMDAwMDAwMQ.fake00.peer-token-for-tests-only';

/** The people and places that exist where the options name no guilds. */
export const DISCORD_IDS = {
  guild: '900000000000000001',
  channel: '900000000000000002',
  otherChannel: '900000000000000003',
  alice: '800000000000000001',
  bob: '800000000000000002',
} as const;

export type DiscordPeer = Awaited<ReturnType<typeof startDiscordPeer>>;

/** Starts a fake Discord on a free port of 127.0.0.1. */
export async function startDiscordPeer(options: DiscordPeerOptions = {}) {
  const token = options.token ?? DISCORD_TOKEN;
  const world = createWorld(options);
  for (const guild of options.guilds ?? [defaultGuild()]) world.addGuild(guild);
  const journal: Journal = {
    requests: [],
    violations: [],
    unknownRoutes: [],
    commandCalls: [],
    rateLimited: 0,
    permissionsUsed: 0n,
  };
  const faults: Fault[] = [];
  const bell = new EventEmitter().setMaxListeners(0);
  const timers = new Set<NodeJS.Timeout>();
  const nonces = new Map<string, { messageId: string; atMs: number }>();
  let isClosed = false;

  const server = createRest({ token, limits: options.limits ?? {}, faults }, () => core);
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;

  const changed = () => void bell.emit('change');
  const gateway: Gateway = createGateway(server, world, {
    token,
    grantedIntents: options.grantedIntents ?? 0,
    heartbeatMs: options.heartbeatMs ?? 41_250,
    shards: options.shards ?? 1,
    maxConcurrency: options.maxConcurrency ?? 1,
    identifyWindowMs: options.identifyWindowMs ?? 0,
    guildsPerShard: options.guildsPerShard ?? 2500,
    url: () => `ws://127.0.0.1:${port}`,
    changed,
  });

  function later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer.unref());
  }

  /** Resolves with what `read` returns once that is something, and rejects when it takes too long. */
  function waitFor<T>(read: () => T | undefined | null | false, timeoutMs = PATIENCE_MS): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        bell.off('change', look);
        clearTimeout(timer);
        clearInterval(glance);
      };
      const look = () => {
        try {
          const value = read();
          if (value === undefined || value === null || value === false) return;
          stop();
          resolve(value);
        } catch (error) {
          stop();
          reject(error);
        }
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`discord peer: waited ${timeoutMs} ms in vain for ${String(read)}; ${lastRequests()}`));
      }, timeoutMs);
      bell.on('change', look);
      // What a test waits for may be the bot's own doing, of which nothing here hears.
      const glance = setInterval(look, 5);
      look();
    });
  }

  function lastRequests(): string {
    const last = journal.requests.slice(-5).map(({ method, path, status }) => `${method} ${path} ${status ?? '-'}`);
    return last.length === 0 ? 'no request came' : `the last requests were ${last.join('; ')}`;
  }

  const core: Core = {
    world,
    gateway,
    journal,
    commands: new Map(),
    interactions: new Map(),
    openModals: new Map(),
    nonces: {
      find: (nonce) => {
        const known = nonces.get(String(nonce));
        const isFresh = known !== undefined && performance.now() - known.atMs < (options.nonceWindowMs ?? 300_000);
        return isFresh ? world.messages.get(known.messageId)?.message : undefined;
      },
      remember: (message) => {
        if (message.nonce !== undefined)
          nonces.set(String(message.nonce), { messageId: message.id, atMs: performance.now() });
      },
    },
    grantedIntents: options.grantedIntents ?? 0,
    callbackDeadlineMs: options.callbackDeadlineMs ?? 3000,
    sessionsADay: options.sessionsADay ?? 1000,
    installs: options.installs ?? [0, 1],
    changed,
    waitFor,
    later,
  };

  const inGuild = (name: string, guildId: string, build: GatewayEvent['build']) =>
    gateway.dispatch({ name, guildId, intents: INTENT.GUILDS, build });
  const channelNamed = (id: string): Channel => world.channels.get(id) ?? fail(`there is no channel ${id}`);
  const guildNamed = (id: string): Guild => world.guilds.get(id) ?? fail(`there is no guild ${id}`);
  const channelEvent = (verb: 'CREATE' | 'UPDATE' | 'DELETE', channel: Channel) => {
    const guild = world.guildOf(channel);
    const name = `${isThread(channel) ? 'THREAD' : 'CHANNEL'}_${verb}`;
    if (guild?.botIsMember === true) inGuild(name, guild.id, () => channelWire(world, channel));
  };

  return {
    /** What the client takes as its REST address, version aside. */
    url: `http://127.0.0.1:${port}/api`,
    token,
    applicationId: world.applicationId,
    bot: world.bot,
    faults,
    /** Every request, in the order of arrival. */
    requests: journal.requests,
    /** Everything sent that Discord would refuse or that could ping. */
    violations: journal.violations,
    /** Requests that the fake has no route for, and those on which it failed itself. */
    unknownRoutes: journal.unknownRoutes,
    /** Every bulk overwrite of commands. */
    commandCalls: journal.commandCalls,
    get rateLimited(): number {
      return journal.rateLimited;
    },
    /** What the bot needed to be allowed in servers, all bits together, for what it did. */
    get permissionsUsed(): bigint {
      return journal.permissionsUsed;
    },
    /** What the gateway saw: who identified, who resumed, and with which codes it closed. */
    identifies: gateway.identifies as readonly Identify[],
    resumes: gateway.resumes as readonly { sessionId: string; seq: number; ok: boolean }[],
    closes: gateway.closes as readonly number[],
    unknownOpcodes: gateway.unknownOpcodes as readonly number[],
    get connections(): number {
      return gateway.connections();
    },
    waitFor,

    dropConnections: (): void => gateway.dropConnections(),
    /** Closes every session with a code. */
    closeConnections: (code: number): void => gateway.closeWith(code),
    /** Whether sockets that connect from now on are greeted. */
    greet: (isGreeting: boolean): void => gateway.greet(isGreeting),
    invalidateSession: (resumable = false): void => gateway.invalidateSession(resumable),
    requestReconnect: (): void => gateway.requestReconnect(),
    /** Recommends another number of shards from now on. */
    recommendShards: (shards: number): void => gateway.recommend(shards),
    /** Closes every session because its shard holds too many guilds. */
    requireSharding: (): void => gateway.requireSharding(),
    /** Sends any event to every session, or to those that asked for one of the intents. */
    dispatch: (
      name: string,
      d: unknown,
      { intents = 0, guildId = null }: { intents?: number; guildId?: string | null } = {},
    ): void => gateway.dispatch({ name, guildId, intents, build: () => d }),

    slash: (use: CommandUse): Interaction => slash(core, use),
    autocomplete: (use: Parameters<typeof autocomplete>[1]): Interaction => autocomplete(core, use),
    messageCommand: (use: Parameters<typeof messageCommand>[1]): Interaction => messageCommand(core, use),
    click: (use: ComponentUse): Interaction => click(core, use),
    select: (use: ComponentUse & { values: string[] }): Interaction => select(core, use),
    modalSubmit: (use: ModalUse): Interaction => modalSubmit(core, use),
    message: (writing: Writing): Message => write(core, writing),
    editMessage: (message: Message | string, changes: Parameters<typeof rewrite>[2]): Message =>
      rewrite(core, message, changes),
    deleteMessage: (message: Message | string): void => unwrite(core, message),
    resend: (what: Message | Interaction): void => resend(core, what),

    /** What everybody in the channel sees, oldest first. */
    channelMessages: (channelId: string): Message[] => world.inChannel(channelId),
    /** A message as it looks now, private ones included; undefined once it is deleted. */
    messageNow: (id: string): Message | undefined => {
      const kept = world.messages.get(id);
      return kept === undefined || kept.deleted ? undefined : kept.message;
    },
    /** Every state that a message has had, deleted or not. */
    messageStates: (id: string): Message[] => world.messages.get(id)?.states ?? [],
    /** Who alone sees the message; null where everybody does. */
    onlyFor: (id: string): string | null => world.messages.get(id)?.onlyFor ?? null,
    /** The commands registered for everywhere, or for one guild. */
    commands: (guildId?: string): Command[] => core.commands.get(guildId ?? 'global') ?? [],

    user: (id: string): User => world.users.get(id) ?? fail(`there is no user ${id}`),
    addUser: world.addUser,
    /** The role of a member, which holds their permissions; that of the bot is the one that Discord makes for it. */
    roleOf: (guildId: string, userId: string): string => guildNamed(guildId).members.get(userId)?.roleId ?? '',
    addMember: (guildId: string, member: MemberOptions): User => world.addMember(guildNamed(guildId), member).user,
    /** The id of the direct conversation between the bot and a user. */
    dmWith: (user: User): string => world.dmWith(user).id,
    /** The id of a new conversation that the bot is not part of. */
    privateChannel: (): string => world.privateChannel().id,
    /** Makes the user refuse direct messages. */
    closeDms: (userId: string): void => void world.closedDms.add(userId),
    addGuild: (guild: GuildOptions): string => {
      const joinedAt = new Date().toISOString().replace('Z', '000+00:00');
      const added = world.addGuild({ joinedAt, ...guild });
      if (added.botIsMember) inGuild('GUILD_CREATE', added.id, () => guildCreateWire(world, added));
      return added.id;
    },
    /** Lets the guild be unavailable for a moment, as an outage of Discord's does. */
    outage: (guildId: string): void => {
      inGuild('GUILD_DELETE', guildId, () => ({ id: guildId, unavailable: true }));
      inGuild('GUILD_CREATE', guildId, () => guildCreateWire(world, guildNamed(guildId)));
    },
    /** Throws the bot out of the guild. */
    leaveGuild: (guildId: string): void => {
      guildNamed(guildId).botIsMember = false;
      inGuild('GUILD_DELETE', guildId, () => ({ id: guildId }));
    },
    /** Adds the bot to a guild that it was thrown out of. */
    joinGuild: (guildId: string, joinedAt?: string): void => {
      const guild = guildNamed(guildId);
      guild.botIsMember = true;
      if (joinedAt !== undefined) guild.joinedAt = joinedAt;
      inGuild('GUILD_CREATE', guildId, () => guildCreateWire(world, guild));
    },
    addChannel: (guildId: string, channel: ChannelOptions): string => {
      const added = world.addChannel(guildNamed(guildId), channel);
      channelEvent('CREATE', added);
      return added.id;
    },
    deleteChannel: (id: string): void => {
      channelNamed(id).deleted = true;
      channelEvent('DELETE', channelNamed(id));
    },
    /** Changes what the bot may do in a channel. */
    setBotPermissions: (channelId: string, permissions: bigint, isTold = true): void => {
      channelNamed(channelId).botPermissions = permissions;
      if (isTold) channelEvent('UPDATE', channelNamed(channelId));
    },
    /** Changes what a member may do. */
    setMemberPermissions: (guildId: string, userId: string, permissions: bigint): void => {
      const member = guildNamed(guildId).members.get(userId) ?? fail(`${userId} is not a member of ${guildId}`);
      member.permissions = permissions;
      const role = rolesWire(guildNamed(guildId)).find(({ id }) => id === member.roleId);
      inGuild('GUILD_ROLE_UPDATE', guildId, () => ({ guild_id: guildId, role }));
    },
    /** Lets the minutes pass that `enforce_nonce` remembers. */
    forgetNonces: (): void => nonces.clear(),

    /** Stops at once, whatever is under way. */
    close: async (): Promise<void> => {
      if (isClosed) return;
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      await gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function fail(why: string): never {
  throw new Error(`discord peer: ${why}`);
}

function defaultGuild(): GuildOptions {
  return {
    id: DISCORD_IDS.guild,
    name: 'Test guild',
    channels: [
      { id: DISCORD_IDS.channel, name: 'general' },
      { id: DISCORD_IDS.otherChannel, name: 'briefs' },
    ],
    members: [
      { user: { id: DISCORD_IDS.alice, username: 'alice' } },
      { user: { id: DISCORD_IDS.bob, username: 'bob' } },
    ],
  };
}
