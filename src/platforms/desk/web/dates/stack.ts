/** All dates of all topics at a glance: a stack of shapes for each month, or for several where months are narrow. */
import type { Lane } from '../../server/records/dates.ts';
import { dayNumber, type Scale } from './scale.ts';
import { SORTS, sortOf, type Sort } from './sorts.ts';

/** How much room a shape has, and how many may stand on one another. */
const CELL = 13;
const MOST_ROWS = 9;
/** Above a stack stands its number. */
const NUMBER_HEIGHT = 18;

export type Stack = {
  readonly shapes: readonly { readonly sort: Sort; readonly x: number; readonly y: number }[];
  readonly count: number;
  /** The middle of the stack, and where its number stands. */
  readonly x: number;
  readonly top: number;
};

export type Sky = {
  readonly height: number;
  readonly stacks: readonly Stack[];
  /** How many dates one shape stands for. */
  readonly each: number;
};

/** Returns the stacks from a ground line at `height`; a period stands at its middle, and what has happened never behind today. */
export function stack(lanes: readonly Lane[], scale: Scale, today: string): Sky {
  const dates = lanes
    .flatMap((lane) => lane.dates)
    .flatMap((date) => {
      const sort = sortOf(date);
      const last =
        sort === 'happened' || sort === 'said'
          ? Math.min(dayNumber(date.last), dayNumber(today))
          : dayNumber(date.last);
      const day = (dayNumber(date.first) + Math.max(last, dayNumber(date.first))) / 2;
      return day < scale.from || day >= scale.to ? [] : [{ sort, day }];
    });
  const bins = scale.groups.map(({ from, to }) => {
    const columns = Math.max(1, Math.floor((scale.x(to) - scale.x(from) - 2) / CELL));
    const own = dates.filter(({ day }) => day >= from && day < to);
    return { x: (scale.x(from) + scale.x(to)) / 2, columns, own };
  });
  const each = Math.max(1, ...bins.map(({ own, columns }) => Math.ceil(own.length / (columns * MOST_ROWS))));
  const sorted = bins
    .filter(({ own }) => own.length > 0)
    .map(({ x, columns, own }) => {
      const shapes = SORTS.flatMap((sort) => {
        const count = own.filter((date) => date.sort === sort).length;
        return Array.from({ length: Math.ceil(count / each) }, () => sort);
      });
      return { x, columns, count: own.length, shapes };
    });
  const rows = Math.max(0, ...sorted.map(({ shapes, columns }) => Math.ceil(shapes.length / columns)));
  const height = rows * CELL + NUMBER_HEIGHT + 4;
  const stacks = sorted.map(({ x, columns, count, shapes }): Stack => {
    const wide = Math.min(columns, shapes.length);
    return {
      count,
      x,
      top: height - Math.ceil(shapes.length / columns) * CELL - 7,
      shapes: shapes.map((sort, index) => ({
        sort,
        x: x + ((index % wide) - (wide - 1) / 2) * CELL,
        y: height - (Math.floor(index / wide) + 0.5) * CELL - 2,
      })),
    };
  });
  return { height, stacks, each };
}
