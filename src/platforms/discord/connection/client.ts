/** The discord.js client: its intents, and how little it caches. */
import type { DatedRequests } from '../dated-requests.ts';
import { steadyShards } from './steady-shards.ts';
import { ActivityType, Client, GatewayIntentBits, Options } from 'discord.js';

// None of them is privileged; mentions and direct messages include their content all the same:
// https://docs.discord.com/developers/events/gateway#message-content-intent
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** What stands below the bot's name among the members; a line is the same for readers of every language. */
const PRESENCE = 'Sourced briefs: /brief · /简报';

/** Returns a client that is not connected yet; `failed` is told of what the handling of an event throws. */
export function createClient(
  apiUrl: string | undefined,
  { make: makeRequest }: Pick<DatedRequests, 'make'>,
  failed: (error: unknown) => void,
): Client {
  return new Client({
    intents: INTENTS,
    presence: { activities: [{ type: ActivityType.Custom, name: 'Attaché', state: PRESENCE }] },
    // As many as Discord recommends by the number of servers the bot is in.
    shards: 'auto',
    // Each message sets this too; here it covers messages that are added later.
    allowedMentions: { parse: [], repliedUser: false },
    failIfNotExists: false,
    // Events are handled as raw payloads, so that nothing is looked up in the cache.
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
    ws: { buildStrategy: steadyShards(failed) },
    waitGuildTimeout: 5_000,
    // send.ts retries what may be repeated.
    rest: { retries: 0, timeout: 8_000, makeRequest, ...(apiUrl !== undefined && { api: apiUrl }) },
  });
}
