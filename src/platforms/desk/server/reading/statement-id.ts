/** The id of a new statement, of what it says rather than of who says it. Pure. */
import { idOf } from '../../../../records/import/draft-record.ts';

/** Words that tell one statement from no other. */
const COMMON: ReadonlySet<string> = new Set(
  'a an and are as asked at be been by for from had has have he her his in is it its of on or said says she some stated that the their they this to was were which who will with'.split(
    ' ',
  ),
);

/** Returns an id of the first telling words of an English text, without the name of its speaker and small words; undefined where it has none. */
export function statementIdOf(text: string, speaker: string): string | undefined {
  const named = speaker === '' ? text : text.replaceAll(speaker, ' ');
  const telling = named.split(/\s+/u).filter((word) => !COMMON.has(word.toLowerCase().replace(/[,;:.]+$/u, '')));
  return idOf(telling.join(' ')) ?? idOf(text);
}
