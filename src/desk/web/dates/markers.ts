/** The markers of the timeline: their kinds, the labels beside them, and their names for screen readers. */
import type { Language } from '../../../records/schema.ts';
import type { DateView, Lane } from '../../server/records/dates.ts';
import type { DatesText } from './text.ts';

/** Each has an icon of its own. */
export const MARKER_KINDS = ['expected', 'was-expected', 'began', 'over', 'review-due', 'review-overdue'] as const;
export type MarkerKind = (typeof MARKER_KINDS)[number];

export function kindOf({ kind, state }: Pick<DateView, 'kind' | 'state'>): MarkerKind {
  if (kind === 'review') return state === 'overdue' ? 'review-overdue' : 'review-due';
  if (state === 'planned') return 'expected';
  if (state === 'was-expected') return 'was-expected';
  return kind === 'from' ? 'began' : 'over';
}

/** Dates of one lane, of one kind and of the same days. */
export type DateGroup = {
  readonly lane: Lane;
  readonly kind: MarkerKind;
  readonly dates: readonly [DateView, ...DateView[]];
};

/** The end of the axis that a date lies beyond, where it is drawn. */
type DrawnGroup = DateGroup & { readonly beyond?: 'before' | 'after' | undefined };

export type Label = { readonly when: string; readonly what: string };

/** Returns a date in few letters: the axis shows the year of a day and of a month. */
function shortDate({ precision, first, said }: DateView, language: Language): string {
  if (precision === 'year' || precision === 'about') return said;
  const day = precision === 'day' ? ({ day: 'numeric' } as const) : {};
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-US', {
    month: 'short',
    ...day,
    timeZone: 'UTC',
  }).format(Date.parse(`${first}T00:00:00Z`));
}

/** Returns the label beside a marker; the axis does not show the year of what lies beyond it. */
export function labelOf({ kind, dates, beyond }: DrawnGroup, language: Language, text: DatesText): Label {
  const [date] = dates;
  const when = beyond === undefined ? shortDate(date, language) : date.said;
  if (date.kind === 'review')
    return { when: '', what: kind === 'review-overdue' ? text.reviewOverdue(when) : text.reviewDue(date.said) };
  const isOne = dates.every((one) => one.text === date.text);
  return {
    when: text.when[date.kind](when, kind === 'was-expected'),
    what: isOne ? date.text : text.many[date.kind](dates.length),
  };
}

/** Returns a marker's accessible name: its topic, its label, and then the exact date. */
export function accessibleName(group: DrawnGroup, language: Language, text: DatesText): string {
  const { lane, kind, dates } = group;
  const { when, what } = labelOf(group, language, text);
  const exact = dates[0].kind === 'review' ? text.reviewOf(lane) : text.kindOn(text.kinds[kind], dates[0].said);
  return text.withNote(text.titled(lane.brief.title, [when, what].filter(Boolean).join(' ')), exact);
}
