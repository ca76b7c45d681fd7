/** Slots of every zone that the runtime knows, against the zone's offsets. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAYS, type Weekday } from '../../../src/digest/schedule/days.ts';
import type { Schedule } from '../../../src/digest/schedule/schedule.ts';
import { nextSlots, slotOn, slotsBetween, type Slot } from '../../../src/digest/schedule/next-slot.ts';
import { clock, expectedSlots, spansOf, type ExpectedSlot, type Span } from './clock.ts';

const ZONES = [...Intl.supportedValuesOf('timeZone'), 'UTC'];
const HOUR_MS = 3_600_000;
/** The offsets of two years in one zone for each of the ways in which any zone has them: most names share theirs with others. */
const SPANS = new Map(
  new Map(
    ZONES.map((zone) => [zone, spansOf(zone, Date.UTC(2025, 11, 25), Date.UTC(2028, 0, 8))] as const).map(
      ([zone, spans]) => [JSON.stringify(spans), [zone, spans] as const],
    ),
  ).values(),
);
const MINUTE = fc.integer({ min: 0, max: 1439 });

const instant = (at: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(at);
const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
const plainly = (slots: readonly Slot[]): ExpectedSlot[] =>
  slots.map(({ at, on, shifted }) => ({ at: at.epochMilliseconds, on, shifted }));

const lines = (title: string, slots: readonly ExpectedSlot[]): string =>
  [title, ...slots.map(({ at, on, shifted }) => `${on} ${at} ${shifted}`)].join('\n');

/** The slots of whole local days, at once and walked one by one; they only rise. */
function check(
  zone: string,
  spans: readonly Span[],
  days: readonly Weekday[],
  minute: number,
  from: string,
  to: string,
) {
  const schedule: Schedule = { days, time: clock(minute), zone };
  const expected = expectedSlots(spans, days, minute, from, to);
  const before = instant((expected[0]?.at ?? 0) - 1);
  const title = `${zone} ${schedule.time}`;
  const atOnce = slotsBetween(schedule, before, instant(expected.at(-1)?.at ?? 0), 10_000);
  expect(lines(title, plainly(atOnce))).toBe(lines(title, expected));
  expect(lines(title, plainly(nextSlots(schedule, before, expected.length)))).toBe(lines(title, expected));
  expect(atOnce.filter(({ at }, index) => index > 0 && atOnce[index - 1]?.at.equals(at) === true)).toEqual([]);
}

/** The changes of offset in a zone, each with what its clocks show before and after. */
const changes = (spans: readonly Span[]): { at: number; before: number; after: number }[] =>
  spans.slice(1).map((span, index) => ({
    at: span.from,
    before: span.from + (spans[index]?.offset ?? 0),
    after: span.from + span.offset,
  }));

describe('in a zone of each kind', () => {
  test('each local day of two years has exactly one slot, at the asked time wherever that exists', () => {
    fc.assert(
      fc.property(MINUTE, (start) => {
        for (const [index, [zone, spans]] of [...SPANS].entries()) {
          // Another minute for each zone: a step that shares no divisor with a day's minutes visits them all.
          const minute = (start + index * 389) % 1440;
          const schedule: Schedule = { days: DAYS, time: clock(minute), zone };
          // Where clocks never change, two months stand for two years.
          const until = spans.length > 1 ? '2027-12-31' : '2026-02-28';
          const expected = expectedSlots(spans, DAYS, minute, '2026-01-01', until);
          const [first, last] = [expected[0]?.at ?? 0, expected.at(-1)?.at ?? 0];
          const slots = slotsBetween(schedule, instant(first - 1), instant(last), 1_000);
          expect(slots).toHaveLength(spans.length > 1 ? 730 : 59);
          expect(lines(zone, plainly(slots))).toBe(lines(zone, expected));
        }
      }),
      { numRuns: 1, endOnFailure: true },
    );
  });

  test('slots around each change of the clocks are those of the offsets, walked and at once', () => {
    let seen = 0;
    for (const [zone, spans] of SPANS)
      for (const { at, before, after } of changes(spans)) {
        if (at < Date.UTC(2026, 0, 1) || at >= Date.UTC(2028, 0, 1)) continue;
        seen += 1;
        const edges = [before, after, (before + after) / 2].map((wall) => Math.floor(wall / 60_000));
        for (const minute of new Set(edges.flatMap((edge) => [edge - 1, edge, edge + 1])))
          check(
            zone,
            spans,
            DAYS,
            ((minute % 1440) + 1440) % 1440,
            isoDay(before - 48 * HOUR_MS),
            isoDay(after + 48 * HOUR_MS),
          );
      }
    // About thirty kinds of zones change their clocks, four times in two years.
    expect(seen).toBeGreaterThan(80);
  });

  test('the other clock of the runtime shows the asked time at a slot, or the end of the gap where it is shifted', () => {
    for (const [zone, spans] of SPANS) {
      const format = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
      for (const { at: changedAt, before, after } of changes(spans))
        for (const wall of [before, (before + after) / 2, after, changedAt]) {
          const time = clock(Math.floor(wall / 60_000));
          for (const { at, on, shifted } of nextSlots(
            { days: DAYS, time, zone },
            instant(changedAt - 49 * HOUR_MS),
            4,
          )) {
            const expected = shifted ? new Date(after).toISOString().slice(0, 16).replace('T', ' ') : `${on} ${time}`;
            expect(`${zone} ${format.format(at.epochMilliseconds)}`).toBe(`${zone} ${expected}`);
          }
        }
    }
  });
});

describe('any schedule', () => {
  const schedules = fc.record({
    zone: fc.constantFrom(...ZONES),
    minute: MINUTE,
    days: fc.subarray([...DAYS], { minLength: 1 }),
    start: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 10, 1) }),
  });

  test('has slots that only rise, and walking them gives what lies between', () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 1, max: 25 }), ({ zone, minute, days, start }, count) => {
        const schedule: Schedule = { zone, days, time: clock(minute) };
        const walked = nextSlots(schedule, instant(start), count);
        const last = walked.at(-1);
        if (last === undefined) throw new Error('no slots');
        expect(slotsBetween(schedule, instant(start), last.at)).toEqual(walked);
        for (const [index, slot] of walked.entries()) {
          const before = walked[index - 1]?.at.epochMilliseconds ?? start;
          expect(slot.at.epochMilliseconds).toBeGreaterThan(before);
          expect(slotOn(schedule, Temporal.PlainDate.from(slot.on))).toEqual(slot.at);
        }
        expect(new Set(walked.map(({ id }) => id)).size).toBe(count);
      }),
      { numRuns: 150 },
    );
  });

  test('has its slots at the asked time, in a fold the first, and shifted to the end of a gap only', () => {
    fc.assert(
      fc.property(schedules, ({ zone, minute, days, start }) => {
        const schedule: Schedule = { zone, days, time: clock(minute) };
        for (const slot of nextSlots(schedule, instant(start), 40)) {
          const asked = Temporal.PlainDate.from(slot.on).toPlainDateTime(schedule.time);
          const shown = slot.at.toZonedDateTimeISO(zone).toPlainDateTime();
          const justBefore = slot.at.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(zone).toPlainDateTime();
          expect(shown.equals(asked)).toBe(!slot.shifted);
          // Just before, the clocks had not reached the asked time: that holds for the first of a fold and the end of a gap.
          expect(Temporal.PlainDateTime.compare(justBefore, asked)).toBe(-1);
          expect(Temporal.PlainDateTime.compare(shown, asked)).toBe(slot.shifted ? 1 : 0);
          for (const hours of [0.5, 1, 2]) {
            const earlier = slot.at
              .subtract({ minutes: hours * 60 })
              .toZonedDateTimeISO(zone)
              .toPlainDateTime();
            expect(Temporal.PlainDateTime.compare(earlier, asked)).toBe(-1);
          }
        }
      }),
      { numRuns: 80 },
    );
  });
});

describe('zones that once skipped a day', () => {
  test.each([
    ['Pacific/Apia', '2011-12-30'],
    ['Pacific/Fakaofo', '2011-12-30'],
    ['Pacific/Kwajalein', '1993-08-21'],
    ['Pacific/Kiritimati', '1994-12-31'],
    ['Pacific/Kanton', '1994-12-31'],
    ['Asia/Manila', '1844-12-31'],
  ])('%s has no slot on %s, and never two at one moment', (zone, skipped) => {
    const day = Temporal.PlainDate.from(skipped);
    const [from, to] = [day.subtract({ days: 4 }), day.add({ days: 4 })];
    const spans = spansOf(zone, Date.parse(from.toString()) - 48 * HOUR_MS, Date.parse(to.toString()) + 72 * HOUR_MS);
    for (let minute = 0; minute < 1440; minute += 15) {
      check(zone, spans, DAYS, minute, from.toString(), to.toString());
      expect(slotOn({ days: DAYS, time: clock(minute), zone }, day)).toBeUndefined();
    }
  });
});
