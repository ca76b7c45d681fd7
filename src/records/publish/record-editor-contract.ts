/** The contract of the record editor, as the desk uses it: opening, checking and publishing records. */
import type { Coded } from '../../locales/coded.ts';
import type { RecordCatalogue } from '../catalogue.ts';
import type { Warning } from '../check/warnings.ts';
import type { Withheld } from '../check/usable-records.ts';
import type { Fault } from '../fault.ts';
import type { Brief } from '../schema.ts';
import type {
  RecordName,
  RecordEntry,
  ChangedText,
  Author,
  ChangeSet,
  CheckedSet,
  SetDifference,
  PublishedSet,
  PastSet,
} from './change-set.ts';

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

/** A version that was overwritten, by whom where that is known. */
export type PreviousVersion = {
  readonly id: string;
  readonly savedAt: Temporal.Instant;
  readonly by?: string | undefined;
};

/** The names of those who wrote a topic and its statements; who wrote in another place than here is not known. */
export type Writers = {
  /** Who last wrote the topic's record, and each statement by its id. */
  readonly topic: string | undefined;
  readonly statements: ReadonlyMap<string, string>;
  /** All who have written any of it since another person last confirmed it, or at all where none has. */
  readonly unconfirmed: ReadonlySet<string>;
};

/** Topics by their ids, with the ids of statements. */
export type ChangedSince = ReadonlyMap<string, readonly string[]>;

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
  /** Returns the faults that the records would have with texts, and the brief of the first; nothing is written. Asked are the questions of topics that the texts touch, or those of `asked` alone, named relationship/topic. */
  readonly check: (texts: readonly ChangedText[], asked?: readonly string[]) => Promise<CheckedSet | Refusal>;
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
  /** Returns who wrote a topic in service and its statements. */
  readonly writers: (brief: Brief) => Writers;
  /** Returns the topics of which statements were written from a moment on, and not themselves in the same set or since, with these statements; with the id of a set, only of the topics that it touched. */
  readonly changedSince: (from: Temporal.Instant, within?: string) => ChangedSince;
  /** Returns what is to be looked at in the records as they are. */
  readonly warnings: () => Promise<readonly Warning[]>;
  readonly status: () => RecordsStatus;
};
