/** Days of the week: parsed from typed text and formatted, in English and in Chinese. */
import { messages } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';
import { simplified } from '../../shared/simplified.ts';
import { clip, plain } from '../../shared/text.ts';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof DAYS)[number];

/** Days, Monday first and each once; or what is wrong and what to do. */
export type ParsedDays =
  | { readonly ok: true; readonly days: readonly Weekday[] }
  | { readonly ok: false; readonly message: string };

const MAX_LENGTH = 200;
const MAX_ECHO = 60;

const DAILY = String.raw`(?:every|each)\s*day|daily|once\s+(?:a|per)\s+day|all\s+(?:the\s+)?days|all\s+week|(?:7|seven)\s+days\s+a\s+week`;
const WEEKDAYS = String.raw`(?:week\s*-?\s*|work(?:ing)?\s*-?\s*|business\s+)days?`;
const WEEKENDS = String.raw`week\s*-?\s*ends?`;
const DAY = String.raw`(?:mon(?:days?)?|tue(?:s(?:days?)?)?|wed(?:s|nesdays?)?|thu(?:r(?:s(?:days?)?)?)?|fri(?:days?)?|sat(?:urdays?)?|sun(?:days?)?)(?:\b\.)?`;
const RANGE = String.raw`(?:-+|[–—~〜]|(?:to|thru|through|till|until)\b)`;
const HAN_DAYS = '一二三四五六日天';
const HAN_WEEK = '(?:周|星期|礼拜)';

type DayToken = { readonly kind: keyof typeof TOKENS; readonly text: string };

// In the order they are tried; the words of a kind that hold another's come first.
const TOKENS = {
  daily: new RegExp(String.raw`(?:${DAILY})\b|每[天日]|天天`, 'uy'),
  weekdays: new RegExp(String.raw`${WEEKDAYS}\b|工作日|平日`, 'uy'),
  weekends: new RegExp(String.raw`${WEEKENDS}\b|周末|双休日`, 'uy'),
  day: new RegExp(String.raw`${DAY}(?![a-z])|${HAN_WEEK}[${HAN_DAYS}]`, 'uy'),
  // 周一三五: only after a day in Chinese.
  more: new RegExp(`[${HAN_DAYS}]`, 'uy'),
  range: new RegExp(`${RANGE}|[至到]`, 'uy'),
  between:
    /[\s,;、，；/&+|]+|(?:and|on|from|every|each|only|plus|the)\b|和|及|与|每逢|每个?(?=周|星期|礼拜|工作日)|的/uy,
  unknown: /[^\s,;、，；/&+|]+/uy,
};

/** Days in the midst of a text, right where they begin: one or some in a row. */
export const DAYS_IN_TEXT = new RegExp(
  String.raw`(?:${DAILY}|${WEEKDAYS}|${WEEKENDS}|${DAY}(?:\s*${RANGE}\s*${DAY})?)(?![a-z0-9]|[.'’-][a-z0-9])|` +
    String.raw`每(?:个?工作日|[天日])|天天|工作日|平日|每?个?(?:周末|双休日)|` +
    String.raw`每?个?${HAN_WEEK}[${HAN_DAYS}](?:[、,，和及与]?\s*(?:(?:至|到|-|~|—)\s*)?${HAN_WEEK}?[${HAN_DAYS}](?![零〇一二两三四五六七八九十]?[点时]|\d))*`,
  'iuy',
);

const CHINESE_DAYS = '一二三四五六日';
const SEVERAL: ReadonlyMap<string, readonly Weekday[]> = new Map<string, readonly Weekday[]>([
  ['daily', DAYS],
  ['weekdays', DAYS.slice(0, 5)],
  ['weekends', DAYS.slice(5)],
]);

