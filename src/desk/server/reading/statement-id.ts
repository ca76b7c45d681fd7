/** What a new statement says, rather than who says it: for its id, and for what is near it. Pure. */
import { idOf } from '../../../records/import/draft-record.ts';
import type { DocumentRecord } from '../../../records/schema.ts';

/** Words that tell one statement from no other. */
const COMMON: ReadonlySet<string> = new Set(
  'a an and are as asked at be been by for from had has have he her his in is it its of on or relays reported said says she some stated that the their they this to told was were which who will with writes wrote'.split(
    ' ',
  ),
);

/** Returns an id of the first telling words of an English text, without the names of who says it and small words; undefined where it has none. */
export function statementIdOf(text: string, named: readonly string[]): string | undefined {
  const telling = withoutNames(text, named)
    .split(/\s+/u)
    .filter((word) => !COMMON.has(word.toLowerCase().replace(/[,;:.]+$/u, '')));
  return idOf(telling.join(' ')) ?? idOf(text);
}

const HAN = /\p{Script=Han}/u;

/** Returns a text without names, where they stand as whole words: who says it is no word of what it says. */
export function withoutNames(text: string, named: readonly string[]): string {
  let rest = text;
  for (const name of named.toSorted((a, b) => b.length - a.length)) {
    if (name === '') continue;
    const escaped = RegExp.escape(name);
    const pattern = HAN.test(name) ? escaped : `(?<![\\p{L}\\p{N}])${escaped}(?:['’]s?)?(?![\\p{L}\\p{N}])`;
    rest = rest.replace(new RegExp(pattern, 'gu'), ' ');
  }
  return rest;
}

/** Returns the names of those that a document is by, in both languages. */
export const attributionNames = ({ publisher, authors }: Pick<DocumentRecord, 'publisher' | 'authors'>): string[] =>
  [publisher, ...authors.map(({ name }) => name)].flatMap(({ en, zh }) => (zh === undefined ? [en] : [en, zh]));
