/** The services of a bot that stores nothing on disk, such as the bare console's: all of it in memory. */
import type { Catalogue } from '../search/catalogue.ts';
import { createChannelSettings } from '../conversation/channel-settings/channel-settings.ts';
import { createDigests } from '../conversation/digests/digests.ts';
import { createFlags } from '../conversation/flags/flags.ts';
import { createSharing } from '../conversation/sharing/sharing.ts';
import type { Courier } from '../digest/delivery/courier.ts';
import { createResumption } from '../digest/resume-paused.ts';
import { newId } from '../digest/ids.ts';
import type { Logger } from '../shared/logger.ts';
import { memoryStore } from '../store/memory.ts';
import type { BotServices } from './bot.ts';

export type MemoryServicesOptions = {
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** What posts on each platform; nothing does when omitted. */
  readonly couriers?: ReadonlyMap<string, Courier> | undefined;
};

/** Returns services over a store that ends with the process; nothing is opened before it is needed. */
export function createMemoryServices({
  catalogue,
  now,
  log,
  couriers = new Map(),
}: MemoryServicesOptions): BotServices {
  const store = memoryStore(now);
  const replica = 'memory';
  return {
    store,
    replica,
    digests: createDigests({ store, catalogue, couriers: () => couriers, now, newId, wake: () => {} }),
    sharing: createSharing({ store, catalogue, couriers: () => couriers, now, newId, log, replica }),
    flags: createFlags({ store, catalogue, now, newId, curators: undefined, wake: () => {} }),
    resumption: createResumption({ store, couriers: () => couriers, now, log }),
    channelSettings: createChannelSettings({ store, now, log }),
  };
}
