/** Words and characters of texts: reads words, counts them, and cuts between characters as readers see them, never inside one. */
import { simplified } from './simplified.ts';

/** A word as it was typed in lower case, with the key by which its plurals are the same; or a run of Chinese characters, which is its own key. */
export type Word = { readonly text: string; readonly key: string; readonly chinese: boolean };

/** Returns text without what chat adds to it: mentions, channel links, custom emoji, addresses, control and direction marks. */
export function plain(text: string): string {
  if (isSimple(text)) return text.replace(/ {2,}/gu, ' ').trim();
  let clean = text.normalize('NFKC');
  if (clean.includes('<'))
    clean = clean
      .replace(/<(?:@[!&]?|#|a?:\w+:|!)[^<>]{0,80}>/gu, ' ')
      .replace(/<(https?:[^|<>]*)\|([^<>]*)>/gu, ' $2 ');
  if (clean.includes('://')) clean = clean.replace(/<?https?:\/\/[^\s<>]+>?/gu, ' ');
  return clean
    .replace(/[\u2018\u2019]/gu, "'")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Returns the key by which two names are the same: case, hyphens, spaces, accents and punctuation folded. */
export function nameKey(name: string): string {
  return (
    plain(name)
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll("'", '')
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  );
}

/** Returns the words of a text in order, at most `most` of them; Chinese comes in simplified runs. */
export function words(text: string, most = Number.POSITIVE_INFINITY): Word[] {
  let folded = fold(text);
  if (folded.includes("'")) folded = folded.replaceAll("'", '');
  // u.s. and a.i. are one word each, and so are s&p and r&d.
  if (/\.\p{L}/u.test(folded))
    folded = folded.replace(/\b(?:\p{L}\.){2,}\p{L}?\b|\b\p{L}\.\p{L}\b/gu, (letters) => letters.replaceAll('.', ''));
  if (folded.includes('&')) folded = folded.replace(/\b(\p{L})&(\p{L})\b/gu, '$1$2');
  // The day of a date is no part of the word that follows it: 30日韩国 does not speak of 日韩.
  if (/\d[年月日号]/u.test(folded)) folded = folded.replace(/(?<=\d)[年月日号]/gu, '$& ');
  // A股 is a word: what follows is none of it.
  if (folded.includes('股')) folded = folded.replace(/(?<=(?:^|\P{L}|\p{Script=Han})[abh])股/gu, '$& ');
  const hasFigures = /\d/u.test(folded);
  const found: Word[] = [];
  for (let at = 0; at < folded.length && found.length < most;) {
    const sort = sortAt(folded, at);
    const from = at;
    const figure = hasFigures && isDigit(folded, at) && !isDigit(folded, at - 1) ? figureAt(folded, at) : undefined;
    if (figure !== undefined) {
      found.push(figure);
      at += figure.text.length;
      continue;
    }
    do at += folded.charCodeAt(at) >> 10 === HIGH_SURROGATE ? 2 : 1;
    while (at < folded.length && sortAt(folded, at) === sort);
    if (sort === MARK) continue;
    const run = folded.slice(from, at);
    found.push(
      sort === HAN ? { text: run, key: run, chinese: true } : { text: run, key: singular(run), chinese: false },
    );
  }
  return found;
}

const FIGURE =
  /(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?: ?(%|percent\b|per cent\b|percentage points?\b|个百分点|万亿|亿|万|trillions?\b|tn\b|billions?\b|bn\b|millions?\b|m\b|thousands?\b|k\b))?/uy;
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(?:万亿|t)/u, 1e12],
  [/^b/u, 1e9],
  [/^亿/u, 1e8],
  [/^m/u, 1e6],
  [/^万/u, 1e4],
  [/^(?:thou|k)/u, 1e3],
];

const isDigit = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
};

/** Returns the number at a place by its value, a share as such: 100,000 and 10万 are one, and 10% is another than 10; undefined where its digits are all of it. */
function figureAt(text: string, at: number): Word | undefined {
  FIGURE.lastIndex = at;
  const [written = '', whole = '', decimals = '', unit = ''] = FIGURE.exec(text) ?? [];
  if (unit === '' && !whole.includes(',')) return undefined;
  const value = Number(`${whole.replaceAll(',', '')}${decimals}`);
  const scale = SCALES.find(([pattern]) => pattern.test(unit))?.[1];
  const key = scale !== undefined ? String(value * scale) : `${value}${unit === '' ? '' : '%'}`;
  return { text: written, key, chinese: false };
}

