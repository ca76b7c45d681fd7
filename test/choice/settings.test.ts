import { expect, test } from 'vitest';
import { parseModelSettings } from '../../src/choice/settings.ts';

const WHOLE = { MODEL_URL: 'https://models.example/v1/', MODEL_NAME: 'small', MODEL_KEY: 'secret' };

test('no model is set up where nothing is set', () => {
  expect(parseModelSettings({ DESK: 'on' })).toEqual({ settings: undefined, faults: [] });
});

test('a model has a time and a limit unless they are set', () => {
  expect(parseModelSettings(WHOLE).settings).toEqual({
    url: 'https://models.example/v1',
    name: 'small',
    key: 'secret',
    timeoutMs: 4_000,
    dailyLimit: 1_000,
  });
  expect(parseModelSettings({ ...WHOLE, MODEL_TIMEOUT: '2.5', MODEL_DAILY_LIMIT: '20' }).settings).toMatchObject({
    timeoutMs: 2_500,
    dailyLimit: 20,
  });
});

test.each(['http://127.0.0.1:11434/v1', 'http://localhost:8080', 'http://[::1]:1/v1'])(
  'a server on this machine, %s, needs no key and no encryption',
  (MODEL_URL) => {
    expect(parseModelSettings({ MODEL_URL, MODEL_NAME: 'small' })).toMatchObject({
      settings: { key: undefined },
      faults: [],
    });
  },
);

test.each([
  [{ MODEL_NAME: 'small' }, ['MODEL_URL', 'MODEL_KEY']],
  [{ MODEL_KEY: 'secret' }, ['MODEL_URL', 'MODEL_NAME']],
  [{ MODEL_URL: WHOLE.MODEL_URL }, ['MODEL_NAME', 'MODEL_KEY']],
  [{ ...WHOLE, MODEL_URL: 'models.example' }, ['MODEL_URL']],
  [{ ...WHOLE, MODEL_URL: 'ftp://models.example' }, ['MODEL_URL']],
  [{ ...WHOLE, MODEL_URL: 'http://models.example/v1' }, ['MODEL_URL']],
  [{ ...WHOLE, MODEL_URL: 'http://127.0.0.1.models.example/v1' }, ['MODEL_URL']],
  [{ ...WHOLE, MODEL_URL: 'https://ada:secret@models.example/v1' }, ['MODEL_URL']],
  [{ ...WHOLE, MODEL_TIMEOUT: '0' }, ['MODEL_TIMEOUT']],
  [{ ...WHOLE, MODEL_TIMEOUT: '4s' }, ['MODEL_TIMEOUT']],
  [{ ...WHOLE, MODEL_TIMEOUT: '60', MODEL_DAILY_LIMIT: '-1' }, ['MODEL_TIMEOUT', 'MODEL_DAILY_LIMIT']],
] as const)('half or wrong settings are faults that show no secret: %j', (env, variables) => {
  const { settings, faults } = parseModelSettings(env);
  expect(settings).toBeUndefined();
  expect(faults.map(({ variable }) => variable)).toEqual(variables);
  expect(JSON.stringify(faults)).not.toContain('secret"');
});
