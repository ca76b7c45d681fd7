/** Slots at the moments where clocks change, told by hand. */
import { describe, expect, test } from 'vitest';
import { DAYS, type Weekday } from '../../../src/digest/schedule/days.ts';
import type { Schedule } from '../../../src/digest/schedule/schedule.ts';
import { nextSlot, nextSlots, slotOn, slotsBetween } from '../../../src/digest/schedule/next-slot.ts';

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
const daily = (time: string, zone: string, days: readonly Weekday[] = DAYS): Schedule => ({ days, time, zone });
const said = (schedule: Schedule, on: string): string | undefined =>
  slotOn(schedule, Temporal.PlainDate.from(on))?.toString();

describe('a slot', () => {
  test.each([
    ['New York, last minute before the gap', 'America/New_York', '2027-03-14', '01:59', '2027-03-14T06:59:00Z'],
    ['New York, start of the gap', 'America/New_York', '2027-03-14', '02:00', '2027-03-14T07:00:00Z'],
    ['New York, within the gap', 'America/New_York', '2027-03-14', '02:30', '2027-03-14T07:00:00Z'],
    ['New York, end of the gap', 'America/New_York', '2027-03-14', '03:00', '2027-03-14T07:00:00Z'],
    ['New York, after the gap', 'America/New_York', '2027-03-14', '03:30', '2027-03-14T07:30:00Z'],
    ['New York, start of the fold', 'America/New_York', '2027-11-07', '01:00', '2027-11-07T05:00:00Z'],
    ['New York, within the fold', 'America/New_York', '2027-11-07', '01:30', '2027-11-07T05:30:00Z'],
    ['New York, after the fold', 'America/New_York', '2027-11-07', '02:00', '2027-11-07T07:00:00Z'],
    ['London, gap', 'Europe/London', '2026-03-29', '01:30', '2026-03-29T01:00:00Z'],
    ['London, fold', 'Europe/London', '2026-10-25', '01:30', '2026-10-25T00:30:00Z'],
    ['Dublin, whose summer is its standard time, gap', 'Europe/Dublin', '2026-03-29', '01:30', '2026-03-29T01:00:00Z'],
    ['Lord Howe, gap of 30 minutes', 'Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30:00Z'],
    ['Lord Howe, fold of 30 minutes', 'Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00Z'],
    ['Troll, gap of two hours', 'Antarctica/Troll', '2026-03-29', '02:30', '2026-03-29T01:00:00Z'],
    ['Troll, fold of two hours', 'Antarctica/Troll', '2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
    ['Casablanca, fold as Ramadan begins', 'Africa/Casablanca', '2026-02-15', '02:30', '2026-02-15T01:30:00Z'],
    ['Casablanca, gap as Ramadan ends', 'Africa/Casablanca', '2026-03-22', '02:30', '2026-03-22T02:00:00Z'],
    ['Cairo, gap at midnight', 'Africa/Cairo', '2026-04-24', '00:30', '2026-04-23T22:00:00Z'],
    ['Cairo, fold before midnight', 'Africa/Cairo', '2026-10-29', '23:30', '2026-10-29T20:30:00Z'],
    ['Beirut, gap at midnight', 'Asia/Beirut', '2026-03-29', '00:00', '2026-03-28T22:00:00Z'],
    ['Santiago, gap at midnight', 'America/Santiago', '2026-09-06', '00:30', '2026-09-06T04:00:00Z'],
    ['Santiago, fold before midnight', 'America/Santiago', '2026-04-04', '23:30', '2026-04-05T02:30:00Z'],
    ['Sao Paulo of 2018, gap at midnight', 'America/Sao_Paulo', '2018-11-04', '00:00', '2018-11-04T03:00:00Z'],
    ['Sao Paulo of 2018, fold before midnight', 'America/Sao_Paulo', '2018-02-17', '23:30', '2018-02-18T01:30:00Z'],
    ['Monrovia of 1972, gap of 44:30 minutes', 'Africa/Monrovia', '1972-01-07', '00:20', '1972-01-07T00:44:30Z'],
    ['Shanghai in winter', 'Asia/Shanghai', '2026-01-15', '09:00', '2026-01-15T01:00:00Z'],
    ['Shanghai in summer', 'Asia/Shanghai', '2026-07-15', '09:00', '2026-07-15T01:00:00Z'],
    ['UTC', 'UTC', '2026-07-15', '09:00', '2026-07-15T09:00:00Z'],
  ])('is exact: %s', (_name, zone, on, time, expected) => {
    expect(said(daily(time, zone), on)).toBe(expected);
  });

  test('in a gap before midnight belongs to the day that was asked for, though the clocks already show the next', () => {
    const schedule = daily('23:30', 'America/Scoresbysund');
    expect(nextSlots(schedule, at('2026-03-28T12:00Z'), 2)).toEqual([
      { at: at('2026-03-29T01:00Z'), on: '2026-03-28', id: '2026-03-29T01:00Z', shifted: true },
      { at: at('2026-03-30T00:30Z'), on: '2026-03-29', id: '2026-03-30T00:30Z', shifted: false },
    ]);
  });

  test('does not exist on a day that the zone skipped', () => {
    for (const time of ['00:00', '09:00', '23:59']) {
      const schedule = daily(time, 'Pacific/Apia');
      expect(said(schedule, '2011-12-30')).toBeUndefined();
      expect(nextSlots(schedule, at('2011-12-28T20:00Z'), 3).map(({ on }) => on)).not.toContain('2011-12-30');
    }
    expect(said(daily('09:00', 'Pacific/Apia'), '2011-12-29')).toBe('2011-12-29T19:00:00Z');
    expect(said(daily('09:00', 'Pacific/Apia'), '2011-12-31')).toBe('2011-12-30T19:00:00Z');
    expect(said(daily('00:00', 'Pacific/Apia'), '2011-12-31')).toBe('2011-12-30T10:00:00Z');
  });

  test('of a weekly schedule waits another week where its day was skipped', () => {
    const fridays = daily('09:00', 'Pacific/Apia', ['fri']);
    const [first, second] = nextSlots(fridays, at('2011-12-20T00:00Z'), 2);
    expect([first?.on, second?.on]).toEqual(['2011-12-23', '2012-01-06']);
  });

  test('does not exist on a day that was not chosen', () => {
    expect(said(daily('09:00', 'Asia/Shanghai', ['mon', 'fri']), '2026-03-03')).toBeUndefined();
    expect(said(daily('09:00', 'Asia/Shanghai', ['mon', 'tue']), '2026-03-03')).toBe('2026-03-03T01:00:00Z');
  });
});

describe('the next slot', () => {
  const schedule = daily('09:00', 'Asia/Shanghai', ['mon', 'thu']);

  test('is strictly after the moment', () => {
    expect(nextSlot(schedule, at('2026-03-05T00:59:59.999Z')).at).toEqual(at('2026-03-05T01:00Z'));
    expect(nextSlot(schedule, at('2026-03-05T01:00Z')).at).toEqual(at('2026-03-09T01:00Z'));
  });

  test('is told with its local day and whether the clocks moved it', () => {
    expect(nextSlot(daily('02:30', 'America/New_York'), at('2027-03-14T05:00Z'))).toEqual({
      at: at('2027-03-14T07:00Z'),
      on: '2027-03-14',
      id: '2027-03-14T07:00Z',
      shifted: true,
    });
  });

  test('does not come again when clocks go back over it', () => {
    const inTheFold = daily('01:30', 'America/New_York');
    expect(nextSlot(inTheFold, at('2027-11-07T05:30Z')).at).toEqual(at('2027-11-08T06:30Z'));
    // St. John's went from 00:01 back to 23:01 of the day before: midnight had passed already.
    const midnight = daily('00:00', 'America/St_Johns');
    expect(nextSlot(midnight, at('2010-11-07T02:29Z')).at).toEqual(at('2010-11-07T02:30Z'));
    expect(nextSlot(midnight, at('2010-11-07T02:45Z')).on).toBe('2010-11-08');
  });

  test('throws on a schedule that cannot have one', () => {
    expect(() => nextSlot(daily('09:00', 'Asia/Shanghai', []), at('2026-03-05T00:00Z'))).toThrow(RangeError);
    expect(() => nextSlot(daily('09:00', 'Asia/Nowhere'), at('2026-03-05T00:00Z'))).toThrow(RangeError);
  });
});

describe('the slots between two moments', () => {
  const schedule = daily('09:00', 'Asia/Shanghai');

  test('leave the first moment out and take the last one in', () => {
    const slots = slotsBetween(schedule, at('2026-03-05T01:00Z'), at('2026-03-07T01:00Z'));
    expect(slots.map(({ on }) => on)).toEqual(['2026-03-06', '2026-03-07']);
  });

  test('are none where the moments are the wrong way round, the same or too near', () => {
    expect(slotsBetween(schedule, at('2026-03-07T01:00Z'), at('2026-03-05T01:00Z'))).toEqual([]);
    expect(slotsBetween(schedule, at('2026-03-07T01:00Z'), at('2026-03-07T01:00Z'))).toEqual([]);
    expect(slotsBetween(schedule, at('2026-03-07T01:00Z'), at('2026-03-08T00:59Z'))).toEqual([]);
  });

  test('are the newest where there are more than asked for', () => {
    const [from, through] = [at('2020-01-01T00:00Z'), at('2026-03-07T02:00Z')];
    expect(slotsBetween(schedule, from, through, 2).map(({ on }) => on)).toEqual(['2026-03-06', '2026-03-07']);
    expect(slotsBetween(schedule, from, through, 0)).toEqual([]);
    expect(slotsBetween(schedule, from, through)).toHaveLength(366);
    expect(slotsBetween(schedule, from, through, 10_000)).toHaveLength(2_258);
  });

  test('hold the slot of a midnight that clocks went back over', () => {
    const midnight = daily('00:00', 'America/St_Johns');
    const slots = slotsBetween(midnight, at('2010-11-06T12:00Z'), at('2010-11-07T02:45Z'));
    expect(slots.map(({ on }) => on)).toEqual(['2010-11-07']);
  });
});
