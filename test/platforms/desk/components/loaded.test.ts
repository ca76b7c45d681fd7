/** What a fault says on the page. */
import { expect, test } from 'vitest';
import { ApiFault } from '../../../../src/platforms/desk/web/api.ts';
import { faultText } from '../../../../src/platforms/desk/web/components/loaded.tsx';
import { TEXT } from '../../../../src/platforms/desk/web/text.ts';

test('a fault that the log has is told in the language of the page, with its reference', () => {
  const fault = new ApiFault('fault', 'Something went wrong. The log has it under Ab12.', { reference: 'Ab12' });
  expect(faultText(fault).en).toContain('Ab12');
  expect(faultText(fault).zh).toMatch(/日志.*Ab12/u);
});

test('a fault of which nothing is known is told all the same', () => {
  expect(faultText(new ApiFault('unreachable', ''))).toBe(TEXT.unreachable);
  expect(faultText(new ApiFault('fault', ''))).toBe(TEXT['unknown-fault']);
  expect(faultText(new ApiFault('name', 'No such name.')).en).toBe('No such name.');
});

test('whose session has ended is told so in words for people, not for programs', () => {
  const signedOut = new ApiFault('signed-out', 'Sign in first: open / for the desk.');
  expect(faultText(signedOut)).toEqual({
    en: 'Sign in first, then go on here.',
    zh: '请先登录，然后回到此页继续。',
  });
});

test('what the server says in English alone is told in Chinese too', () => {
  expect(faultText(new ApiFault('busy', 'Try again in a minute.')).zh).toContain('请一分钟后重试');
  expect(faultText(new ApiFault('missing', '没有名为“x”的简报。')).zh).toBe('没有名为“x”的简报。');
});
