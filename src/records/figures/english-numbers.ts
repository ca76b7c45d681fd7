/** The numbers of an English text, in digits and in words. */
import { formatReading, type FigureReader } from './figures.ts';

const values = (words: string, value: (at: number) => number): (readonly [string, number])[] =>
  words.split(' ').map((word, at) => [word, value(at)] as const);

const SMALL = new Map([
  ...values(
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    (at) => at,
  ),
  ...values('twenty thirty forty fifty sixty seventy eighty ninety', (at) => at * 10 + 20),
]);
const ORDINALS = new Map([
  ...values(
    'second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth',
    (at) => at + 2,
  ),
  ...values('secondly thirdly fourthly', (at) => at + 2),
  ...values('double doubled doubles doubling twice twofold', () => 2),
  ...values('triple tripled triples tripling thrice threefold', () => 3),
  ...values('quadruple quadrupled quadruples quadrupling fourfold', () => 4),
]);
const SCALES = new Map([
  ...values('hundred thousand million billion trillion', (at) => [100, 1e3, 1e6, 1e9, 1e12][at] ?? 1),
  ...values('mn bn tn trn', (at) => [1e6, 1e9, 1e12, 1e12][at] ?? 1),
  ...values('dozen decade decades century centuries', (at) => [12, 10, 10, 100, 100][at] ?? 1),
]);
/** Words for amounts of which only the number of noughts is known. */
const VAGUE = new Map([
  ...values('dozens scores decades', () => 10),
  ...values('hundreds centuries', () => 100),
  ...values('thousands millions billions trillions', (at) => 1000 ** (at + 1)),
]);
const PARTS = new Map([
  ...values('half third quarter fifth sixth', (at) => at + 2),
  ...values('halves thirds quarters fifths sixths', (at) => at + 2),
  ...values('tenth tenths', () => 10),
]);
/** Numbers that are grammar, or part of a word: Chinese may say them otherwise. */
const IMPLIED = new Map([
  ...values('zero one first once', (at) => Math.min(at, 1)),
  ...values('half trilateral tripartite quad', (at) => [0.5, 3, 3, 4][at] ?? 0),
]);
/** Letters that multiply where they touch the digits: 5m is five million, 5 m a length. */
const LETTERS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, b: 1e9 };
const CONNECTED = /^(?:–|—|-|to|and|or)$/u;

/** A number as it was read: its value, what it was multiplied by at the end, in what it counts, and where it stands. */
type NumberMatch = {
  readonly value: number;
  readonly scale: number;
  readonly unit: 'number' | 'percent' | 'points';
  readonly from: number;
  readonly to: number;
  readonly needed: boolean;
};
type NumberRow = (at: number) => string;

/** Takes the numbers that are left in an English text. */
export function takeEnglishNumbers(reader: FigureReader): void {
  const rest = reader.rest();
  const tokens = [...rest.matchAll(/\d[\d,]*(?:\.\d+)?(?:[kmbKMB](?![A-Za-z]))?|[A-Za-z]+|\S/gu)];
  const words = tokens.map(([token]) => token.toLowerCase().replace(/,+$/u, ''));
  const row: NumberRow = (at) => words[at] ?? '';
  const written = (from: number, to: number): string => {
    const last = tokens[to - 1];
    return rest.slice(tokens[from]?.index, last === undefined ? 0 : last.index + last[0].length).replace(/,+$/u, '');
  };
  const found: NumberMatch[] = [];
  for (let at = 0; at < tokens.length;) {
    const vague = vagueAt(at, row);
    const part = vague === undefined ? partAt(at, row) : undefined;
    const number = vague === undefined && part === undefined ? numberAt(at, row) : undefined;
    if (vague !== undefined) reader.add(written(at, vague.to), [formatReading.about(vague.value)]);
    if (part !== undefined) reader.add(written(at, part.to), part.readings, part.needed);
    if (number !== undefined) found.push(number);
    at = (vague ?? part ?? number)?.to ?? at + 1;
  }
  for (const [index, one] of found.entries()) {
    const next = found[index + 1];
    const readings = [formatReading[one.unit](one.value)];
    // Of "50 to 60 percent" and "3–5 billion" the first number is in the unit of the second.
    if (next?.from === one.to + 1 && CONNECTED.test(row(one.to)) && one.unit === 'number' && one.scale === 1)
      readings.push(formatReading[next.unit](one.value * next.scale));
    reader.add(written(one.from, one.to), readings, one.needed);
  }
}

