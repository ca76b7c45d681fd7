/** Slack's settings: which make a connection, which are faults, and that each fault names its variable and a remedy. */
import { describe, expect, test } from 'vitest';
import { platform } from '../../../../src/chat/slack/index.ts';
import { parseSettings } from '../../../../src/chat/slack/connection/settings.ts';

const bot = { SLACK_BOT_TOKEN: 'xoxb-1' };
const app = { SLACK_APP_TOKEN: 'xapp-1' };
const secret = { SLACK_SIGNING_SECRET: 's' };

describe('settings that are enough', () => {
  test('a bot token and an app token mean the socket', () => {
    expect(parseSettings({ ...bot, ...app })).toMatchObject({
      settings: { botToken: 'xoxb-1', apiUrl: undefined, transport: { mode: 'socket', appToken: 'xapp-1' } },
      faults: [],
    });
  });

  test('a bot token, a signing secret and a port mean HTTP on 127.0.0.1', () => {
    expect(parseSettings({ ...bot, ...secret, PORT: '3000' }).settings?.transport).toEqual({
      mode: 'http',
      signingSecret: 's',
      port: 3_000,
      host: '127.0.0.1',
    });
    expect(parseSettings({ ...bot, ...secret, PORT: '65535', HOST: '0.0.0.0' }).settings?.transport).toMatchObject({
      port: 65_535,
      host: '0.0.0.0',
    });
  });

  test('the socket wins where both are set, whatever the port', () => {
    expect(parseSettings({ ...bot, ...app, ...secret, PORT: 'x' })).toMatchObject({
      settings: { transport: { mode: 'socket' } },
      faults: [],
    });
  });

  test('none of them means no Slack; a port and host alone are others’', () => {
    for (const env of [{}, { PORT: '3000', HOST: '::' }, { PORT: 'x' }, { SLACK_API_URL: 'http://127.0.0.1/' }]) {
      const { faults, connect } = platform.configure(env);
      expect({ faults, connect }).toEqual({ faults: [], connect: undefined });
    }
  });
});

const many = {
  SLACK_CLIENT_ID: '123.456',
  SLACK_CLIENT_SECRET: 'of-slack',
  SLACK_STATE_SECRET: 'a secret of thirty-two characters',
  SLACK_TOKEN_KEY: Buffer.alloc(32, 7).toString('base64'),
};
const OLDER = Buffer.alloc(32, 9).toString('base64url');