const MARK = 1;
const HAN = 2;
const LETTER = 3;
const HIGH_SURROGATE = 0xd800 >> 10;
const SURROGATE = 0xd800 >> 11;
/** Whether a character is a mark, Chinese, or another letter or digit, 0 as long as nobody has asked. */
const sorts = new Uint8Array(0x1_00_00);

/** Returns the sort of the character at a place. */
function sortAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const before = sorts[code] ?? 0;
  if (before !== 0) return before;
  const character = String.fromCodePoint(text.codePointAt(at) ?? code);
  const sort = /\p{Script=Han}/u.test(character) ? HAN : /[\p{L}\p{N}]/u.test(character) ? LETTER : MARK;
  // Half of a pair says nothing about other pairs.
  if (code >> 11 !== SURROGATE) sorts[code] = sort;
  return sort;
}

/** Most texts are plain ASCII without markup: there is nothing to clean or to fold in them but spaces and case. */
const isSimple = (text: string): boolean => /^[ !-;=?-~]*$/u.test(text) && !text.includes('://');

function fold(text: string): string {
  if (isSimple(text)) return text.toLowerCase();
  return simplified(plain(text)).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Returns an English word without its plural ending. */
export function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is|news)$/u.test(word)) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:ss|x|ch|sh|zz)es$/u.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** Endings in the order they are taken off, each with the least number of letters that must remain. */
const ENDINGS: readonly (readonly [readonly string[], number])[] = [
  [['ing'], 4],
  [['ed'], 4],
  [['e'], 4],
  [['ation', 'ator', 'ative'], 4],
  [['ment', 'ness', 'ship'], 4],
  [['ion', 'ive'], 5],
  [['ial', 'al'], 5],
  [['at'], 5],
  [['ism', 'ist'], 4],
  [['er', 'or'], 4],
  [['ly'], 5],
];

/** Returns the root that a word shares with its relatives (negotiate, negotiators, negotiation): good for a guess, too coarse for a name. */
export function root(word: string): string {
  let result = singular(word);
  for (const [endings, least] of ENDINGS) {
    const ending = endings.find((one) => result.length - one.length >= least && result.endsWith(one));
    if (ending !== undefined) result = result.slice(0, -ending.length);
  }
  const last = result.at(-1) ?? '';
  return result.at(-2) === last && !'aeiou'.includes(last) ? result.slice(0, -1) : result;
}

/** Returns the pairs of neighbouring characters of a run of Chinese; a single character is returned as it is. */
export function pairs(run: string): string[] {
  const characters = Array.from(run);
  return characters.length < 2
    ? characters
    : characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

let segmenter: Intl.Segmenter | undefined;

/** Returns the words of a text with Chinese in order, and what stands between them. */
export function chineseWords(text: string): readonly string[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Returns the length of the longest of some expressions by the code of its first character. */
export function lengths(expressions: Iterable<string>): ReadonlyMap<number, number> {
  const longest = new Map<number, number>();
  for (const expression of expressions) {
    const first = expression.charCodeAt(0);
    longest.set(first, Math.max(longest.get(first) ?? 0, expression.length));
  }
  return longest;
}

/** Returns the number of words of a text; of Chinese, two characters count as one. */
export function wordCount(text: string): number {
  const chinese = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const others = text.replace(/\p{Script=Han}/gu, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)?.length ?? 0;
  return chinese / 2 + others;
}

/** How far beyond the cut a character can reach: an emoji of a family is 11 code units. */
const REACH = 64;

/**
 * Returns text of at most `most` units, ending in an ellipsis where it was longer, never inside a character. `size` counts the
 * units of a text, code units unless given; it must grow with the text.
 */
export function clip(text: string, most: number, size: (text: string) => number = (one) => one.length): string {
  if (size(text) <= most) return text;
  let kept = 0;
  let units = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text.slice(0, most + REACH))) {
    units += size(segment);
    if (units > most - 1) break;
    kept = index + segment.length;
  }
  // A character longer than all that there is room for is cut inside.
  if (kept === 0) for (kept = most - 1; kept > 0 && size(text.slice(0, kept)) > most - 1;) kept -= 1;
  return `${text.slice(0, kept).trimEnd()}…`.toWellFormed();
}
