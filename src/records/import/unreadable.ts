/** The error for a document that cannot be read, and how progress is reported. */
import { AttacheError } from '../../shared/errors.ts';

/** Why a document cannot be read, for whoever says it in another language. */
export const UNREADABLE = [
  'missing',
  'too-large',
  'empty',
  'not-text',
  'no-pdf',
  'damaged',
  'encrypted',
  'pictures',
  'pages',
  'nested',
  'broken',
  'memory',
  'slow-to-read',
  'address',
  'inward',
  'unknown-host',
  'redirects',
  'robots',
  'slow',
  'unreachable',
  'status',
  'kind',
  'busy',
] as const;
export type UnreadableReason = (typeof UNREADABLE)[number];

/** The error for a document that cannot be read: its message is a whole sentence with what to do. */
export class UnreadableDocument extends AttacheError {
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, message: string, options?: ErrorOptions) {
    super('unreadable-document', message, options);
    this.reason = reason;
  }
}

/** Returns the error that says what is wrong with a document and what to do. */
export function unreadable(
  reason: UnreadableReason,
  { file, what, remedy }: { readonly file: string; readonly what: string; readonly remedy: string },
  cause?: unknown,
): UnreadableDocument {
  return new UnreadableDocument(reason, `${file} ${what}; ${remedy}.`, { cause });
}

/** Reports progress while a long document is parsed. */
export type Progress = (done: number, of: number, unit: 'page') => void;
