/** An unanswered question as it may be stored: its subject, without personal data. Pure. */
import { nameKey } from '../../shared/text.ts';

/** A longer text is prose rather than a question, and contains more than its subject. */
const MAX_CHARACTERS = 200;

/** Returns a question so that the same one is counted as one, without what points to a person (addresses, handles, long numbers); undefined where no more than one character is left or it is too long to be stored. */
export function withoutNames(question: string): string | undefined {
  if (question.length > MAX_CHARACTERS * 4) return undefined;
  const bare = question
    .replace(/<[@#!][^<>]{0,120}>/gu, ' ')
    .replace(/\S{1,80}@\S{1,120}\.\S{1,40}/gu, ' ')
    .replace(/[@＠][\p{L}\p{N}_.-]{1,60}/gu, ' ')
    .replace(/\+?\d(?:[\s().-]{0,2}\d){5,}/gu, ' ');
  const text = nameKey(bare);
  return text.length < 2 || text.length > MAX_CHARACTERS ? undefined : text;
}
