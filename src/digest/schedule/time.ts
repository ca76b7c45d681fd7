/** Reads what a person types for the time of a digest, in English and in Chinese. */
import type { Language } from '../../records/schema.ts';
import { simplified } from '../../shared/simplified.ts';
import { plain } from '../../shared/text.ts';

/** HH:MM on a clock of 24 hours; or what is wrong and what to do. */
export type ParsedTime =
  | { readonly ok: true; readonly time: string }
  | { readonly ok: false; readonly message: string };

const LONGEST_ECHO = 60;

const TEXTS = {
  en: {
    empty: 'No time was given.',
    unknown: (typed: string) => `“${typed}” is not a time that is understood.`,
    hour: (typed: string) => `“${typed}” is not a time of day: hours go from 0 to 23 and minutes from 00 to 59.`,
    half: (typed: string) => `“${typed}” contradicts itself: with am or pm the hours go from 1 to 12.`,
    last: (typed: string) => `“${typed}” may mean either end of the day: write 00:00 for its beginning, or 23:59.`,
    remedy: ' Write for example: 09:00, 21:30, 9am, 9:30 pm or noon.',
  },
  zh: {
    empty: '没有写时间。',
    unknown: (typed: string) => `看不懂“${typed}”是几点。`,
    hour: (typed: string) => `“${typed}”不是一天里的时间：小时为 0 至 23，分钟为 00 至 59。`,
    half: (typed: string) => `“${typed}”前后矛盾或不明确。`,
    last: (typed: string) => `“${typed}”可能指一天的开始或结束：一天的开始请写 00:00，结束请写 23:59。`,
    remedy: '请写例如：09:00、21:30、早上9点、下午3点半、中午。',
  },
};

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
  String.raw`^(?<hour>\d{1,2})(?:\s*[:.h]\s*(?<minute>\d{2})(?::00)?)?\s*(?:h|hrs?|hours?|o'clock|uhr)?${HALF}$`,
  'u',
);
const COMPACT = new RegExp(String.raw`^(?<hour>\d{1,2})(?<minute>\d{2})\s*(?:h|hrs?|hours?)?${HALF}$`, 'u');
const CHINESE = new RegExp(
  String.raw`^(?<part>${Object.keys(PARTS).join('|')})?\s*(?<hour>\d{1,2})\s*(?:(?::\s*(?<minute>\d{2}))|[点时]\s*(?:钟|整|(?<tens>\d{2})分?|(?<ones>\d)分)?)$`,
  'u',
);

/** Returns the time that a text names as HH:MM; otherwise what is wrong and how to write it. */
export function parseTime(text: string, language: Language = 'en'): ParsedTime {
  const texts = TEXTS[language];
  const refuse = (message: string): ParsedTime => ({ ok: false, message: message + texts.remedy });
  const typed = plain(text);
  if (typed === '') return refuse(texts.empty);
  const shown = typed.length > LONGEST_ECHO ? `${typed.slice(0, LONGEST_ECHO)}…` : typed;
  const folded = simplified(typed)
    .toLowerCase()
    .replace(/^(?:at|@)\s*/u, '');
  const named = NAMED.get(folded);
  if (named !== undefined) return { ok: true, time: named };

  const parts = (CLOCK.exec(folded) ?? COMPACT.exec(folded) ?? CHINESE.exec(inDigits(folded)))?.groups;
  if (parts === undefined) return refuse(texts.unknown(shown));
  const hour = Number(parts['hour']);
  const minute = Number(parts['minute'] ?? parts['tens'] ?? parts['ones'] ?? 0);
  if (hour === 24 && minute === 0) return refuse(texts.last(shown));
  if (hour > 23 || minute > 59) return refuse(texts.hour(shown));
  const part = parts['part'];
  const onTheDay =
    part === undefined ? afterHalf(hour, parts['half']) : withinPart(hour, minute, PARTS[part] ?? [0, 23]);
  if (onTheDay === undefined) return refuse(texts.half(shown));
  return { ok: true, time: `${String(onTheDay).padStart(2, '0')}:${String(minute).padStart(2, '0')}` };
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
