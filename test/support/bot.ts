/** A bot that keeps everything in memory, for tests that ask for nothing else. */
import { createBot, type BotOptions } from '../../src/app/bot.ts';
import type { Conversation, Reader } from '../../src/conversation/conversation.ts';
import type { Courier } from '../../src/digest/delivery/courier.ts';
import { createMemoryBotStore } from '../../src/app/memory-bot-store.ts';
import type { Bot, Deliveries } from '../../src/chat/platform.ts';
import type { DeskBot } from '../../src/desk/bot.ts';

/** Returns a bot over a store in memory, or over the parts of another that are given. */
export function botInMemory({
  store,
  couriers,
  ...options
}: Omit<BotOptions, 'store'> & {
  readonly store?: Partial<BotOptions['store']>;
  /** What posts on each platform, once it is connected. */
  readonly couriers?: ReadonlyMap<string, Courier>;
}): DeskBot {
  return createBot({ ...options, store: { ...createMemoryBotStore({ ...options, couriers }), ...store } });
}

/** What a test replaces of a bot and of its conversation. */
export type BotChange = Partial<Pick<Bot, 'first' | 'firstEver' | 'fault' | 'log' | 'now' | 'clock'>> &
  Partial<Conversation> & { readonly deliveries?: Partial<Deliveries> };

/** Returns a bot with some parts replaced. */
export const changed = (bot: Bot, change: BotChange = {}): Bot => ({
  ...bot,
  ...change,
  conversation: { ...bot.conversation, ...change },
  deliveries: { ...bot.deliveries, ...change.deliveries },
});

/** Returns somebody on an imaginary platform who reads an answer. */
export const reader = (over: Partial<Reader> = {}): Reader => ({
  language: 'en',
  audience: 'asker',
  channelRef: { platform: 'nowhere', workspace: '', channel: '' },
  helpEntries: () => [],
  ...over,
});

/** A bot whose answers wait until they are let go. */
export function held(): {
  readonly change: (bot: Bot) => Pick<Conversation, 'answer'>;
  readonly release: () => void;
} {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    release: resolve,
    change: ({ conversation }) => ({ answer: (...asked) => promise.then(() => conversation.answer(...asked)) }),
  };
}
