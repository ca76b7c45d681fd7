/** One language has the same names wherever it can be typed, and what is told of a name is never half a character. */
import { expect, test } from 'vitest';
import { parseChannelSettings, DEFAULT_SETTINGS } from '../../src/conversation/channel-settings/channel-settings.ts';
import { parseSubscriptionInput } from '../../src/conversation/digests/subscription-input.ts';
import { LANGUAGE_NAMES, languageNamed } from '../../src/conversation/language-names.ts';
import { parseLanguage } from '../../src/conversation/parse-text.ts';
import { NOW, ownCatalogue } from '../support/records.ts';

const catalogue = ownCatalogue();
const subscription = (input: { readonly topics?: string; readonly language?: string }) =>
  parseSubscriptionInput({ zone: 'Paris', ...input }, undefined, { catalogue, reader: 'en', now: NOW });

test.each([...LANGUAGE_NAMES.keys()])(
  '%s names a language in a question, in the settings of a channel and of a digest',
  (name) => {
    const language = languageNamed(name);
    expect(language).toMatch(/^(?:en|zh)$/u);
    expect(parseLanguage(`energy --language ${name}`)).toEqual({ text: 'energy', language });
    expect(parseChannelSettings({ language: name }, DEFAULT_SETTINGS, 'en')).toMatchObject({ settings: { language } });
    expect(subscription({ language: name })).toMatchObject({ ok: true, settings: { language } });
  },
);

test.each(['', 'fr', 'constructor', 'englisch'])('%j names none', (name) => {
  expect(languageNamed(name)).toBeUndefined();
});

test('of a name that is no topic, only whole characters are told', () => {
  const read = subscription({ topics: `${'x'.repeat(59)}😀😀` });
  const message = read.ok ? '' : (read.faults[0]?.message ?? '');
  expect(message).toContain('xxx…”');
  expect(message.isWellFormed()).toBe(true);
});
