/** A fault in a record as data: where it is, and what is wrong by its code. Words for it stand in the locales. */
import { compareTexts } from '../shared/text.ts';
import type { KeysUnder } from '../locales/messages.ts';
import type { PARAMETERS } from '../locales/parameters.ts';

/** What may be wrong: each code has its words in the locales, as `fault.` and the code. Codes are permanent. */
export type FaultCode = KeysUnder<'fault'>;

/** What differs between faults of one code: a list is joined, and a name is told, as the reader's language has it. */
export type FaultParameter = string | number | readonly string[] | Names;
type Names = { readonly en: string; readonly zh?: string | undefined };

type Kinds = typeof PARAMETERS;
type Value<Kind> = Kind extends 'text'
  ? FaultParameter
  : Kind extends 'number'
    ? number
    : Kind extends readonly (infer Option)[]
      ? Option
      : never;
type FaultParameters<Code extends FaultCode> = `fault.${Code}` extends infer Key extends keyof Kinds
  ? { readonly [Name in keyof Kinds[Key]]: Value<Kinds[Key][Name]> }
  : unknown;

/** What is wrong, wherever it is. */
export type Finding = { readonly code: FaultCode; readonly params: Readonly<Record<string, FaultParameter>> };

export type Fault = Finding & {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 code units. */
  readonly column: number;
  /** The path inside the record, such as `statements.2.citations.0.paragraph`; empty for the whole file. */
  readonly field: string;
};

/** Returns what is wrong, by its code and what the words of the code need. */
export const finding = <Code extends FaultCode>(
  code: Code,
  ...[params]: [keyof FaultParameters<Code>] extends [never] ? [] : [params: FaultParameters<Code>]
): Finding => ({ code, params: params ?? {} });

/** Returns the faults in the order of files, lines and columns, each once. */
export function sortFaults(faults: readonly Fault[]): Fault[] {
  const seen = new Map(faults.map((fault) => [faultKey(fault), fault]));
  return [...seen.values()].toSorted((a, b) => compareTexts(a.file, b.file) || a.line - b.line || a.column - b.column);
}

/** Returns what no other fault has. */
export const faultKey = ({ file, line, column, field, code, params }: Fault): string =>
  JSON.stringify([file, line, column, field, code, params]);
