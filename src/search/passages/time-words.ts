/** The time that a question asks about, as days. */
import type { PassageIndex } from './passage-index.ts';
import type { Restriction } from '../result.ts';
import { span } from '../../records/dates.ts';
import { root } from '../../shared/text.ts';

type AskedDays = Pick<Restriction, 'from' | 'until'>;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
/** "May" and "march" are words as well: a month is one beside a word of time, a day, a year, or what takes place in it. */
const IN_ENGLISH = new RegExp(
  String.raw`(?:\b(?<word>in|during|since|after|until|by|of|from|last|this|early|late|mid|on|the)[ -])?\b(?<month>${MONTH})\b\.?(?: (?<day>\d{1,2})(?:st|nd|rd|th)?\b(?!\d))?,? ?(?<year>20\d\d)?(?<what> (?:summit|fact|visit|talks|meeting|call|white|press|joint|statement|briefing|drill|read))?`,
  'u',
);
const DAY_FIRST = new RegExp(
  String.raw`\b(?<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<month>${MONTH})\b,? ?(?<year>20\d\d)?`,
  'u',
);
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const IN_CHINESE =
  /(?:(?<year>20\d\d)年|(?<rel>去年|今年|前年))?(?<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?(?:(?<day>\d{1,2})[日号])?/u;
const SINCE = /\bsince\b|以来|之后|以后/u;
const COMING =
  /\b(?:will|going to|next|upcoming|coming|run out|runs out|expires?|expiring|due|ends?|until|deadline|plan(?:s|ned)?)\b|将|会不会|还来|要来|来不来|到期|下个?月|即将|还会|到时/u;
const NEXT =
  /\b(?:next|upcoming|coming|again|when (?:will|could|would|might|is)|(?:could|might|may|will) [^?]{0,30}(?:meet|visit|come|go)|plans?|planned|scheduled)\b|下次|下一次|下回|再次|还会|还能|还可能|可能在|还来|来不来|要来|即将/u;

/** Returns whether a text asks for what is still to come. */
export const asksForComing = (text: string): boolean => NEXT.test(text);

const WHOLE_YEAR = /\b(?:in|during) (?<year>20\d\d)\b|(?<zh>20\d\d)年(?!\d)/u;
const SINCE_EVENT =
  /\bsince (?:the |their |that )?(?<words>[\p{L}' -]{0,40}?)\b(?<event>summit|meeting|visit|talks|call)\b/u;
const RELATIVE =
  /\b(?<which>last|this|past) (?<unit>week|month|year)\b|(?<zh>上周|本周|这周|上个?月|这个?月|本月|去年|今年)/u;

/** Returns the days that a text asks about. A month without a year is the last one of which there is a statement. */
export function daysIn(text: string, passages: PassageIndex, now: Temporal.Instant | undefined): AskedDays | undefined {
  const newest = newestDay(passages);
  // Of a month to come, the next one is meant.
  const named = monthIn(text, COMING.test(text) ? monthsLater(newest) : newest);
  if (named !== undefined) return SINCE.test(text) ? { from: named.from } : named;
  const event = SINCE_EVENT.exec(text)?.groups;
  if (event !== undefined) {
    const from = dayOfEvent(event['words'] ?? '', event['event'] ?? '', passages);
    if (from !== undefined) return { from };
  }
  const whole = WHOLE_YEAR.exec(text)?.groups;
  const year = whole?.['year'] ?? whole?.['zh'];
  if (year !== undefined) return { from: `${year}-01-01`, until: `${year}-12-31` };
  return now === undefined ? undefined : relativeIn(text, now);
}

function monthIn(text: string, newest: string): AskedDays | undefined {
  const chinese = IN_CHINESE.exec(text)?.groups;
  if (chinese !== undefined) {
    const written = chinese['month'] ?? '';
    const month = /^\d/u.test(written) ? Number(written) : NUMERALS.indexOf(written) + 1;
    const thisYear = Number(newest.slice(0, 4));
    const relative = { 去年: thisYear - 1, 前年: thisYear - 2, 今年: thisYear }[chinese['rel'] ?? ''];
    return daysOf(month, chinese['day'], chinese['year'] ?? relative?.toString(), newest);
  }
  const first = DAY_FIRST.exec(text)?.groups;
  const english = first ?? IN_ENGLISH.exec(text)?.groups;
  if (english === undefined) return undefined;
  const { word, month = '', day, year, what } = english;
  const isClear =
    first !== undefined || word !== undefined || day !== undefined || year !== undefined || what !== undefined;
  if (!isClear && (month === 'may' || month === 'mar' || month === 'march')) return undefined;
  const lastYear = /\blast year\b/u.test(text) ? String(Number(newest.slice(0, 4)) - 1) : undefined;
  return daysOf(MONTHS.indexOf(month.slice(0, 3)) + 1, day, year ?? lastYear, newest);
}

function daysOf(
  month: number,
  day: string | undefined,
  year: string | undefined,
  newest: string,
): AskedDays | undefined {
  const two = String(month).padStart(2, '0');
  const latest =
    newest.slice(0, 7) >= `${newest.slice(0, 4)}-${two}` ? Number(newest.slice(0, 4)) : Number(newest.slice(0, 4)) - 1;
  const its = Temporal.PlainYearMonth.from(`${year ?? latest}-${two}`);
  if (day === undefined || Number(day) < 1 || Number(day) > its.daysInMonth)
    return { from: `${its.toString()}-01`, until: `${its.toString()}-${its.daysInMonth}` };
  const on = `${its.toString()}-${day.padStart(2, '0')}`;
  return { from: on, until: on };
}

/** What is to come is so many months ahead at most. */
const AHEAD_MONTHS = 6;
const monthsLater = (day: string): string => Temporal.PlainDate.from(day).add({ months: AHEAD_MONTHS }).toString();

const newestDays = new WeakMap<PassageIndex, string>();

/** Returns the day of the newest event that a statement tells. */
export function newestDay(index: PassageIndex): string {
  const before = newestDays.get(index);
  if (before !== undefined) return before;
  const { passages } = index;
  let newest = '';
  for (const { statement } of passages) {
    if (statement?.kind !== 'reported-fact' && statement?.kind !== 'position') continue;
    const { last } = span(statement.kind === 'reported-fact' ? statement.eventOn : statement.saidOn);
    if (last > newest) newest = last;
  }
  const found = newest === '' ? '2000-01-01' : newest;
  newestDays.set(index, found);
  return found;
}

/** Returns the day of the newest event that a statement tells in these words. */
function dayOfEvent(words: string, event: string, { passages, terms }: PassageIndex): string | undefined {
  const named = words.split(/[^\p{L}]+/u).filter((word) => word.length > 2);
  const wanted = [...named, event].map((word) => new Set(terms.get(word.length < 4 ? word : root(word))?.at));
  let newest: string | undefined;
  for (const at of wanted[0] ?? []) {
    const statement = passages[at]?.statement;
    if (statement?.kind !== 'reported-fact' || statement.eventOn.precision !== 'day') continue;
    if (wanted.every((one) => one.has(at)) && (newest === undefined || statement.eventOn.on > newest))
      newest = statement.eventOn.on;
  }
  return newest;
}

function relativeIn(text: string, now: Temporal.Instant): AskedDays | undefined {
  const found = RELATIVE.exec(text)?.groups;
  if (found === undefined) return undefined;
  const today = now.toZonedDateTimeISO('UTC').toPlainDate();
  const zh = found['zh'] ?? '';
  const unit = found['unit'] ?? (zh.includes('周') ? 'week' : zh.includes('月') ? 'month' : 'year');
  const back = found['which'] === 'last' || /^[上去]/u.test(zh) ? 1 : 0;
  if (found['which'] === 'past')
    return { from: today.subtract({ [`${unit}s`]: 1 }).toString(), until: today.toString() };
  const start =
    unit === 'week'
      ? today.subtract({ days: today.dayOfWeek - 1, weeks: back })
      : unit === 'month'
        ? today.with({ day: 1 }).subtract({ months: back })
        : today.with({ month: 1, day: 1 }).subtract({ years: back });
  const until = start
    .add(unit === 'week' ? { weeks: 1 } : unit === 'month' ? { months: 1 } : { years: 1 })
    .subtract({ days: 1 });
  return { from: start.toString(), until: until.toString() };
}
