/** Retention of flags and unanswered questions. Pure. */

/** Unanswered questions are stored for this many days, the day on which they were asked included. */
export const QUESTION_DAYS = 90;
/** The sender of a flag is needed only while flags are counted against the rate limit. */
const PERSON_HOURS = 1;
const DONE_DAYS = 90;
/** More different questions a day than this do not come from readers. */
export const QUESTIONS_A_DAY = 2_000;

/** Returns the first day whose questions are still stored. */
export const firstDay = (now: Temporal.Instant): string =>
  now
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .subtract({ days: QUESTION_DAYS - 1 })
    .toString();

/** Returns the instants and days before which data is deleted. */
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
