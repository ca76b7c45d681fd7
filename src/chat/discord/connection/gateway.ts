/** Opens the gateway with as many shards as Discord recommends, and serves its events. */
import { setTimeout as wait } from 'node:timers/promises';
import {
  Events,
  GatewayDispatchEvents,
  Status,
  type APIInteraction,
  type Client,
  type GatewayChannelUpdateDispatchData,
  type GatewayGuildCreateDispatchData,
  type GatewayGuildRoleUpdateDispatchData,
  type GatewayMessageCreateDispatchData,
  type GatewayThreadUpdateDispatchData,
  type WebSocketShard,
} from 'discord.js';
import { AttacheError } from '../../../shared/errors.ts';
import { settlesInTime } from '../../timeout.ts';
import type { Bot, Connection } from '../../platform.ts';
import { onInteraction } from '../events/interaction.ts';
import { addressed, onMessage } from '../events/message.ts';
import { createOutgoingRequests, keepToken } from './outgoing-requests.ts';
import { createClient } from './client.ts';
import { preflight, refusedToken, unreachable } from './preflight.ts';
import { registerCommands } from './register-commands.ts';
import { createServers } from './servers.ts';
import { retryUnknown, createSender } from '../delivery/send.ts';
import { createCourier } from '../delivery/courier.ts';
import { linkCommands, type CommandIds } from '../render/command-links.ts';
import type { DiscordMessage } from '../render/payload.ts';
import type { Courier } from '../../../digest/delivery/courier.ts';
import { needsMoreShards, logGateway } from './logger.ts';
import { welcome } from '../events/welcome.ts';
import { withoutContent } from '../delivery/outcome.ts';

export type DiscordSettings = {
  readonly token: string;
  readonly guildId?: string | undefined;
  readonly apiUrl?: string | undefined;
};

/** How long the start waits for the registration of commands, which may continue afterwards. */
const REGISTER_MS = 10_000;
/** How long a stop waits for pending answers. */
const FINISH_MS = 8_000;
/** How long a stop waits for the sockets to close. */
const DESTROY_MS = 2_000;
/** discord.js lets as many shards identify at once as Discord allows, then waits five seconds and up to one and a half more. */
const ROUND_MS = 6_500;
/** The time between two attempts to reopen the gateway. */
const RETRY_MS = 5_000;
/** Discord has each shard send a heartbeat every 41.25 seconds: one that had none acknowledged for twice as long does not hear Discord. https://docs.discord.com/developers/events/gateway#heartbeat-interval */
const HEARTBEAT_TIMEOUT_MS = 90_000;
/** A shard that lost its socket pauses for half a second, in which the library cannot stop it. */
const RECONNECT_PAUSE_MS = 600;

/** Opens the gateway and serves until stopped; rejects with an AttacheError if that fails. Where Discord requires more shards later, because the bot is in more servers, the gateway is reopened with them. */
export async function openGateway(bot: Bot, settings: DiscordSettings, patience: number): Promise<Connection> {
  const ending = new AbortController();
  const { promise: refused, resolve: refuse } = Promise.withResolvers<void>();
  let reopening: Promise<void> | undefined;
  let current = await open(bot, settings, patience, { needsMoreShards: startReopening, refused: refuse });

  function startReopening(): void {
    reopening = reopenUntilOpen();
  }
  async function reopenUntilOpen(): Promise<void> {
    await current.stop();
    while (!ending.signal.aborted) {
      try {
        current = await open(bot, settings, patience, { needsMoreShards: startReopening, refused: refuse });
        return;
      } catch (error) {
        bot.log.error({ platform: 'discord', err: withoutContent(error) }, 'the gateway could not be opened anew');
        await wait(RETRY_MS, undefined, { signal: ending.signal }).catch(() => {});
      }
    }
  }

  return {
    isUp: () => current.isUp?.() ?? false,
    refused,
    stop: async () => {
      ending.abort();
      await reopening;
      await current.stop();
    },
  };
}

/** Opens the gateway once; at most one of the listeners is called, once: `tooFew` when it has too few shards, `refused` when Discord closes it for good for another reason. */
async function open(
  bot: Bot,
  { token, guildId, apiUrl }: DiscordSettings,
  patience: number,
  on: { readonly needsMoreShards: () => void; readonly refused: () => void },
): Promise<Connection> {
  const client = createClient(apiUrl, createOutgoingRequests(bot.clock), (error) => failed(bot, error));
  const ending = new AbortController();
  logGateway(client, bot);
  try {
    keepToken(client.rest, token);
    const startedAt = performance.now();
    const { rounds } = await preflight(client.rest, patience);
    const work = serve(client, bot, (link) =>
      createCourier({ token, apiUrl, clock: bot.clock, now: bot.now, ending: ending.signal, link }),
    );
    await login(client, token, patience + (rounds - 1) * ROUND_MS - (performance.now() - startedAt));
    let isClosed = false;
    client.on(Events.ShardDisconnect, ({ code }) => {
      if (isClosed) return;
      isClosed = true;
      if (needsMoreShards(code)) on.needsMoreShards();
      else on.refused();
    });
    const openedAt = Date.now();

    const registering = registerCommands(client.rest, client.application?.id ?? '', guildId, bot).then(
      work.nameCommands,
    );
    if (await settlesInTime(registering, REGISTER_MS)) await registering;
    else registering.catch((error: unknown) => void bot.fault(error, 'discord commands'));
    const { size: guilds } = client.guilds.cache;
    bot.log.info({ platform: 'discord', user: client.user?.tag, guilds, shards: client.ws.shards.size }, 'connected');

    return {
      isUp: () => client.isReady() && client.ws.shards.every((shard) => isAlive(shard, openedAt)),
      stop: async () => {
        await settlesInTime(work.finish(), FINISH_MS);
        ending.abort();
        if (client.ws.shards.some(({ status }) => status !== Status.Ready)) await wait(RECONNECT_PAUSE_MS);
        const destroyed = client.destroy();
        destroyed.catch((error: unknown) => void bot.fault(withoutContent(error), 'discord disconnect'));
        // A shard that Discord has not greeted never reports its end.
        await settlesInTime(destroyed, DESTROY_MS);
      },
    };
  } catch (error) {
    ending.abort();
    await client.destroy();
    throw error instanceof AttacheError ? error : unreachable('its gateway', error);
  }
}

