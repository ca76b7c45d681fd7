/** The error for a document that cannot be read, and how progress is reported. */
import { AttacheError } from '../../shared/errors.ts';

/** Returns the AttacheError that says what is wrong with a document and what to do. */
export function unreadable(file: string, what: string, remedy: string, cause?: unknown): AttacheError {
  return new AttacheError('unreadable-document', `${file} ${what}; ${remedy}.`, { cause });
}

/** Reports progress while a long document is parsed. */
export type Progress = (done: number, of: number, unit: 'page') => void;
