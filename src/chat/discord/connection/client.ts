/** The discord.js client: its intents, how little it caches, and shards that go on whatever an event is made of. */
import {
  ActivityType,
  Client,
  GatewayIntentBits,
  Options,
  SimpleShardingStrategy,
  type ClientOptions,
} from 'discord.js';
import type { OutgoingRequests } from './outgoing-requests.ts';

// None of them is privileged; mentions and direct messages include their content all the same:
// https://docs.discord.com/developers/events/gateway#message-content-intent
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** What stands below the bot's name among the members; a line is the same for readers of every language. */
const PRESENCE = 'Sourced briefs: /brief · /简报';

/** Returns a client that is not connected yet; `failed` is told of what the handling of an event throws. */
export function createClient(
  apiUrl: string | undefined,
  { make: makeRequest }: Pick<OutgoingRequests, 'make'>,
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
    ws: { buildStrategy: faultTolerantShards(failed) },
    waitGuildTimeout: 5_000,
    // send.ts retries what may be repeated.
    rest: { retries: 0, timeout: 8_000, makeRequest, ...(apiUrl !== undefined && { api: apiUrl }) },
  });
}

type BuildStrategy = NonNullable<NonNullable<ClientOptions['ws']>['buildStrategy']>;

/** Returns what makes shards that go on: in discord.js an error in the handling of a packet ends the process, as of a forwarded message without a reference, or of an event without data. `failed` is told of what it throws. */
function faultTolerantShards(failed: (error: unknown) => void): BuildStrategy {
  class FaultTolerantStrategy extends SimpleShardingStrategy {
    override async spawn(shardIds: number[]): Promise<void> {
      await super.spawn(shardIds);
      // Neither is part of the documented interface; a test holds them.
      const shards: unknown = Reflect.get(this, 'shards');
      if (!(shards instanceof Map)) throw new Error('discord.js keeps its shards in another way');
      for (const shard of shards.values()) catchPacketErrors(shard as object, failed);
    }
  }
  return (manager) => new FaultTolerantStrategy(manager);
}

function catchPacketErrors(shard: object, failed: (error: unknown) => void): void {
  const handle: unknown = Reflect.get(shard, 'onMessage');
  if (typeof handle !== 'function') throw new Error('discord.js handles its packets in another way');
  Reflect.set(shard, 'onMessage', async (...packet: readonly unknown[]): Promise<void> => {
    try {
      await Reflect.apply(handle, shard, packet);
    } catch (error) {
      failed(error);
    }
  });
}
