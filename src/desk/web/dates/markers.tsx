/** The markers of the timeline: their kinds, how they are drawn, the labels beside them, and their names for screen readers. */
import type { Language } from '../../../records/schema.ts';
import type { DateView, Lane } from '../../server/records/dates.ts';
import type { DatesText } from './dates-messages.ts';
import type { ReactNode } from 'react';

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

type Label = { readonly when: string; readonly what: string };

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

const SOLID = { fill: 'currentColor', stroke: 'none' };
const HOLLOW = { fill: 'var(--sheet)' };

const SHAPES: Readonly<Record<MarkerKind, ReactNode>> = {
  began: <circle r="6" {...SOLID} />,
  over: <rect x="-6" y="-6" width="12" height="12" rx="1.5" {...SOLID} />,
  expected: (
    <>
      <circle r="7" {...HOLLOW} />
      <path d="M0-3.5V0L2.6 1.8" />
    </>
  ),
  'was-expected': (
    <>
      <circle r="8" strokeDasharray="3 2.2" {...HOLLOW} />
      <path d="M-2.6-2.3A2.6 2.6 0 1 1 0 .4V1.6" />
      <circle cy="4.3" r="1.15" {...SOLID} />
    </>
  ),
  'review-due': <path d="M-4 8V-7H5.5L2.5-3.5 5.5 0H-4" {...HOLLOW} />,
  'review-overdue': (
    <>
      <path d="M-5 9V-8H8.5L5.5-3 8.5 2H-5" fill="currentColor" />
      <path d="M0-6.2V-2.2M0-.6V.4" stroke="var(--sheet)" />
    </>
  ),
};

/** The class that colours a kind. */
export const TONES: Readonly<Record<MarkerKind, string>> = {
  began: '',
  over: '',
  expected: 'accent',
  'was-expected': '',
  'review-due': 'good',
  'review-overdue': 'warning',
};

/** Draws the icon of a kind, larger and with their number where it stands for several dates. */
export function Icon({ kind, count = 1 }: { readonly kind: MarkerKind; readonly count?: number }) {
  const size = count > 1 ? 28 : 22;
  return (
    <svg
      className={`icon ${TONES[kind]}`}
      width={size}
      height={size}
      viewBox="-11 -11 22 22"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {kind === 'expected' && count > 1 ? <circle r="7" {...HOLLOW} /> : SHAPES[kind]}
      {count > 1 && kind !== 'was-expected' && (
        <text
          y={2.8}
          fill={kind === 'expected' ? 'currentColor' : 'var(--sheet)'}
          stroke="none"
          fontSize="8.5"
          fontWeight="700"
          textAnchor="middle"
        >
          {count > 9 ? '+' : count}
        </text>
      )}
    </svg>
  );
}
