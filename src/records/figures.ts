/** The figures of a text: its numbers, percentages, dates and addresses, in readings that English and Chinese share. Pure. */
import { simplified } from '../shared/simplified.ts';
import type { Language } from './schema.ts';

/** A figure as a text has it, the readings that it allows, and whether the other language must have it too: a number that is spelled out need not be there, but it answers one in digits. */
export type Figure = { readonly written: string; readonly readings: readonly string[]; readonly needed: boolean };

const valuesOf = (words: string, value: (at: number) => number): (readonly [string, number])[] =>
  words.split(' ').map((word, at) => [word, value(at)] as const);
const ENGLISH_NUMBERS = new Map([
  ...valuesOf(
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    (at) => at,
  ),
  ...valuesOf('twenty thirty forty fifty sixty seventy eighty ninety', (at) => at * 10 + 20),
  ...valuesOf('first second third fourth fifth sixth seventh eighth ninth tenth', (at) => at + 1),
  ...valuesOf('once twice double doubled triple tripled', (at) => [1, 2, 2, 2, 3, 3][at] ?? 0),
  ['half', 0.5] as const,
]);
const ENGLISH_SCALES = new Map([
  ...valuesOf('hundred thousand million billion trillion', (at) => [100, 1e3, 1e6, 1e9, 1e12][at] ?? 1),
  ...valuesOf('k m b mn bn tn', (at) => [1e3, 1e6, 1e9, 1e6, 1e9, 1e12][at] ?? 1),
  ...valuesOf('dozen decade', (at) => [12, 10][at] ?? 1),
]);
const CHINESE_DIGITS = new Map(valuesOf('零 一 二 三 四 五 六 七 八 九', (at) => at));
CHINESE_DIGITS.set('〇', 0).set('两', 2).set('半', 0.5);
const CHINESE_SCALES = new Map([...valuesOf('十 百 千', (at) => 10 ** (at + 1)), ['万', 1e4], ['亿', 1e8]]);

const DIGITS = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;
const SCALE = String.raw`(?:hundred|thousand|million|billion|trillion|[mbt]n|dozen|decade)s?`;
const WORD = `(?:${[...ENGLISH_NUMBERS.keys()].join('|')}|${SCALE})`;
const NUMERAL = '[零〇一二三四五六七八九十百千万亿两半]';
const CHINESE_RUN = `(?:${DIGITS}|${NUMERAL})(?:[多余来]?[十百千万亿](?:${DIGITS})?|[零〇一二三四五六七八九两半]|(?<=${NUMERAL})点(?=${NUMERAL}))*`;
/** 3,000; 2.5m; 3 billion; twenty-five; 12%; 3000万; 三千; 百分之十; with what they count in, where it is a part of a hundred. */
const NUMBERS = {
  en: new RegExp(
    String.raw`(?:(?<digits>${DIGITS})(?<scale>[kmb](?![a-z])|(?:[ -]?${SCALE}(?![a-z]))+)?|\b(?<words>${WORD}(?:(?:[ -](?:an? )?|(?<=hundred|sand|illion) and )${WORD})*)\b)(?<unit>\s?%|[ -]per ?cent\b|[ -]percentage points?\b)?`,
    'giu',
  ),
  zh: new RegExp(`(?<hundredth>百分之)?(?<run>${CHINESE_RUN})(?<unit>%|个?百分点)?`, 'gu'),
} as const;
/** Between 50 and 60%, and between 30 and 50亿: the first number counts in what the second does. */
const JOINT = /^(?:\s*[–—~-]\s*| (?:to|and|or) |[至到或、])(?:百分之)?$/u;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = String.raw`\b(?<month>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)`;
const DAY = String.raw`\d{1,2}(?:st|nd|rd|th)?(?!\d)`;
const AND = String.raw`(?:\s*[–—-]\s*| to | and | or )`;
const CHINESE_DAY = String.raw`(?<days>\d{1,2}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])`;
const TENS = '[1-9]0|[一二三四五六七八九]十';
/** In the order in which they are tried. Without a day or a year March, May and Jun are words or names as often as months, so that they are not needed. */
const DATES = {
  en: [
    new RegExp(
      String.raw`${MONTH} (?:the )?(?<days>${DAY}(?:${AND}${DAY}(?! [A-Z][a-z]{2}|%))*)(?:,? (?<year>\d{4})(?!\d))?`,
      'gu',
    ),
    new RegExp(String.raw`(?<!\d)(?<days>(?:${DAY}${AND})*${DAY})(?: of)? ${MONTH}(?:,? (?<year>\d{4})(?!\d))?`, 'gu'),
    new RegExp(String.raw`${MONTH}(?: of|,)? (?<year>\d{4})(?!\d)`, 'gu'),
    new RegExp(String.raw`${MONTH}(?![a-z])`, 'gu'),
  ],
  zh: [
    new RegExp(
      String.raw`(?:(?<year>\d{4}|[零〇一二三四五六七八九]{4})年)?(?<!\d)(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?!球)(?:${CHINESE_DAY}(?:[日号]|(?=[至到和与及或、~—–-]+\d{1,2}[日号])))?`,
      'gu',
    ),
    /(?<![\d.])(?<days>\d{1,2})[日号]/gu,
  ],
} as const;
const ISO_DATE = /(?<!\d)(?<year>\d{4})-(?<month>\d{2})-(?<days>\d{2})(?!\d)/gu;
const ADDRESS = /https?:\/\/[^\s<>，。；、）」”]*[^\s<>，。；、）」”.,;:)]/gu;
/** Names whose number Chinese leaves out or cuts short, and visas, which are no billions. */
const NAMES = /COVID-?19|1992 consensus|九二共识|\b(?:H-?[12]|MQ-?9)B\b/giu;
const WEEKDAY = {
  en: /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b/gu,
  zh: /(?:周|星期|礼拜)[一二三四五六日天]/gu,
} as const;

