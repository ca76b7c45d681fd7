/** Texts of records in the language of a reader. */
import type { Translate } from '../locales/messages.ts';
import type { Brief, Entry, Language, Translated } from '../records/schema.ts';

/** The language a brief can be read in: English where it has no Chinese yet. */
export const readable = (brief: Brief, language: Language): Language =>
  language === 'zh' && brief.bottomLine.text.zh === undefined ? 'en' : language;

/** The language that entries can be told in: English where one of them has no Chinese. */
export const formatted = (entries: readonly (Pick<Entry, 'what'> | undefined)[], language: Language): Language =>
  entries.every((entry) => entry === undefined || entry.what.zh !== undefined) ? language : 'en';

/** Returns a text in a language, in English where it has no other. */
export function pick(text: Translated, language: Language): string {
  return (language === 'zh' ? text.zh : undefined) ?? text.en;
}

/** Returns a text as it stands at the beginning of a line: names such as "the United States" begin small. */
export const capitalized = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** Returns whether some of the texts have to be shown in English to who reads another language. */
export function isPartly(texts: readonly Translated[], language: Language): boolean {
  return language === 'zh' && texts.some(({ zh }) => zh === undefined);
}

/** Returns names in a row, the last behind a word of its own: "A, B and C". */
export function namesText(names: readonly string[], t: Translate): string {
  const [one, other] = names.slice(-2);
  const end = one === undefined || other === undefined ? names.slice(-2) : [t('reply.lastTwo', { one, other })];
  return [...names.slice(0, -2), ...end].join(t('reply.listed'));
}

/** Returns words in a row, each in quotation marks. */
export const quotedText = (words: readonly string[], t: Translate): string =>
  words.map((word) => t('answer.quoted', { word })).join(t('reply.listed'));
