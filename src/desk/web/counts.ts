/** Numbers within texts: thousands set apart as each language does it, and in English the noun that belongs to the number. */
import type { Language } from '../../records/schema.ts';

const FORMATS: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en'),
  zh: new Intl.NumberFormat('zh-CN'),
};

/** Returns a number as a reader of a language writes it. */
export const numberIn = (language: Language, count: number): string => FORMATS[language].format(count);

const PLURALS = new Intl.PluralRules('en');

/** Returns a number with its noun in English, whose plural is that with an s. */
export const counted = (count: number, noun: string): string =>
  `${numberIn('en', count)} ${noun}${PLURALS.select(count) === 'one' ? '' : 's'}`;
