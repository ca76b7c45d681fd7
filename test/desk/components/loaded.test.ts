/** What a fault says on the page. */
import { expect, test } from 'vitest';
import { refusalBody } from '../../../src/desk/server/access/guard.ts';
import { ApiFault } from '../../../src/desk/web/api.ts';
import { faultText } from '../../../src/desk/web/components/loaded.tsx';
import { messages } from '../../../src/locales/messages.ts';
import { refusal } from '../../../src/records/publish/refusal.ts';

const refused = (...why: Parameters<typeof refusalBody>): ApiFault => {
  const body = refusalBody(...why);
  return new ApiFault(body.error, body.detail, body);
};

test('a refusal is told in the language of the page, with what its words take', () => {
  const failed = refused('fault', refusal('failed', { reference: 'Ab12' }));
  expect(faultText(failed, 'en')).toMatch(/log.*Ab12/u);
  expect(faultText(failed, 'zh')).toMatch(/日志.*Ab12/u);
  const busy = refused('busy', refusal('busy'));
  expect(faultText(busy, 'en')).toContain('try again in a minute');
  expect(faultText(busy, 'zh')).toContain('请一分钟后重试');
});

test('a fault of which nothing is known is told all the same', () => {
  const t = messages('en');
  expect(faultText(new ApiFault('unreachable', ''), 'en')).toBe(t('desk.frame.unreachable'));
  expect(faultText(new ApiFault('fault', ''), 'en')).toBe(t('desk.frame.unknown-fault'));
  expect(faultText(new ApiFault('name', 'No such name.'), 'en')).toBe('No such name.');
  expect(faultText(new ApiFault('missing', '没有名为“x”的简报。'), 'zh')).toBe('没有名为“x”的简报。');
});
