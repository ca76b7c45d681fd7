/** What the page of people says of a refusal. */
import { expect, test } from 'vitest';
import { refusalText } from '../../../../src/platforms/desk/web/people/text.ts';

test('why somebody was not added, changed or removed is told in Chinese too, other faults elsewhere', () => {
  const told = refusalText({ code: 'last-admin', message: 'Nobody would be left.' });
  expect(told).toEqual({ en: 'Nobody would be left.', zh: expect.stringMatching(/管理员/u) });
  expect(refusalText({ code: 'name-taken', message: 'Taken.' })?.zh).toMatch(/^已有人/u);
  expect(refusalText({ code: 'unreachable', message: '' })).toBeUndefined();
});
