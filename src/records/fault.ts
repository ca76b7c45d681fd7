/** A fault in a record as data: where it is, and what is wrong by its code. Words for it stand in the locales. */
import { compareTexts } from '../shared/text.ts';
import { codedUnder, type Coded } from '../locales/coded.ts';
import type { KeysUnder } from '../locales/messages.ts';

/** What may be wrong: each code has its words in the locales, as `fault.` and the code. Codes are permanent. */
export type FaultCode = KeysUnder<'fault'>;

/** What is wrong, wherever it is. */
export type Finding = Coded<'fault'>;

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
export const finding = codedUnder<'fault'>();

/** Returns the faults in the order of files, lines and columns, each once. */
export function sortFaults(faults: readonly Fault[]): Fault[] {
  const seen = new Map(faults.map((fault) => [faultKey(fault), fault]));
  return [...seen.values()].toSorted((a, b) => compareTexts(a.file, b.file) || a.line - b.line || a.column - b.column);
}

/** Returns what no other fault has. */
export const faultKey = ({ file, line, column, field, code, params }: Fault): string =>
  JSON.stringify([file, line, column, field, code, params]);
