/** The figures of a text: its numbers, dates and addresses, in readings that English and Chinese share. */

/** A figure as a text has it: the readings that it allows, and whether the other language must have it too. */
export type Figure = { readonly written: string; readonly readings: readonly string[]; readonly needed: boolean };

const plainNumber = (value: number): string => `${Number(value.toPrecision(12))}`;

/** How figures read: alike however, and in whichever language, they are written. */
export const formatReading = {
  number: plainNumber,
  percent: (value: number): string => `${plainNumber(value)}%`,
  points: (value: number): string => `${plainNumber(value)} points`,
  share: (part: number, whole: number): string => `${part}/${whole}`,
  /** Dozens, thousands, millions: nothing but the number of noughts is said. */
  about: (value: number): string => `about ${value}`,
  month: (year: number | undefined, month: number): string => `${year ?? 'any'}-${month}`,
  day: (year: number | undefined, month: number, day: number): string => `${year ?? 'any'}-${month}-${day}`,
  decade: (year: number): string => `${year}s`,
  century: (count: number): string => `century ${count}`,
  weekday: (day: number): string => `weekday ${day}`,
} as const;

/** A text of which figures are taken one after the other: what has been read is not read again. */
export type FigureReader = {
  /** Hands each match to `use`, and takes it out of the text unless `use` returns false. */
  readonly take: (pattern: RegExp, use: (match: readonly [string, ...(string | undefined)[]]) => unknown) => void;
  readonly add: (written: string, readings: readonly string[], needed?: boolean) => void;
  /** Adds a month or a day; without a year it may be of any year that the text names. */
  readonly addDate: (written: string, year: number | undefined, month: number, day?: number) => void;
  /** Returns what has not been taken. */
  readonly rest: () => string;
  readonly figures: readonly Figure[];
};

/** Names that have a number in one language only or differ in how it is written, with what they read as. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\bgroup of twenty\b|二十国集团/giu, 'G20'],
  [/\bgroup of seven\b|七国集团/giu, 'G7'],
  [/\bgroup of eight\b|八国集团/giu, 'G8'],
  [/\bgroup of two\b|两国集团/giu, 'G2'],
  [/\bfive permanent members\b|五常|五个?常任理事国/giu, 'P5'],
  [/\b1992 consensus\b|九二共识/giu, '1992'],
  [/\b(?:WWII|WW2|world war (?:II|2|two)|second world war)\b|二战|第二次世界大战/giu, '2'],
  [/\b(?:track (?:II|2|two))\b|二轨/giu, '2'],
  [/\b(?:track (?:1|one)(?:\.5| and a half)|1\.5[- ]track)\b|一轨半|1\.5轨/giu, '1.5'],
];

/** Without one of these in it a text has none of those names: one expression is tried instead of many. */
const NAMED = /group of|permanent|consensus|WW|world war|track|集团|五常|常任|共识|[战轨]/iu;

/** A name of letters and digits, such as H20, F-35 or 5G, is written alike in both. */
const CODE = /(?<![A-Za-z\d.,])(?:[A-Z]{1,5}-?\d+[A-Za-z]{0,2}|\d+[A-Z][A-Za-z]{0,2})(?![A-Za-z\d])/gu;
/** Digits with a unit, a currency or a part of a year are numbers. */
const NO_CODE = /^(?:Q[1-4]|H[12]|US\d+|RMB\d+|\d+(?:GW|MW|KW|TW|GB|TB|MB|B|M|K|T|TN|BN|MN|GHz|MHz|Wh))$/u;
const TAKEN = '\u0000';

/** Returns a reader of a text, with what both languages write alike taken out already: addresses, and names of letters and digits. */
export function createFigureReader(text: string): FigureReader {
  const whole = text.normalize('NFKC');
  let rest = whole;
  const figures: Figure[] = [];
  const years = [...new Set(whole.match(/(?<!\d)(?:19|20)\d{2}(?!\d)/gu))].map(Number);
  const reader: FigureReader = {
    figures,
    rest: () => rest,
    add: (written, readings, needed = true) => void figures.push({ written: written.trim(), readings, needed }),
    take: (pattern, use) => {
      rest = rest.replace(pattern, (...match: (string | number | undefined)[]) => {
        const groups = match.slice(
          0,
          match.findIndex((part) => typeof part === 'number'),
        );
        const written = String(groups[0]);
        return use([written, ...(groups.slice(1) as (string | undefined)[])]) === false ? written : TAKEN;
      });
    },
    addDate: (written, year, month, day) => {
      const read = (of: number | undefined): string =>
        day === undefined ? formatReading.month(of, month) : formatReading.day(of, month, day);
      reader.add(written, year === undefined ? [read(undefined), ...years.map(read)] : [read(year)]);
      if (year === undefined) return;
      // Whoever says the whole date has said its year and its month too.
      reader.add(written, [formatReading.number(year)], false);
      reader.add(written, [formatReading.month(year, month)], false);
    },
  };
  const digits = /\d/u.test(whole);
  if (whole.includes('://'))
    reader.take(/https?:\/\/[^\s<>，。；、）」”]*[^\s<>，。；、）」”.,;:)]/gu, ([written]) =>
      reader.add(written, [written]),
    );
  if (NAMED.test(whole))
    for (const [pattern, name] of NAMES) reader.take(pattern, ([written]) => reader.add(written, [name]));
  if (digits)
    reader.take(CODE, ([written]) => {
      if (NO_CODE.test(written)) return false;
      // The number of the disease is in its English name only.
      return reader.add(written, [written.replaceAll('-', '').toUpperCase()], !/^COVID-?19$/u.test(written));
    });
  return reader;
}

/** Returns what each of two texts has that the other lacks, as it is written there. */
export function differingFigures(
  one: readonly Figure[],
  other: readonly Figure[],
): { readonly first: readonly string[]; readonly second: readonly string[] } {
  const lacking = (from: readonly Figure[], against: readonly Figure[]): string[] => {
    const there = new Set(against.flatMap(({ readings }) => readings));
    const lost = from.filter(({ needed, readings }) => needed && !readings.some((read) => there.has(read)));
    return [...new Set(lost.map(({ written }) => written))];
  };
  return { first: lacking(one, other), second: lacking(other, one) };
}

/** What stands in every text with a figure that the other language needs: most texts have none, and reading them all would cost the start much of its time. */
const SIGNS = {
  en: /\d|:\/\/|hundred|thousand|illion|dozen|decade|centur|\b(?:two|three|thir|four|fort|fif|five|six|seven|eigh|nine|nint|ten|eleven|twel|twen|twi|second|double|doubling|tripl|thri|quadr|quart|scores|world war|track)|day\b|days\b|permanent members|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu,
  zh: /\d|:\/\/|[二三四五六七八九十百千万萬亿億%]|[两兩几幾数數上](?![国國位人军軍党黨岸院者边邊方地会會]|个?大国)|[周週]|星期|礼拜|禮拜|[翻倍轨軌]|一[战戰]|世[纪紀]/u,
} as const;

/** Whether a text may have a figure that its other language must have too. */
export const mayHaveFigures = (text: string, language: keyof typeof SIGNS): boolean => SIGNS[language].test(text);
