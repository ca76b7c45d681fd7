/** How a mark of the picture is told: beside it in a few words, and in full to those who hear it. */
import type { Language } from '../../../../records/schema.ts';
import type { DateView } from '../../server/records/dates.ts';
import type { Label } from './label.ts';
import type { Mark } from './layout.ts';
import type { Sort } from './sorts.ts';
import type { DatesWords } from './words.ts';

/** Returns a date in few letters: the axis tells the year of a day and of a month. */
export function shortDate(
  { precision, first, said }: Pick<DateView, 'precision' | 'first' | 'said'>,
  language: Language,
): string {
  if (precision === 'year' || precision === 'about') return said;
  const form = precision === 'day' ? ({ month: 'short', day: 'numeric' } as const) : ({ month: 'short' } as const);
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-US', { ...form, timeZone: 'UTC' }).format(
    Date.parse(`${first}T00:00:00Z`),
  );
}

/** Returns what is written beside a mark. */
export function labelIn(language: Language, words: DatesWords) {
  return (sort: Sort, dates: readonly [DateView, ...DateView[]]): Label => {
    const when = shortDate(dates[0], language);
    const what = dates.length === 1 ? dates[0].text : words.many[sort](dates.length);
    switch (sort) {
      case 'expected':
        return { when: words.expected(when), what };
      case 'was-expected':
        return { when: words.wasExpected(when), what };
      case 'review-due':
        return { when: '', what: words.reviewDue(dates[0].said), shorter: words.due(when) };
      case 'review-overdue':
        return { when: '', what: words.reviewOverdue(when), shorter: words.overdue(when) };
      default:
        return { when, what };
    }
  };
}

/** Returns a mark for those who hear the picture: what is written beside it, uncut, and then what is exact. */
export function spoken(
  { lane, sort, dates }: Pick<Mark, 'lane' | 'sort' | 'dates'>,
  language: Language,
  words: DatesWords,
): string {
  const { when, what } = labelIn(language, words)(sort, dates);
  const label = when === '' || what === '' ? `${when}${what}` : `${when} ${what}`;
  const exact = dates[0].kind === 'review' ? words.reviewOf(lane) : words.sortOn(words.sorts[sort], dates[0].said);
  return words.exactly(words.about(lane.brief.title, label), exact);
}
