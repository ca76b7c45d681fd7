/** How old a brief is: read from its stored dates, never made to look newer. */
import type { Brief, DateWithPrecision } from './schema.ts';
import { dayOf, span } from './dates.ts';

export type Freshness = {
  readonly asOf: string;
  /** The last day (YYYY-MM-DD) before a review is overdue. */
  readonly reviewDueOn: string;
  readonly overdue: boolean;
};

/** Returns a brief's dates and whether its review is overdue; only a person's review counts as one. */
export function freshness(brief: Brief, now: Temporal.Instant): Freshness {
  const reviewedOn =
    brief.verified.by.kind === 'person' && brief.verified.on > brief.asOf ? brief.verified.on : brief.asOf;
  const reviewDueOn = Temporal.PlainDate.from(reviewedOn).add({ days: brief.reviewEveryDays }).toString();
  return { asOf: brief.asOf, reviewDueOn, overdue: dayOf(now) > reviewDueOn };
}

/** Returns whether all of a date lies before today. */
export function passed(when: DateWithPrecision, now: Temporal.Instant): boolean {
  return span(when).last < dayOf(now);
}
