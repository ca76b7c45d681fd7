/** What is said by a code and its parameters, as data, and put into words where it is read: faults, fixes, refusals. */
import { type KeysUnder, type ParametersOf, messages } from './messages.ts';
import type { LanguageCode } from '../shared/language.ts';

/** A list is joined, and what has a name in each language is told by it, as the reader's language has it. */
export type Parameter = string | number | boolean | readonly string[] | Names;
type Names = { readonly en: string; readonly zh?: string | undefined };

/** A code, whose words stand in the locales under a prefix and the code, with the parameters that they take. */
export type Coded<Prefix extends string> = {
  readonly code: KeysUnder<Prefix>;
  readonly params: Readonly<Record<string, Parameter>>;
};

/** Returns what makes the data of a code under a prefix, of which only the prefix is to be given. */
export const codedUnder =
  <Prefix extends string>() =>
  <Code extends KeysUnder<Prefix>>(
    code: Code,
    ...[params]: [keyof ParametersOf<`${Prefix}.${Code}`, Parameter>] extends [never]
      ? []
      : [params: ParametersOf<`${Prefix}.${Code}`, Parameter>]
  ): Coded<Prefix> => ({ code, params: params ?? {} });

/** Returns the words of a code under a prefix in a language. */
export function codedText<Prefix extends 'fault' | 'fix' | 'refusal' | 'unreadable' | 'warning' | 'watch'>(
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
