/** How old a topic is: read from its stored dates, never made to look newer. */
import type { DateWithPrecision, Topic } from './schema.ts';
import { dayOf, span } from './dates.ts';

export type Freshness = {
  readonly asOf: string;
  /** How far newer documents were looked for. */
  readonly searchedTo: string;
  /** The last day (YYYY-MM-DD) before a review is overdue. */
  readonly reviewDueOn: string;
  readonly overdue: boolean;
};

/** Returns a topic's dates and whether its review is overdue, counted from the last look for newer documents or the last review by a person. */
export function freshness(topic: Topic, now: Temporal.Instant): Freshness {
  const { asOf, searchedTo, verified, reviewEveryDays } = topic;
  const reviewedOn = verified.by.kind === 'person' && verified.on > searchedTo ? verified.on : searchedTo;
  const reviewDueOn = Temporal.PlainDate.from(reviewedOn).add({ days: reviewEveryDays }).toString();
  return { asOf, searchedTo, reviewDueOn, overdue: dayOf(now) > reviewDueOn };
}

/** Returns whether all of a date lies before today. */
export function passed(when: DateWithPrecision, now: Temporal.Instant): boolean {
  return span(when).last < dayOf(now);
}
