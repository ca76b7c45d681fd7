/** `attache token`: made once, listed without itself, withdrawn; and what is misuse. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { messages } from '../../src/locales/messages.ts';
import { attache } from '../support/command.ts';
import { putEmptyStore } from '../support/empty-store.ts';

let dataDir = '';
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'attache-token-'));
  await putEmptyStore(dataDir);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const token = (...args: readonly string[]) => attache(dataDir, ['token', ...args], { env: { DATA_DIR: dataDir } });

test('is made, listed and withdrawn', async () => {
  const made = await token('make', 'my assistant', '--days', '3');
  expect(made.code).toBe(0);
  const [secret = ''] = /attache_[\w-]{43}/u.exec(made.output) ?? [];
  expect(secret).not.toBe('');
  expect(await token('make', 'my assistant')).toMatchObject({
    code: 1,
    errors: expect.stringContaining('in use') as string,
  });
  const listed = await token('list');
  expect(listed.output).toMatch(/^my assistant: header, until \d{4}-\d\d-\d\d, not used\n$/u);
  expect((await token('list', '--as', 'json')).output).not.toContain(secret.slice(8));
  expect((await token('withdraw', 'my assistant')).code).toBe(0);
  expect((await token('withdraw', 'my assistant')).code).toBe(1);
  expect((await token('list')).output).toContain('withdrawn on');
});

test('of feeds and calendars is told in their addresses', async () => {
  const made = await token('make', 'my calendar', '--in', 'path');
  expect(made.output).toMatch(/^http:\/\/127\.0\.0\.1:3000\/feeds\/attache_[\w-]{43}\/all\.ics$/mu);
  expect(made.output).toMatch(/^http:\/\/127\.0\.0\.1:3000\/feeds\/attache_[\w-]{43}\/all\.atom$/mu);
  expect((await token('list')).output).toMatch(/^my calendar: path, until \d{4}-\d\d-\d\d, not used$/mu);
});

test('is refused in the words of the desk', async () => {
  expect((await token('make', 'x', '--days', '0')).errors).toBe('attache: A token lasts from 1 to 730 days.\n');
  expect((await token('make', 'x\ny')).errors).toContain(messages('en')('refusal.token-name'));
  expect((await token('withdraw', 'nobody')).errors).toContain(messages('en')('refusal.token-missing'));
});

test.each([
  [['make'], 2],
  [['list', 'x'], 2],
  [['make', 'x', '--in', 'cookie'], 2],
  [['withdraw', 'x', '--days', '3'], 2],
  [['make', 'x', '--days', '0'], 1],
  [['make', 'x', '--days', 'never'], 1],
  [['make', 'x\ny'], 1],
])('%j ends with %i', async (args, code) => {
  expect((await token(...args)).code).toBe(code);
});
