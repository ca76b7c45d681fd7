/** A bot that keeps everything in memory, for tests that ask for nothing else. */
import { createBot, type BotOptions } from '../../src/app/bot.ts';
import type { Courier } from '../../src/digest/delivery/courier.ts';
import { keepInMemory } from '../../src/app/keep-in-memory.ts';
import type { Bot } from '../../src/chat/platform.ts';

/** Returns a bot over a store in memory, or over the parts of another that are given. */
export function botInMemory({
  store,
  couriers,
  ...options
}: Omit<BotOptions, 'store'> & {
  readonly store?: Partial<BotOptions['store']>;
  /** What posts on each platform, once it is connected. */
  readonly couriers?: ReadonlyMap<string, Courier>;
}): Bot {
  return createBot({ ...options, store: { ...keepInMemory({ ...options, couriers }), ...store } });
}

/** A bot whose answers wait until they are let go. */
export function held(): { readonly change: (bot: Bot) => Partial<Bot>; readonly release: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    release: resolve,
    change: (bot) => ({ answer: (...asked) => promise.then(() => bot.answer(...asked)) }),
  };
}
