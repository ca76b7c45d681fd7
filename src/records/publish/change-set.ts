/** Change sets and what becomes of them: the contract of the record editor, as the desk uses it. */
import type { Coded } from '../../locales/coded.ts';
import type { RecordCatalogue } from '../catalogue.ts';
import type { Withheld } from '../check/usable-records.ts';
import type { Fault, Finding } from '../fault.ts';
import type { Brief, Language, Translated } from '../schema.ts';
import type { FieldChange } from './difference.ts';

/** The name of a record by folder and file, such as `cn-us/topics` and `energy.yaml`; drafts are in the folder `drafts`. */
export type RecordName = { readonly folder: string; readonly file: string };

export type RecordKind = 'topic' | 'document' | 'relationship' | 'draft';

export type RecordEntry = RecordName & { readonly kind: RecordKind };

/** Why a request was refused; nothing is changed then. */
export type RefusalCode =
  | 'name' // no record can have this name
  | 'missing' // there is no such record or version
  | 'unreadable' // the rights or links of the file keep it from being read
  | 'there-already'
  | 'changed' // the file is no longer what was opened
  | 'faulty' // the records would have the faults
  | 'silent' // published statements would change without a word to readers
  | 'told' // readers have been told what would be undone
  | 'repository' // the repository of the records cannot take a commit
  | 'unfinished' // the file system failed in the middle; the set is finished later
  | 'too-large'
  | 'not-text' // not UTF-8
  | 'unwritable';

/** By its code it is a sentence with what to do. */
export type Refusal = Coded<'refusal'> & {
  readonly ok: false;
  readonly because: RefusalCode;
  /** The record of a change set that it is about; undefined where it is about all of it. */
  readonly record?: RecordName | undefined;
  readonly faults: readonly Fault[];
};

export type OpenedRecord = RecordEntry & {
  readonly ok: true;
  readonly text: string;
  /** Identifies the content of the file; publishing requires it, so that nobody's change is overwritten. */
  readonly version: string;
};

/** A record with the text that it is to have; undefined where it is to be removed. */
export type ChangedText = RecordName & { readonly text: string | undefined };

/** The same with the version of the file that the change began from; undefined for a new record. */
export type TextOfSet = ChangedText & { readonly version: string | undefined };

/** Who publishes. */
export type Author = { readonly name: string; readonly email?: string | undefined };

/** What kind a change of a published statement is: of its wording only, or a correction, with what was wrong. */
export type KindOfChange = { readonly kind: 'wording' } | { readonly kind: 'correction'; readonly what: Translated };

/** The records that a person has changed, to be published whole or not at all. */
export type ChangeSet = {
  readonly texts: readonly TextOfSet[];
  readonly author: Author;
  /** By the ids of statements in service; a correction is written into their records, with the wording before. */
  readonly kinds?: Readonly<Record<string, KindOfChange>> | undefined;
};

export type CheckedSet = {
  readonly ok: true;
  /** The faults in the first text, with files named by folder and file; empty where it is valid. */
  readonly faults: readonly Fault[];
  /** The faults in the other texts, then those that the texts would cause in other records, and those that they have in any case. */
  readonly elsewhere: readonly Fault[];
  /** The topic of the first text as it would be, with the other records, where its shape is valid; for previews only. */
  readonly preview: { readonly brief: Brief; readonly catalogue: RecordCatalogue } | undefined;
};

/** How a statement of a document changes. */
export type ChangedStatement = {
  /** Its id in its document. */
  readonly id: string;
  /** Its id in service. */
  readonly name: string;
  readonly change: 'added' | 'changed' | 'removed';
  readonly fields: readonly FieldChange[];
  /** What a reader is told of it: as it is to be, or as it was where it is removed. */
  readonly text: Translated | undefined;
  /** Where readers have seen it: what has to be said of the change. */
  readonly published:
    | {
        /** Its text as it was. */
        readonly before: Translated;
        /** Whether it needs an entry of corrections, or to be one of wording, and is neither yet. */
        readonly needsWord: boolean;
        /** Whether it has a new entry of corrections. */
        readonly isCorrected: boolean;
        /** Why it is more than a change of wording; empty where it can be one. */
        readonly beyondWording: readonly Finding[];
      }
    | undefined;
};

/** How a record differs; where nothing is in it, only comments or the way it is written do. */
export type RecordDifference = RecordEntry & {
  readonly change: 'added' | 'changed' | 'removed';
  readonly fields: readonly FieldChange[];
  readonly statements: readonly ChangedStatement[];
};

