/** An asker on an imaginary platform, and a conversation over a store in memory. */
import type { Asker, Conversation } from '../../src/conversation/conversation.ts';
import { createLogger } from '../../src/app/log.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { DeskBot } from '../../src/desk/bot.ts';
import { botInMemory } from '../support/bot.ts';
import { NOW, ownCatalogue } from '../support/records.ts';

const catalogue = ownCatalogue();

/** Returns a bot over the made-up records. */
export const newBot = (over: Pick<Parameters<typeof botInMemory>[0], 'couriers'> = {}): DeskBot =>
  botInMemory({ catalogue: () => catalogue, now: () => NOW, log: createLogger('silent'), ...over });

export const newConversation = (): Conversation => newBot().conversation;

export const HERE = { platform: 'nowhere', workspace: 'w1', channel: 'c1' } as const;

/** Returns an asker in a channel that they may manage, with the fields of `over`. */
export function asker(over: Partial<Asker> = {}): Asker {
  return {
    person: 'alice',
    name: 'Alice',
    channelRef: HERE,
    isPrivate: false,
    language: 'en',
    audience: 'asker',
    eventId: 'e1',
    helpEntries: () => [{ label: 'Ask', detail: 'somehow' }],
    zone: async () => 'Asia/Shanghai',
    refusal: async () => undefined,
    ...over,
  };
}

/** The refusal of a platform to let somebody manage a channel. */
export const REFUSED: Reply = {
  title: '',
  language: 'en',
  audience: 'asker',
  blocks: [{ type: 'note', tone: 'plain', text: 'Not by you.' }],
  actions: [],
};
