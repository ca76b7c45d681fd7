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

/** The hours on a clock of 24 that a Chinese part of the day holds. */
const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  凌晨: [0, 6],
  清晨: [4, 9],
  早晨: [4, 11],
  早上: [4, 11],
  早: [4, 11],
  上午: [4, 11],
  中午: [11, 14],
  下午: [12, 18],
  午后: [12, 18],
  傍晚: [16, 20],
  晚上: [17, 24],
  晚: [17, 24],
  夜里: [20, 24],
};

const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '12:00': ['noon', 'midday', '12 noon', '12 midday', '12:00 noon', '中午', '正午'],
    '00:00': ['midnight', '12 midnight', '12:00 midnight', '午夜', '半夜', '子夜', '零点', '零时'],
  }).flatMap(([time, names]) => names.map((name) => [name, time] as const)),
);

const HALF = String.raw`(?:\s*(?<half>[ap])\.?\s*m?\.?)?`;
const CLOCK = new RegExp(
  String.raw`^(?<hour>\d{1,2})(?:\s*[:.h]\s*(?<minute>\d{2})(?::00)?)?\s*(?:h|hrs?|hours?|o'?clock|uhr)?${HALF}$`,
  'u',
);
const COMPACT = new RegExp(String.raw`^(?<hour>\d{1,2})(?<minute>\d{2})\s*(?:h|hrs?|hours?)?${HALF}$`, 'u');
const CHINESE = new RegExp(
  String.raw`^(?<part>${Object.keys(PARTS).join('|')})?\s*(?<hour>\d{1,2})\s*(?:(?::\s*(?<minute>\d{2}))|[点时]\s*(?:钟|整|(?<tens>\d{2})分?|(?<ones>\d)分)?)$`,
  'u',
);

const HAN_NUMBER = '[零〇一二两三四五六七八九十]{1,3}';
const END = String.raw`(?![a-z0-9]|[.'’-][a-z0-9])`;
/** A time in the midst of a text, right where it begins. A bare number is none, except behind "at". */
export const TIME_IN_TEXT = new RegExp(
  String.raw`(?:at\s+|@\s*)?(?:\d{1,2}(?:[:.]\d{2})?\s*(?:[ap](?:\.\s?m\.?|m)|(?:o['’]?clock\s*)?(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night)|o['’]?clock|noon|midnight)|\d{1,2}(?:[:.]|h)\d{2}(?:\s*(?:h|hrs?|hours?|uhr))?|0\d{3}(?:\s*(?:h|hrs?|hours?))?|noon|midday|midnight)${END}|` +
    String.raw`(?:at\s+|@\s*)\d{1,4}(?:\s*(?:h|hrs?|hours?))?${END}(?![:.]\d)|` +
    String.raw`(?:${Object.keys(PARTS).join('|')})?\s*(?:\d{1,2}\s*(?::\s*\d{2}|[点时](?!区)(?:钟|整|半|一刻|三刻|\d{1,2}分?)?)|${HAN_NUMBER}[点时](?!区)(?:钟|整|半|一刻|三刻|${HAN_NUMBER}分?)?)|正午|中午|午夜|半夜`,
  'iuy',
);

/** Returns the time that a text names as HH:MM; otherwise what is wrong and how to write it. */
export function parseTime(text: string, language: Language = 'en'): ParsedTime {
  const t = messages(language);
  const refuse = (message: string): ParsedTime => ({ ok: false, message: message + t('schedule.time.remedy') });
  const typed = plain(text);
  if (typed === '') return refuse(t('schedule.time.empty'));
  const time = timeOf(
    simplified(typed)
      .toLowerCase()
      .replace(/^(?:at|@)\s*/u, '')
      .replace(/\s*in\s+the\s+morning$/u, ' am')
      .replace(/\s*(?:in\s+the\s+(?:afternoon|evening)|at\s+night)$/u, ' pm'),
  );
  return time === undefined ? refuse(t('schedule.time.unknown', { typed: clip(typed, MAX_ECHO) })) : { ok: true, time };
}

function timeOf(typed: string): string | undefined {
  const named = NAMED.get(typed);
  if (named !== undefined) return named;
  const parts = (CLOCK.exec(typed) ?? COMPACT.exec(typed) ?? CHINESE.exec(inDigits(typed)))?.groups;
  if (parts === undefined) return undefined;
  const hour = Number(parts['hour']);
  const minute = Number(parts['minute'] ?? parts['tens'] ?? parts['ones'] ?? 0);
  if (hour > 23 || minute > 59) return undefined;
  const part = parts['part'];
  const onTheDay =
    part === undefined ? afterHalf(hour, parts['half']) : withinPart(hour, minute, PARTS[part] ?? [0, 23]);
  if (onTheDay === undefined) return undefined;
  return `${String(onTheDay).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** The hour on a clock of 24; undefined where am or pm contradicts it. */
function afterHalf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour;
  if (half === 'a') return hour > 12 ? undefined : hour % 12;
  return hour === 0 ? undefined : hour < 12 ? hour + 12 : hour;
}

/** The one hour of a part of the day that a clock shows so; midnight counts as the night's end. */
function withinPart(hour: number, minute: number, [from, to]: readonly [number, number]): number | undefined {
  const reading = (hour <= 12 ? [hour % 12, (hour % 12) + 12, 24] : [hour]).find(
    (one) => one >= from && one <= to && (one < 24 || (hour % 12 === 0 && minute === 0)),
  );
  return reading === undefined ? undefined : reading % 24;
}

/** 十二点一刻 as 12点15分. */
function inDigits(text: string): string {
  return text
    .replace(/一刻$/u, '15分')
    .replace(/三刻$/u, '45分')
    .replace(/半$/u, '30分')
    .replace(/[零〇一二两三四五六七八九十]+/gu, (run) => {
      const digits = Array.from(run, (one) =>
        '零一二三四五六七八九'.indexOf(one.replace('〇', '零').replace('两', '二')),
      );
      const ten = digits.indexOf(-1);
      if (ten < 0) return digits.join('');
      if (ten > 1 || digits.length > ten + 2) return run;
      return String((ten === 0 ? 1 : (digits[0] ?? 0)) * 10 + (digits[ten + 1] ?? 0));
    });
}
