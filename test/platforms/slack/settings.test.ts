/** Slack's settings: which make a connection, which are faults, and that each fault names its variable and a remedy. */
import { describe, expect, test } from 'vitest';
import { platform } from '../../../src/platforms/slack/index.ts';
import { readSettings } from '../../../src/platforms/slack/settings.ts';

const bot = { SLACK_BOT_TOKEN: 'xoxb-1' };
const app = { SLACK_APP_TOKEN: 'xapp-1' };
const secret = { SLACK_SIGNING_SECRET: 's' };

describe('settings that are enough', () => {
  test('a bot token and an app token mean the socket', () => {
    expect(readSettings({ ...bot, ...app })).toMatchObject({
      settings: { botToken: 'xoxb-1', apiUrl: undefined, entrance: { mode: 'socket', appToken: 'xapp-1' } },
      faults: [],
    });
  });

  test('a bot token, a signing secret and a port mean HTTP on 127.0.0.1', () => {
    expect(readSettings({ ...bot, ...secret, PORT: '3000' }).settings?.entrance).toEqual({
      mode: 'http',
      signingSecret: 's',
      port: 3_000,
      host: '127.0.0.1',
    });
    expect(readSettings({ ...bot, ...secret, PORT: '65535', HOST: '0.0.0.0' }).settings?.entrance).toMatchObject({
      port: 65_535,
      host: '0.0.0.0',
    });
  });

  test('the socket wins where both are set, whatever the port', () => {
    expect(readSettings({ ...bot, ...app, ...secret, PORT: 'x' })).toMatchObject({
      settings: { entrance: { mode: 'socket' } },
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
  expect(platform.secrets.toSorted()).toEqual(['SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET']);
});
