/** Which messages are for the bot, and how they reach it. */
import { MessageType, type GatewayMessageCreateDispatchData } from 'discord.js';
import { expect, test } from 'vitest';
import { isAnswerable } from '../../../../src/conversation/answer-request.ts';
import { parseMessage } from '../../../../src/conversation/parse-text.ts';
import { addressed } from '../../../../src/chat/discord/events/message.ts';
import { catalogue } from '../catalogue.ts';

const BOT = '1100000000000000001';
const OWN_ROLE = '1300000000000000001';
const ROLE = '1300000000000000002';

function message(over: object): GatewayMessageCreateDispatchData {
  return {
    id: '1',
    type: MessageType.Default,
    author: { id: '800000000000000001' },
    guild_id: '900000000000000001',
    content: '',
    mentions: [],
    mention_roles: [],
    ...over,
  } as unknown as GatewayMessageCreateDispatchData;
}

const how = (over: object) => addressed(message(over), BOT, (_, role) => role === OWN_ROLE);
const mentions = [{ id: BOT }];
const replied = (author: string) => ({ type: MessageType.Reply, referenced_message: { author: { id: author } } });

test.each<[string, object, string | undefined]>([
  ['a direct message', { guild_id: undefined }, 'direct'],
  ['a mention', { mentions, content: `<@${BOT}> energy` }, 'mention'],
  ['a reply that only notifies the bot', { mentions, content: 'lol nice', ...replied(BOT) }, 'reply'],
  ['a reply to the bot that names it', { mentions, content: `<@!${BOT}> energy`, ...replied(BOT) }, 'mention'],
  ['a reply to a person that names it', { mentions, content: `<@${BOT}> this?`, ...replied('8') }, 'mention'],
  ['the role of the bot', { mention_roles: [OWN_ROLE] }, 'role'],
  ['another role', { mention_roles: [ROLE] }, undefined],
  ['nobody', { content: 'energy' }, undefined],
  ['a program', { mentions, author: { id: '8', bot: true } }, undefined],
  ['a webhook', { mentions, webhook_id: '9' }, undefined],
  ['a notice of Discord’s', { mentions, type: MessageType.UserJoin }, undefined],
])('%s', (_, over, expected) => {
  expect(how(over)).toBe(expected);
});

test.each([
  ['lol nice', false],
  ['thanks', false],
  ['', false],
  ['👍', false],
  ['busan-summit', true],
  ['energy measures', true],
  ['what happened in busan', true],
  ['topics', true],
])('a reply of %j is answered: %s', (text, expected) => {
  expect(isAnswerable(parseMessage(text, catalogue).request, catalogue)).toBe(expected);
});
