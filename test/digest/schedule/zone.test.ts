/** Time zones as people name them. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../../src/records/schema.ts';
import { parseZone } from '../../../src/digest/schedule/zone.ts';

const SUMMER = Temporal.Instant.from('2026-07-01T00:00Z');
const WINTER = Temporal.Instant.from('2026-01-01T00:00Z');

const said = (text: string): string => {
  const read = parseZone(text, SUMMER);
  return read.ok ? read.zone : `refused: ${offered(read.message).join(' ')}`;
};

/** The zones that a refusal names to choose from. */
const offered = (text: string): string[] =>
  [...text.matchAll(/[(（]([A-Z]\w+\/[\w/]+)[)）]/gu)].map(([, zone = '']) => zone);

const confirmed = (text: string, now: Temporal.Instant, language?: Language): string => {
  const read = parseZone(text, now, language);
  return read.ok ? read.confirmed : read.message;
};

const message = (text: string, language?: Language): string => {
  const read = parseZone(text, SUMMER, language);
  return read.ok ? '' : read.message;
};

describe('a zone', () => {
  test.each([
    ['Asia/Shanghai', 'Asia/Shanghai'],
    ['asia/shanghai', 'Asia/Shanghai'],
    ['AMERICA/NEW YORK', 'America/New_York'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['America/Indiana/Knox', 'America/Indiana/Knox'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['US/Eastern', 'America/New_York'],
    ['US/East-Indiana', 'America/Indiana/Indianapolis'],
    ['PRC', 'Asia/Shanghai'],
    ['GB', 'Europe/London'],
    ['Africa/Timbuktu', 'Africa/Bamako'],
    ['Asia/Beijing', 'Asia/Shanghai'],
    ['UTC', 'UTC'],
    ['gmt', 'UTC'],
    ['Etc/UTC', 'UTC'],
    ['UTC+0', 'UTC'],
    ['协调世界时', 'UTC'],
  ])('is read from the id %s', (text, zone) => {
    expect(said(text)).toBe(zone);
  });

  test.each([
    ['beijing', 'Asia/Shanghai'],
    ['Beijing time', 'Asia/Shanghai'],
    ['new york', 'America/New_York'],
    ['NYC', 'America/New_York'],
    ['washington', 'America/New_York'],
    ['Washington, D.C.', 'America/New_York'],
    ['san francisco', 'America/Los_Angeles'],
    ['london', 'Europe/London'],
    ['hong kong', 'Asia/Hong_Kong'],
    ['taipei', 'Asia/Taipei'],
    ['singapore', 'Asia/Singapore'],
    ['tokyo', 'Asia/Tokyo'],
    ['brussels', 'Europe/Brussels'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['zürich', 'Europe/Zurich'],
    ['st. louis', 'America/Chicago'],
    ['germany', 'Europe/Berlin'],
    ['Pacific Standard Time', 'America/Los_Angeles'],
    ['China Standard Time', 'Asia/Shanghai'],
    ['北京', 'Asia/Shanghai'],
    ['北京时间', 'Asia/Shanghai'],
    ['上海市', 'Asia/Shanghai'],
    ['纽约', 'America/New_York'],
    ['紐約', 'America/New_York'],
    ['华盛顿', 'America/New_York'],
    ['伦敦', 'Europe/London'],
    ['倫敦', 'Europe/London'],
    ['香港', 'Asia/Hong_Kong'],
    ['臺北', 'Asia/Taipei'],
    ['日本', 'Asia/Tokyo'],
    ['<@U1> tokyo', 'Asia/Tokyo'],
  ])('is read from the place %s', (text, zone) => {
    expect(said(text)).toBe(zone);
  });

  test.each([
    ['London, UK', 'Europe/London'],
    ['Portland, Maine', 'America/New_York'],
    ['Portland, OR', 'America/Los_Angeles'],
    ['San Jose (Costa Rica)', 'America/Costa_Rica'],
    ['Detroit, USA', 'America/Detroit'],
    ['Hong Kong, China', 'Asia/Hong_Kong'],
    ['北京，中国', 'Asia/Shanghai'],
    ['portland', 'refused: America/Los_Angeles America/New_York'],
    ['Paris, Texas', 'refused: Europe/Paris America/Chicago'],
    ['London, Ontario', 'refused: Europe/London America/Toronto'],
    ['georgia', 'refused: America/New_York Asia/Tbilisi'],
    ['奥克兰', 'refused: Pacific/Auckland America/Los_Angeles'],
  ])('is told from its namesakes: %s', (text, zone) => {
    expect(said(text)).toBe(zone);
  });

  test.each([
    ['EST', 'America/New_York'],
    ['est', 'America/New_York'],
    ['EDT', 'America/New_York'],
    ['EST5EDT', 'America/New_York'],
    ['PST', 'America/Los_Angeles'],
    ['PDT', 'America/Los_Angeles'],
    ['MST', 'America/Denver'],
    ['HST', 'Pacific/Honolulu'],
    ['CET', 'Europe/Brussels'],
    ['Central European Time', 'Europe/Brussels'],
    ['HKT', 'Asia/Hong_Kong'],
    ['JST', 'Asia/Tokyo'],
    ['AEST', 'Australia/Sydney'],
    ['CST', 'refused: America/Chicago Asia/Shanghai Asia/Taipei America/Havana'],
    ['IST', 'refused: Asia/Kolkata Europe/Dublin Asia/Jerusalem'],
    ['BST', 'refused: Europe/London Asia/Dhaka Pacific/Bougainville'],
    ['AST', 'refused: America/Halifax America/Puerto_Rico Asia/Riyadh'],
  ])(
    'is read from the abbreviation %s, or asked back, and is never the fixed offset that it stands for',
    (text, zone) => {
      expect(said(text)).toBe(zone);
    },
  );

  test.each([
    ['UTC+8', 'Asia/Shanghai'],
    ['GMT+8', 'Asia/Shanghai'],
    ['+08:00', 'Asia/Shanghai'],
    ['+0530', 'Asia/Kolkata'],
    ['UTC-4', 'America/New_York'],
    ['+00:00', 'Atlantic/Reykjavik'],
  ])('is not the fixed offset %s: cities that have it now are offered', (text, first) => {
    const read = parseZone(text, SUMMER);
    expect(read).toMatchObject({ ok: false, message: expect.stringContaining('fixed offset') });
    expect(read.ok ? [] : offered(read.message)[0]).toBe(first);
  });

  test('is not an offset that no place has', () => {
    for (const text of ['UTC+26', '-0330', 'utc+7:77']) expect(said(text)).toBe('refused: ');
  });

  test.each([
    ['bejing', 'refused: Asia/Shanghai'],
    ['tokio', 'refused: Asia/Tokyo'],
    ['new yrok', 'refused: America/New_York'],
    ['Europe/Brusels', 'refused: Europe/Brussels'],
    ['Asia/Shangai', 'refused: Asia/Shanghai'],
    ['yakutks', 'refused: Asia/Yakutsk America/Yakutat'],
    ['Factory', 'refused: '],
    ['nowhere', 'refused: '],
    ['berlin wall', 'refused: '],
    ['london uk', 'refused: Europe/London'],
    ['portland oregon', 'refused: '],
    ['Springfield, IL', 'refused: '],
    ['and 5pm, Japan', 'refused: '],
    ['Etc/GMT-8', 'refused: '],
    ['东八区', 'refused: '],
    ['西七区', 'refused: '],
  ])('is unknown where it is %s, with the nearest offered', (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  test('is said back with what its clocks show now', () => {
    expect(confirmed('beijing', SUMMER)).toBe('Beijing, UTC+08:00 now');
    expect(confirmed('北京', SUMMER, 'zh')).toBe('北京，现在是 UTC+08:00');
    expect(confirmed('nyc', WINTER)).toBe('New York, UTC-05:00 now');
    expect(confirmed('nyc', SUMMER)).toBe('New York, UTC-04:00 now');
    expect(confirmed('est', SUMMER)).toBe(
      'New York, UTC-04:00 now (EST is read as New York time, daylight saving included)',
    );
    expect(confirmed('EST', SUMMER, 'zh')).toBe('纽约，现在是 UTC-04:00（EST 按纽约时间理解，包括夏令时）');
    expect(confirmed('JST', SUMMER)).toBe('Tokyo, UTC+09:00 now');
    expect(confirmed('utc', SUMMER)).toBe('UTC, all year without daylight saving');
    expect(confirmed('GMT', SUMMER)).toContain('choose Europe/London');
  });

  test('is refused with what is wrong and what to do, in both languages', () => {
    expect(message('bejing')).toBe(
      'No city or time zone called “bejing” is known. Did you mean Beijing (Asia/Shanghai)? ' +
        'Name a large city nearby, such as Beijing or New York, or an IANA zone, such as Europe/Brussels.',
    );
    expect(message('BST')).toBe(
      '“BST” may mean several time zones. Choose one: London (Europe/London), Dhaka (Asia/Dhaka), Bougainville (Pacific/Bougainville).',
    );
    expect(message('')).toContain('No time zone was given. Name a city');
    for (const text of ['', 'nowhere', 'bejing', 'CST', 'UTC+8', 'UTC+26'])
      expect(message(text, 'zh')).toMatch(/[请没].*[。？]$/u);
    expect(message('bejing', 'zh')).toContain('您是否指 北京（Asia/Shanghai）？');
    for (const text of ['bejing', 'CST', 'UTC+8']) expect(message(text, 'zh')).not.toMatch(/[()]/u);
    expect(message('x'.repeat(5_000)).length).toBeLessThan(400);
  });

  test('is one that Temporal takes, whatever is typed, and no text throws', () => {
    const parts = fc.constantFrom(
      'new',
      ' ',
      'york',
      '/',
      'utc',
      '+',
      '8',
      ',',
      'asia',
      '北京',
      'time',
      '(',
      '-',
      'us',
      '东',
      '区',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(parts, { maxLength: 6 }).map((all) => all.join('')),
        ),
        (text) => {
          const read = parseZone(text, SUMMER);
          for (const zone of read.ok ? [read.zone] : offered(read.message))
            expect(SUMMER.toZonedDateTimeISO(zone).timeZoneId).toBe(zone);
        },
      ),
      { numRuns: 150 },
    );
  });
});
