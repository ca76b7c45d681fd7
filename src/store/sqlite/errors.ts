/** Turns errors of SQLite and the file system into errors that say what to do. */
import { errorMessage, AttacheError, type ErrorCode } from '../../shared/errors.ts';
import { dirname } from 'node:path';

// https://sqlite.org/rescode.html: the low byte is the primary code.
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

const primaryCode = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;

/** What is wrong with the file or its disk, until it is seen to work again. */
export type FileFault = 'damaged' | 'full' | 'unreadable';

/** Returns what an error says of the file or its disk, whatever is asked of it; undefined for any other error. */
export function fileFault(error: unknown): FileFault | undefined {
  switch (primaryCode(error)) {
    case CORRUPT:
    case NOTADB:
      return 'damaged';
    case FULL:
      return 'full';
    case IOERR:
      return 'unreadable';
    default:
      return undefined;
  }
}

/** Returns whether another process has the file locked at the moment. */
export function isLocked(error: unknown): boolean {
  const code = primaryCode(error);
  return code === BUSY || code === LOCKED;
}

const unwritable = (file: string): string =>
  `${file} cannot be written; its digests would be lost. Let this user write the file and its folder ${dirname(file)}, or set DATA_DIR to another folder.`;
const full = (file: string): string =>
  `The disk that holds ${file} is full; what was being written is not kept, what was kept before is whole. Free some space.`;

/** Returns the error for a file that is not a database, or is truncated. */
export function damaged(file: string, options?: ErrorOptions): AttacheError {
  return new AttacheError(
    'store-damaged',
    `${file} is damaged or is not a database; nothing was changed. Stop Attaché, keep a copy of the file, then put a backup in its place, or move it away to begin with no digests.`,
    options,
  );
}

/** Returns an AttacheError that says what to do about a known error of SQLite, or the error unchanged. */
export function explainSqlite(error: unknown, file: string, lockWaitMilliseconds: number): unknown {
  const described = (code: ErrorCode, message: string): AttacheError =>
    new AttacheError(code, message, { cause: error });
  switch (primaryCode(error)) {
    case BUSY:
    case LOCKED:
      return described(
        'store-locked',
        `${file} has been locked by another process for over ${lockWaitMilliseconds / 1000} s; nothing was written. End the program that holds it (a database browser, a backup), then try again.`,
      );
    case READONLY:
    case CANTOPEN:
      return described('store-unwritable', unwritable(file));
    case FULL:
      return described('store-full', full(file));
    case CORRUPT:
    case NOTADB:
      return damaged(file, { cause: error });
    case IOERR:
      return described(
        'store-unwritable',
        `${file} could not be read or written (${errorMessage(error)}); nothing was changed by this step. Check the disk.`,
      );
    default:
      return error;
  }
}

/** Returns an AttacheError that says what to do where the file cannot be created or opened. */
export function explainFile(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EISDIR':
      return new AttacheError(
        'store-unwritable',
        `${file} is a folder; move it away, or set DATA_DIR to another folder.`,
        {
          cause: error,
        },
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new AttacheError('store-full', full(file), { cause: error });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EEXIST':
      return new AttacheError('store-unwritable', unwritable(file), { cause: error });
    default:
      return explainSqlite(error, file, 0);
  }
}