/** Returns the figures of a text, each as often as it stands there. */
export function figuresOf(text: string, language: Language): readonly Figure[] {
  const figures: Figure[] = [];
  let rest = text.normalize('NFKC');
  if (language === 'zh') rest = simplified(rest);
  const years = [...new Set(rest.match(/(?<!\d)(?:19|20)\d{2}(?!\d)/gu))];
  const add = (written: string, readings: readonly string[], needed = true): void =>
    void figures.push({ written: written.trim(), readings, needed });
  // What has been read is not read again.
  const take = (pattern: RegExp, use: (written: string, groups: Partial<Record<string, string>>) => void): void => {
    for (const match of rest.matchAll(pattern)) use(match[0], match.groups ?? {});
    rest = rest.replace(pattern, '\0');
  };
  let lastMonth: number | undefined;
  const addDate = (written: string, { year, month, days = '' }: Partial<Record<string, string>>): void => {
    const named = month === undefined ? lastMonth : monthOf(month);
    lastMonth = named;
    const ofYear = year === undefined ? undefined : chineseNumber(year);
    for (const [at, day] of (days.match(/\d+|\p{Script=Han}+/gu) ?? [undefined]).entries()) {
      const date = day === undefined ? `${named}` : `${named}-${chineseNumber(day)}`;
      // Without its year it may be of any that the text names; and a number behind a day may count something.
      const readings = ofYear === undefined ? [date, ...years.map((one) => `${one}-${date}`)] : [`${ofYear}-${date}`];
      const isNumber = day !== undefined && (at > 0 || month === undefined);
      const isWord = day === undefined && year === undefined && /^(?:March|\w{3})$/u.test(month ?? '');
      add(written, isNumber ? [...readings, plain(chineseNumber(day))] : readings, !isWord);
    }
    // Whoever says the whole date has said its year and its month too.
    if (ofYear !== undefined) add(written, [plain(ofYear), `${ofYear}-${named}`], false);
  };
  take(ADDRESS, (written) => add(written, [written]));
  take(NAMES, (written) => add(written, [written], false));
  take(ISO_DATE, addDate);
  for (const pattern of DATES[language]) take(pattern, addDate);
  take(WEEKDAY[language], (written) => add(written, [written.replace(/s$/u, '')], false));
  take(/(?<!\d)(?<decade>\d{3}0)(?:s(?![a-z])|年代)/gu, (written, { decade }) => add(written, [`${decade}s`]));
  take(new RegExp(`(?<century>本|21|二十一|上|20|二十)?(?:世纪)?(?<tens>${TENS})年代`, 'gu'), (written, groups) => {
    const century = /本|21|二十一/u.test(groups['century'] ?? '') ? 2000 : 1900;
    add(written, [`${century + chineseNumber(groups['tens'] ?? '')}s`], /\d/u.test(written));
  });
  take(/(?<tenths>[一二三四五六七八九])成/gu, (written, { tenths = '' }) =>
    add(written, [`${chineseNumber(tenths) * 10}%`], false),
  );
  const numbers = [...rest.matchAll(NUMBERS[language])].map((match) => ({
    match,
    number: numberOf(match.groups ?? {}),
  }));
  for (const [at, { match, number }] of numbers.entries()) {
    const { value, scale, unit } = number;
    const next = numbers[at + 1];
    const end = match.index + match[0].length;
    const isJoint = next !== undefined && scale === 1 && unit === '' && JOINT.test(rest.slice(end, next.match.index));
    const readings = [
      `${plain(value)}${unit}`,
      ...(isJoint ? [`${plain(value * next.number.scale)}${next.number.unit}`] : []),
    ];
    add(match[0], readings, unit !== '' || /\d/u.test(match[0]));
  }
  return figures;
}