/** Returns the days that a text names, Monday first; otherwise what is wrong and how to write it. */
export function parseDays(text: string, language: Language = 'en'): ParsedDays {
  const t = messages(language);
  const refuse = (message: string): ParsedDays => ({ ok: false, message: message + t('schedule.days.remedy') });
  const unknown = (part: string): ParsedDays => refuse(t('schedule.days.unknown', { part: clip(part, MAX_ECHO) }));
  const typed = simplified(plain(text)).replaceAll('週', '周').toLowerCase();
  if (typed.length > MAX_LENGTH) return unknown(typed);
  const chosen = new Set<Weekday>();
  let before: Weekday | undefined;
  let inChinese = false;
  let range: string | undefined;
  for (const { kind, text: part } of tokensOf(typed)) {
    if (kind === 'between') continue;
    if (kind === 'range' && before !== undefined && range === undefined) {
      range = part;
      continue;
    }
    const day: Weekday | undefined = kind === 'day' || (kind === 'more' && inChinese) ? dayOf(part) : undefined;
    const named = day === undefined ? SEVERAL.get(kind) : [day];
    if (named === undefined || (range !== undefined && day === undefined))
      return unknown(range === undefined ? part : typed);
    for (const one of range === undefined || before === undefined || day === undefined ? named : through(before, day))
      chosen.add(one);
    // 周一至周三至周五 says nothing: a range's end is no other's start.
    before = range === undefined ? day : undefined;
    inChinese = day !== undefined && !/[a-z]/u.test(part);
    range = undefined;
  }
  if (range !== undefined) return unknown(typed);
  return chosen.size === 0
    ? refuse(t('schedule.days.empty'))
    : { ok: true, days: DAYS.filter((day) => chosen.has(day)) };
}

/** Returns days formatted for a reader: `every day`, `Monday to Friday`, `Monday, Wednesday and Friday`, `周一至周五`. */
export function formatDays(days: readonly Weekday[], language: Language): string {
  const t = messages(language);
  const names = days.map((day) => t(`schedule.days.names.${day}`));
  if (names.length === DAYS.length) return t('schedule.days.daily');
  const before = names.slice(0, -1).join(t('reply.listed'));
  return inRange(names, days, language) ?? [before, ...names.slice(-1)].filter(Boolean).join(t('schedule.days.last'));
}

/** Returns days as short as they can be named: `weekdays`, `Mon to Thu`, `Mon/Wed/Fri`, `工作日`. */
export function nameDays(days: readonly Weekday[], language: Language): string {
  const t = messages(language);
  const chosen = days.join();
  if (chosen === DAYS.slice(0, 5).join()) return t('schedule.days.weekdays');
  if (chosen === DAYS.slice(5).join()) return t('schedule.days.weekends');
  if (days.length === DAYS.length) return t('schedule.days.daily');
  const names = days.map((day) => t(`digests.weekdays.${DAYS.indexOf(day) as 0 | 1 | 2 | 3 | 4 | 5 | 6}`));
  return inRange(names, days, language) ?? names.join(t('schedule.days.short'));
}

/** Three days or more in a row. */
function inRange(names: readonly string[], days: readonly Weekday[], language: Language): string | undefined {
  const from = DAYS.indexOf(days[0] ?? 'mon');
  if (days.length < 3 || days.some((day, at) => DAYS.indexOf(day) !== from + at)) return undefined;
  return messages(language)('schedule.days.range', { first: names[0] ?? '', last: names.at(-1) ?? '' });
}

function* tokensOf(typed: string): Generator<DayToken> {
  const kinds = Object.keys(TOKENS) as (keyof typeof TOKENS)[];
  for (let at = 0; at < typed.length;) {
    for (const kind of kinds) {
      const pattern = TOKENS[kind];
      pattern.lastIndex = at;
      const text = pattern.exec(typed)?.[0];
      if (text === undefined) continue;
      yield { kind, text };
      at += text.length;
      break;
    }
  }
}

function dayOf(part: string): Weekday | undefined {
  const chinese = CHINESE_DAYS.indexOf(part.slice(-1).replace('天', '日'));
  return chinese >= 0 ? DAYS[chinese] : DAYS.find((day) => day.startsWith(part.slice(0, 2)));
}

/** The days from one to another, over the weekend where the second comes first in the week. */
function through(first: Weekday, last: Weekday): readonly Weekday[] {
  const from = DAYS.indexOf(first);
  const to = DAYS.indexOf(last);
  return from <= to ? DAYS.slice(from, to + 1) : [...DAYS.slice(from), ...DAYS.slice(0, to + 1)];
}
