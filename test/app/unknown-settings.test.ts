import { describe, expect, test } from 'vitest';
import { findUnknownSettings } from '../../src/app/unknown-settings.ts';

const KNOWN = new Set([
  'DESK_HOSTS',
  'EXITS',
  'LOG_LEVEL',
  'NO_COLOR',
  'PORT',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
]);
const find = (env: Readonly<Record<string, string>>) => {
  const { faults, warnings } = findUnknownSettings(env, KNOWN);
  return { faults: faults.map(({ variable }) => variable), warnings: warnings.map(({ variable }) => variable) };
};

describe('a variable that is no setting', () => {
  test.each(['SLACK_SIGNING_SECRETT', 'SLACK_SIGNING_SECRTE', 'SLACK_SIGNIN_SECRET'])('%s is a fault', (name) => {
    expect(findUnknownSettings({ [name]: 'hidden' }, KNOWN)).toEqual({
      faults: [{ variable: name, message: 'is no setting; write SLACK_SIGNING_SECRET, or remove it' }],
      warnings: [],
    });
  });

  test.each(['SLACK_API_TOKEN', 'SLACK_WEBHOOK_URL', 'LOGLEVEL', 'LOG_FORMAT', 'DESK_PASSWORD', 'EXIT_'])(
    '%s is named and breaks nothing',
    (name) => {
      expect(find({ [name]: 'x' })).toEqual({ faults: [], warnings: [name] });
    },
  );

  test.each(['NO_PROXY', 'PATH', 'POSTGRES_PASSWORD', 'HOSTNAME', 'PORTS', 'npm_config_cache'])(
    '%s of another program is passed over',
    (name) => {
      expect(find({ [name]: 'x' })).toEqual({ faults: [], warnings: [] });
    },
  );

  test('is another one where the right one is set too', () => {
    expect(find({ SLACK_APP_TOKENS: 'x', SLACK_APP_TOKEN: 'y' })).toEqual({
      faults: [],
      warnings: ['SLACK_APP_TOKENS'],
    });
  });
});
