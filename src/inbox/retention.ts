/** How long what people flag and ask in vain is kept. Pure. */

/** Questions that found nothing are kept for so many days, the day on which they were asked included. */
export const QUESTION_DAYS = 90;
/** Who flagged something is of use for as long as floods are counted. */
const PERSON_HOURS = 1;
const DONE_DAYS = 90;
/** More different questions a day than this are no questions of readers. */
export const QUESTIONS_A_DAY = 2_000;

/** Returns the day of a moment, in UTC, as `2026-11-24`. */
export const dayOf = (now: Temporal.Instant): string => now.toZonedDateTimeISO('UTC').toPlainDate().toString();

/** Returns the first day whose questions are still kept. */
export const firstDay = (now: Temporal.Instant): string =>
  now
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .subtract({ days: QUESTION_DAYS - 1 })
    .toString();

/** Returns before which moments and days everything is to be forgotten. */
export function forgetBefore(now: Temporal.Instant): {
  readonly persons: Temporal.Instant;
  readonly done: Temporal.Instant;
  readonly questions: string;
} {
  return {
    persons: now.subtract({ hours: PERSON_HOURS }),
    done: now.subtract({ hours: DONE_DAYS * 24 }),
    questions: firstDay(now),
  };
}
