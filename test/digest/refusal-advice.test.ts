/** Advice on what a platform refused, as it is kept and as it is read. */
import { keysUnder } from '../../src/locales/messages.ts';
import { expect, test } from 'vitest';
import { refusalText, encodeAdvice } from '../../src/digest/refusal-advice.ts';

const codes = keysUnder('digest.advice');

test.each(codes)('%s is told in the words of its reader, the bot named where it matters', (code) => {
  const kept = encodeAdvice(code, 'our:bot');
  expect(refusalText(kept, 'en')).toMatch(/^[^\p{Script=Han}]+\.$/u);
  expect(refusalText(kept, 'zh')).toMatch(/\p{Script=Han}.*。$/u);
  for (const language of ['en', 'zh'] as const) {
    expect(refusalText(kept, language)).not.toContain(`${code}:`);
    expect(refusalText(kept, language).includes('@our:bot')).toBe(code.startsWith('invite'));
  }
});

test.each(['missing_scope', 'toString:x', 'Missing Access'])('what a platform said (%s) is told as that', (said) => {
  expect(refusalText(said, 'zh')).toBe(`平台返回：${said}`);
});

test('of nothing nothing is told', () => {
  expect(refusalText('', 'en')).toBe('');
});
