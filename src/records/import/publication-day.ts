/** Finds the day that a document says it was published on. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';

const NUMBERS = /(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)/u;
const COMPACT = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}.*)?$/u;
const MONTH_FIRST = new RegExp(`\\b${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+((?:19|20)\\d\\d)\\b`, 'iu');
const DAY_FIRST = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+${MONTH},?\\s+((?:19|20)\\d\\d)\\b`, 'iu');

const monthOf = (name = ''): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/** Returns the first day that a text names whole, YYYY-MM-DD, as it is written there, whatever zone it is of; undefined where it names none. */
export function writtenDay(text: string): string | undefined {
  const trimmed = text.trim();
  const numbers = NUMBERS.exec(trimmed) ?? COMPACT.exec(trimmed);
  if (numbers !== null) return day(Number(numbers[1]), Number(numbers[2]), Number(numbers[3]));
  const monthFirst = MONTH_FIRST.exec(trimmed);
  if (monthFirst !== null) return day(Number(monthFirst[3]), monthOf(monthFirst[1]), Number(monthFirst[2]));
  const dayFirst = DAY_FIRST.exec(trimmed);
  return dayFirst === null ? undefined : day(Number(dayFirst[3]), monthOf(dayFirst[2]), Number(dayFirst[1]));
}

function day(year: number, month: number, of: number): string | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day: of }, { overflow: 'reject' }).toString();
  } catch {
    // A day that the calendar does not have.
    return undefined;
  }
}

/** Beside the day, a line that gives it has at most the place, the hour or the word "published". */
const MAX_LINE_CHARACTERS = 45;
const FIRST_LINES = 12;

/** Returns the day that a line of its own at the beginning of a document gives; undefined where none does. */
export function dayAtBeginning(paragraphs: readonly string[]): string | undefined {
  for (const paragraph of paragraphs.slice(0, FIRST_LINES)) {
    const found = paragraph.length > MAX_LINE_CHARACTERS ? undefined : writtenDay(paragraph);
    if (found !== undefined) return found;
  }
  return undefined;
}
