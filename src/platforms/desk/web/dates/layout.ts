/** Where everything of the picture stands: marks and labels in rows, so that no two of them touch. Pure: it is handed how wide text is. */
import type { DatesView, DateView, Lane } from '../../server/records/dates.ts';
import {
  BELOW,
  extent,
  labelAt,
  placeLabel,
  REACH,
  shorten,
  wrap,
  type FoundLabel,
  type Label,
  type Measure,
  type PlacedLabel,
  type Where,
} from './label.ts';
import { dayNumber, type Scale } from './scale.ts';
import { sortOf, type Sort } from './sorts.ts';

/** Dates of one sort, of one lane and of the same days: one mark. */
export type Mark = Where & {
  readonly id: string;
  readonly lane: Lane;
  readonly sort: Sort;
  readonly dates: readonly [DateView, ...DateView[]];
  readonly y: number;
  readonly label: PlacedLabel;
};

export type PlacedLane = {
  readonly lane: Lane;
  readonly top: number;
  readonly height: number;
  readonly title: { readonly lines: readonly string[]; readonly x: number; readonly y: number };
  readonly marks: readonly Mark[];
  /** How long the information was fresh, and how long a review has been overdue. */
  readonly fresh: { readonly from: number; readonly to: number; readonly y: number };
  readonly stale: { readonly from: number; readonly to: number } | undefined;
};

export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly today: number;
  readonly lanes: readonly PlacedLane[];
};

/** From this width on, the topics' names stand beside their lanes, not above them. */
const WIDE = 760;
const NAME_WIDTH = 188;
const ROW = 26;
const NAME_ROW = 20;
const PADDING = 9;
/** Between a label and the next mark of the same row. */
const GAP = 14;
/** Returns the left and right edge of the time axis in a picture of some width. */
export const edgesOf = (width: number): { readonly left: number; readonly right: number } => ({
  left: width >= WIDE ? NAME_WIDTH + 16 : 8,
  right: width - 8,
});

/** Returns where the lanes, marks and labels stand. */
export function layOut(
  { today, lanes }: Pick<DatesView, 'today' | 'lanes'>,
  {
    width,
    scale,
    measure,
    labelOf,
  }: {
    readonly width: number;
    readonly scale: Scale;
    readonly measure: Measure;
    readonly labelOf: (sort: Sort, dates: readonly [DateView, ...DateView[]], lane: Lane) => Label;
  },
): Picture {
  const now = scale.x(dayNumber(today.iso) + 0.5);
  const clamp = (x: number): number => Math.min(Math.max(x, scale.left), scale.right);
  const bold = (text: string): number => measure(text, true);
  let top = 0;
  const placed = lanes.map((lane): PlacedLane => {
    const beside = width >= WIDE;
    const lines = beside ? wrap(lane.brief.title, NAME_WIDTH, bold) : [shorten(lane.brief.title, width - 16, bold)];
    const marksTop = top + PADDING + (beside ? 0 : NAME_ROW);
    const rows: Row[] = [];
    const groups = [
      ...Map.groupBy(lane.dates, (date) => [date.kind, date.state, date.first, date.last].join(' ')).values(),
    ];
    const found = groups.flatMap((dates) => {
      const [date, ...more] = dates;
      if (date === undefined || date.kind === 'review') return [];
      const sort = sortOf(date);
      const where = placeOf(date, scale, sort === 'happened' || sort === 'said' ? now : Number.POSITIVE_INFINITY);
      const label = placeLabel(labelOf(sort, [date, ...more], lane), where, {
        scale,
        measure,
        now,
        mayBeBelow: !beside,
      });
      return {
        sort,
        dates: [date, ...more] as const,
        where,
        label,
        row: freeRow(rows, boxOf(where, label), label.isBelow),
      };
    });
    const tops = rows.map((_, index) => rows.slice(0, index).reduce((sum, row) => sum + heightOf(row), marksTop));
    const marks = found.map(({ sort, dates, where: { x, bar, beyond }, label, row }): Mark => {
      const y = (tops[row] ?? marksTop) + ROW / 2;
      return { id: dates[0].id, lane, sort, dates, x, bar, beyond, y, label: labelAt(label, y) };
    });
    const reviewY = rows.reduce((sum, row) => sum + heightOf(row), marksTop) + ROW / 2;
    const review = lane.dates.find(({ kind }) => kind === 'review');
    const due = clamp(scale.x(dayNumber(lane.reviewDue.iso) + 0.5));
    const fresh = { from: clamp(scale.x(dayNumber(lane.reviewedOn.iso))), to: due, y: reviewY };
    const stale = lane.overdue ? { from: due, to: clamp(now) } : undefined;
    if (review !== undefined) {
      const sort = sortOf(review);
      const where = placeOf(review, scale, Number.POSITIVE_INFINITY);
      const label = labelOf(sort, [review], lane);
      marks.push({
        id: review.id,
        lane,
        sort,
        dates: [review],
        ...where,
        y: reviewY,
        label: labelAt(placeLabel(label, where, { scale, measure, now, mayBeBelow: false }), reviewY),
      });
    }
    const height = Math.max(reviewY + ROW / 2 + PADDING - 4 - top, beside ? PADDING * 2 + lines.length * 18 : 0);
    const whole = {
      lane,
      top,
      height,
      title: { lines, x: beside ? 0 : 8, y: top + PADDING + 15 },
      marks,
      fresh,
      stale,
    };
    top += height;
    return whole;
  });
  return { width, height: top, today: now, lanes: placed };
}

/** Where a date stands; what has happened does not reach beyond today, whatever its year is. */
function placeOf({ first, last }: DateView, scale: Scale, until: number): Where {
  const from = scale.x(dayNumber(first));
  const to = Math.min(scale.x(dayNumber(last) + 1), Math.max(until, from));
  if (to < scale.left) return { x: scale.left + REACH, bar: undefined, beyond: 'before' };
  if (from > scale.right) return { x: scale.right - REACH, bar: undefined, beyond: 'after' };
  const bar = { from: Math.max(from, scale.left), to: Math.min(to, scale.right) };
  const x = Math.min(Math.max((bar.from + bar.to) / 2, scale.left), scale.right);
  // A day is a point, however wide the picture is.
  return { x, bar: first === last || bar.to - bar.from < 2 * REACH ? undefined : bar, beyond: undefined };
}

type Box = { readonly from: number; readonly to: number };
type Row = { readonly boxes: Box[]; readonly isTall: boolean };

const heightOf = ({ isTall }: Row): number => (isTall ? ROW + BELOW : ROW);

function boxOf(where: Where, label: FoundLabel): Box {
  const { from, to } = extent(where);
  const [start, end] = label.anchor === 'start' ? [label.x, label.x + label.width] : [label.x - label.width, label.x];
  return { from: Math.min(from, start), to: Math.max(to, end) };
}

/** Returns the first row of its height in which a box touches no other, and puts it there. */
function freeRow(rows: Row[], box: Box, isTall: boolean): number {
  const free = rows.findIndex(
    (row) =>
      row.isTall === isTall && row.boxes.every((other) => box.to + GAP < other.from || other.to + GAP < box.from),
  );
  if (free !== -1) {
    rows[free]?.boxes.push(box);
    return free;
  }
  rows.push({ boxes: [box], isTall });
  return rows.length - 1;
}
