/** The layout of the timeline: its axis, its markers as fractions of the axis, and the arrow keys' way between them. Pure. */
import type { Language } from '../../../records/schema.ts';
import type { DatesView, DateView, Lane } from '../../server/records/dates.ts';
import { kindOf, type DateGroup } from './markers.tsx';

const DAY_MS = 86_400_000;
/** Further away than this a date is drawn at the edge: one old date must not press all others together. */
const MAX_MONTHS = 30;
const MIN_MONTHS_AHEAD = 2;
const MIN_MONTHS_BACK = 6;
/** So many months have room for their names on a narrow axis, and on a wide one. */
const NAMED_MONTHS = { narrow: 8, wide: 15 } as const;
/** The part of a narrow axis that a year needs. */
const YEAR_SHARE = 0.16;
/** With less of the axis beside its bar than this, a label goes to the other side; with less on both, below. */
const LABEL_SHARE = 0.4;
const MIN_LABEL_SHARE = 0.25;

/** Some months that alone are drawn: how many, and how many months after that of today they begin. */
export type Period = { readonly months: number; readonly begins: number };

export type Span = { readonly from: number; readonly to: number };

export type Tick = {
  readonly at: number;
  readonly isJanuary: boolean;
  readonly month: string | undefined;
  /** Whether the month is named on a wide axis only. */
  readonly isMinor: boolean;
  readonly year: string | undefined;
};

type Axis = {
  /** Returns where a day begins; what is beyond the axis lies below 0 or above 1. */
  readonly position: (day: number) => number;
  readonly ticks: readonly Tick[];
};

export type Marker = DateGroup &
  Span & {
    readonly id: string;
    /** The end of the axis that it lies beyond. */
    readonly beyond: 'before' | 'after' | undefined;
    readonly labelSide: 'after' | 'before' | 'below';
  };

export type TimelineLane = {
  readonly lane: Lane;
  /** From the earliest on; the review comes last. */
  readonly markers: readonly Marker[];
  /** How long the information was fresh, and how long its review has been overdue. */
  readonly fresh: Span;
  readonly stale: Span | undefined;
};

export type Timeline = { readonly axis: Axis; readonly today: number; readonly lanes: readonly TimelineLane[] };

/** Returns a calendar day (YYYY-MM-DD) as days since 1970. */
export const dayNumber = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / DAY_MS;

