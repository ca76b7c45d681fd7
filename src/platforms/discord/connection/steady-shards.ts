/** Shards that go on whatever an event is made of: in discord.js an error in the handling of a packet ends the process, as of a forwarded message without a reference, or of an event without data. */
import { SimpleShardingStrategy, type ClientOptions } from 'discord.js';

type BuildStrategy = NonNullable<NonNullable<ClientOptions['ws']>['buildStrategy']>;

/** Returns what makes such shards; `failed` is told of what the handling of a packet throws. */
export function steadyShards(failed: (error: unknown) => void): BuildStrategy {
  class SteadyStrategy extends SimpleShardingStrategy {
    override async spawn(shardIds: number[]): Promise<void> {
      await super.spawn(shardIds);
      // Neither is part of the documented interface; a test holds them.
      const shards: unknown = Reflect.get(this, 'shards');
      if (!(shards instanceof Map)) throw new Error('discord.js keeps its shards in another way');
      for (const shard of shards.values()) keepGoing(shard as object, failed);
    }
  }
  return (manager) => new SteadyStrategy(manager);
}

function keepGoing(shard: object, failed: (error: unknown) => void): void {
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
