/** The phrases of a question: words that stand side by side in it, and in a statement that says the same. */
import type { QuestionWord } from './score.ts';
import type { Translated } from '../../records/schema.ts';

/** Two words of a question side by side, by what finds them in a text, and how telling they are. */
type Phrase = { readonly pattern: RegExp; readonly worth: number };

/** What a phrase adds to the score of a statement that has it. */
const PHRASE = 0.5;
/** Between two words of a phrase stands one that says nothing at most. */
const NEXT = 2;
const BETWEEN = String.raw`[^\p{L}\p{N}]+(?:(?:of|the|and|on|for|to|in|a)[^\p{L}\p{N}]+)?`;

/** Returns the phrases of a question's words. */
export function phrasesOf(words: readonly QuestionWord[]): readonly Phrase[] {
  const row = words
    .filter(({ known, terms }) => known && terms[0]?.term.startsWith('@') !== true)
    .toSorted((a, b) => a.at - b.at);
  return row.flatMap((word, at) => {
    const next = row[at + 1];
    const pattern = next === undefined || next.at - word.at > NEXT ? undefined : patternOf(word, next);
    return pattern === undefined || next === undefined ? [] : [{ pattern, worth: (word.worth + next.worth) / 2 }];
  });
}

function patternOf(word: QuestionWord, next: QuestionWord): RegExp | undefined {
  if (word.chinese !== next.chinese) return undefined;
  if (word.chinese)
    return word.text.at(-1) === next.text[0] ? new RegExp(`${word.text}${next.text.slice(1)}`, 'u') : undefined;
  const [first, second] = [word.terms[0]?.term, next.terms[0]?.term];
  return first === undefined || second === undefined || !isPlain(first) || !isPlain(second)
    ? undefined
    : new RegExp(String.raw`\b${first}\p{L}*${BETWEEN}${second}`, 'u');
}

const isPlain = (term: string): boolean => /^[\p{L}\p{N}]+$/u.test(term);

/** Returns what the phrases of a question add to the score of a statement. */
export function phraseScore({ en, zh = '' }: Translated, phrases: readonly Phrase[]): number {
  if (phrases.length === 0) return 0;
  const text = `${en.toLowerCase()} ${zh}`;
  return phrases.reduce((sum, { pattern, worth }) => (pattern.test(text) ? sum + PHRASE * worth : sum), 0);
}
