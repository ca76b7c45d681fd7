/** The days, months and years that a text names, in English and Chinese. */
import { span } from '../records/dates.ts';

/** A day, month or year in a text, with its terms. */
export type DateIn = {
  readonly text: string;
  readonly terms: readonly string[];
  readonly year?: string | undefined;
  readonly month?: string | undefined;
  readonly day?: string | undefined;
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)';
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const DATE = new RegExp(
  [
    String.raw`\b(?<y1>20\d\d)-(?<m1>\d\d)(?:-(?<d1>\d\d))?\b`,
    String.raw`\b(?<d2>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<m2>${MONTH})\b\.?(?:,? (?<y2>20\d\d)\b)?`,
    String.raw`\b(?<m3>${MONTH})\b\.?(?: (?<d3>\d{1,2})(?:st|nd|rd|th)?\b(?!,?\d))?(?:,? (?<y3>20\d\d)\b)?`,
    String.raw`(?:(?<y4>20\d\d)年)?(?<m4>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?(?:(?<d4>\d{1,2})[日号])?`,
    String.raw`\b(?<y5>20\d\d)\b年?|(?<y6>20\d\d)年`,
  ].join('|'),
  'giu',
);
/** "May" and "March" alone are words as often as months, but for behind these. */
const LOOSE = /^(?:may|march|mar)$/iu;
const BEFORE_MONTH = /\b(?:in|since|last|until|by|from|of|between|early|late|mid|the)[ -]$/iu;

/** Returns the dates of a text, and the text without them. */
export function datesIn(text: string): { readonly dates: readonly DateIn[]; readonly rest: string } {
  if (!/\d|月|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu.test(text)) return { dates: [], rest: text };
  const dates: DateIn[] = [];
  const rest = text.replaceAll(DATE, (written: string, ...found) => {
    const before = text.slice(0, Number(found.at(-3)));
    const groups = found.at(-1) as Readonly<Record<string, string | undefined>>;
    const its = (sort: string): string | undefined =>
      [1, 2, 3, 4, 5, 6].map((at) => groups[`${sort}${at}`]).find((one) => one !== undefined);
    const [year, named, day] = [its('y'), its('m'), its('d')?.padStart(2, '0')];
    if (LOOSE.test(written) && !BEFORE_MONTH.test(before)) return written;
    const month = named === undefined ? undefined : monthOf(named);
    dates.push({
      text: written,
      year,
      month,
      day,
      terms: [
        ...(month !== undefined && day !== undefined ? [`d:${month}-${day}`] : []),
        ...(month === undefined ? [] : [`m:${month}`]),
        ...(year === undefined ? [] : [`y:${year}`]),
      ],
    });
    return ' ';
  });
  return { dates, rest };
}

function monthOf(written: string): string {
  const number = /^\d/u.test(written)
    ? Number(written)
    : NUMERALS.indexOf(written) + 1 || MONTHS.indexOf(written.slice(0, 3).toLowerCase()) + 1;
  return String(number).padStart(2, '0');
}

/** A month that is so near ahead is the one that is meant. */
const MONTHS_AHEAD = 2;

/** Returns the first and the last day that a date of a question means: a month without a year is the last one that has begun by `today`, or the one that is near ahead. */
export function rangeOf(
  { year, month, day }: DateIn,
  today: string,
): { readonly from: string; readonly until: string } | undefined {
  if (month === undefined) return { from: `${year}-01-01`, until: `${year}-12-31` };
  if (month < '01' || month > '12') return undefined;
  const [ofToday, since] = [Number(today.slice(0, 4)), Number(month) - Number(today.slice(5, 7))];
  const years = since > MONTHS_AHEAD ? -1 : since + 12 <= MONTHS_AHEAD ? 1 : 0;
  const last = String(Math.max(ofToday + years, 0)).padStart(4, '0');
  const start = `${year ?? last}-${month}`;
  const { first: from, last: until } = span({ precision: 'month', on: start });
  // A day that the month does not have means the whole month.
  const on = `${start}-${day ?? ''}`;
  return day === undefined || on < from || on > until ? { from, until } : { from: on, until: on };
}
