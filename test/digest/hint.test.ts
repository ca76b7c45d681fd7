/** Advice on what a platform refused, as it is kept and as it is read. */
import { expect, test } from 'vitest';
import { adviceText, advise, type AdviceCode } from '../../src/digest/hint.ts';
import { digestWords } from '../../src/reply/texts/digest.ts';

const codes = Object.keys(digestWords('en').advice) as AdviceCode[];

test.each(codes)('%s is told in the words of its reader, the bot named where it matters', (code) => {
  const kept = advise(code, 'our:bot');
  expect(adviceText(kept, 'en')).toMatch(/^[^\p{Script=Han}]+\.$/u);
  expect(adviceText(kept, 'zh')).toMatch(/\p{Script=Han}.*。$/u);
  for (const language of ['en', 'zh'] as const) {
    expect(adviceText(kept, language)).not.toContain(`${code}:`);
    expect(adviceText(kept, language).includes('@our:bot')).toBe(code.startsWith('invite'));
  }
});

test.each(['missing_scope', 'toString:x', 'Missing Access'])('what a platform said (%s) is told as that', (said) => {
  expect(adviceText(said, 'zh')).toBe(`平台返回：${said}`);
});

test('of nothing nothing is told', () => {
  expect(adviceText('', 'en')).toBe('');
});
