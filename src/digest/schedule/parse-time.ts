/** Reads what a person types for the time of a digest, in English and in Chinese. */
import { messages } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';
import { simplified } from '../../shared/simplified.ts';
import { clip, plain } from '../../shared/text.ts';

/** HH:MM on a clock of 24 hours; or what is wrong and what to do. */
export type ParsedTime =
  | { readonly ok: true; readonly time: string }
  | { readonly ok: false; readonly message: string };

const MAX_ECHO = 60;

/** The hours on a clock of 24 that a part of the day holds. Midnight is in none that ends with it: that would be another day's. */
const PARTS: readonly (readonly [name: string, from: number, to: number])[] = [
  ['凌晨', 0, 6],
  ['早[上晨]?|上午', 4, 11],
  ['中午', 11, 14],
  ['下午', 12, 18],
  ['傍晚', 16, 20],
  ['晚上?', 17, 23],
];
const HALVES: typeof PARTS = [
  ['a', 0, 11],
  ['p', 12, 23],
];
const WHOLE_DAY: (typeof PARTS)[number] = ['', 0, 23];
const PART = `(?<part>${PARTS.map(([name]) => name).join('|')})`;
const DIGITS = new Map(
  Object.entries({ 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }),
);
const HAN = '[零〇一二两三四五六七八九十]';

const PATTERNS = [
  new RegExp(
    String.raw`${PART}?\s*(?<hour>\d{1,2}|${HAN}{1,3})\s*[点时](?!区)(?:钟|整|(?<minute>半|[一三]刻|(?:\d{2}|${HAN}{2,3})分?|(?:\d|${HAN})分))?(?!\d)`,
    'uy',
  ),
  new RegExp(
    String.raw`(?:at\s+|@\s*)?${PART}?\s*(?<hour>\d{1,2})(?:[:.]?(?<minute>\d{2}))?\s*(?:(?<half>[ap])\.?m\b\.?|o['’]?clock)?(?![a-z0-9点时]|[:.'’-][a-z0-9])`,
    'iuy',
  ),
  // Midnight may be the end of a day as well as its beginning: it is no time of a day, but one that is typed.
  /(?:at\s+)?(?:(?<noon>noon\b|正午|中午)|midnight\b|[午半]夜)/iuy,
];

/** Returns the time that stands at a place of a text, its beginning unless given, as typed; '' where none does. */
export const timeAt = (text: string, place = 0): string => matchOf(text, place)?.[0] ?? '';

/** Returns the time that a text names as HH:MM; otherwise what is wrong and how to write it. */
export function parseTime(text: string, language: Language = 'en'): ParsedTime {
  const t = messages(language);
  const typed = plain(text);
  const match = matchOf(simplified(typed));
  const time = match?.[0] === match?.input ? timeOf(match?.groups ?? {}) : undefined;
  if (time !== undefined) return { ok: true, time };
  const message =
    typed === '' ? t('schedule.time.empty') : t('schedule.time.unknown', { typed: clip(typed, MAX_ECHO) });
  return { ok: false, message: message + t('schedule.time.remedy') };
}

function matchOf(text: string, place = 0): RegExpExecArray | undefined {
  for (const pattern of PATTERNS) {
    pattern.lastIndex = place;
    const match = pattern.exec(text);
    if (match !== null) return match;
  }
  return undefined;
}

function timeOf({ noon, hour: typed = '', minute = '0', half, part = half }: Partial<Record<string, string>>) {
  if (noon !== undefined) return '12:00';
  const isPart = ([name]: (typeof PARTS)[number]): boolean => new RegExp(`^(?:${name})$`, 'iu').test(part ?? '');
  const [, from, to] = [...PARTS, ...HALVES].find(isPart) ?? WHOLE_DAY;
  const [number, minutes] = [numberOf(typed), numberOf(minute)];
  const isOnTwelve = part !== undefined && number >= 1 && number <= 12;
  const readings = isOnTwelve ? [number % 12, (number % 12) + 12] : [number];
  const hour = readings.find((one) => one >= from && one <= to);
  if (hour === undefined || !(minutes <= 59)) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

const digit = (one: string, none: number): number => (one === '' ? none : (DIGITS.get(one) ?? NaN));

/** A number in digits or in Chinese, 半, 一刻 or 三刻; NaN for 十二三. */
function numberOf(text: string): number {
  if (/^\d/u.test(text)) return Number.parseInt(text, 10);
  if (text === '半') return 30;
  if (text.endsWith('刻')) return text === '一刻' ? 15 : 45;
  const [tens = '', ones] = text.replace(/^[零〇](?=.)|分$/gu, '').split('十');
  return ones === undefined ? digit(tens, NaN) : digit(tens, 1) * 10 + digit(ones, 0);
}
