/** Counts the words that a reader reads. */

/** Returns the number of words of a text; of Chinese, two characters count as one. */
export function wordCount(text: string): number {
  const chinese = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const others = text.replace(/\p{Script=Han}/gu, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)?.length ?? 0;
  return chinese / 2 + others;
}
