/** Errors with a permanent code and a message that says what to do, and what the errors of others say of themselves. */
import { randomBytes } from 'node:crypto';

export type ErrorCode =
  | 'settings'
  | 'records'
  | 'busy'
  | 'refused-token'
  | 'unreachable'
  | 'no-platform'
  | 'no-port'
  | 'usage'
  | 'unreadable-document'
  | 'store-unreachable'
  | 'store-refused'
  | 'store-unwritable'
  | 'store-full'
  | 'store-locked'
  | 'store-served'
  | 'store-damaged'
  | 'store-foreign'
  | 'store-other-version';

/** An error that we foresee: its message is fit to be shown as it is. */
export class AttacheError extends Error {
  override readonly name = 'AttacheError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Returns whether an error says that a disk is full: a file's, or a database's. */
export function isDiskFull(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    // 53100: PostgreSQL, https://www.postgresql.org/docs/current/errcodes-appendix.html
    if ('code' in at && ['store-full', 'ENOSPC', 'EDQUOT', '53100'].includes(String(at.code))) return true;
  return false;
}

/** Returns a new reference of eight characters, shown to the asker and written in the log beside the fault. */
export function newReference(): string {
  return randomBytes(6).toString('base64url').replaceAll(/[-_]/gu, 'x');
}

/** Returns the innermost code in an error's chain of causes, such as ECONNREFUSED, or the empty string. */
export function errorCode(error: unknown): string {
  let code = '';
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string') code = at.code;
  return code;
}

/** Returns what an error says in words. */
export const errorMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error));
