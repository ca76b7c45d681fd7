/** Picks the language of a record's text. */
import type { Language, Translated } from '../records/schema.ts';

/** Returns a text in a language, in English where it has no other. */
export function pick(text: Translated, language: Language): string {
  return (language === 'zh' ? text.zh : undefined) ?? text.en;
}

/** Tells whether some of the texts have to be shown in English to who reads another language. */
export function isPartly(texts: readonly Translated[], language: Language): boolean {
  return language === 'zh' && texts.some(({ zh }) => zh === undefined);
}