describe('settings for many workspaces', () => {
  test('are the credentials of the app, a secret, a key, a port and a way in', () => {
    expect(parseSettings({ ...many, ...app, PORT: '3000', HOST: '0.0.0.0' })).toMatchObject({
      settings: {
        workspaces: { clientId: '123.456', clientSecret: 'of-slack', port: 3_000, host: '0.0.0.0' },
        transport: { mode: 'socket', appToken: 'xapp-1' },
      },
      faults: [],
    });
    const { settings } = parseSettings({ ...many, ...secret, PORT: '3000' });
    expect(settings?.transport).toMatchObject({ mode: 'http', port: 3_000, host: '127.0.0.1' });
    expect(settings?.workspaces?.tokenKeys).toEqual([Buffer.alloc(32, 7)]);
  });

  test('may name several keys, the newest first', () => {
    const keys = `${many.SLACK_TOKEN_KEY}, ${OLDER}`;
    expect(
      parseSettings({ ...many, ...app, PORT: '1', SLACK_TOKEN_KEY: keys }).settings?.workspaces?.tokenKeys.map(
        (key) => key[0],
      ),
    ).toEqual([7, 9]);
  });

  test.each([
    ['without a client id', { SLACK_CLIENT_ID: undefined }, ['SLACK_CLIENT_ID']],
    ['without a client secret', { SLACK_CLIENT_SECRET: undefined }, ['SLACK_CLIENT_SECRET']],
    ['without a state secret', { SLACK_STATE_SECRET: undefined }, ['SLACK_STATE_SECRET']],
    ['without a key', { SLACK_TOKEN_KEY: undefined }, ['SLACK_TOKEN_KEY']],
    [
      'with a client id alone',
      { SLACK_CLIENT_SECRET: undefined, SLACK_STATE_SECRET: undefined, SLACK_TOKEN_KEY: undefined },
      ['SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'SLACK_TOKEN_KEY'],
    ],
    ['with a client id of another kind', { SLACK_CLIENT_ID: 'A01APP' }, ['SLACK_CLIENT_ID']],
    ['with a state secret that can be guessed', { SLACK_STATE_SECRET: 'my-secret' }, ['SLACK_STATE_SECRET']],
    ['with a key of 31 bytes', { SLACK_TOKEN_KEY: Buffer.alloc(31).toString('base64') }, ['SLACK_TOKEN_KEY']],
    ['with a key in hexadecimal', { SLACK_TOKEN_KEY: Buffer.alloc(32).toString('hex') }, ['SLACK_TOKEN_KEY']],
    ['with a list that ends in a comma', { SLACK_TOKEN_KEY: `${many.SLACK_TOKEN_KEY},` }, ['SLACK_TOKEN_KEY']],
    ['beside the token of one workspace', bot, ['SLACK_BOT_TOKEN']],
    ['without a way in', { SLACK_APP_TOKEN: undefined }, ['SLACK_CLIENT_ID']],
    ['without a port for the install page', { PORT: undefined }, ['SLACK_CLIENT_ID']],
    ['with a port that is none', { PORT: 'x' }, ['PORT']],
    ['over HTTP without a port', { SLACK_APP_TOKEN: undefined, ...secret, PORT: undefined }, ['SLACK_SIGNING_SECRET']],
  ] as const)('%s are faults', (_what, over, variables) => {
    const env = Object.fromEntries(
      Object.entries({ ...many, ...app, PORT: '3000', ...over }).filter(([, value]) => value !== undefined),
    );
    const { faults, connect } = platform.configure(env);
    expect(connect).toBeUndefined();
    expect(faults.map(({ variable }) => variable)).toEqual(variables);
    for (const { message } of faults) {
      expect(message).toMatch(/; /u);
      for (const value of [many.SLACK_CLIENT_SECRET, many.SLACK_TOKEN_KEY, 'my-secret', 'xapp-1'])
        expect(message).not.toContain(value);
    }
  });
});

describe('settings that are half set or malformed', () => {
  test.each([
    ['a bot token alone', bot, ['SLACK_BOT_TOKEN']],
    ['an app token alone', app, ['SLACK_APP_TOKEN']],
    ['a signing secret alone', secret, ['SLACK_SIGNING_SECRET']],
    [
      'an app token and a secret without a bot token',
      { ...app, ...secret },
      ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'],
    ],
    ['a secret without a port', { ...bot, ...secret }, ['SLACK_SIGNING_SECRET']],
    ['a bot token of another kind', { ...app, SLACK_BOT_TOKEN: 'xoxp-1' }, ['SLACK_BOT_TOKEN']],
    ['an app token of another kind', { ...bot, SLACK_APP_TOKEN: 'xoxb-1' }, ['SLACK_APP_TOKEN']],
    ['an address that is none', { ...bot, ...app, SLACK_API_URL: 'slack.com' }, ['SLACK_API_URL']],
    ['an address of another kind', { ...bot, ...app, SLACK_API_URL: 'ftp://slack.com/' }, ['SLACK_API_URL']],
    ...['0', '65536', '3000.5', '-1', '3e3', ' 80', 'http'].map(
      (port) => [`the port ${port}`, { ...bot, ...secret, PORT: port }, ['PORT']] as const,
    ),
  ] as const)('%s', (_what, env, variables) => {
    const { faults, connect } = platform.configure(env);
    expect(connect).toBeUndefined();
    expect(faults.map(({ variable }) => variable)).toEqual(variables);
    for (const { message } of faults) {
      expect(message).toMatch(/; |, or /u);
      expect(message).not.toMatch(/xox[bp]-1|xapp-1/u);
    }
  });
});

test('every variable that is read is told, and the secret ones as such', () => {
  expect(platform.variables).toEqual(
    expect.arrayContaining([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'SLACK_SIGNING_SECRET',
      'SLACK_API_URL',
      'PORT',
      'HOST',
    ]),
  );
  expect(platform.secrets.toSorted()).toEqual([
    'SLACK_APP_TOKEN',
    'SLACK_BOT_TOKEN',
    'SLACK_CLIENT_SECRET',
    'SLACK_SIGNING_SECRET',
    'SLACK_STATE_SECRET',
    'SLACK_TOKEN_KEY',
  ]);
});
