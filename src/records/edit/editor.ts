/** What curators may do with the records: the contract that platforms are handed. */
import type { RecordCatalogue } from '../catalogue.ts';
import type { Fault } from '../fault.ts';
import type { Brief, Language } from '../schema.ts';

/** A record by its folder and file, such as `cn-us` and `energy.yaml`; drafts are in the folder `drafts`, sources in `sources`. */
export type RecordName = { readonly folder: string; readonly file: string };

export type RecordKind = 'brief' | 'source' | 'relationship' | 'draft';

export type RecordEntry = RecordName & { readonly sort: RecordKind };

/** Why something was not done; nothing is changed then. */
export type RefusalCode =
  | 'name' // no record can have this name
  | 'missing' // there is no such record or version
  | 'there-already'
  | 'changed' // the file is no longer what was opened
  | 'faulty' // the records would have the faults
  | 'too-large'
  | 'not-text' // not UTF-8
  | 'unwritable';

/** Said in one sentence with what to do. */
export type Refusal = {
  readonly ok: false;
  readonly because: RefusalCode;
  readonly detail: string;
  readonly faults: readonly Fault[];
};

export type OpenedRecord = RecordEntry & {
  readonly ok: true;
  readonly text: string;
  /** Names what stands in the file: saving gives it back, so that nobody's change is written over. */
  readonly version: string;
};

export type CheckedRecord = {
  readonly ok: true;
  /** The faults in the text itself, files named by folder and file; where it is whole, none. */
  readonly faults: readonly Fault[];
  /** Faults that other records would have by it, and those that they have anyway. */
  readonly elsewhere: readonly Fault[];
  /** The brief as it would be, with the records around it, where its shape is whole; for previews only. */
  readonly preview: { readonly brief: Brief; readonly catalogue: RecordCatalogue } | undefined;
};

export type SavedRecord = {
  readonly ok: true;
  readonly version: string;
  /** Faults that do not keep it from being saved: those of a draft, and those that other records had before. */
  readonly faults: readonly Fault[];
};

/** A version that was written over. */
export type PreviousVersion = { readonly id: string; readonly savedAt: Temporal.Instant };

/** Words by which people ask for a brief. */
export type Wording = {
  /** The id of the brief. */
  readonly brief: string;
  readonly as: 'question' | 'alias';
  readonly language: Language;
  readonly text: string;
};

/** What the records on disk are like, and what is in service. */
export type RecordsStatus = {
  /** Files named by folder and file; empty where what is on disk is in service. */
  readonly faults: readonly Fault[];
  /** When the records in service were read. */
  readonly inServiceSince: Temporal.Instant;
};

/** None of them throws or rejects for what a curator gives; a fault of the machine is `unwritable`. */
export type RecordEditor = {
  /** Whether the folder of records can be written; where it cannot, records can be opened and checked all the same. */
  readonly writable: boolean;
  /** Returns every record that can be opened, by folder and file. */
  readonly list: () => readonly RecordEntry[];
  readonly open: (name: RecordName) => OpenedRecord | Refusal;
  /** Returns the faults that the records would have with a text, and what the brief would be; nothing is written. */
  readonly check: (name: RecordName, text: string) => Promise<CheckedRecord | Refusal>;
  /** Writes a record, or makes one where no version is given, if the records are whole with it; what it replaces is kept. */
  readonly save: (name: RecordName, text: string, version: string | undefined) => Promise<SavedRecord | Refusal>;
  /** Returns the versions that were written over, newest first; none for a record that there is not. */
  readonly previous: (name: RecordName) => readonly PreviousVersion[];
  /** Saves a kept version again, checked like any other text. */
  readonly restore: (name: RecordName, id: string, version: string) => Promise<SavedRecord | Refusal>;
  /** Adds a question or an alias to a brief and leaves the rest of its file as it is; the brief must be found by it. */
  readonly addWording: (wording: Wording) => Promise<SavedRecord | Refusal>;
  readonly standing: () => RecordsStatus;
};
