/** Dates with their precision: the days they span, their formatting, and how old a brief is by its stored dates, never made to look newer. */
import type { Brief, Language, DateWithPrecision } from './schema.ts';

/** Returns the first and last calendar day (YYYY-MM-DD) that a date spans. */
export function span(when: DateWithPrecision): { readonly first: string; readonly last: string } {
  switch (when.precision) {
    case 'day':
      return { first: when.on, last: when.on };
    case 'month':
      return { first: `${when.on}-01`, last: lastDays.getOrInsertComputed(when.on, lastDayOf) };
    case 'year':
      return { first: `${when.on}-01-01`, last: `${when.on}-12-31` };
    case 'about':
      return { first: when.from, last: when.to };
  }
}

/** A question asks for the span of each statement, and there are not many months. */
const lastDays = new Map<string, string>();

function lastDayOf(written: string): string {
  const month = Temporal.PlainYearMonth.from(written);
  return month.toPlainDate({ day: month.daysInMonth }).toString();
}

/** Returns a date formatted for a reader: `November 3, 2025` or `2025年11月3日`, no more precise than it is known. */
export function formatWhen(when: DateWithPrecision, language: Language): string {
  switch (when.precision) {
    case 'day':
      return formatDay(when.on, language);
    case 'month': {
      const [year, month] = when.on.split('-').map(Number);
      return language === 'zh' ? `${year}年${month}月` : `${MONTHS[(month ?? 1) - 1]} ${year}`;
    }
    case 'year':
      return language === 'zh' ? `${when.on}年` : when.on;
    case 'about':
      return (language === 'zh' ? when.text.zh : undefined) ?? when.text.en;
  }
}

/** Returns a date as a line under a statement has it: `Nov 3, 2025` or `2025年11月3日`, no more precise than it is known. */
export function formatShort(when: DateWithPrecision, language: Language): string {
  const whole = formatWhen(when, language);
  return language === 'zh' || when.precision === 'about'
    ? whole
    : whole.replace(/^(?:January|February|August|September|October|November|December)/u, (month) =>
        month === 'September' ? 'Sept' : month.slice(0, 3),
      );
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** Returns a calendar day (YYYY-MM-DD) formatted for a reader. */
export function formatDay(day: string, language: Language): string {
  const [year, month, date] = day.split('-').map(Number);
  return language === 'zh' ? `${year}年${month}月${date}日` : `${MONTHS[(month ?? 1) - 1]} ${date}, ${year}`;
}

/** Returns a calendar day (YYYY-MM-DD) without its year, for what is read on that day: `November 27` or `11月27日`. */
export function formatDayOfYear(day: string, language: Language): string {
  const [, month, date] = day.split('-').map(Number);
  return language === 'zh' ? `${month}月${date}日` : `${MONTHS[(month ?? 1) - 1]} ${date}`;
}

/** Returns the calendar day (YYYY-MM-DD) after one. */
export const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();

/** One answer asks for the day of its instant for each statement. */
let last: { readonly now: Temporal.Instant; readonly day: string } | undefined;

/** Returns the calendar day (YYYY-MM-DD) of an instant in UTC, which every as-of and review date is counted in. */
export function dayOf(now: Temporal.Instant): string {
  // A zoned instant takes twenty times as long to make.
  if (last?.now !== now) last = { now, day: new Date(now.epochMilliseconds).toISOString().slice(0, 10) };
  return last.day;
}

/** Returns the latest day that has begun anywhere: a curator in Auckland may date an entry before UTC gets there. */
export function latestDay(now: Temporal.Instant): string {
  return dayOf(now.add({ hours: 14 }));
}

export type Freshness = {
  readonly asOf: string;
  /** The last day (YYYY-MM-DD) before a review is overdue. */
  readonly reviewDueOn: string;
  readonly overdue: boolean;
};

/** Returns a topic's dates and whether its review is overdue, counted from the day the last document of its relationship was read or the last review by a person. */
export function freshness(
  topic: Pick<Brief, 'asOf' | 'readOn' | 'verified' | 'reviewEveryDays'>,
  now: Temporal.Instant,
): Freshness {
  const { asOf, readOn, verified, reviewEveryDays } = topic;
  const reviewedOn = verified.by.kind === 'person' && verified.on > readOn ? verified.on : readOn;
  const reviewDueOn = Temporal.PlainDate.from(reviewedOn).add({ days: reviewEveryDays }).toString();
  return { asOf, reviewDueOn, overdue: dayOf(now) > reviewDueOn };
}

/** Returns whether all of a date lies before today. */
export function passed(when: DateWithPrecision, now: Temporal.Instant): boolean {
  return span(when).last < dayOf(now);
}
