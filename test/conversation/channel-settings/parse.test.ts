import { describe, expect, test } from 'vitest';
import {
  DEFAULT_SETTINGS,
  type ChannelSettings,
  parseSettingsCommand,
  parseChannelSettings,
} from '../../../src/conversation/channel-settings/channel-settings.ts';

describe('the text of a command', () => {
  test.each([
    ['settings', {}],
    [' SETTINGS ', {}],
    ['设置', {}],
    ['settings language zh answers open', { language: 'zh', answers: 'open' }],
    ['settings answers: private', { answers: 'private' }],
    ['settings --language=own', { language: 'own' }],
    ['settings lang zh', { language: 'zh' }],
    ['settings zh open', { language: 'zh', answers: 'open' }],
    ['settings open', { answers: 'open' }],
    ['设置 语言 中文 回答 公开', { language: '中文', answers: '公开' }],
    ['设置：语言：英文，回答：私密', { language: '英文', answers: '私密' }],
    ['settings language', { language: '' }],
    ['settings language klingon', { language: 'klingon' }],
    ['settings answers loud', { answers: 'loud' }],
    ['settings language zh loud', { language: 'zh', unknown: 'loud' }],
    ['settings foo', { unknown: 'foo' }],
    ['设置 声音', { unknown: '声音' }],
  ])('%j asks for %j', (text, input) => {
    expect(parseSettingsCommand(text)).toEqual(input);
  });
  test.each(['', 'energy', 'settings of the talks', 'set language zh', 'language zh', 'constructor', '设置了什么'])(
    '%j is no such command',
    (text) => {
      expect(parseSettingsCommand(text)).toBeUndefined();
    },
  );
});

describe('a wish', () => {
  const before: ChannelSettings = { language: 'zh', audience: 'everyone' };
  test.each([
    [{}, before],
    [{ language: 'en' }, { language: 'en', audience: 'everyone' }],
    [{ language: ' English ' }, { language: 'en', audience: 'everyone' }],
    [{ language: 'own' }, { language: undefined, audience: 'everyone' }],
    [{ answers: 'private' }, { language: 'zh', audience: 'asker' }],
    [
      { answers: 'ＯＰＥＮ', language: '中文' },
      { language: 'zh', audience: 'everyone' },
    ],
  ])('of %j leaves as it was what it does not name', (input, settings) => {
    expect(parseChannelSettings(input, before, 'en')).toEqual({ ok: true, settings });
  });
  test('with faults tells all of them at their fields, in the reader’s language', () => {
    expect(parseChannelSettings({ language: 'fr', answers: 'loud' }, DEFAULT_SETTINGS, 'en')).toEqual({
      ok: false,
      faults: [
        { field: 'language', message: 'The language is en, zh, or own for each reader’s own.' },
        { field: 'answers', message: 'Answers are private or open.' },
      ],
    });
    expect(parseChannelSettings({ language: '' }, DEFAULT_SETTINGS, 'zh')).toMatchObject({
      ok: false,
      faults: [{ field: 'language', message: expect.stringContaining('语言须为') }],
    });
  });
});
