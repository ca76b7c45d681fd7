/** How far the documents of a relationship reach, said once that is long ago. */
import { messages } from '../locales/messages.ts';
import { fileEnd } from '../records/catalogue.ts';
import { dayOf, formatDay } from '../records/dates.ts';
import type { ViewContext } from './context.ts';

/** A file is old once nothing was read for more than so many days. */
const FRESH_DAYS = 14;

/** Returns what readers are told of a file in which nothing was read for more than a fortnight: where it ends, and the newest document on a topic where that is much older; undefined where it is newer, or where `readTo`, the day to which its sources were watched, is. */
export function ageText(
  relationship: string,
  { catalogue, language, now }: ViewContext,
  { topicTo = '', readTo = '' }: { readonly topicTo?: string; readonly readTo?: string } = {},
): string | undefined {
  const end = fileEnd(relationship, catalogue);
  if (end === '') return undefined;
  const last = Temporal.PlainDate.from(readTo > end ? readTo : end);
  const days = last.until(dayOf(now)).days;
  if (days <= FRESH_DAYS) return undefined;
  return messages(language)('age.old', {
    days,
    end: formatDay(end, language),
    hasOwnEnd: topicTo !== '' && Temporal.PlainDate.from(topicTo).until(end).days > FRESH_DAYS,
    topicTo: topicTo === '' ? '' : formatDay(topicTo, language),
    isWatched: readTo > end,
    readTo: formatDay(last.toString(), language),
  });
}
