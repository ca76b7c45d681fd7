/** The figures of an English text. */
import { createFigureReader, formatReading, type Figure, type FigureReader } from './figures.ts';
import { takeEnglishNumbers } from './english-numbers.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?)';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)';
const AND = '(?:\\s*[–—-]\\s*| to | and | or )';
const YEAR = '(?:,? (\\d{4}))?(?!\\d)';
/** October 30, 2025; October 30 and 31; Oct. 30. */
const MONTH_FIRST = new RegExp(`\\b${MONTH} (?:the )?${DAY}(?:${AND}${DAY}(?! ${MONTH}))?${YEAR}`, 'gu');
/** 30 October 2025; 30–31 October; the 30th of October. */
const DAY_FIRST = new RegExp(`(?<!\\d)(?:${DAY}${AND})?${DAY}(?: of)? ${MONTH}${YEAR}`, 'gu');
const MONTH_AND_YEAR = new RegExp(`\\b${MONTH}(?: of|,)? (\\d{4})(?!\\d)`, 'gu');
/** Without a day, a short form is a month only with its point: Jun is a name as well. */
const MONTH_ALONE =
  /\b(January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)(?![a-z])/gu;
/** March and May are words as well: they are months where what stands before says so. */
const MAY =
  /\b(?:in|by|since|until|till|from|of|to|through|before|after|during|between|and|or|early|mid|late|last|next|this)[ -](?:March|May)(?![a-z])/gu;
const MONTHS_NAMED = /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/u;
const WEEKDAY = /\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b/gu;
const WEEKDAYS = ['Mon', 'Tues', 'Wednes', 'Thurs', 'Fri', 'Satur', 'Sun'];

const CENTURIES: Readonly<Record<string, number>> = { 'twenty-first': 21, twentieth: 20, nineteenth: 19 };

/** What has a number in it and tells none. */
const NO_NUMBER =
  /\b(?:second thoughts?|second[- ]guess\w*|second nature|second to none|second-?hand|for a second|split[- ]second|sixes and sevens|square one|catch-22|five-year plans?|second thomas shoal|doubl(?:e|es|ed|ing) down)\b/giu;
/** Two without its being said: Chinese says "the two countries" where English says "relations". */
const PAIR =
  /\b(?:the two(?![ -](?:hundred|thousand|million|billion|trillion|dozen|decades)\b)|two (?:[a-z]+ ){0,2}?(?:countries|nations|sides|presidents|leaders|governments|powers|peoples|scholars|authors|militaries|parties|capitals|economies|men|states|heads)|both|either|neither|each other|one another|bilateral|couple|two-way)\b/giu;

/** Returns the figures of an English text. */
export function englishFigures(text: string): readonly Figure[] {
  const reader = createFigureReader(text);
  reader.take(NO_NUMBER, () => true);
  if (/\d/u.test(text)) takeDates(reader);
  if (MONTHS_NAMED.test(text)) takeMonths(reader);
  if (text.includes('century')) takeCenturies(reader);
  if (text.includes('day'))
    reader.take(WEEKDAY, ([written, day = '']) =>
      reader.add(written, [formatReading.weekday(WEEKDAYS.indexOf(day) + 1)]),
    );
  // Three of the year's four, not three fourths of something.
  reader.take(/\bfirst three quarters\b/giu, ([written]) => reader.add(written, [formatReading.number(3)]));
  reader.take(PAIR, ([written]) => reader.add(written, [formatReading.number(2)], false));
  takeEnglishNumbers(reader);
  return reader.figures;
}

const monthOf = (name = ''): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

function takeDates(reader: FigureReader): void {
  const add = (written: string, year = '', month = '', ...days: readonly (string | undefined)[]): void => {
    for (const day of days)
      if (day !== undefined)
        reader.addDate(written, year === '' ? undefined : Number(year), monthOf(month), Number(day));
  };
  reader.take(/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/gu, ([written, year, month, day]) =>
    reader.addDate(written, Number(year), Number(month), Number(day)),
  );
  reader.take(MONTH_FIRST, ([written, month, one, two, , year]) => add(written, year, month, one, two));
  reader.take(DAY_FIRST, ([written, one, two, month, year]) => add(written, year, month, one, two));
  reader.take(MONTH_AND_YEAR, ([written, month, year]) => reader.addDate(written, Number(year), monthOf(month)));
  reader.take(/(?<!\d)((?:1[89]|20)\d0)s(?![a-z])/gu, ([written, year]) =>
    reader.add(written, [formatReading.decade(Number(year))]),
  );
  // 2025-26 is 2025 and 2026.
  reader.take(/(?<!\d)((?:19|20)\d{2})[–-](\d{2})(?!\d)/gu, ([written, year = '', end = '']) => {
    reader.add(written, [year]);
    reader.add(written, [`${year.slice(0, 2)}${end}`]);
  });
}

/** Months without a day or a year. */
function takeMonths(reader: FigureReader): void {
  reader.take(MAY, ([written]) => reader.addDate(written, undefined, written.endsWith('May') ? 5 : 3));
  reader.take(MONTH_ALONE, ([written, month]) =>
    month === 'March' || month === 'May' ? false : reader.addDate(written, undefined, monthOf(month)),
  );
}

function takeCenturies(reader: FigureReader): void {
  reader.take(/\b(\d{1,2})(?:st|nd|rd|th)[ -]century\b/gu, ([written, count]) =>
    reader.add(written, [formatReading.century(Number(count))]),
  );
  reader.take(/\b(twenty-first|twentieth|nineteenth)[ -]century\b/gu, ([written, which = '']) =>
    reader.add(written, [formatReading.century(CENTURIES[which] ?? 0)]),
  );
}
