/** The languages that the bot speaks. */

export type LanguageCode = 'en' | 'zh';

/** Returns a value as one of the languages, or undefined where it is none. */
export const asLanguage = (value: unknown): LanguageCode | undefined =>
  value === 'en' || value === 'zh' ? value : undefined;
