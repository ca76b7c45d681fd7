/** Logs the events of the connection, shard by shard. */
import { Events, RESTEvents, type Client } from 'discord.js';
import type { Bot } from '../../platform.ts';
import { withoutContent } from '../delivery/outcome.ts';

/** Logs the events of a client for its lifetime; without a listener an error event would end the process. */
export function logGateway(client: Client, bot: Bot): void {
  const log = bot.log.child({ platform: 'discord' });
  client.on(Events.Error, (error) => void bot.fault(withoutContent(error), 'discord client'));
  client.on(Events.Warn, (message) => log.warn({ message }, 'warning'));
  client.on(Events.Invalidated, () => log.error('session invalidated; start again'));
  client.on(Events.ShardReady, (shard, missing) =>
    log.info({ shard, servers: serversOf(client, shard), unavailable: missing?.size ?? 0 }, 'shard ready'),
  );
  client.on(Events.ShardError, (error, shard) => log.warn({ shard, err: withoutContent(error) }, 'connection error'));
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'reconnecting'));
  client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'reconnected'));
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    if (needsMoreShards(code)) log.warn({ shard, code }, 'Discord asks for more shards');
    else
      log.error(
        { shard, code },
        'disconnected for good: Discord refuses the token or the session; check DISCORD_TOKEN',
      );
  });
  client.rest.on(RESTEvents.RateLimited, ({ method, route, timeToReset, global }) => {
    log.warn({ method, route, timeToReset, global }, 'rate limited');
  });
  client.rest.on(RESTEvents.InvalidRequestWarning, ({ count }) => log.warn({ count }, 'many invalid requests'));
}

/** Returns whether a shard was closed because there are too few for the number of servers that the bot is in: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export function needsMoreShards(code: number): boolean {
  return code === 4010 || code === 4011;
}

function serversOf(client: Client, shard: number): number {
  return client.guilds.cache.filter((guild) => guild.shardId === shard).size;
}
