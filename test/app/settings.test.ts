import { describe, expect, test } from 'vitest';
import { AttacheError } from '../../src/shared/errors.ts';
import { platforms } from '../../src/app/platforms.ts';
import type { Environment, Platform } from '../../src/chat/platform.ts';
import { withoutEmpty } from '../../src/app/process.ts';
import { readSettings, secretsOf, type Settings } from '../../src/app/settings.ts';
import { folderOf } from '../support/records.ts';

/** Settings that are read with a folder of briefs that is there. */
const read = async (env: Environment): Promise<Settings> =>
  readSettings({ BRIEFS_DIR: folderOf({ 'a.txt': '' }), ...env }, await platforms());

/** The lines of the error that settings end in. */
async function faults(env: Environment): Promise<string[]> {
  try {
    await read(env);
  } catch (error) {
    if (error instanceof AttacheError && error.code === 'settings') return error.message.split('\n');
    throw error;
  }
  return [];
}

const TOKENS = { DISCORD_TOKEN: 'M'.repeat(26), SLACK_BOT_TOKEN: 'xoxb-1-2-abc', SLACK_APP_TOKEN: 'xapp-1-abc' };

describe('settings', () => {
  test('have defaults for everything, and connect only the desk, which stands in', async () => {
    expect(await read({})).toMatchObject({
      logLevel: 'info',
      databaseUrl: undefined,
      dataDir: 'data',
      curators: undefined,
      keepsQuestions: false,
      secrets: [],
      isFallback: true,
    });
  });

  test('connect nothing at all where the desk is off', async () => {
    expect((await read({ DESK: 'off' })).connect.size).toBe(0);
  });

  test('connect what has its tokens', async () => {
    const settings = await read(TOKENS);
    expect([...settings.connect.keys()].toSorted()).toEqual(['discord', 'slack']);
    expect(settings.secrets.toSorted()).toEqual(Object.values(TOKENS).toSorted());
  });

  test.each([
    ['slack:C0123456789', { platform: 'slack', workspace: '', channel: 'C0123456789' }],
    ['slack:T0123456789/C0123456789', { platform: 'slack', workspace: 'T0123456789', channel: 'C0123456789' }],
    ['discord:123456789012345678', { platform: 'discord', workspace: '', channel: '123456789012345678' }],
  ])('name %s as the channel of the curators', async (CURATOR_CHANNEL, curators) => {
    expect(await read({ ...TOKENS, CURATOR_CHANNEL })).toMatchObject({ curators });
  });

  test.each([
    ['C0123456789', 'is "C0123456789"; set it to the platform and the id'],
    ['slack:#curators', 'is "slack:#curators"; set it to the platform and the id'],
    ['slack:', 'is "slack:"; set it to the platform and the id'],
    ['slack:C0123456789/', 'set it to the platform and the id'],
    [`slack:${'C'.repeat(500)}`, 'set it to the platform and the id'],
    ['teams:C0123456789', 'names "teams", which is no chat; begin it with slack: or discord:'],
    ['console:C0123456789', 'names console, which is not connected; fill in its tokens, or leave it out'],
    ['discord:123456789012345678', 'names discord, which is not connected; fill in its tokens, or leave it out'],
  ])('tell of a channel of the curators that is %s', async (CURATOR_CHANNEL, expected) => {
    const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN } = TOKENS;
    const told = await faults({ SLACK_BOT_TOKEN, SLACK_APP_TOKEN, CURATOR_CHANNEL });
    expect(told).toHaveLength(3);
    expect(told[1]).toContain('  CURATOR_CHANNEL ');
    expect(told[1]).toContain(expected);
    expect(told[1]?.length).toBeLessThan(420);
  });

  test.each([
    [undefined, { time: '07:00', zone: 'UTC' }],
    ['8:30 Europe/Berlin', { time: '08:30', zone: 'Europe/Berlin' }],
    ['off', undefined],
  ])('tell curators in the morning at %s', async (CURATOR_MORNING, morning) => {
    expect(await read({ ...TOKENS, ...(CURATOR_MORNING && { CURATOR_MORNING }) })).toMatchObject({ morning });
  });

  test.each(['noon', '25:00', '8:30 Nowhere/Land', '8:30 '])(
    'tell of a morning that is %s',
    async (CURATOR_MORNING) => {
      expect((await faults({ ...TOKENS, CURATOR_MORNING })).join('\n')).toContain('CURATOR_MORNING is "');
    },
  );

  test('link to the desk where other machines reach it', async () => {
    const desk = { ...TOKENS, DESK: 'on' };
    expect((await read(TOKENS)).desk).toEqual({ missing: 'DESK' });
    expect((await read(desk)).desk).toEqual({ missing: 'DESK_HOSTS' });
    expect((await read({ ...desk, DESK_HOSTS: 'desk.example.org' })).desk).toEqual({
      address: 'https://desk.example.org',
    });
  });

  test.each<[string, Environment, boolean]>([
    ['nowhere unless asked for', { ...TOKENS }, false],
    ['at HEALTH_PORT', { ...TOKENS, HEALTH_PORT: '9464' }, true],
    ['where the desk shows it', { ...TOKENS, DESK: 'on' }, true],
    ['where the desk stands in', {}, true],
  ])('measure %s', async (_where, env, isMeasured) => {
    expect(await read(env)).toMatchObject({ isMeasured });
  });

  test.each<[Environment, string]>([
    [{ HEALTH_PORT: '0' }, 'is "0"; set it to a whole number from 1 to 65535'],
    [{ HEALTH_PORT: '9'.repeat(500) }, `is "${'9'.repeat(80)}"; set it to a whole number from 1 to 65535`],
    [{ HEALTH_PORT: '3000', PORT: '3000' }, 'is the same as PORT; set it to another one'],
    [{ HEALTH_PORT: '4000', DESK_PORT: '4000' }, 'is the same as DESK_PORT; set it to another one'],
  ])('tell of a port for the health pages that cannot be: %j', async (env, expected) => {
    expect(await faults({ ...TOKENS, ...env })).toContain(`  HEALTH_PORT ${expected}`);
  });

  test.each([
    [undefined, false],
    ['off', false],
    ['on', true],
    ['ON', true],
  ])('keep questions that find nothing, where KEEP_QUESTIONS is %s: %s', async (KEEP_QUESTIONS, keepsQuestions) => {
    expect(await read({ KEEP_QUESTIONS })).toMatchObject({ keepsQuestions });
  });

  test.each(['yes', 'true', '1', 'on please'])('tell of KEEP_QUESTIONS that is %s', async (KEEP_QUESTIONS) => {
    expect((await faults({ KEEP_QUESTIONS }))[1]).toBe(`  KEEP_QUESTIONS is "${KEEP_QUESTIONS}"; set it to on or off`);
  });

  test('that cannot be used are told all together, with variable and remedy, and nothing is started', async () => {
    const told = await faults({
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://user:hunter22@host/db',
      SLACK_BOT_TOKEN: 'hunter22-slack',
      SLACK_APP_TOKEN: 'hunter22-app',
      DISCORD_GUILD_ID: 'my server',
    });
    expect(told[0]).toBe('The settings cannot be used; nothing was started.');
    expect(told.at(-1)).toBe('Each variable is explained in .env.example.');
    const variables = told.slice(1, -1).map((line) => /^ {2}([A-Z_]+) (?:is|does) .{3,}; ?.{5,}$/u.exec(line)?.[1]);
    expect([...new Set(variables)].map(String).toSorted()).toEqual([
      'DATABASE_URL',
      'DISCORD_GUILD_ID',
      'LOG_LEVEL',
      'SLACK_APP_TOKEN',
      'SLACK_BOT_TOKEN',
    ]);
    expect(told.join('\n')).not.toContain('hunter22');
  });

  test('take a folder of records that cannot be read: the desk shows what is wrong with it', async () => {
    expect(await read({ BRIEFS_DIR: '/nowhere/at/all' })).toMatchObject({ briefsDir: '/nowhere/at/all' });
  });

  test.each(['debug', 'info', 'warn', 'error', 'silent'])('take the log level %s', async (LOG_LEVEL) => {
    expect((await read({ LOG_LEVEL })).logLevel).toBe(LOG_LEVEL);
  });

  test.each(['trace', 'INFO', 'fatal', '3'])('do not take the log level %s', async (LOG_LEVEL) => {
    expect(await faults({ LOG_LEVEL })).toContain(
      `  LOG_LEVEL is "${LOG_LEVEL}"; set it to one of debug, info, warn, error, silent`,
    );
  });

  test.each(['postgres://u:p@h/d', 'postgresql://h/d'])('take the database %s', async (DATABASE_URL) => {
    expect((await read({ DATABASE_URL })).databaseUrl).toBe(DATABASE_URL);
  });

  test.each(['mysql://u:hunter22@h/d', 'hunter22', 'postgres://'])(
    'do not take the database %s, and do not repeat it',
    async (DATABASE_URL) => {
      const told = await faults({ DATABASE_URL });
      expect(told).toHaveLength(3);
      expect(told.join('\n')).not.toContain('hunter22');
    },
  );

  test.each(Object.keys(TOKENS).filter((name) => name.startsWith('SLACK')))(
    'tell what is missing where only %s is set',
    async (name) => {
      expect(await faults({ [name]: TOKENS[name as keyof typeof TOKENS] })).toHaveLength(3);
    },
  );
});

describe('an environment', () => {
  test('that is a copied .env.example counts as empty, and white space around values is dropped', () => {
    expect(withoutEmpty({ A: '', B: '  ', C: undefined, D: ' d ', E: 'e' })).toEqual({ D: 'd', E: 'e' });
  });
  test('has the secrets of every platform and of the store', () => {
    const platform: Platform = {
      name: 'p',
      variables: ['P_TOKEN', 'P_URL'],
      secrets: ['P_TOKEN'],
      configure: () => ({ faults: [], connect: undefined }),
      render: async () => () => [],
    };
    expect(
      secretsOf(
        { P_TOKEN: 'secret', P_URL: 'open', DATABASE_URL: 'postgres://u:p@h/d' },
        new Map([['p', platform]]),
      ).toSorted(),
    ).toEqual(['postgres://u:p@h/d', 'secret']);
    expect(secretsOf({ P_TOKEN: '' }, new Map([['p', platform]]))).toEqual([]);
  });
});
