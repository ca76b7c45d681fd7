/** All dates of all topics at a glance. */
import { describe, expect, test } from 'vitest';
import { datesView, type DateView, type Lane } from '../../../../src/platforms/desk/server/records/dates.ts';
import { createScale, type Scale } from '../../../../src/platforms/desk/web/dates/scale.ts';
import { sortOf } from '../../../../src/platforms/desk/web/dates/sorts.ts';
import { stack, type Sky } from '../../../../src/platforms/desk/web/dates/stack.ts';
import { NOW, ownCatalogue } from '../../../support/records.ts';

const TODAY = '2026-11-24';
const WIDTHS = [328, 760, 1216];

const scaleOf = (lanes: readonly Lane[], width: number): Scale =>
  createScale(
    lanes.flatMap(({ dates }) => dates),
    TODAY,
    { left: 8, right: width - 8 },
    'en',
  );

const day = (iso: string) => ({ iso, said: iso });
const happened = (first: string, last = first): DateView => ({
  id: first,
  kind: 'event',
  state: 'past',
  precision: first === last ? 'day' : 'about',
  first,
  last,
  said: first,
  text: '',
  statements: [],
});
function laneOf(dates: readonly DateView[]): Lane {
  const [asOf, reviewDue] = [day('2026-09-01'), day('2026-10-01')];
  const brief = { id: 'grain-corridor', title: 'The grain corridor' };
  return { brief, asOf, reviewedOn: asOf, reviewDue, overdue: true, overdueDays: 54, dates };
}
const skyOf = (dates: readonly DateView[], width = 1216): Sky => {
  const lanes = [laneOf(dates)];
  return stack(lanes, scaleOf(lanes, width), TODAY);
};

describe('the stacks', () => {
  test.each(WIDTHS)(
    "hold each date of the project's own records once, %i px wide, and no two shapes touch",
    (width) => {
      const { lanes } = datesView({ catalogue: ownCatalogue(), language: 'en', now: NOW });
      const dates = lanes.flatMap((lane) => lane.dates);
      const { stacks, each, height } = stack(lanes, scaleOf(lanes, width), TODAY);
      expect(each).toBe(1);
      const shapes = stacks.flatMap((one) => one.shapes);
      expect(shapes.map(({ sort }) => sort).toSorted((a, b) => a.localeCompare(b))).toEqual(
        dates.map(sortOf).toSorted((a, b) => a.localeCompare(b)),
      );
      expect(stacks.reduce((sum, { count }) => sum + count, 0)).toBe(dates.length);
      for (const [index, { x, y }] of shapes.entries())
        for (const other of shapes.slice(index + 1))
          expect(Math.max(Math.abs(x - other.x), Math.abs(y - other.y))).toBeGreaterThanOrEqual(12);
      for (const { x, y } of shapes)
        expect([x > 8, x < width - 8, y > 0, y < height]).toEqual([true, true, true, true]);
      for (const { top, shapes: own } of stacks) expect(Math.min(...own.map(({ y }) => y)) - 6).toBeGreaterThan(top);
    },
  );

  test('let a shape stand for several where there are very many, and tell how many there are', () => {
    const { stacks, each, height } = skyOf(Array.from({ length: 400 }, () => happened('2026-08-25')));
    expect(each).toBeGreaterThan(1);
    expect(stacks.map(({ count, shapes }) => [count, shapes.length])).toEqual([[400, Math.ceil(400 / each)]]);
    expect(height).toBeLessThan(160);
  });

  test('put a period at its middle, and what has happened never behind today', () => {
    const scale = scaleOf([], 1216);
    const [year] = skyOf([happened('2026-06-01', '2026-12-31')]).stacks;
    // From June to today, not to December: the middle lies in August.
    expect(year?.x).toBeGreaterThan(scale.x(scale.groups[3]?.from ?? 0));
    expect(year?.x).toBeLessThan(scale.x(scale.groups[3]?.to ?? 0));
  });

  test('leave out what lies beyond the axis, and are empty where there is nothing', () => {
    expect(skyOf([happened('1972-02-21'), happened('2026-08-25')]).stacks.map(({ count }) => count)).toEqual([1]);
    expect(skyOf([]).stacks).toEqual([]);
  });
});