/** What a change set would do. */
export type SetDifference = {
  readonly ok: true;
  readonly records: readonly RecordDifference[];
  /** The faults that prevent publishing, those of silent changes left out. */
  readonly faults: readonly Fault[];
  /** Published statements that would change in silence; those that only need the kind of their change are not among them. */
  readonly silent: readonly Fault[];
  /** What statements that do not change cite wrongly, as before: it prevents nothing, and waits to be mended. */
  readonly preexistingFaults: readonly Fault[];
  /** The documents that are cited and whose texts are not held, by their ids in their files: these citations are not checked. */
  readonly unheld: readonly string[];
  readonly before: RecordCatalogue;
  /** The records as they would be, as far as they can be read. */
  readonly after: RecordCatalogue;
};

export type PublishedSet = {
  readonly ok: true;
  /** The id of the set; undefined where nothing differed from the files. */
  readonly id: string | undefined;
  /** The records of the set with their new versions; undefined where it was removed. */
  readonly records: readonly (RecordName & { readonly version: string | undefined })[];
  /** Faults that do not prevent publishing: those of a draft, and those that other records had before. */
  readonly faults: readonly Fault[];
};

/** A change set that was published. */
export type PastSet = {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly by: string;
  readonly records: readonly (RecordName & { readonly change: 'added' | 'changed' | 'removed' })[];
  /** The statements of which only the wording changed. */
  readonly wording: readonly string[];
  /** The set that it undid. */
  readonly undoes: string | undefined;
};

/** A version that was overwritten, by whom where that is known. */
export type PreviousVersion = {
  readonly id: string;
  readonly savedAt: Temporal.Instant;
  readonly by?: string | undefined;
};

/** A question or an alias for a brief. */
export type Wording = {
  /** The id of the brief. */
  readonly brief: string;
  readonly as: 'question' | 'alias';
  readonly language: Language;
  readonly text: string;
};

/** The names of those who wrote a topic and its statements; who wrote in another place than here is not known. */
export type Writers = {
  /** Who last wrote the topic's record, and each statement by its id. */
  readonly topic: string | undefined;
  readonly statements: ReadonlyMap<string, string>;
  /** All who have written any of it since another person last confirmed it, or at all where none has. */
  readonly unconfirmed: ReadonlySet<string>;
};

/** The state of the records on disk and of those in service. */
export type RecordsStatus = {
  /** Files named by folder and file; empty where the records on disk are in service. */
  readonly faults: readonly Fault[];
  /** When the records in service were loaded. */
  readonly inServiceSince: Temporal.Instant;
  /** What is out of service, in repair mode; undefined where the last records without faults are in service. */
  readonly withheld?: Withheld | undefined;
  /** Faults in service that keep nothing from it, as the last publication found them: of wording, and of questions that no longer find their topics; left out where there are none. */
  readonly editorial?: readonly Fault[];
};

/** Returns how many messages have told readers what the records say now and would no longer say. */
export type CountOutdatedMessages = (now: RecordCatalogue, undone: RecordCatalogue) => Promise<number>;

/** None of the functions throws or rejects for a curator's input; a failure of the file system is returned as `unwritable`. */
export type RecordEditor = {
  /** Whether the folder of records can be written; where it cannot, records can still be opened and checked. */
  readonly writable: boolean;
  /** Returns every record that can be opened, by folder and file. */
  readonly list: () => readonly RecordEntry[];
  readonly open: (name: RecordName) => OpenedRecord | Refusal;
  /** Returns the faults that the records would have with texts, and the brief of the first; nothing is written. */
  readonly check: (texts: readonly ChangedText[]) => Promise<CheckedSet | Refusal>;
  /** Returns what publishing texts would change, in words and in service; nothing is written. */
  readonly difference: (texts: readonly ChangedText[], kinds?: ChangeSet['kinds']) => Promise<SetDifference | Refusal>;
  /** Writes all texts of a set and takes them into service, if the records are valid with them; or changes nothing. What was overwritten is kept. */
  readonly publish: (set: ChangeSet) => Promise<PublishedSet | Refusal>;
  /** Returns the change sets that were published, newest first; those of drafts alone are none. */
  readonly sets: () => readonly PastSet[];
  /** Returns the change set that was written last, of drafts too. */
  readonly newest: () => PastSet | undefined;
  /** Publishes what stood before the newest change set, unless one of its records has changed since, or readers have been told of it. */
  readonly undo: (
    id: string,
    author: Author,
    countOutdatedMessages: CountOutdatedMessages,
  ) => Promise<PublishedSet | Refusal>;
  /** Returns the overwritten versions, newest first; none for a record that does not exist. */
  readonly previous: (name: RecordName) => readonly PreviousVersion[];
  /** Returns the text of an overwritten version, to be published like any other. */
  readonly previousText: (name: RecordName, id: string) => string | Refusal;
  /** Adds a question or an alias to a brief and leaves the rest of its file unchanged; the brief must be found by it. */
  readonly addWording: (wording: Wording, author: Author) => Promise<PublishedSet | Refusal>;
  /** Returns who wrote a topic in service and its statements. */
  readonly writers: (brief: Brief) => Writers;
  readonly status: () => RecordsStatus;
};
