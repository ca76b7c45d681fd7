/** What of a question leaves the machine: without what may name a person, a channel or an account. */

import { clip } from '../shared/text.ts';

/** The longest question that is sent, in characters. */
export const MAX_QUESTION_CHARACTERS = 500;

/** What is masked, each with what stands in its place; the order matters. */
const MASKED: readonly (readonly [RegExp, string])[] = [
  // <@U012ABC>, <#C012ABC|general>, <!subteam^S01>, <:name:123>: the platforms' own references.
  [/<(?:[@#!]|a?:)[^>\n]{1,200}>/gu, '[mention]'],
  [/\b[\w.+%-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu, '[mail]'],
  [/<?\b(?:https?|ftp|mailto|tel|slack|discord):[^\s>|]+(?:\|[^>\n]*)?>?/giu, '[address]'],
  [/\bwww\.[^\s>]+/giu, '[address]'],
  // @name and #channel as typed by hand.
  [/(?<![\p{L}\p{N}])[@＠#＃][\p{L}\p{N}._-]+/gu, '[mention]'],
  // Seven digits or more, with the marks that stand in telephone numbers between them.
  [/\+?\d(?:[\s().-]{0,2}\d){6,}/gu, '[number]'],
];

/** Returns a question as it is sent: at most 500 characters, mentions, addresses, mail addresses and numbers of seven digits or more masked. */
export function maskQuestion(question: string): string {
  const whole = question.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim();
  // Masked before it is cut: half an address is one no more.
  const masked = MASKED.reduce((text, [pattern, mask]) => text.replaceAll(pattern, mask), whole.slice(0, 4_000));
  return clip(masked, MAX_QUESTION_CHARACTERS);
}
