/** Times as people type them. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTime } from '../../../src/digest/schedule/parse-time.ts';

const said = (text: string): string => {
  const read = parseTime(text);
  return read.ok ? read.time : `refused: ${read.message}`;
};

describe('a time', () => {
  test.each([
    ['09:00', '09:00'],
    ['9', '09:00'],
    ['0', '00:00'],
    ['9am', '09:00'],
    ['9 A.M.', '09:00'],
    ['9:30 pm', '21:30'],
    ['7:30PM', '19:30'],
    ['0900', '09:00'],
    ['930', '09:30'],
    ['2130', '21:30'],
    ['9.30', '09:30'],
    ["9 o'clock", '09:00'],
    ['at 9:15', '09:15'],
    ['12am', '00:00'],
    ['12:30am', '00:30'],
    ['12pm', '12:00'],
    ['noon', '12:00'],
    ['９：００', '09:00'],
    ['早上9点', '09:00'],
    ['上午九点', '09:00'],
    ['下午3点半', '15:30'],
    ['下午三點半', '15:30'],
    ['下午3:30', '15:30'],
    ['下午15点', '15:00'],
    ['晚上八点一刻', '20:15'],
    ['三点三刻', '03:45'],
    ['9点05', '09:05'],
    ['9点5分', '09:05'],
    ['9点钟', '09:00'],
    ['21時', '21:00'],
    ['二十一点三十分', '21:30'],
    ['十二点', '12:00'],
    ['中午', '12:00'],
    ['中午12点', '12:00'],
    ['中午1点', '13:00'],
    ['中午11点半', '11:30'],
    ['凌晨三点', '03:00'],
    ['凌晨12点', '00:00'],
    ['零点三十分', '00:30'],
    ['晚8点', '20:00'],
    ['九点零五分', '09:05'],
  ])('is read from %s', (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  test.each([
    ['', 'No time was given.'],
    ['25:61', '“25:61” is not a time'],
    ['9:60', '“9:60” is not a time'],
    ['99', '“99” is not a time'],
    ['24:00', '“24:00” is not a time'],
    ['13am', '“13am” is not a time'],
    ['0pm', '“0pm” is not a time'],
    ['9p', '“9p” is not a time'],
    ['21h', '“21h” is not a time'],
    ['21h30', '“21h30” is not a time'],
    ['09:00:00', '“09:00:00” is not a time'],
    ['9 in the morning', '“9 in the morning” is not a time'],
    // The night has two ends.
    ['Midnight', '“Midnight” is not a time'],
    ['晚上12点', '“晚上12点” is not a time'],
    ['下午0点', '“下午0点” is not a time'],
    ['上午12点', '“上午12点” is not a time'],
    ['晚上12:30', '“晚上12:30” is not a time'],
    ['十二三点', '“十二三点” is not a time'],
    ['晚上3点', '“晚上3点” is not a time'],
    ['9:5', '“9:5” is not a time that is understood.'],
    ['morning', '“morning” is not a time that is understood.'],
    ['9am EST', '“9am EST” is not a time that is understood.'],
    ['-1', '“-1” is not'],
    ['12345', '“12345” is not'],
    ['1e1', '“1e1” is not'],
    ['x'.repeat(5_000), `“${'x'.repeat(59)}…” is not`],
  ])('is refused with a reason and a remedy: %s', (text, reason) => {
    expect(said(text)).toContain(`refused: ${reason}`);
    expect(said(text)).toContain('Write for example: 09:00');
    expect(said(text).length).toBeLessThan(250);
  });

  test('is refused in Chinese to whoever reads Chinese', () => {
    expect(parseTime('25:61', 'zh')).toEqual({
      ok: false,
      message: '看不懂“25:61”是几点。请写例如：09:00、21:30、早上9点、下午3点半、中午。',
    });
    for (const text of ['', '早饭后', '上午12点', '24:00'])
      expect(parseTime(text, 'zh')).toHaveProperty('message', expect.stringMatching(/\p{Script=Han}.*请写例如/u));
  });

  test('of every minute is read as itself, on both kinds of clock', () => {
    for (let minute = 0; minute < 1440; minute += 1) {
      const [hour, past] = [Math.floor(minute / 60), String(minute % 60).padStart(2, '0')];
      const time = `${String(hour).padStart(2, '0')}:${past}`;
      const half = `${hour % 12 === 0 ? 12 : hour % 12}:${past} ${hour < 12 ? 'am' : 'pm'}`;
      expect([said(time), said(half), said(time.replace(':', '')), said(`${hour}点${past}分`)]).toEqual(
        Array.from({ length: 4 }, () => time),
      );
    }
  });

  test('is a time of the day whatever is typed, and no text throws', () => {
    const parts = fc.constantFrom('1', '2', '9', '0', ':', '.', 'am', 'pm', ' ', '下午', '晚上', '十', '点', '半', 'h');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(parts, { maxLength: 7 }).map((all) => all.join('')),
        ),
        (text) => {
          const read = parseTime(text);
          expect(read.ok ? read.time : '00:00').toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$/u);
        },
      ),
      { numRuns: 500 },
    );
  });
});
