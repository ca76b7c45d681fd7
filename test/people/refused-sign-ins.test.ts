/** Refused sign-ins in the audit list: few of many, and nothing but the name that was given. */
import { expect, test } from 'vitest';
import { createRefusalSampler, refusedName } from '../../src/people/accounts.ts';

test('a name is told once a minute from one address, and from another at once', () => {
  const isTold = createRefusalSampler();
  expect([isTold('Ann', '192.0.2.1', 0), isTold(' ANN ', '192.0.2.1', 59_000)]).toEqual([true, false]);
  expect(isTold('Ann', '192.0.2.2', 59_000)).toBe(true);
  expect(isTold('Ann', '192.0.2.1', 60_000)).toBe(true);
});

test('guessing cannot fill the list, whatever the names and from wherever', () => {
  const isTold = createRefusalSampler();
  const hour = Array.from({ length: 3_600 }, (_, second) => second * 1_000);
  const oneAddress = hour.filter((now) => isTold(`nobody ${now}`, '192.0.2.1', now));
  expect(oneAddress.length).toBeLessThanOrEqual(5 + 60);
  const everywhere = hour.filter((now) => isTold(`nobody ${now}`, `192.0.2.${now}`, 3_600_000 + now));
  expect(everywhere.length).toBeLessThanOrEqual(30 + 60);
});

test('a name is cut and holds nothing that is not seen', () => {
  expect(refusedName(` Ann\u202E\n\0 ${'x'.repeat(9_999)}`)).toBe(`Ann ${'x'.repeat(76)}`);
  expect(refusedName('😀'.repeat(100))).toBe('😀'.repeat(80));
});
