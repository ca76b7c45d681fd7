/** What is said by a code and its parameters, as data, and put into words where it is read: faults, fixes, refusals. */
import type { KeysUnder } from './messages.ts';
import type { PARAMETERS } from './parameters.ts';

/** A list is joined, and what has a name in each language is told by it, as the reader's language has it. */
export type Parameter = string | number | readonly string[] | Names;
type Names = { readonly en: string; readonly zh?: string | undefined };

type Kinds = typeof PARAMETERS;
type Value<Kind> = Kind extends 'text'
  ? Parameter
  : Kind extends 'number'
    ? number
    : Kind extends readonly (infer Option)[]
      ? Option
      : never;
type ParametersOf<Key> = Key extends keyof Kinds
  ? { readonly [Name in keyof Kinds[Key]]: Value<Kinds[Key][Name]> }
  : unknown;

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
    ...[params]: [keyof ParametersOf<`${Prefix}.${Code}`>] extends [never]
      ? []
      : [params: ParametersOf<`${Prefix}.${Code}`>]
  ): Coded<Prefix> => ({ code, params: params ?? {} });
