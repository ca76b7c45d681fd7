/** The messages: equal in both languages, all used, and exchanged as a whole. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import en from '../../src/locales/en.json' with { type: 'json' };
import { installLocales, messages } from '../../src/locales/messages.ts';
import { exampleParameters } from '../../src/locales/message-parameters.ts';
import parameters from '../../src/locales/parameters.json' with { type: 'json' };
import zh from '../../src/locales/zh.json' with { type: 'json' };
import { MARK, markedLocale } from '../support/marked-locale.ts';

const ROOT = join(import.meta.dirname, '..', '..');

afterEach(() => installLocales({ en, zh }));

/** What may be a key in a source: a text in quotes of words with points between them, or a code alone, in a template some of them put in. */
const KEY = /'([a-z][\w-]*(?:\.[\w-]+)*)'|`([a-z][\w-]*(?:\.|\$\{[^`{}]*\})(?:[\w.-]|\$\{[^`{}]*\})*)`/giu;

/** What sources call a message: of a fault, a fix, a refusal and an unreadable document the code alone. */
const calledOf = (key: string): string => key.replace(/^(?:fault|fix|refusal|unreadable)\./u, '');

/** Returns the texts of a source that may be keys, those with a part that varies as patterns. */
const keysIn = (source: string): (string | RegExp)[] =>
  [...source.matchAll(KEY)].map(([, text, template = '']) => {
    const fixed = template.split(/\$\{[^}]*\}/u).map((part) => RegExp.escape(part));
    return text ?? new RegExp(`^${fixed.join('[\\w.:-]+')}$`, 'u');
  });

describe('the files of messages', () => {
  test('have the same keys, in alphabetical order', () => {
    expect(Object.keys(zh)).toEqual(Object.keys(en));
    expect(Object.keys(en)).toEqual(Object.keys(en).toSorted());
  });

  test('have the parameters that the code is typed by (npm run locales)', () => {
    expect(parameters).toEqual(exampleParameters(en));
  });

  test('have no message that no code names', () => {
    const files = globSync('src/**/*.{ts,tsx}', { cwd: ROOT });
    const named = files.flatMap((file) => keysIn(readFileSync(join(ROOT, file), 'utf8')));
    const texts = new Set(named);
    const patterns = named.filter((one) => one instanceof RegExp);
    // The ways to ask are named once, each with a label and a detail.
    const isNamed = (called: string): boolean =>
      texts.has(called) ||
      texts.has(called.replace(/\.(?:label|detail)$/u, '')) ||
      patterns.some((pattern) => pattern.test(called));
    expect(Object.keys(en).filter((key) => !isNamed(calledOf(key)))).toEqual([]);
  });
});

describe('a message', () => {
  test('has its parameters in it, in each language', () => {
    expect(messages('en')('alerts.paused', { name: 'Energy', why: 'it was paused' })).toBe(
      '“Energy” is paused: it was paused. All its settings are kept. Fix the cause, then press Resume.',
    );
    expect(messages('zh')('alerts.goesOn', { name: '能源' })).toContain('“能源”已自动恢复');
  });

  test('takes what is put into it as it is: neither braces nor marks of it are read', () => {
    expect(messages('en')('alerts.goesOn', { name: `{name} <b> '{' #` })).toContain(`“{name} <b> '{' #”`);
  });

  test('that is not there is an error, never a blank', () => {
    expect(() => messages('en')('alerts.none' as 'alerts.title')).toThrow('there is no message “alerts.none”');
  });

  test('comes from the locales that are installed', () => {
    const t = messages('en');
    installLocales({ en: markedLocale(en), zh: markedLocale(zh) });
    expect(t('alerts.title')).toBe(`${MARK}A channel digest needs you${MARK}`);
    installLocales({ en, zh });
    expect(t('alerts.title')).toBe('A channel digest needs you');
  });
});
