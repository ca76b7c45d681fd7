/** What curators add documents with, as platforms use it. */
import type { HeldTexts } from '../held-texts.ts';
import type { DocumentBytes, ImportedDocument } from './imported.ts';

/** Each rejects with UnreadableDocument for what a curator can mend. */
export type DocumentImport = {
  /** Returns what is in a document, read in a thread of its own within limits of time and memory. */
  readonly read: (document: DocumentBytes) => Promise<ImportedDocument>;
  /** Fetches and reads what stands at an address of the public web. */
  readonly readAddress: (address: string) => Promise<ImportedDocument>;
  /** The texts kept for reading and checking. */
  readonly held: HeldTexts;
};
