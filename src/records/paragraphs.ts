/** A source document as text: its paragraphs, their fingerprints, and the words that records may not share with it. */
import { createHash } from 'node:crypto';
import { normalized } from './find-words.ts';

/** How many words in a row a record's text may not share with the document: fewer are names and common turns of speech. Two Chinese characters count as one word. */
export const SHARED_RUN_WORDS = 8;

const HAN = /\p{Script=Han}/u;

/** Returns the paragraphs of a plain-text document: its non-empty lines, in order, with white space folded. */
export function paragraphs(document: string): string[] {
  return document
    .replace(/^\uFEFF/u, '')
    .split(/\r\n|\r|\n/u)
    .map((paragraph) => paragraph.replace(/\s+/gu, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}

/** A paragraph in the forms that are compared. */
export type Comparable = {
  /** As readers see it, normalised. */
  readonly text: string;
  readonly fingerprint: string;
  readonly words: readonly string[];
};

/** Returns a paragraph in the forms that are compared. */
export function comparable(paragraph: string): Comparable {
  const text = normalized(paragraph);
  return {
    text,
    fingerprint: fingerprintOf(text),
    // Most are compared by their fingerprints alone.
    get words() {
      return wordsOf(text);
    },
  };
}

/** Returns what is given the pieces of a paragraph one after the other, each beginning and ending where words do, and returns the fingerprint of what it was given so far. */
export function createGrowingFingerprint(): (piece: string) => string {
  const hash = createHash('sha256');
  let isBegun = false;
  let isSpaced = false;
  return (piece) => {
    const text = normalized(piece);
    if (text === '') isSpaced = true;
    else {
      hash.update(isBegun && (isSpaced || /^\s/u.test(piece)) ? ` ${text}` : text, 'utf8');
      isBegun = true;
      isSpaced = /\s$/u.test(piece);
    }
    return hash.copy().digest('hex').slice(0, FINGERPRINT_DIGITS);
  };
}

const FINGERPRINT_DIGITS = 16;

const fingerprintOf = (text: string): string =>
  createHash('sha256').update(text, 'utf8').digest('hex').slice(0, FINGERPRINT_DIGITS);
const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replaceAll("'", '')
    .match(/\p{Script=Han}|[[\p{L}\p{N}]--\p{Script=Han}]+/gv) ?? [];

/** Returns the fingerprint of a paragraph: the first 16 hexadecimal digits of the SHA-256 of its normalised text. */
export function fingerprint(paragraph: string): string {
  return fingerprintOf(normalized(paragraph));
}

/** Returns the words of a text: runs of letters and digits in lower case, apostrophes dropped; each Chinese character is a word of its own. */
export function words(text: string): readonly string[] {
  return wordsOf(normalized(text));
}

/** Returns the runs of `length` words (twice as many Chinese characters) among words, each joined by spaces: from every word, as far as the length is reached. */
export function runsOf(all: readonly string[], length: number = SHARED_RUN_WORDS): string[] {
  const found: string[] = [];
  let end = 0;
  let halves = 0;
  for (const [start, first] of all.entries()) {
    for (; halves < length * 2 && end < all.length; end += 1) halves += halvesOf(all[end] ?? '');
    if (halves < length * 2) break;
    found.push(all.slice(start, end).join(' '));
    halves -= halvesOf(first);
  }
  return found;
}

const halvesOf = (word: string): number => (HAN.test(word) ? 1 : 2);

/** Parts of an address by which sites count their visitors. */
const COUNTING = /^(?:utm_.*|fbclid|gclid|mc_[ce]id|ref|ref_src|spm|from|share|cmpid|smid)$/iu;

/** Returns an address in the form in which two are the same: without protocol, www., counting parts, anchor (but the page where a part of a PDF begins) and last slash; undefined for what is none. */
export function addressKey(address: string): string | undefined {
  const url = URL.parse(address.trim());
  if (url === null || !/^https?:$/u.test(url.protocol)) return undefined;
  const asked = [...url.searchParams]
    .filter(([name]) => !COUNTING.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .toSorted();
  const path = url.pathname.replace(/\/(?:index\.[a-z]+)?$/u, '');
  const page = /^#page=\d+$/u.test(url.hash) ? url.hash : '';
  return `${url.host.replace(/^(?:www|m)\./u, '')}${path}${asked.length === 0 ? '' : `?${asked.join('&')}`}${page}`;
}
