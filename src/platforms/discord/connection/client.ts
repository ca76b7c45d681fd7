/** The discord.js client: what it asks the gateway for, and how little of it is kept. */
import { Client, GatewayIntentBits, Options } from 'discord.js';

// None of them is privileged; mentions and direct messages come with their content all the same:
// https://docs.discord.com/developers/events/gateway#message-content-intent
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** Returns a client that is not connected yet. */
export function createClient(apiUrl: string | undefined): Client {
  return new Client({
    intents: INTENTS,
    // As many as Discord recommends, which it counts by the servers that the bot is in.
    shards: 'auto',
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
