/** Reads Discord's settings. */
import { expect, test } from 'vitest';
import { platform } from '../../../src/chat/discord/index.ts';

const DISCORD_TOKEN = 'a-token';
const faulty = (env: Record<string, string>): string[] =>
  platform.configure(env).faults.map(({ variable }) => variable);

test('without any setting it is not configured, and that is no fault', () => {
  expect(platform.configure({})).toEqual({ faults: [], connect: undefined });
});

test('with a token it can connect', () => {
  expect(platform.configure({ DISCORD_TOKEN }).connect).toBeTypeOf('function');
  expect(
    platform.configure({
      DISCORD_TOKEN,
      DISCORD_GUILD_ID: '12345678901234567',
      DISCORD_API_URL: 'http://127.0.0.1:1/api',
    }),
  ).toMatchObject({ faults: [], connect: expect.any(Function) });
});

test.each([
  [{ DISCORD_GUILD_ID: '12345678901234567' }, ['DISCORD_GUILD_ID']],
  [{ DISCORD_API_URL: 'https://proxy.example/api' }, ['DISCORD_API_URL']],
  [{ DISCORD_TOKEN: 'a-token…' }, ['DISCORD_TOKEN']],
  [{ DISCORD_TOKEN: '“a-token”' }, ['DISCORD_TOKEN']],
  [{ DISCORD_TOKEN: 'a token' }, ['DISCORD_TOKEN']],
  [{ DISCORD_TOKEN, DISCORD_GUILD_ID: '1234567890123456' }, ['DISCORD_GUILD_ID']],
  [{ DISCORD_TOKEN, DISCORD_GUILD_ID: '123456789012345678901' }, ['DISCORD_GUILD_ID']],
  [{ DISCORD_TOKEN, DISCORD_GUILD_ID: 'My server' }, ['DISCORD_GUILD_ID']],
  [{ DISCORD_TOKEN, DISCORD_API_URL: 'ftp://proxy.example' }, ['DISCORD_API_URL']],
  [{ DISCORD_TOKEN, DISCORD_API_URL: 'proxy' }, ['DISCORD_API_URL']],
  [
    { DISCORD_GUILD_ID: 'x', DISCORD_API_URL: 'y' },
    ['DISCORD_GUILD_ID', 'DISCORD_API_URL', 'DISCORD_GUILD_ID', 'DISCORD_API_URL'],
  ],
])('%j is faulty in %j and does not connect', (env, variables) => {
  expect(faulty(env)).toEqual(variables);
  expect(platform.configure(env).connect).toBeUndefined();
});

test('only the token is secret, and every variable is named', () => {
  expect(platform.secrets).toEqual(['DISCORD_TOKEN']);
  expect(platform.variables).toEqual(['DISCORD_TOKEN', 'DISCORD_GUILD_ID', 'DISCORD_API_URL']);
});

test('rendering needs no connection and loads no SDK', async () => {
  const render = await platform.render();
  expect(render({ title: 'T', language: 'en', audience: 'asker', blocks: [], actions: [] })).toHaveLength(1);
});
