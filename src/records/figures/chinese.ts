/** The figures of a Chinese text. */
import { createFigureReader, formatReading, type Figure, type FigureReader } from './figures.ts';
import { chineseNumber, takeChineseNumbers } from './chinese-numbers.ts';
import { simplified } from '../../shared/simplified.ts';

const YEAR = '(?:\\d{4}|[零〇一二三四五六七八九]{4})年';
const MONTH = '(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?!球)';
const DAY = '(?:\\d{1,2}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])';
const AND = '(?:[至到和与及或、~—–-]+)';
/** A date, and those that follow it and take their year or month from it: 10月30日至11月2日, 30日和31日. */
const DATES = new RegExp(
  `(?<!\\d)(?:${YEAR})?${MONTH}(?:${DAY}(?:[日号]|(?=${AND}${DAY}[日号])))?(?:${AND}(?:${YEAR})?(?:${MONTH}(?:${DAY}[日号])?|${DAY}[日号]))*`,
  'gu',
);
const BETWEEN = new RegExp(AND, 'u');
const DATE = /^(?:(.{4})年)?(?:(.{1,2})月)?(?:(.{1,3}?)[日号]?)?$/u;
const WEEKDAY = /(?<![两几每\d一二三四五六七八九十])(?:周|星期|礼拜)([一二三四五六日天])(?![次个期轮场项年])/gu;
const WEEKDAYS = '一二三四五六日天';
const TENS = '(\\d0|[一二三四五六七八九]十)';
const THIS_CENTURY = new RegExp(`(?:本世纪|21世纪|二十一世纪)${TENS}年代`, 'gu');
const LAST_CENTURY = new RegExp(`(?:上世纪|20世纪|二十世纪)?${TENS}年代`, 'gu');

/** Words and set phrases that have a number in them and tell none. */
const NO_NUMBER = new RegExp(
  [
    '(?<![\\d零一二三四五六七八九十百千两])(?:万一(?![十百千])|十分(?!钟|之)|千万(?=别|不要|要|不能|记))',
    '三思|再三|老?百姓|四处|三军|三权分立',
    '百家争鸣|百花齐放|千家万户|千差万别|千头万绪|千丝万缕|千方百计|千载难逢|千变万化|千钧一发|万无一失|万众|万物|万事',
    '四面八方|五花八门|四分五裂|三番五次|三言两语|乱七八糟|七上八下|三心二意|五湖四海|两全其美|两败俱伤|举一反三|接二连三|数一数二',
  ].join('|'),
  'gu',
);
/** Two without its being said: 两国关系 is what English calls relations. */
const PAIR = /两[国位人军党岸院者边方地会]|两个?大国|双(?!\d)|二者|彼此|其次/gu;

/** Returns the figures of a Chinese text. */
export function chineseFigures(text: string): readonly Figure[] {
  const reader = createFigureReader(simplified(text));
  reader.take(NO_NUMBER, () => true);
  if (/[\d月]/u.test(reader.rest())) takeDates(reader);
  if (/周|星期|礼拜/u.test(reader.rest()))
    reader.take(WEEKDAY, ([written, day = '']) =>
      reader.add(written, [formatReading.weekday(Math.min(WEEKDAYS.indexOf(day) + 1, 7))]),
    );
  if (/[年纪]/u.test(reader.rest())) takePeriods(reader);
  reader.take(PAIR, ([written]) => reader.add(written, [formatReading.number(2)], false));
  takeChineseNumbers(reader);
  return reader.figures;
}

/** The year of four digits, in whichever script they are. */
const yearOf = (digits: string): number =>
  /^\d/u.test(digits)
    ? Number(digits)
    : Number(Array.from(digits, (digit) => '〇一二三四五六七八九'.indexOf(digit.replace('零', '〇'))).join(''));

function takeDates(reader: FigureReader): void {
  reader.take(/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/gu, ([written, year, month, day]) =>
    reader.addDate(written, Number(year), Number(month), Number(day)),
  );
  reader.take(DATES, ([written]) => {
    let year: number | undefined;
    let month = 0;
    for (const part of written.split(BETWEEN)) {
      const [, ofYear, ofMonth, ofDay] = DATE.exec(part) ?? [];
      if (ofYear !== undefined) year = yearOf(ofYear);
      if (ofMonth !== undefined) month = chineseNumber(ofMonth);
      reader.addDate(part, year, month, ofDay === undefined ? undefined : chineseNumber(ofDay));
    }
  });
}

/** Years, decades and centuries. */
function takePeriods(reader: FigureReader): void {
  const decade = (from: number, written: string, tens = ''): void =>
    reader.add(written, [formatReading.decade(from + chineseNumber(tens))]);
  reader.take(/(?<!\d)((?:1[89]|20)\d0)年代/gu, ([written, year]) =>
    reader.add(written, [formatReading.decade(Number(year))]),
  );
  reader.take(THIS_CENTURY, ([written, tens]) => decade(2000, written, tens));
  reader.take(LAST_CENTURY, ([written, tens]) => decade(1900, written, tens));
  reader.take(/(?<![\d一二十])(\d{1,2}|二?十[一二三四五六七八九]?)世纪/gu, ([written, count = '']) =>
    reader.add(written, [formatReading.century(chineseNumber(count))]),
  );
  reader.take(/半个世纪/gu, ([written]) => reader.add(written, [formatReading.number(50)]));
  reader.take(/一个世纪/gu, ([written]) => reader.add(written, [formatReading.number(100)]));
  reader.take(/(?:数|几)个世纪/gu, ([written]) => reader.add(written, [formatReading.about(100)]));
  // 2025—26年 is 2025 and 2026.
  reader.take(/(?<!\d)((?:19|20)\d{2})[—–-](\d{2})年/gu, ([written, year = '', end = '']) => {
    reader.add(written, [year]);
    reader.add(written, [`${year.slice(0, 2)}${end}`]);
  });
  reader.take(/(?<![\d零〇一二三四五六七八九])([零〇一二三四五六七八九]{4})年/gu, ([written, year = '']) =>
    reader.add(written, [formatReading.number(yearOf(year))]),
  );
}
