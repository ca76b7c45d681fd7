/** The codes of faults: permanent and documented. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from '../../src/locales/en.json' with { type: 'json' };
import zh from '../../src/locales/zh.json' with { type: 'json' };
import { withFaultCodes } from '../../src/records/fault-codes.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CODES = Object.keys(en).flatMap((key) => (key.startsWith('fault.') ? [key.slice('fault.'.length)] : []));

test('the page for curators has the codes of today; `npm run locales` writes them', () => {
  const page = readFileSync(join(ROOT, 'docs', 'curating.md'), 'utf8');
  expect(withFaultCodes(page)).toBe(page);
  expect(page).toContain('| `no-topic` | there is no topic {topic}; add {file} or correct the id |');
  expect(() => withFaultCodes('# Curating')).toThrow('no marks');
});

test('each code is lower-case words joined by hyphens', () => {
  expect(CODES.length).toBeGreaterThan(150);
  expect(CODES.filter((code) => !/^[a-z]+(?:-[a-z0-9]+)*$/u.test(code))).toEqual([]);
});

test('in Chinese each is Chinese, without English punctuation between', () => {
  for (const [key, message] of Object.entries(zh)) {
    if (!key.startsWith('fault.')) continue;
    expect(message).toMatch(/\p{Script=Han}/u);
    expect(message).not.toMatch(/; |\p{Script=Han}[,;]/u);
  }
});
