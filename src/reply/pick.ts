/** Picks the language of a record's text. */
import type { Language, Text } from '../brief/schema.ts';

/** Returns a text in a language, in English where it has no other. */
export function pick(text: Text, language: Language): string {
  return (language === 'zh' ? text.zh : undefined) ?? text.en;
}
