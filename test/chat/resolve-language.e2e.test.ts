/** In which language somebody in a chat is answered. */
import { expect, test } from 'vitest';
import { languageOf } from '../../src/chat/discord/events/language.ts';
import { resolveLanguage } from '../../src/chat/resolve-language.ts';
import { parseMessage } from '../../src/conversation/parse-text.ts';
import { newConversation } from '../conversation/asking.ts';

const conversation = newConversation();

test.each([
  ['energy', 'zh-CN', 'zh'],
  ['energy', 'zh-TW', 'zh'],
  ['energy', 'de', 'en'],
  ['energy', undefined, 'en'],
  ['能源', 'en-US', 'zh'],
  ['energy en', 'zh-CN', 'en'],
  ['能源 英文', 'zh-CN', 'en'],
  ['energy zh', 'en-US', 'zh'],
] as const)('“%s” by somebody whose Discord is in %s is answered in %s', async (text, locale, expected) => {
  const { language: typed } = parseMessage(text, conversation.catalogue());
  const reader = await resolveLanguage({ typed, channelRef: undefined, own: () => languageOf(locale) }, conversation);
  expect(reader.language).toBe(expected);
});

test('what a channel has set stands before the language of a person’s chat, and behind what is typed', async () => {
  const channelRef = { platform: 'discord', workspace: 'w1', channel: 'c1' };
  await conversation.channelSettings.change(channelRef, { language: 'zh', answers: 'open' }, 'en');
  expect(await resolveLanguage({ typed: undefined, channelRef, own: () => 'en' }, conversation)).toEqual({
    language: 'zh',
    audience: 'everyone',
  });
  expect((await resolveLanguage({ typed: 'en', channelRef, own: () => 'zh' }, conversation)).language).toBe('en');
});

test('a channel whose settings cannot be read in time has set nothing', async () => {
  const channelSettings = { ...conversation.channelSettings, read: () => new Promise<never>(() => {}) };
  const channelRef = { platform: 'slack', workspace: 'w1', channel: 'c2' };
  expect(await resolveLanguage({ typed: undefined, channelRef, own: () => 'zh' }, { channelSettings })).toEqual({
    language: 'zh',
    audience: 'asker',
  });
});
