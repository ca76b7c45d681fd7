import { describe, expect, test } from 'vitest';
import type { Logger } from '../../src/shared/logger.ts';
import { createLogger } from '../../src/app/log.ts';
import { redact } from '../../src/app/redact.ts';
import { LOG_LEVELS } from '../../src/app/settings.ts';
import { expectProportional } from '../support/growth.ts';

/** A log that keeps its lines. */
function logged(
  act: (log: Logger) => void,
  secrets: readonly string[] = [],
  level: (typeof LOG_LEVELS)[number] = 'debug',
): string[] {
  const lines: string[] = [];
  act(createLogger(level, secrets, (line) => lines.push(line)));
  return lines;
}

// Made up, and put together here so that no scanner takes this file for a leak.
const shape = (...parts: string[]): string => parts.join('');
const SECRETS: readonly (readonly [string, string, string])[] = [
  ['a Slack bot token', shape('xo', 'xb-123456789012-1234567890123-abcDEFghiJKLmnoPQRstuVWx'), 'abcDEFghi'],
  ['a Slack user token', shape('xo', 'xp-123456789012-abcDEFghiJKLmnoPQRstuVWx'), 'abcDEFghi'],
  ['a Slack app token', shape('xa', 'pp-1-A0123456789-1234567890123-abcdef0123456789abcdef'), 'abcdef0123456789'],
  ['a Slack refresh token', shape('xo', 'xe.xo', 'xp-1-Mi0yLTEyMzQ1Njc4OTAx'), 'Mi0yLTEyMzQ1'],
  [
    'a Slack signature',
    shape('v0', '=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503'),
    'a2114d57b48eac39',
  ],
  ['a Slack response address', shape('https://hooks.slack.com', '/commands/T0123/4567/abcDEFghiJKL'), 'abcDEFghiJKL'],
  [
    'a Slack response address of a proxy',
    shape('http://127.0.0.1:9/commands/T0123', '/4567/abcDEFghiJKL'),
    'abcDEFghiJKL',
  ],
  [
    'a Slack socket address',
    shape('wss://wss-primary.slack.com/link/?ticket=', 'abcDEFghiJKL&app_id=1'),
    'abcDEFghiJKL',
  ],
  [
    'a Discord token',
    shape('MTIzNDU2Nzg5MDEyMzQ1Njc4', '.GabcDE.', 'abcDEFghiJKLmnoPQRstuVWxyz0123456789_-'),
    'abcDEFghiJKL',
  ],
  [
    'a Discord token of a younger bot',
    shape('OTIzNDU2Nzg5MDEyMzQ1Njc4OTA', '.GabcDE.', 'abcDEFghiJKLmnoPQRstuVWxyz0'),
    'abcDEFghiJKL',
  ],
  [
    'a Discord webhook',
    shape('https://discord.com/api/v10/webhooks/123456789012345678', '/abcDEFghiJKL-mno/messages/@original'),
    'abcDEFghiJKL',
  ],
  [
    'a Discord interaction',
    shape('/interactions/123456789012345678', '/aW50ZXJhY3Rpb24abcDEF/callback'),
    'aW50ZXJhY3Rpb24',
  ],
  ['a bearer header', shape('Bearer ', 'abcDEFghiJKLmno'), 'abcDEFghiJKL'],
  ['a bearer header in lower case', shape('authorization: bearer ', 'abcDEFghiJKLmno'), 'abcDEFghiJKL'],
  ['a bot header', shape('Authorization: Bot ', 'abcDEFghiJKLmno'), 'abcDEFghiJKL'],
  ['a database password', shape('postgres://user:', 'hunter22@db.example:5432/attache'), 'hunter22'],
  [
    'a database password with an @ of its own',
    shape('postgresql://user:hunter22', '@hunter33@db.example/attache'),
    'hunter33',
  ],
  [
    'a database password in the query',
    shape('postgres://db.example/attache?user=u&', 'password=hunter22&sslmode=require'),
    'hunter22',
  ],
  ['the code of a link to the desk', shape('https://desk.example.org/sign-in#', 'ab12cd34ef56'), 'ab12cd34'],
  ['a token in an address', shape('https://example.org/?a=1&', 'token=abcDEFghiJKL'), 'abcDEFghiJKL'],
];

