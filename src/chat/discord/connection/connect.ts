/** Connects to Discord: the gateway, which one replica holds, and the courier of digests, which every replica has. */
import type { Bot, Connection } from '../../platform.ts';
import { heldByToken, watchToken } from '../../token-watch.ts';
import { createCourier } from '../delivery/courier.ts';
import { askToken } from './preflight.ts';
import { openGateway, type DiscordSettings } from './gateway.ts';

/** How long the start waits for Discord; longer with more shards. */
const PATIENCE_MS = 20_000;

/** Connects and serves until stopped; rejects with an AttacheError if Discord refuses or cannot be reached in time. */
export async function connect(
  bot: Bot,
  settings: DiscordSettings,
  patience: number = PATIENCE_MS,
): Promise<Connection> {
  const ending = new AbortController();
  const { signal } = ending;
  const courier = createCourier({ ...settings, clock: bot.clock, now: bot.now, ending: signal });
  const token = watchToken(
    () => askToken(settings.token, settings.apiUrl),
    bot.log.child({ platform: 'discord' }),
    signal,
  );
  const gateway = await bot
    .lead('discord-gateway', () => openGateway(bot, settings, patience))
    .catch((error: unknown) => {
      ending.abort();
      throw error;
    });
  return {
    courier: heldByToken(courier, token, bot.now),
    isUp: () => token.state() === 'taken' && (gateway.isUp?.() ?? true),
    stop: async () => {
      await gateway.stop();
      ending.abort();
    },
  };
}
