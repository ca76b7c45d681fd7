/** Splits a question that may ask about two topics. */
import { plain } from '../shared/text.ts';

/** Marks and words that begin a question anew. */
const ANEW =
  /[?？;；。]+\s*(?:and |so |also |plus |what about |how about )*|,?\s+and (?:also |then |what |how |did |does |do |is |are |was |on |about |in |for |maybe )+|\s+(?:what about|how about|plus|also)\s+|[,，。；]?\s*(?:另外|还有|以及|同埋|顺便)[，,]?/iu;
/** What may join two topics, and may stand inside one. */
const JOINING =
  /\s+(?:and|&|vs\.?|versus|or)\s+|\s*(?:(?<!\d),|,(?!\d)|[，、+/])\s*|(?<=\p{Script=Han})[和与跟及](?=\p{Script=Han})/giu;
const MAX_SPLITS = 6;
const MAX_PARTS = 4;
/** Joined topics are named in few words: in a longer question "and" joins anything. */
const MAX_JOINED_CHARACTERS = 60;
const MAX_QUESTION_CHARACTERS = 400;

/** The parts of a question, and whether a word or a mark joins them that may stand inside a topic as well; undefined where each begins anew. */
export type Split = { readonly parts: readonly string[]; readonly joinedBy: 'word' | 'mark' | undefined };

/** Returns the ways of splitting a question in parts, the likeliest first. */
export function splitsOf(question: string): readonly Split[] {
  const text = plain(question);
  if (text.length > MAX_QUESTION_CHARACTERS) return [];
  const splits: Split[] = [];
  const add = (parts: readonly string[], joinedBy: Split['joinedBy']): void => {
    const named = parts.map((part) => part.trim()).filter((part) => part !== '');
    if (named.length > 1 && named.length <= MAX_PARTS) splits.push({ parts: named, joinedBy });
  };
  add(text.split(new RegExp(ANEW.source, 'giu')), undefined);
  if (text.length > MAX_JOINED_CHARACTERS) return splits;
  const joins = [...text.matchAll(JOINING)].slice(0, MAX_SPLITS);
  if (joins.length > 1) add(text.split(JOINING), 'mark');
  for (const { index, 0: mark } of joins)
    add([text.slice(0, index), text.slice(index + mark.length)], /[\p{L}&]/u.test(mark) ? 'word' : 'mark');
  return splits;
}
