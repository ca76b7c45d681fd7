import { expect, test } from 'vitest';
import { languageOf } from '../../../../src/chat/discord/events/language.ts';

test.each([
  ['energy', 'zh-CN', 'zh'],
  ['energy', 'zh-TW', 'zh'],
  ['energy', 'de', 'en'],
  ['energy', undefined, 'en'],
  ['能源', 'en-US', 'zh'],
  ['energy en', 'zh-CN', 'en'],
  ['能源 英文', 'zh-CN', 'en'],
  ['energy zh', 'en-US', 'zh'],
] as const)('“%s” by somebody whose Discord is in %s is answered in %s', (typed, locale, language) => {
  expect(languageOf(typed, locale)).toBe(language);
});
