/** The words of what is said by a code. */
import type { LanguageCode } from '../shared/language.ts';
import type { Coded, Parameter } from './coded.ts';
import { messages } from './messages.ts';

/** Returns the words of a code under a prefix in a language. */
export function codedText<Prefix extends 'fault' | 'fix' | 'refusal' | 'unreadable'>(
  prefix: Prefix,
  { code, params }: Coded<Prefix>,
  language: LanguageCode,
): string {
  const given = Object.entries(params).map(([name, value]) => [name, inLanguage(value, language)] as const);
  // Whoever made it gave it what the words of its code take.
  const translate = messages(language) as (
    key: string,
    parameters: Readonly<Record<string, string | number | boolean>>,
  ) => string;
  return translate(`${prefix}.${code}`, Object.fromEntries(given));
}

const isList = (value: Parameter): value is readonly string[] => Array.isArray(value);

function inLanguage(value: Parameter, language: LanguageCode): string | number | boolean {
  if (isList(value)) return value.join(language === 'zh' ? '、' : ', ');
  return typeof value === 'object' ? (value[language] ?? value.en) : value;
}