/** Hundreds of thousands, several million, dozens. */
function vagueAt(at: number, row: NumberRow): { readonly value: number; readonly to: number } | undefined {
  let to = at;
  let value = VAGUE.get(row(to));
  if (value === undefined && row(to) === 'tens') value = 10;
  if (value !== undefined) {
    to += 1;
    const more = row(to) === 'of' ? VAGUE.get(row(to + 1)) : undefined;
    if (row(at) === 'tens' && more === undefined) return undefined;
    return more === undefined ? { value, to } : { value: value * more, to: to + 2 };
  }
  if (!/^(?:several|few|many)$/u.test(row(at))) return undefined;
  for (value = 1, to = at + 1; SCALES.has(row(to)); to += 1) value *= SCALES.get(row(to)) ?? 1;
  return value > 1 ? { value: row(at + 1) === 'dozen' || row(at + 1) === 'decades' ? 10 : value, to } : undefined;
}

/** One third, two-thirds, a quarter of; and half, which is grammar as often as a number. */
function partAt(
  at: number,
  row: NumberRow,
): { readonly readings: readonly string[]; readonly to: number; readonly needed: boolean } | undefined {
  const joint = row(at + 1) === '-' ? at + 2 : at + 1;
  const whole = PARTS.get(row(joint));
  const count = /^an?$/u.test(row(at)) ? 1 : SMALL.get(row(at));
  if (whole === undefined || whole === 2 || count === undefined || count === 0 || count >= whole) return undefined;
  if (/^an?$/u.test(row(at)) && row(joint + 1) !== 'of') return undefined;
  return { readings: [formatReading.share(count, whole)], to: joint + 1, needed: true };
}

function numberAt(at: number, row: NumberRow): NumberMatch | undefined {
  const amount = amountAt(at, row);
  if (amount === undefined) {
    const ordinal = ORDINALS.get(row(at));
    const implied = IMPLIED.get(row(at));
    const value = ordinal ?? implied;
    if (value === undefined) return undefined;
    return { value, scale: 1, unit: 'number', from: at, to: at + 1, needed: ordinal !== undefined };
  }
  const { value, scale } = amount;
  let { to } = amount;
  let unit: NumberMatch['unit'] = 'number';
  const next = row(to) === '-' ? to + 1 : to;
  const percent = row(next) === 'per' && row(next + 1) === 'cent' ? next + 2 : next + 1;
  if (/^(?:st|nd|rd|th)$/u.test(row(to))) to += 1;
  else if (row(next) === '%' || row(next) === 'percent' || percent === next + 2) {
    unit = 'percent';
    to = percent;
  } else if (row(next) === 'percentage' && /^points?$/u.test(row(next + 1))) {
    unit = 'points';
    to = next + 2;
  }
  const needed = unit !== 'number' || scale !== 1 || !IMPLIED.has(row(at)) || to > at + 1;
  return { value, scale, unit, from: at, to, needed };
}

/** 3,000; 30 billion; two hundred and fifty; twenty-five; a million; half a million; twenty-first. */
function amountAt(
  at: number,
  row: NumberRow,
): { readonly value: number; readonly scale: number; readonly to: number } | undefined {
  let to = at;
  const [, digits, letter = ''] = /^(\d[\d,.]*)([kmb]?)$/u.exec(row(to)) ?? [];
  const times = LETTERS[letter] ?? 1;
  let value = digits === undefined ? SMALL.get(row(to)) : Number(digits.replaceAll(',', '')) * times;
  if (value === undefined) {
    const half = row(to) === 'half';
    const article = half ? to + 1 : to;
    if (!/^an?$/u.test(row(article)) || !SCALES.has(row(scaleAt(article + 1, row)))) {
      // A decade, a thousand: one of them where nothing is counted.
      const one = VAGUE.has(row(at)) ? undefined : SCALES.get(row(at));
      return one === undefined ? undefined : { value: one, scale: one, to: at + 1 };
    }
    value = half ? 0.5 : 1;
    to = article;
  } else if (value >= 20 && value < 100 && value % 10 === 0 && /^[a-z]/u.test(row(to))) {
    const ones = row(to + 1) === '-' ? to + 2 : to + 1;
    const more = SMALL.get(row(ones)) ?? ordinalOne(row(ones));
    if (more !== undefined && more > 0 && more < 10) {
      value += more;
      to = ones;
    }
  }
  to += 1;
  let total = 0;
  let last = times;
  for (let next = scaleAt(to, row); SCALES.has(row(next)); next = scaleAt(to, row)) {
    last = SCALES.get(row(next)) ?? 1;
    value *= last;
    if (last > 100) {
      total += value;
      value = 0;
    }
    to = next + 1;
    const more = row(to) === 'and' ? to + 1 : to;
    const rest = SMALL.has(row(more)) && last >= 100 ? amountAt(more, row) : undefined;
    if (rest === undefined || rest.value >= last) continue;
    value += rest.value;
    to = rest.to;
  }
  return { value: total + value, scale: last, to };
}

const ordinalOne = (word: string): number | undefined => (word === 'first' ? 1 : ORDINALS.get(word));
const scaleAt = (at: number, row: NumberRow): number => (row(at) === '-' ? at + 1 : at);
