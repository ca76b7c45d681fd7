/** Several words as a sentence has them, in each language. */
import type { Translate } from '../locales/messages.ts';

/** Returns names in a row, the last behind a word of its own: "A, B and C". */
export function namesText(names: readonly string[], t: Translate): string {
  const [one, other] = names.slice(-2);
  const end = one === undefined || other === undefined ? names.slice(-2) : [t('reply.lastTwo', { one, other })];
  return [...names.slice(0, -2), ...end].join(t('reply.listed'));
}

/** Returns words in a row, each in quotation marks. */
export const quotedText = (words: readonly string[], t: Translate): string =>
  words.map((word) => t('answer.quoted', { word })).join(t('reply.listed'));