/** Returns the first day of the month so many months after a day's. */
function monthStart(day: number, months: number): number {
  const date = new Date(day * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / DAY_MS;
}

/** Returns the axis for some dates: whole months, today always among them; or a period, whatever the dates are. */
export function createAxis(
  dates: readonly { readonly first: string; readonly last: string }[],
  today: string,
  language: Language,
  period?: Period,
): Axis {
  const now = dayNumber(today);
  const first = dates.reduce(
    (least, date) => Math.min(least, dayNumber(date.first)),
    monthStart(now, -MIN_MONTHS_BACK),
  );
  const last = dates.reduce((most, date) => Math.max(most, dayNumber(date.last)), monthStart(now, MIN_MONTHS_AHEAD));
  const from = period ? monthStart(now, period.begins) : Math.max(monthStart(first, 0), monthStart(now, -MAX_MONTHS));
  const to = period
    ? monthStart(now, period.begins + period.months)
    : Math.min(monthStart(last, 1), monthStart(now, MAX_MONTHS));
  const position = (day: number): number => (day - from) / (to - from);

  const months: number[] = [];
  for (let day = from; day < to; day = monthStart(day, 1)) months.push(day);
  /** The least step that is a multiple of another and leaves no more months than have room. */
  const stepFor = (room: number, multipleOf: number): number =>
    [1, 2, 3, 6].find((one) => one % multipleOf === 0 && months.length / one <= room) ?? 12;
  const wide = stepFor(NAMED_MONTHS.wide, 1);
  const narrow = stepFor(NAMED_MONTHS.narrow, wide);
  const name = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-US', { month: 'short', timeZone: 'UTC' });
  const ticks = months.map((day): Tick => {
    const date = new Date(day * DAY_MS);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    const at = position(day);
    // At the edge the year is written where its own January or the next is not near enough to tell it.
    const hasYear = month === 0 || (day === from && position(Date.UTC(year + 1, 0, 1) / DAY_MS) > YEAR_SHARE);
    return {
      at,
      isJanuary: month === 0,
      month: month % wide === 0 ? name.format(date) : undefined,
      isMinor: month % narrow !== 0,
      year: hasYear && at <= 1 - YEAR_SHARE ? `${year}${language === 'zh' ? '年' : ''}` : undefined,
    };
  });
  return { position, ticks };
}

const clamp = (at: number): number => Math.min(Math.max(at, 0), 1);

/** Returns the axis and the lanes of a view; `isVisible` picks the dates that are drawn, and the axis spans all, or a period, outside of which nothing is drawn. */
export function layOut(
  { today, lanes }: Pick<DatesView, 'today' | 'lanes'>,
  language: Language,
  isVisible: (date: DateView) => boolean = () => true,
  period?: Period,
): Timeline {
  const axis = createAxis(
    lanes.flatMap(({ dates }) => dates),
    today.iso,
    language,
    period,
  );
  const now = axis.position(dayNumber(today.iso) + 0.5);
  return {
    axis,
    today: now,
    lanes: lanes.map((lane) => {
      const due = clamp(axis.position(dayNumber(lane.reviewDue.iso) + 0.5));
      return {
        lane,
        markers: groupsOf(lane, isVisible)
          .map((group) => markerOf(group, axis, now))
          .filter(({ beyond }) => period === undefined || beyond === undefined)
          .toSorted((a, b) => Number(isReview(a)) - Number(isReview(b)) || a.from + a.to - b.from - b.to),
        fresh: { from: clamp(axis.position(dayNumber(lane.reviewedOn.iso))), to: due },
        stale: lane.overdue ? { from: due, to: clamp(now) } : undefined,
      };
    }),
  };
}

const isReview = ({ dates }: DateGroup): boolean => dates[0].kind === 'review';

function groupsOf(lane: Lane, isVisible: (date: DateView) => boolean): DateGroup[] {
  const groups = Map.groupBy(lane.dates.filter(isVisible), (date) =>
    [date.kind, date.state, date.first, date.last].join(' '),
  );
  return [...groups.values()].flatMap(([date, ...more]) =>
    date === undefined ? [] : [{ lane, kind: kindOf(date), dates: [date, ...more] as const }],
  );
}

function markerOf(group: DateGroup, axis: Axis, now: number): Marker {
  const { id, first, last } = group.dates[0];
  // A day is a point, however wide the axis is.
  const isDay = first === last;
  const from = axis.position(dayNumber(first) + (isDay ? 0.5 : 0));
  const end = isDay ? from : axis.position(dayNumber(last) + 1);
  // What is over does not reach beyond today, whatever its year is.
  const isOver = group.kind === 'began' || group.kind === 'over';
  const to = isOver ? Math.min(end, Math.max(now, from)) : end;
  const beyond = to < 0 ? 'before' : from > 1 ? 'after' : undefined;
  const span = { from: clamp(from), to: clamp(to) };
  const [before, after] = [span.from, 1 - span.to];
  const side = after >= Math.min(LABEL_SHARE, before) ? 'after' : 'before';
  const labelSide = Math.max(before, after) < MIN_LABEL_SHARE ? 'below' : side;
  return { ...group, ...span, id, beyond, labelSide };
}

/** Returns the marker that a key leads to: along the lane and on to the next, to the nearest of the lane above or below, or to either end. */
export function step(lanes: readonly TimelineLane[], id: string, key: string): Marker | undefined {
  const all = lanes.flatMap(({ markers }) => markers);
  const index = all.findIndex((marker) => marker.id === id);
  const row = lanes.findIndex(({ markers }) => markers.some((marker) => marker.id === id));
  const middle = (marker: Marker | undefined): number => (marker === undefined ? 0 : (marker.from + marker.to) / 2);
  const nearest = (others: readonly TimelineLane[]): Marker | undefined =>
    others
      .find(({ markers }) => markers.length > 0)
      ?.markers.reduce((best, marker) =>
        Math.abs(middle(marker) - middle(all[index])) < Math.abs(middle(best) - middle(all[index])) ? marker : best,
      );
  switch (key) {
    case 'ArrowRight':
      return all[index + 1];
    case 'ArrowLeft':
      return all[index - 1];
    case 'ArrowDown':
      return nearest(lanes.slice(row + 1));
    case 'ArrowUp':
      return nearest(lanes.slice(0, row).toReversed());
    case 'Home':
      return all[0];
    case 'End':
      return all.at(-1);
    default:
      return undefined;
  }
}
