/** Days of the week: parsed from typed text and formatted, in English and in Chinese. */
import { messages } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';
import { simplified } from '../../shared/simplified.ts';
import { clip, plain } from '../../shared/text.ts';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** What is offered while somebody types days. */
export const DAYS_OFFERED: Readonly<Record<Language, readonly string[]>> = {
  en: ['weekdays', 'every day', 'weekends', 'mon wed fri'],
  zh: ['工作日', '每天', '周末', '周一 周三 周五'],
};

export type Weekday = (typeof DAYS)[number];

/** Days, Monday first and each once; or what is wrong and what to do. */
export type ParsedDays =
  | { readonly ok: true; readonly days: readonly Weekday[] }
  | { readonly ok: false; readonly message: string };

const MAX_LENGTH = 200;
const MAX_ECHO = 60;

/** A Latin word ends here; "monday.com" is no day. */
const END = String.raw`(?![a-z0-9]|[.'’-][a-z0-9])`;
const DAY = String.raw`(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\b\.?`;
const WEEK = '(?:周|星期|礼拜)';
const RANGE = String.raw`\s*(?:[-–—~至到]|to\b|through\b)\s*`;
/** 三 in 周一三, but not in 周一三点; 天天 is every day. */
const SHORT_DAY = '(?:日|天(?!天)|[一二三四五六](?![零〇一二两三四五六七八九十]{0,2}[点时]))';
const SHORT_RANGE = `(?:${RANGE}${WEEK}?${SHORT_DAY})?`;
const SEVERAL: readonly (readonly [string, readonly Weekday[]])[] = [
  [`(?:every\\s*day|each\\s+day|daily)${END}|每[天日]|天天`, DAYS],
  [`(?:week-?|work(?:ing)?\\s*|business\\s+)days?${END}|工作日`, DAYS.slice(0, 5)],
  [`week-?ends?${END}|周末|双休日`, DAYS.slice(5)],
];
const ITEM = [
  ...SEVERAL.map(([names]) => names),
  `${DAY}(?:${RANGE}${DAY})?${END}`,
  `${WEEK}[一二三四五六日天]${SHORT_RANGE}(?:[、,，和及与]?${SHORT_DAY}${SHORT_RANGE})*`,
].join('|');
const LEAD = String.raw`(?:(?:on|every|each|from|the|weekly)\s+|每个?|逢){0,3}`;
const JOIN = String.raw`(?:[\s,;、，；/&+|和及与]|and\b)+`;
const ROW = new RegExp(`${LEAD}(?:${ITEM})(?:${JOIN}${LEAD}(?:${ITEM}))*`, 'iuy');
const ANY_DAY = `${DAY}|${WEEK}?[一二三四五六日天]`;
const ITEMS = new RegExp(`${SEVERAL.map(([names]) => names).join('|')}|(${ANY_DAY})(?:${RANGE}(${ANY_DAY}))?`, 'giu');
const CHINESE_DAYS = '一二三四五六日';

/** Returns the days that stand at a place of a text, its beginning unless given, as typed; '' where none do. */
export function daysAt(text: string, place = 0): string {
  ROW.lastIndex = place;
  return ROW.exec(text)?.[0] ?? '';
}

/** Returns the days that a text names, Monday first; otherwise what is wrong and how to write it. */
export function parseDays(text: string, language: Language = 'en'): ParsedDays {
  const t = messages(language);
  const typed = simplified(plain(text)).toLowerCase();
  if (typed !== '' && typed.length <= MAX_LENGTH && daysAt(typed) === typed) {
    const chosen = new Set([...typed.matchAll(ITEMS)].flatMap(([item, first, last]) => daysIn(item, first, last)));
    return { ok: true, days: DAYS.filter((day) => chosen.has(day)) };
  }
  const message = typed === '' ? t('schedule.days.empty') : t('schedule.days.unknown', { part: clip(typed, MAX_ECHO) });
  return { ok: false, message: message + t('schedule.days.remedy') };
}

function daysIn(item: string, first: string | undefined, last = first): readonly Weekday[] {
  if (first === undefined || last === undefined)
    return SEVERAL.find(([names]) => new RegExp(`^(?:${names})$`, 'iu').test(item))?.[1] ?? [];
  const [from, to] = [dayOf(first), dayOf(last)];
  // Over the weekend where the second comes first in the week.
  return from <= to ? DAYS.slice(from, to + 1) : [...DAYS.slice(from), ...DAYS.slice(0, to + 1)];
}

function dayOf(name: string): number {
  const chinese = CHINESE_DAYS.indexOf(name.slice(-1).replace('天', '日'));
  return chinese >= 0 ? chinese : DAYS.findIndex((day) => name.startsWith(day));
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
