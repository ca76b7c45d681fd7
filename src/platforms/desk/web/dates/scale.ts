/** The time axis of the picture: which days it spans, where on it a day stands, and what is written along it. */
import type { Language } from '../../../../records/schema.ts';

const DAY_MILLISECONDS = 86_400_000;
/** Further away than this a date is drawn at the edge: one old date must not press all others together. */
const MOST_MONTHS = 30;
/** There is room behind today, so that the picture shows what is to come, or that nothing is. */
const LEAST_MONTHS_AHEAD = 2;
/** So few months in all would blow up a single date. */
const LEAST_MONTHS_BACK = 6;

export type Tick = {
  readonly x: number;
  readonly isYear: boolean;
  readonly month: string | undefined;
  readonly year: string | undefined;
};

export type Scale = {
  readonly left: number;
  readonly right: number;
  /** First day of the axis, and the first day behind it, as days since 1970. */
  readonly from: number;
  readonly to: number;
  /** Where a day begins, beyond the edges too. */
  readonly x: (day: number) => number;
  readonly ticks: readonly Tick[];
  /** The months of the axis in groups that are wide enough to be told apart: first day, and first day behind. */
  readonly groups: readonly { readonly from: number; readonly to: number }[];
};

/** Returns a calendar day (YYYY-MM-DD) as days since 1970. */
export const dayNumber = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / DAY_MILLISECONDS;

/** Returns the first day of the month that lies so many months from a day's, as days since 1970. */
function monthStart(day: number, months: number): number {
  const date = new Date(day * DAY_MILLISECONDS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / DAY_MILLISECONDS;
}

/** Returns the axis between two edges for some dates: whole months, today always among them. */
export function createScale(
  spans: readonly { readonly first: string; readonly last: string }[],
  today: string,
  edges: { readonly left: number; readonly right: number },
  language: Language,
): Scale {
  const now = dayNumber(today);
  const first = spans.reduce(
    (least, span) => Math.min(least, dayNumber(span.first)),
    monthStart(now, -LEAST_MONTHS_BACK),
  );
  const last = spans.reduce((most, span) => Math.max(most, dayNumber(span.last)), monthStart(now, LEAST_MONTHS_AHEAD));
  const from = Math.max(monthStart(first, 0), monthStart(now, -MOST_MONTHS));
  const to = Math.min(monthStart(last, 1), monthStart(now, MOST_MONTHS));
  const { left, right } = edges;
  const x = (day: number): number => left + ((day - from) / (to - from)) * (right - left);
  const every = monthsApart(x(monthStart(from, 1)) - x(from), language);
  return {
    left,
    right,
    from,
    to,
    x,
    ticks: ticksOf({ from, to, every }, x, language),
    groups: groupsOf(from, to, every),
  };
}

/** A month's name and a year need so many pixels. */
const MONTH_WIDTH = { en: 34, zh: 38 } as const;
const YEAR_WIDTH = 50;

const monthsApart = (width: number, language: Language): number =>
  [1, 2, 3, 6, 12].find((months) => months * width >= MONTH_WIDTH[language]) ?? 12;

function groupsOf(from: number, to: number, every: number): { readonly from: number; readonly to: number }[] {
  const groups: { readonly from: number; readonly to: number }[] = [];
  // They begin where the months are named: in January, and so on from there.
  const offset = new Date(from * DAY_MILLISECONDS).getUTCMonth() % every;
  for (let start = monthStart(from, -offset); start < to; start = monthStart(start, every))
    groups.push({ from: Math.max(start, from), to: Math.min(monthStart(start, every), to) });
  return groups;
}

function ticksOf(
  { from, to, every }: { readonly from: number; readonly to: number; readonly every: number },
  x: (day: number) => number,
  language: Language,
): Tick[] {
  const locale = language === 'zh' ? 'zh-CN' : 'en-US';
  const name = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
  const ticks: Tick[] = [];
  const width = x(monthStart(from, 1)) - x(from);
  for (let day = from; day < to; day = monthStart(day, 1)) {
    const date = new Date(day * DAY_MILLISECONDS);
    const month = date.getUTCMonth();
    const isYear = month === 0;
    const year = `${date.getUTCFullYear()}${language === 'zh' ? '年' : ''}`;
    // At the left edge the year is told where its own January is not near enough to tell it.
    const tellsYear = isYear || (day === from && month <= 12 - Math.ceil(YEAR_WIDTH / width));
    ticks.push({
      x: x(day),
      isYear,
      month: month % every === 0 && x(day) + MONTH_WIDTH[language] <= x(to) ? name.format(date) : undefined,
      year: tellsYear && x(day) + YEAR_WIDTH <= x(to) ? year : undefined,
    });
  }
  return ticks;
}
