/** Errors with a permanent code, and how one is told: what happened, why, what to do. */
import { randomBytes } from 'node:crypto';

export type ErrorCode =
  | 'settings'
  | 'records'
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
  | 'store-newer';

/** An error that we foresee: its message is fit to be shown as it is. */
export class AttacheError extends Error {
  override readonly name = 'AttacheError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Returns a new reference of eight characters, shown to the asker and written in the log beside the fault. */
export function newReference(): string {
  return randomBytes(6).toString('base64url').replaceAll(/[-_]/gu, 'x');
}
