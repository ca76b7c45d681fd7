/** Where everything of the picture stands: marks and labels in rows, so that no two of them touch. Pure: it is handed how wide text is. */
import type { DatesTold, DateTold, Lane } from '../../records/dates.ts';
import { dayNumber, type Scale } from './scale.ts';
import { sortOf, type Sort } from './sorts.ts';

/** Returns how wide a text is in pixels, bold or not. */
export type Measure = (text: string, isBold?: boolean) => number;

/** What is written beside a mark: when, and what; `shorter` is written where that does not fit. */
export type Label = { readonly when: string; readonly what: string; readonly shorter?: string };

export type PlacedLabel = Omit<Label, 'shorter'> & {
  readonly x: number;
  /** The middle of its line: that of its mark, or one below. */
  readonly y: number;
  readonly anchor: 'start' | 'end';
  readonly width: number;
};

/** Dates of one sort, of one lane and of the same days: one mark. */
export type Mark = {
  readonly id: string;
  readonly lane: Lane;
  readonly sort: Sort;
  readonly dates: readonly [DateTold, ...DateTold[]];
  readonly x: number;
  readonly y: number;
  /** The days that it spans, drawn as a bar where they are more than one. */
  readonly bar: { readonly from: number; readonly to: number } | undefined;
  /** The edge that the date lies behind, where it does. */
  readonly beyond: 'before' | 'after' | undefined;
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
/** From the middle of a mark to where its label may begin. */
export const REACH = 12;
/** Between a label and the next mark of the same row. */
const GAP = 14;
const LABEL_MOST = 480;
/** How much higher a row is whose labels stand below their marks. */
const BELOW = 19;
/** With less room beside its mark than this, a label goes below it. */
const LABEL_LEAST = 210;
/** Between when and what of a label. */
export const WORD_GAP = 7;

/** Returns the left and right edge of the time axis in a picture of some width. */
export const edgesOf = (width: number): { readonly left: number; readonly right: number } => ({
  left: width >= WIDE ? NAME_WIDTH + 16 : 8,
  right: width - 8,
});

/** Returns where the lanes, marks and labels stand. */
export function layOut(
  { today, lanes }: Pick<DatesTold, 'today' | 'lanes'>,
  {
    width,
    scale,
    measure,
    labelOf,
  }: {
    readonly width: number;
    readonly scale: Scale;
    readonly measure: Measure;
    readonly labelOf: (sort: Sort, dates: readonly [DateTold, ...DateTold[]], lane: Lane) => Label;
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
      return { id: dates[0].id, lane, sort, dates, x, bar, beyond, y, label: at(label, y) };
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
        label: at(placeLabel(label, where, { scale, measure, now, mayBeBelow: false }), reviewY),
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

type Where = Pick<Mark, 'x' | 'bar' | 'beyond'>;

/** Where a date stands; what has happened does not reach beyond today, whatever its year is. */
function placeOf({ first, last }: DateTold, scale: Scale, until: number): Where {
  const from = scale.x(dayNumber(first));
  const to = Math.min(scale.x(dayNumber(last) + 1), Math.max(until, from));
  if (to < scale.left) return { x: scale.left + REACH, bar: undefined, beyond: 'before' };
  if (from > scale.right) return { x: scale.right - REACH, bar: undefined, beyond: 'after' };
  const bar = { from: Math.max(from, scale.left), to: Math.min(to, scale.right) };
  const x = Math.min(Math.max((bar.from + bar.to) / 2, scale.left), scale.right);
  // A day is a point, however wide the picture is.
  return { x, bar: first === last || bar.to - bar.from < 2 * REACH ? undefined : bar, beyond: undefined };
}

const extent = ({ x, bar }: Where): { readonly from: number; readonly to: number } => ({
  from: Math.min(x - REACH, bar?.from ?? x),
  to: Math.max(x + REACH, bar?.to ?? x),
});

const widthOf = ({ when, what }: Label, measure: Measure): number =>
  measure(when, true) + (when === '' || what === '' ? 0 : WORD_GAP) + measure(what);

type Found = Omit<Label, 'shorter'> & {
  readonly x: number;
  readonly anchor: 'start' | 'end';
  readonly width: number;
  readonly isBelow: boolean;
};

const at = ({ isBelow, ...label }: Found, y: number): PlacedLabel => ({ ...label, y: isBelow ? y + BELOW : y });

/** Puts a label behind its mark, before it where there is more room, or below it; what does not fit is cut with an ellipsis. */
function placeLabel(
  label: Label,
  where: Where,
  {
    scale,
    measure,
    now,
    mayBeBelow,
  }: { readonly scale: Scale; readonly measure: Measure; readonly now: number; readonly mayBeBelow: boolean },
): Found {
  const { from: start, to: end } = extent(where);
  const wanted = Math.min(widthOf(label, measure), LABEL_MOST);
  const after = scale.right - end - 4;
  const before = start - scale.left - 4;
  if (mayBeBelow && Math.max(after, before) < Math.min(wanted, LABEL_LEAST)) {
    const cut = cutTo(label, Math.min(scale.right - scale.left, LABEL_MOST), measure);
    return {
      ...cut,
      x: Math.max(scale.left, Math.min(start, scale.right - cut.width)),
      anchor: 'start',
      isBelow: true,
    };
  }
  // The line of today is not written over where that leaves room enough.
  const untilToday = now - end - 12;
  const behind = untilToday >= LABEL_LEAST ? Math.min(after, untilToday) : after;
  const short = label.shorter === undefined || wanted <= behind ? label : { when: label.when, what: label.shorter };
  const isBefore = behind < Math.min(widthOf(short, measure), LABEL_LEAST) && before > behind;
  const room = isBefore ? before : behind;
  const cut = cutTo(short, Math.min(room, LABEL_MOST), measure);
  return { ...cut, x: isBefore ? start - 4 : end + 4, anchor: isBefore ? 'end' : 'start', isBelow: false };
}

function cutTo(label: Label, room: number, measure: Measure): Omit<Label, 'shorter'> & { readonly width: number } {
  const when = shorten(label.when, room, (text) => measure(text, true));
  const left = room - (when === '' ? 0 : measure(when, true) + WORD_GAP);
  const what = when === label.when ? shorten(label.what, left, measure) : '';
  return { when, what, width: widthOf({ when, what }, measure) };
}

type Box = { readonly from: number; readonly to: number };
type Row = { readonly boxes: Box[]; readonly isTall: boolean };

const heightOf = ({ isTall }: Row): number => (isTall ? ROW + BELOW : ROW);

function boxOf(where: Where, label: Found): Box {
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

/** Returns a text, cut with an ellipsis where it is wider than there is room; empty where not even a few letters fit. */
export function shorten(text: string, room: number, measure: Measure): string {
  if (measure(text) <= room) return text;
  const letters = Array.from(text);
  let least = 0;
  let most = letters.length;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (measure(`${letters.slice(0, middle).join('').trimEnd()}…`) <= room) least = middle;
    else most = middle - 1;
  }
  return least < 3 ? '' : `${letters.slice(0, least).join('').trimEnd()}…`;
}

/** Returns a text in at most two lines. */
function wrap(text: string, room: number, measure: Measure): string[] {
  if (measure(text) <= room) return [text];
  const words = text.split(' ');
  let line = '';
  let taken = 0;
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) > room) break;
    line = longer;
    taken += 1;
  }
  return taken === 0 ? [shorten(text, room, measure)] : [line, shorten(words.slice(taken).join(' '), room, measure)];
}
