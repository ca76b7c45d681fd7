/** Connects to Discord over its gateway and hands each event to what answers it. */
import {
  Client,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  RESTEvents,
  type APIInteraction,
  type GatewayMessageCreateDispatchData,
} from 'discord.js';
import { AttacheError } from '../../errors.ts';
import { ready } from '../acknowledge.ts';
import type { Bot, Connection } from '../platform.ts';
import { answerInteraction } from './answer-interaction.ts';
import { answerMessage, isAsking } from './answer-message.ts';
import { createCourier } from './courier.ts';
import { reach, refusedToken, unreachable } from './reach.ts';
import { register } from './register.ts';
import { createSender, withoutContent } from './send.ts';

export type DiscordSettings = {
  readonly token: string;
  readonly guildId?: string | undefined;
  readonly apiUrl?: string | undefined;
};

/** How long starting waits for Discord before it gives up. */
const PATIENCE_MILLISECONDS = 20_000;
/** How long starting waits for the commands to be registered; that may go on behind it. */
const REGISTER_MILLISECONDS = 10_000;
/** How long stopping waits for answers in hand. */
const FINISH_MILLISECONDS = 8_000;

// None of them is privileged; mentions and direct messages come with their content all the same:
// https://docs.discord.com/developers/events/gateway#message-content-intent
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** Connects and serves until stopped; rejects with an AttacheError if Discord refuses or cannot be reached within the patience. */
export async function connect(
  bot: Bot,
  { token, guildId, apiUrl }: DiscordSettings,
  patience: number = PATIENCE_MILLISECONDS,
): Promise<Connection> {
  const ending = new AbortController();
  const courier = createCourier({ token, apiUrl, now: bot.now, ending: ending.signal });
  const gateway = await bot.lead('discord-gateway', () => openGateway(bot, { token, guildId, apiUrl }, patience));
  return {
    courier,
    stop: async () => {
      await gateway.stop();
      ending.abort();
    },
  };
}

/** Opens the gateway and serves what comes over it. */
async function openGateway(
  bot: Bot,
  { token, guildId, apiUrl }: DiscordSettings,
  patience: number,
): Promise<Connection> {
  const client = createClient(apiUrl);
  watch(client, bot);
  try {
    client.rest.setToken(token);
    const startedAt = performance.now();
    await reach(client.rest, patience);
    const work = serve(client, bot);
    await login(client, token, patience - (performance.now() - startedAt));

    const registering = register(client.rest, client.application?.id ?? '', guildId, bot);
    if (await ready(registering, REGISTER_MILLISECONDS)) await registering;
    else registering.catch((error: unknown) => void bot.fault(error, 'discord commands'));
    bot.log.info({ platform: 'discord', user: client.user?.tag, guilds: client.guilds.cache.size }, 'connected');

    return {
      stop: async () => {
        await ready(work.finish(), FINISH_MILLISECONDS);
        await client.destroy().catch((error: unknown) => void bot.fault(withoutContent(error), 'discord disconnect'));
      },
    };
  } catch (error) {
    await client.destroy();
    throw error instanceof AttacheError ? error : unreachable('its gateway', error);
  }
}

function createClient(apiUrl: string | undefined): Client {
  return new Client({
    intents: INTENTS,
    // Said with every message too; this is for what anybody may add later.
    allowedMentions: { parse: [], repliedUser: false },
    failIfNotExists: false,
    // Events are read as they come, so that nothing is looked up here.
    makeCache: Options.cacheWithLimits({
      ApplicationCommandManager: 0,
      ApplicationEmojiManager: 0,
      AutoModerationRuleManager: 0,
      BaseGuildEmojiManager: 0,
      DMMessageManager: 0,
      EntitlementManager: 0,
      GuildBanManager: 0,
      GuildEmojiManager: 0,
      GuildForumThreadManager: 0,
      GuildInviteManager: 0,
      GuildMemberManager: 0,
      GuildMessageManager: 0,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      GuildTextThreadManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      StageInstanceManager: 0,
      ThreadManager: 0,
      ThreadMemberManager: 0,
      UserManager: 0,
      VoiceStateManager: 0,
    }),
    waitGuildTimeout: 5_000,
    // send.ts repeats what may be repeated.
    rest: { retries: 0, timeout: 8_000, ...(apiUrl !== undefined && { api: apiUrl }) },
  });
}

/** Takes in events until finished; `finish` resolves when every answer in hand is sent. */
function serve(client: Client, bot: Bot): { readonly finish: () => Promise<unknown> } {
  const sender = createSender(client.rest);
  const inHand = new Set<Promise<void>>();
  let isOpen = true;
  const take = (answer: () => Promise<void>): void => {
    if (!isOpen) return;
    const work = answer().finally(() => inHand.delete(work));
    inHand.add(work);
  };
  // As they come over the wire: discord.js drops messages of channels that it does not know, among them the first direct
  // message of anybody: https://github.com/discordjs/discord.js/issues/11486
  client.ws.on(GatewayDispatchEvents.MessageCreate, (message: GatewayMessageCreateDispatchData) => {
    if (isAsking(message, client.user?.id ?? '')) take(() => answerMessage(message, bot, sender));
  });
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
    take(() => answerInteraction(interaction, bot, sender));
  });
  return {
    finish: () => {
      isOpen = false;
      return Promise.all(inHand);
    },
  };
}

async function login(client: Client, token: string, patience: number): Promise<void> {
  const work = Promise.all([
    new Promise<void>((resolve) => void client.once(Events.ClientReady, () => resolve())),
    client.login(token),
  ]);
  if (!(await ready(work, Math.max(1, patience)))) throw new Error('it did not become ready in time');
  try {
    await work;
  } catch (error) {
    const told = error instanceof Error ? error.message : '';
    if (
      (error instanceof Error && 'code' in error && error.code === 'TokenInvalid') ||
      /authentication failed/iu.test(told)
    )
      throw refusedToken();
    if (/disallowed intents/iu.test(told))
      throw new AttacheError(
        'refused-token',
        'Discord refuses the intents that the bot of DISCORD_TOKEN asks for, though none is privileged. Look at the Bot page of your application at https://discord.com/developers/applications, then start again.',
      );
    throw error;
  }
}

/** Logs what goes on with the connection, without which an error would end the process. */
function watch(client: Client, bot: Bot): void {
  const log = bot.log.child({ platform: 'discord' });
  client.on(Events.Error, (error) => void bot.fault(withoutContent(error), 'discord client'));
  client.on(Events.ShardError, (error) => log.warn({ err: withoutContent(error) }, 'connection error'));
  client.on(Events.Warn, (message) => log.warn({ message }, 'warning'));
  client.on(Events.Invalidated, () => log.error('session invalidated; start again'));
  client.on(Events.ShardReconnecting, () => log.info('reconnecting'));
  client.on(Events.ShardResume, (_, replayed) => log.info({ replayed }, 'reconnected'));
  client.on(Events.ShardDisconnect, ({ code }) => {
    log.error(
      { code },
      'disconnected for good: Discord refuses the token or the session; check DISCORD_TOKEN and start again',
    );
  });
  client.rest.on(RESTEvents.RateLimited, ({ method, route, timeToReset, global }) => {
    log.warn({ method, route, timeToReset, global }, 'rate limited');
  });
  client.rest.on(RESTEvents.InvalidRequestWarning, ({ count }) => log.warn({ count }, 'many invalid requests'));
}
