/** What the store keeps of the texts of documents: when each was asked for again and what came of it, what people decided, and what was published without a text. */
import type { WatchFault, WatchWords } from './health.ts';

/** What is known of a document from the readings of its address. */
export type TextState = {
  readonly relationship: string;
  /** Its id in the files of its relationship. */
  readonly document: string;
  /** The address that was read: of another one, this says nothing. */
  readonly address: string;
  readonly etag: string;
  readonly lastModified: string;
  readonly triedAt: Temporal.Instant | undefined;
  readonly nextAt: Temporal.Instant | undefined;
  /** How often in a row it could not be read, and why. */
  readonly failures: number;
  readonly fault: { readonly state: WatchFault['state']; readonly words: WatchWords } | undefined;
  /** Where it has moved for good; empty where it has not. */
  readonly movedTo: string;
  /** What tells one state of the page from another, for decisions; empty while nothing is to be decided. */
  readonly version: string;
  /** The day that the page itself gives. */
  readonly day: string | undefined;
};

/** The same with what people have said of it. */
export type KnownTextState = TextState & {
  /** Whether a person wants its text to be held. */
  readonly isWanted: boolean;
  /** The version that a person has decided to leave as it is; empty where none. */
  readonly decided: string;
  readonly decidedBy: string;
};

export type DocumentKey = Pick<TextState, 'relationship' | 'document'>;

/** A citation that was published though the text it cites is not held. */
export type UncheckedCitation = {
  /** The ids in service. */
  readonly statement: string;
  readonly source: string;
  readonly paragraph: number;
  readonly find: string;
  readonly by: string;
};

export type TextStore = {
  readonly textStates: () => Promise<readonly KnownTextState[]>;
  /** Writes what came of a reading, after which the text is no longer wanted unless `isWanted` says so; what people decided stays. */
  readonly saveTextState: (state: TextState, isWanted?: boolean) => Promise<void>;
  /** Notes that the texts of documents are wanted. */
  readonly wantTexts: (documents: readonly DocumentKey[]) => Promise<void>;
  /** Leaves a version as it is; returns whether it still is the version and nobody has decided it. */
  readonly decideText: (document: DocumentKey, version: string, by: string) => Promise<boolean>;
  readonly uncheckedCitations: () => Promise<readonly UncheckedCitation[]>;
  readonly noteUnchecked: (citations: readonly UncheckedCitation[], at: Temporal.Instant) => Promise<void>;
};
