/** A process that ends by an error which nothing has caught. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const CRASH = JSON.stringify(join(import.meta.dirname, '../../src/app/process.ts'));
const PASSWORD = 'a desk password of sixteen';

test.each([
  ['a rejection', `Promise.reject(new Error('no ${PASSWORD} and xoxb-1234-abcdef'))`, 'Error'],
  [
    'a throw in a timer',
    `setTimeout(() => { throw new TypeError('no ${PASSWORD} and xoxb-1234-abcdef') }, 1)`,
    'TypeError',
  ],
])('tells of %s in one line of JSON without secrets, and ends with 1', async (_what, fails, type) => {
  const code = `import(${CRASH}).then(({ logCrashes }) => { logCrashes({ OIDC_CLIENT_SECRET: '${PASSWORD}' }); ${fails}; })`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [said, [exit]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect(exit).toBe(1);
  const lines = said.trim().split('\n');
  expect(lines).toHaveLength(1);
  const told = JSON.parse(lines[0] ?? '') as { readonly level: string; readonly err: { readonly type: string } };
  expect(told.level).toBe('fatal');
  expect(told.err).toMatchObject({ type, message: 'no [hidden] and [hidden]' });
  expect(said).not.toContain('sixteen');
});
