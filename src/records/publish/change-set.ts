/** Names of records, change sets, and what becomes of them. */
import type { RecordCatalogue } from '../catalogue.ts';
import type { Warning } from '../check/warnings.ts';
import type { Fault, Finding } from '../fault.ts';
import type { LoadedKind } from '../load.ts';
import type { Brief, Translated } from '../schema.ts';
import type { FieldChange } from './difference.ts';

/** The name of a record by folder and file, such as `cn-us/topics` and `energy.yaml`; drafts are in the folder `drafts`. */
export type RecordName = { readonly folder: string; readonly file: string };

export type RecordKind = LoadedKind | 'draft';

export type RecordEntry = RecordName & { readonly kind: RecordKind };

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
  /** What an editor should look at in the first text. */
  readonly warnings: readonly Warning[];
  /** The topic of the first text as it would be, with the other records, where its shape is valid; for previews only. */
  readonly preview: { readonly brief: Brief; readonly catalogue: RecordCatalogue } | undefined;
  /** The records as they would be, as far as they can be read. */
  readonly catalogue: RecordCatalogue;
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
  /** What an editor should look at, in these records and in others, and did not have to before. */
  readonly warnings: readonly Warning[];
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
