/** The error for a document that cannot be read, and how progress is reported. */
import { AttacheError } from '../../shared/errors.ts';

/** Returns the error that says what a document is and what to do. */
export function unreadable(file: string, what: string, remedy: string, cause?: unknown): AttacheError {
  return new AttacheError('unreadable-document', `${file} ${what}; ${remedy}.`, { cause });
}

/** Told on the way through a long document. */
export type Progress = (done: number, of: number, unit: 'page') => void;
