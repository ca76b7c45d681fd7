/** Time zones offered while a person types. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suggestZones } from '../../../src/digest/schedule/zone.ts';
import { parseZone } from '../../../src/digest/schedule/zone.ts';

const SUMMER = Temporal.Instant.from('2026-07-01T00:00Z');
const WINTER = Temporal.Instant.from('2026-01-01T00:00Z');
const labels = (typed: string, most = 3): string[] => suggestZones(typed, WINTER, most).map(({ label }) => label);

describe('suggestions', () => {
  test('are the usual zones before anything is typed', () => {
    const usual = suggestZones('', SUMMER);
    expect(usual).toHaveLength(25);
    expect(usual.slice(0, 2)).toEqual([
      { zone: 'America/New_York', label: 'New York (UTC-04:00)' },
      { zone: 'Asia/Shanghai', label: 'Beijing (UTC+08:00)' },
    ]);
    expect(usual.at(-1)).toEqual({ zone: 'UTC', label: 'UTC' });
    expect(suggestZones('  ', WINTER, 1)).toEqual([{ zone: 'America/New_York', label: 'New York (UTC-05:00)' }]);
  });

  test.each([
    ['shang', ['Shanghai: Beijing time (UTC+08:00)']],
    ['beij', ['Beijing (UTC+08:00)']],
    ['york', ['New York (UTC-05:00)']],
    ['new y', ['New York (UTC-05:00)']],
    ['America/New', ['New York (UTC-05:00)']],
    ['n', ['New York (UTC-05:00)', 'Nanjing: Beijing time (UTC+08:00)', 'Nevada: Los Angeles time (UTC-08:00)']],
    ['utc', ['UTC']],
    ['bejing', ['Beijing (UTC+08:00)']],
    ['cst', ['CST: Chicago time (UTC-06:00)', 'CST: Beijing time (UTC+08:00)', 'CST: Taipei time (UTC+08:00)']],
    ['utc+8', ['Beijing (UTC+08:00)', 'Hong Kong (UTC+08:00)', 'Taipei (UTC+08:00)']],
    ['北', ['北京: Beijing time (UTC+08:00)', '北约: Brussels time (UTC+01:00)', '北马其顿: Skopje time (UTC+01:00)']],
    [
      'flor',
      ['Florence: Rome time (UTC+01:00)', 'Florida: New York time (UTC-05:00)', 'Florida: Chicago time (UTC-06:00)'],
    ],
    ['zzzz', []],
  ])('for %s', (typed, expected) => {
    expect(labels(typed)).toEqual(expected);
  });

  test('are in Chinese for whoever reads Chinese', () => {
    expect(suggestZones('纽', SUMMER, 1, 'zh')).toEqual([{ zone: 'America/New_York', label: '纽约（UTC-04:00）' }]);
    expect(suggestZones('北京', SUMMER, 1, 'zh')).toEqual([{ zone: 'Asia/Shanghai', label: '北京（UTC+08:00）' }]);
  });

  test('fit what a platform shows, are all different and are read as the zone they say', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 0, maxLength: 3, unit: fc.constantFrom(...Array.from('abcdenorstu 北南海')) }),
        (typed) => {
          const suggested = suggestZones(typed, SUMMER, 100);
          expect(suggested.length).toBeLessThanOrEqual(25);
          expect(new Set(suggested.map(({ zone }) => zone)).size).toBe(suggested.length);
          for (const { zone, label } of suggested) {
            expect(label.length).toBeLessThanOrEqual(100);
            expect(parseZone(zone, SUMMER)).toMatchObject({ ok: true, zone });
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
