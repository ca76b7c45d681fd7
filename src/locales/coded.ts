/** What is said by a code and its parameters, as data, and put into words where it is read: faults, fixes, refusals. */
import type { KeysUnder, ParametersOf } from './messages.ts';

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