const plain = (value: number): string => `${Number(value.toPrecision(12))}`;

const monthOf = (month: string): number => MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1 || chineseNumber(month);

function numberOf(groups: Partial<Record<string, string>>): { value: number; scale: number; unit: string } {
  const { digits, scale: scales = '', words, run = '', hundredth, unit: counted = '' } = groups;
  const unit = /point|百分点/u.test(counted) ? ' points' : counted !== '' || hundredth !== undefined ? '%' : '';
  if (digits === undefined && words === undefined) {
    const scale = /[十百千万亿]*$/u.exec(run)?.[0] ?? '';
    return { value: chineseNumber(run), scale: scale === '' ? 1 : chineseNumber(scale), unit };
  }
  const scale = englishNumber(scales);
  return {
    value: digits === undefined ? englishNumber(words ?? '') : Number(digits.replaceAll(',', '')) * scale,
    scale,
    unit,
  };
}

/** The value of an English number in words, or of words that multiply; 1 where there are none. */
function englishNumber(words: string): number {
  let total = 0;
  let value = 0;
  for (const word of words.toLowerCase().match(/[a-z]+/gu) ?? []) {
    const scale = ENGLISH_SCALES.get(word) ?? ENGLISH_SCALES.get(word.replace(/s$/u, ''));
    if (scale === undefined) value += ENGLISH_NUMBERS.get(word) ?? 0;
    else {
      value = (value || 1) * scale;
      if (scale <= 100) continue;
      total += value;
      value = 0;
    }
  }
  return words === '' ? 1 : total + value;
}

const digitsOf = (characters: string): string =>
  Array.from(characters, (one) => CHINESE_DIGITS.get(one) ?? one).join('');

/** The value of a Chinese number in digits, in characters or in both, such as 2500万, 三千 or 1.2万亿; characters without a scale are read one by one, as in 二〇二五. */
function chineseNumber(written: string): number {
  const text = written.replaceAll(/[,多余来]/gu, '');
  for (const scale of ['亿', '万']) {
    const at = text.lastIndexOf(scale);
    if (at === -1) continue;
    const [head, tail] = [text.slice(0, at), text.slice(at + 1)];
    const times = CHINESE_SCALES.get(scale) ?? 1;
    return (head === '' ? 1 : chineseNumber(head)) * times + (tail === '' ? 0 : chineseNumber(tail));
  }
  const [whole = '', decimals] = text.split('点');
  if (decimals !== undefined) return Number(`${chineseNumber(whole)}.${digitsOf(decimals)}`);
  if (!/[十百千]/u.test(whole)) return Number(digitsOf(whole));
  let total = 0;
  let digit = 0;
  for (const [part] of whole.matchAll(/\d+(?:\.\d+)?|./gu)) {
    const scale = CHINESE_SCALES.get(part);
    if (scale === undefined) digit = CHINESE_DIGITS.get(part) ?? Number(part);
    else {
      total += (digit || 1) * scale;
      digit = 0;
    }
  }
  return total + digit;
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

/** Returns the figures of a text in English or, where it has none, in Chinese that are in none of the cited paragraphs, as it writes them; the day on which the document was published counts as said by it. */
export function uncitedFigures(
  text: { readonly en: string; readonly zh: string },
  cited: readonly string[],
  document: { readonly language: Language; readonly publishedOn: string },
): readonly string[] {
  const language = text.en.trim() === '' ? 'zh' : 'en';
  // A day without a year is of the year in which the document was published.
  const year = document.publishedOn.slice(0, 4);
  const said = figuresOf([...cited, `(${year})`].join('\n'), document.language);
  const published = figuresOf(document.publishedOn, document.language);
  return differingFigures(figuresOf(text[language], language), [...said, ...published]).first;
}
