/** A bot that keeps everything in memory, for tests that ask for nothing else. */
import { createBot, type BotOptions } from '../../src/app/bot.ts';
import type { Conversation, Reader } from '../../src/conversation/conversation.ts';
import type { Courier } from '../../src/digest/delivery/courier.ts';
import { createMemoryServices } from '../../src/app/memory-services.ts';
import type { Bot, Deliveries } from '../../src/chat/platform.ts';
import type { DeskBot } from '../../src/desk/bot.ts';

/** Returns a bot over a store in memory, or over the parts of another that are given. */
export function botInMemory({
  services,
  couriers,
  ...options
}: Omit<BotOptions, 'services'> & {
  readonly services?: Partial<BotOptions['services']>;
  /** What posts on each platform, once it is connected. */
  readonly couriers?: ReadonlyMap<string, Courier>;
}): DeskBot {
  return createBot({ ...options, services: { ...createMemoryServices({ ...options, couriers }), ...services } });
}

/** What a test replaces of a bot and of its conversation. */
export type BotChange = Partial<Pick<Bot, 'isFirst' | 'isFirstEver' | 'fault' | 'log' | 'now' | 'clock'>> &
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
