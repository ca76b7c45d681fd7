/** The error for a document that cannot be read, and how progress is reported. */
import { codedUnder, type Coded, codedText } from '../../locales/coded.ts';
import { AttacheError } from '../../shared/errors.ts';
import type { Language } from '../schema.ts';

/** Why a document cannot be read, with what to do, by its code. */
export type Unreadable = Coded<'unreadable'>;

/** Returns why a document cannot be read, by its code and what the words of the code need. */
export const unreadable = codedUnder<'unreadable'>();

/** Returns why a document cannot be read, and what to do, as a whole sentence. */
export const unreadableText = (why: Unreadable, language: Language): string => codedText('unreadable', why, language);

/** The error for a document that cannot be read: its message is the sentence in English. */
export class UnreadableDocument extends AttacheError {
  readonly why: Unreadable;

  constructor(why: Unreadable, options?: ErrorOptions) {
    super('unreadable-document', unreadableText(why, 'en'), options);
    this.why = why;
  }
}

/** Reports progress while a long document is parsed. */
export type Progress = (done: number, of: number, unit: 'page') => void;
