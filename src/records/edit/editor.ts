/** The contract of the record editor, as platforms use it. */
import type { RecordCatalogue } from '../catalogue.ts';
import type { Fault } from '../fault.ts';
import type { Brief, Language } from '../schema.ts';

/** The name of a record by folder and file, such as `cn-us/topics` and `energy.yaml`; drafts are in the folder `drafts`. */
export type RecordName = { readonly folder: string; readonly file: string };

export type RecordKind = 'topic' | 'document' | 'relationship' | 'draft';

export type RecordEntry = RecordName & { readonly kind: RecordKind };

/** Why a request was refused; nothing is changed then. */
export type RefusalCode =
  | 'name' // no record can have this name
  | 'missing' // there is no such record or version
  | 'there-already'
  | 'changed' // the file is no longer what was opened
  | 'faulty' // the records would have the faults
  | 'too-large'
  | 'not-text' // not UTF-8
  | 'unwritable';

/** One sentence with what to do. */
export type Refusal = {
  readonly ok: false;
  readonly because: RefusalCode;
  readonly detail: string;
  readonly faults: readonly Fault[];
};

export type OpenedRecord = RecordEntry & {
  readonly ok: true;
  readonly text: string;
  /** Identifies the content of the file; saving requires it, so that nobody's change is overwritten. */
  readonly version: string;
};

export type CheckedRecord = {
  readonly ok: true;
  /** The faults in the text itself, with files named by folder and file; empty where it is valid. */
  readonly faults: readonly Fault[];
  /** The faults that the text would cause in other records, and those that they have in any case. */
  readonly elsewhere: readonly Fault[];
  /** The topic as it would be, with the other records, where its shape is valid; for previews only. */
  readonly preview: { readonly brief: Brief; readonly catalogue: RecordCatalogue } | undefined;
};

export type SavedRecord = {
  readonly ok: true;
  readonly version: string;
  /** Faults that do not prevent saving: those of a draft, and those that other records had before. */
  readonly faults: readonly Fault[];
};

/** A version that was overwritten. */
export type PreviousVersion = { readonly id: string; readonly savedAt: Temporal.Instant };

/** A question or an alias for a brief. */
export type Wording = {
  /** The id of the brief. */
  readonly brief: string;
  readonly as: 'question' | 'alias';
  readonly language: Language;
  readonly text: string;
};

/** The state of the records on disk and of those in service. */
export type RecordsStatus = {
  /** Files named by folder and file; empty where the records on disk are in service. */
  readonly faults: readonly Fault[];
  /** When the records in service were loaded. */
  readonly inServiceSince: Temporal.Instant;
};

/** None of the functions throws or rejects for a curator's input; a failure of the file system is returned as `unwritable`. */
export type RecordEditor = {
  /** Whether the folder of records can be written; where it cannot, records can still be opened and checked. */
  readonly writable: boolean;
  /** Returns every record that can be opened, by folder and file. */
  readonly list: () => readonly RecordEntry[];
  readonly open: (name: RecordName) => OpenedRecord | Refusal;
  /** Returns the faults that the records would have with a text, and the resulting brief; nothing is written. */
  readonly check: (name: RecordName, text: string) => Promise<CheckedRecord | Refusal>;
  /** Writes a record, or creates one where no version is passed, if the records are valid with it; the overwritten version is kept. */
  readonly save: (name: RecordName, text: string, version: string | undefined) => Promise<SavedRecord | Refusal>;
  /** Returns the overwritten versions, newest first; none for a record that does not exist. */
  readonly previous: (name: RecordName) => readonly PreviousVersion[];
  /** Saves an overwritten version again, checked like any other text. */
  readonly restore: (name: RecordName, id: string, version: string) => Promise<SavedRecord | Refusal>;
  /** Adds a question or an alias to a brief and leaves the rest of its file unchanged; the brief must be found by it. */
  readonly addWording: (wording: Wording) => Promise<SavedRecord | Refusal>;
  readonly status: () => RecordsStatus;
};
