import { expect, test } from 'vitest';
import { accountNameKey, parseName } from '../../src/people/roles.ts';
import { verifyPassword, hashPassword, passwordFault } from '../../src/people/password.ts';

test.each([
  ['Ann Example', 'Ann Example'],
  ['  Ann \t Example ', 'Ann Example'],
  ['王小明', '王小明'],
  ['Анна', 'Анна'],
  ["Renée O'Hara-Smith", "Renée O'Hara-Smith"],
])('%j is the name %s', (text, name) => {
  expect(parseName(text)).toEqual({ ok: true, name });
});

test.each([
  ['', 'empty'],
  ['  \n ', 'empty'],
  ['x'.repeat(61), 'long'],
  ['Ann\u202Egnimoc', 'odd'],
  ['Ann\u200B', 'odd'],
  ['Ann\0', 'odd'],
  // A Cyrillic a among Latin letters.
  ['\u0410nn', 'odd'],
  ['On This  Machine', 'odd'],
  ['command line', 'odd'],
  ['Unknown  name', 'odd'],
  ['first admin', 'odd'],
])('%j is no name: %s', (text, because) => {
  expect(parseName(text)).toEqual({ ok: false, because });
});

test('names that a reader takes for one have one key', () => {
  expect(new Set(['Ann B', ' ann  b', 'ＡＮＮ Ｂ', 'ANN B'].map(accountNameKey)).size).toBe(1);
  expect(accountNameKey('Ann B')).not.toBe(accountNameKey('Ann C'));
});

test('a password is kept as argon2id, each time otherwise, and known again whatever the keyboard', async () => {
  const kept = await hashPassword('correct hörse battery');
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/u);
  expect(await hashPassword('correct hörse battery')).not.toBe(kept);
  expect(await verifyPassword('correct hörse battery', kept)).toBe(true);
  expect(await verifyPassword('correct ho\u0308rse battery', kept)).toBe(true);
  expect(await verifyPassword('correct horse battery', kept)).toBe(false);
  expect(await verifyPassword('', kept)).toBe(false);
  expect(await verifyPassword('anything', undefined)).toBe(false);
  expect(await verifyPassword('anything', 'rubbish')).toBe(false);
});

test.each([
  ['short', 'eleven char', 'Ann'],
  ['long', 'x y z'.repeat(300), 'Ann'],
  ['plain', 'aaaaaaaaaaaaaaaa', 'Ann'],
  ['plain', 'Ann Example Ann', 'Ann Example'],
  ['plain', 'password1234', 'Ann'],
  ['plain', 'Password1234!', 'Ann'],
  ['plain', 'p@ssw0rd1234', 'Ann'],
  ['plain', 'iloveyou1234', 'Ann'],
  ['plain', 'qwertyuiop12', 'Ann'],
  ['plain', '123456789012', 'Ann'],
  ['plain', 'attache12345', 'Ann'],
  ['plain', 'november2026!', 'Ann'],
  [undefined, 'correct horse battery', 'Ann'],
  [undefined, '我的密码是四个词语组成的呢', '王小明'],
])('of a password is said: %s', async (fault, password, name) => {
  expect(await passwordFault(password, name)).toBe(fault);
});