/** Returns whether a shard is greeted and identified, and has its heartbeats acknowledged. */
function isAlive({ status, lastPingTimestamp }: WebSocketShard, openedAt: number): boolean {
  const isOpen = status === Status.Ready || status === Status.WaitingForGuilds;
  return isOpen && Date.now() - Math.max(openedAt, lastPingTimestamp) < HEARTBEAT_TIMEOUT_MS;
}

/** Handles events until finished; `finish` resolves when every pending answer is sent. `nameCommands` is told the commands once they are registered. */
function serve(
  client: Client,
  bot: Bot,
  posterOf: (link: (message: DiscordMessage) => DiscordMessage) => Pick<Courier, 'send'>,
): { readonly nameCommands: (ids: CommandIds) => void; readonly finish: () => Promise<unknown> } {
  let commandIds: CommandIds = new Map();
  const sender = createSender(client.rest, () => commandIds);
  // Not behind the digests that are being sent.
  const poster = retryUnknown(posterOf((message) => linkCommands(message, commandIds)));
  const pending = new Set<Promise<void>>();
  let isOpen = true;
  const servers = createServers(client, () => client.user?.id ?? '');
  const runHandler = (answer: () => Promise<void> | undefined): void => {
    if (!isOpen) return;
    // Whatever an event is made of: what is thrown here would end the process.
    const work = (async () => await answer())()
      .catch((error: unknown) => failed(bot, error))
      .finally(() => pending.delete(work));
    pending.add(work);
  };
  // Raw payloads: discord.js drops messages of channels that it does not know, among them the first direct
  // message of anybody: https://github.com/discordjs/discord.js/issues/11486
  client.ws.on(GatewayDispatchEvents.MessageCreate, (message: GatewayMessageCreateDispatchData) => {
    runHandler(() => {
      const how = addressed(message, client.user?.id ?? '', servers.isOwnRole);
      return how === undefined ? undefined : onMessage(message, how, bot, { sender, poster }, servers.parentOf);
    });
  });
  client.ws.on(GatewayDispatchEvents.GuildCreate, (guild: GatewayGuildCreateDispatchData) => {
    runHandler(() => welcome(guild, bot, sender, servers));
  });
  // Digests that rest because of a channel, a thread or a role may go on.
  for (const event of [GatewayDispatchEvents.ChannelUpdate, GatewayDispatchEvents.ThreadUpdate] as const)
    client.ws.on(event, (changed: GatewayChannelUpdateDispatchData | GatewayThreadUpdateDispatchData) => {
      runHandler(async () => bot.deliveries.changed({ platform: 'discord', channel: changed.id }));
    });
  client.ws.on(GatewayDispatchEvents.GuildRoleUpdate, (changed: GatewayGuildRoleUpdateDispatchData) => {
    runHandler(async () => bot.deliveries.changed({ platform: 'discord', workspace: changed.guild_id }));
  });
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
    runHandler(() => onInteraction(interaction, bot, sender, servers));
  });
  return {
    nameCommands: (ids) => {
      commandIds = ids;
    },
    finish: () => {
      isOpen = false;
      return Promise.all(pending);
    },
  };
}

const failed = (bot: Bot, error: unknown): void => void bot.fault(withoutContent(error), 'discord event');

async function login(client: Client, token: string, patience: number): Promise<void> {
  const work = Promise.all([
    new Promise<void>((resolve) => void client.once(Events.ClientReady, () => resolve())),
    client.login(token),
  ]);
  if (!(await settlesInTime(work, Math.max(1, patience)))) throw new Error('it did not become ready in time');
  try {
    await work;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (
      (error instanceof Error && 'code' in error && error.code === 'TokenInvalid') ||
      /authentication failed/iu.test(message)
    )
      throw refusedToken();
    if (/disallowed intents/iu.test(message))
      throw new AttacheError(
        'refused-token',
        'Discord refuses the intents that the bot of DISCORD_TOKEN asks for, though none is privileged. Look at the Bot page of your application at https://discord.com/developers/applications, then start again.',
      );
    throw error;
  }
}
