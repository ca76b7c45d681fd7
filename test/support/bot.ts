/** A bot that keeps everything in memory, for tests that ask for nothing else. */
import { createBot, type BotOptions } from '../../src/app/bot.ts';
import { keepInMemory } from '../../src/app/keep-in-memory.ts';
import type { Bot } from '../../src/platforms/platform.ts';

/** Returns a bot over a store in memory, or over the parts of another that are given. */
export function botInMemory({
  store,
  ...options
}: Omit<BotOptions, 'store'> & { readonly store?: Partial<BotOptions['store']> }): Bot {
  return createBot({ ...options, store: { ...keepInMemory(options), ...store } });
}
