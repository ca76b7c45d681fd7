/** What a folder of records looks like: the names in it that mean something, and how large a record may be. */

/** The folders of a relationship that hold its documents and its topics. */
export const DOCUMENTS = 'documents';
export const TOPICS = 'topics';
/** The folder of records that are being written: nothing in it is read, so that what is half done stops nothing. */
export const DRAFTS = 'drafts';
export const RELATIONSHIP_FILE = 'relationship.yaml';

/** A record longer than this is refused: the longest curated record is far below it. */
export const RECORD_MOST_BYTES = 1_000_000;

export const TOO_LARGE = `is larger than ${RECORD_MOST_BYTES} bytes; a record holds one topic or one document, so split it`;

/** Files whose last change is as recent as this may change again within the same tick of the file system's clock. */
export const TICK_MILLISECONDS = 100;

/** A text that a record is to have, whatever stands in its file. */
export type Changed = {
  /** The path of the record inside the folder, such as `cn-us/topics/energy.yaml`. */
  readonly path: string;
  readonly text: string;
  /** What faults call the file, where it is another one: a draft is checked in the place that it is meant for. */
  readonly called?: string;
};