describe('scrub', () => {
  test.each(SECRETS)('hides %s, wherever it stands', (_what, text, secret) => {
    for (const whole of [text, `before ${text} after`, `"${text}"`, `(${text})`, `\n${text}\n`, `x=${text}`]) {
      expect(redact(whole)).not.toContain(secret);
      expect(redact(whole)).toContain('[hidden]');
    }
  });

  test.each(SECRETS)('hides %s in a line of JSON, behind escapes too', (_what, text, secret) => {
    for (const before of ['\n', '\t', '\r', '"', '\\', '\u0001', 'a', '/'])
      expect(redact(JSON.stringify({ message: `failed:${before}${text}${before}` }))).not.toContain(secret);
  });

  test.each([
    'Connected to slack as attache-bot',
    'v0 of the API',
    'the Bot of the team',
    'a robot carries things',
    'https://discord.com/api/v10/channels/123456789012345678/messages',
    'briefs/cn-us/export-controls.yaml:12:7',
    'postgres://db.example:5432/attache',
    'MessageComponentInteraction.reply (file:///a/b.js:1:2)',
    'at Object.<anonymous> (/srv/node_modules/@slack/bolt/dist/App.js:123:45)',
  ])('leaves what is no secret as it is: %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  test('hides a bot token that begins a line, in a line of JSON too', () => {
    const header = ['Bot', 'abcDEFghiJKLmno'].join(' ');
    expect(redact(`failed:\n${header}`)).toBe('failed:\n[hidden]');
    expect(redact(JSON.stringify(`failed:\n${header}`))).not.toContain('abcDEF');
  });
  test('hides the secrets that it is given, of whatever shape', () => {
    expect(redact('a hunter22 b hunter22', ['hunter22'])).toBe('a [hidden] b [hidden]');
  });
  test('hides a secret that holds another whole', () => {
    expect(redact('hunter22-and-more', ['hunter22', 'hunter22-and-more'])).toBe('[hidden]');
  });
  test('hides a secret with characters that JSON writes as escapes', () => {
    const secret = 'pass"word\\n1';
    expect(redact(JSON.stringify({ a: secret }), [secret])).toBe('{"a":"[hidden]"}');
  });
  test('does not take the letters of a tiny value out of every word', () => {
    expect(redact('banana', ['a', 'an', ''])).toBe('banana');
  });
  test('takes time in proportion to the length of a text', () => {
    for (const unit of [
      'postgres://',
      'postgres://a:',
      'xoxb-',
      'wss://',
      'wss://slack',
      'M',
      'Bot ',
      '/webhooks/1',
      '?token',
      'v0=a',
      ':@',
    ])
      expectProportional((size) => void redact(unit.repeat(size / unit.length)), 100_000);
  });
});

const countAt = (level: (typeof LOG_LEVELS)[number]): number =>
  logged((log) => (['debug', 'info', 'warn', 'error'] as const).forEach((one) => log[one]('x')), [], level).length;

describe('a line of the log', () => {
  test('is one JSON object with level, time and message', () => {
    const [line = ''] = logged((log) => log.info({ platform: 'slack' }, 'connected'));
    expect(line.endsWith('\n')).toBe(true);
    expect(JSON.parse(line)).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/u),
      platform: 'slack',
      msg: 'connected',
    });
  });

  test.each(SECRETS)('holds no trace of %s in an error with stack, cause and fields', (_what, text, secret) => {
    const inner = Object.assign(new TypeError(`inner\n${text}`), {
      config: { headers: { Authorization: text } },
      url: text,
    });
    const outer = new AggregateError([inner], `outer\n${text}`, { cause: inner });
    const told = logged((log) => {
      log.error({ err: outer, about: text }, `failed\n${text}`);
      log.child({ request: { url: text, list: [[text]] } }).warn(text);
      log.error(outer);
      log.error({ deep: { error: inner } });
    }).join('');
    expect(told.match(/"level"/gu)).toHaveLength(4);
    expect(told).toContain('outer');
    expect(told).toContain('"stack"');
    expect(told).not.toContain(secret);
  });

  test('holds no secret that was given, not in keys either', () => {
    const told = logged(
      (log) => log.error({ err: new Error('with hunter22'), hunter22: 1 }, 'hunter22'),
      ['hunter22'],
    ).join('');
    expect(told).not.toContain('hunter22');
    expect(() => JSON.parse(told)).not.toThrow();
  });

  test('is written in spite of values that JSON does not know', () => {
    const ring: { self?: unknown } = {};
    ring.self = ring;
    const [line = ''] = logged((log) =>
      log.error({ ring, big: 1n, err: Object.assign(new Error('a'), { ring }) }, 'odd'),
    );
    expect(JSON.parse(line)).toMatchObject({ msg: 'odd' });
  });

  test('is written only from its level on', () => {
    expect(LOG_LEVELS.map(countAt)).toEqual([4, 3, 2, 1, 0]);
  });
});

test('tells of an error its kind, message, stack, codes and causes, and nothing that an SDK keeps in it', () => {
  const body = { text: 'what somebody asked', headers: { cookie: 'theirs' } };
  const cause = Object.assign(new Error('connection reset'), { code: 'ECONNRESET', body });
  const error = Object.assign(new Error(`it failed ${'x'.repeat(2_000)}`, { cause }), {
    statusCode: 502,
    body,
    data: body,
    original: cause,
  });
  const [line = ''] = logged((log) => log.error({ err: error }, 'fault'));
  const { err } = JSON.parse(line) as { readonly err: Record<string, unknown> };
  expect(Object.keys(err).toSorted()).toEqual(['message', 'stack', 'status', 'type']);
  expect(err.message).toMatch(/^it failed x{490}: connection reset$/u);
  expect(err.stack).toContain('log.test.ts');
  expect(line).not.toMatch(/somebody|theirs/u);
  const [thrown = ''] = logged((log) => log.error({ err: body }, 'fault'));
  expect(thrown).toContain('something that is no error');
  expect(thrown).not.toContain('somebody');
});
