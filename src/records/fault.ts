/** A fault in a record: where it is, what is wrong and what to do. */
import { AttacheError } from '../shared/errors.ts';
import type { Translated } from './schema.ts';
import { compareTexts } from '../shared/text.ts';

export type Fault = {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 code units. */
  readonly column: number;
  /** The path inside the record, such as `statements.2.citations.0.paragraph`; empty for the whole file. */
  readonly field: string;
  readonly message: string;
  /** The party that the message names, in each language that it has a name in. */
  readonly party?: Translated | undefined;
};

/** Returns a fault as one line, `file:line:column  field: what is wrong, what to do`. */
export function formatFault(fault: Fault): string {
  return `${fault.file}:${fault.line}:${fault.column}  ${fault.field === '' ? '' : `${fault.field}: `}${fault.message}`;
}

/** Returns the faults in the order of files, lines and columns, each once. */
export function sortFaults(faults: readonly Fault[]): Fault[] {
  const seen = new Map(faults.map((fault) => [formatFault(fault), fault]));
  return [...seen.values()].toSorted((a, b) => compareTexts(a.file, b.file) || a.line - b.line || a.column - b.column);
}

/** Returns the error that names every fault at its place. */
export function recordsError(faults: readonly Fault[]): AttacheError {
  const count = `${faults.length} fault${faults.length === 1 ? '' : 's'}`;
  return new AttacheError('records', `the records have ${count}:\n${faults.map(formatFault).join('\n')}`);
}
