/** What a folder of records looks like: the names in it that mean something, and how large a record may be. */

/** The folder of documents: in a relationship of its own ones, beside the relationships of those of several. */
export const DOCUMENTS = 'documents';
/** The folder of a relationship that holds its topics. */
export const TOPICS = 'topics';
/** The folder of records that are being written: nothing in it is read, so that what is half done stops nothing. */
export const DRAFTS = 'drafts';
export const RELATIONSHIP_FILE = 'relationship.yaml';
export const TRACKS_FILE = 'tracks.yaml';
/** Which published statements were written anew and say the same: for `check --against`, no record. */
export const WORDING_FILE = 'wording.yaml';
/** Where new documents of a relationship are looked for: no record, read by the watch. */
export const WATCH_FILE = 'watch.yaml';
/** The words that are to be others, for the warnings of \`check\`: beside the relationships, no record. */
export const STYLE_FILE = 'style.yaml';

/** Returns the path of a document among the records; `relationship` is the folder in which it stands. */
export const documentPath = ({ relationship, id }: { readonly relationship: string; readonly id: string }): string =>
  `${relationship === DOCUMENTS ? '' : `${relationship}/`}${DOCUMENTS}/${id}.yaml`;

/** The ids that name folders and files. */
export const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/u;
export const MAX_ID = 40;
export const MAX_SLUG = 80;

/** Returns whether a text can be the id of a relationship, a topic or a statement. */
export const isId = (text: string): boolean => text.length <= MAX_ID && ID.test(text);

/** Returns whether a text can be the id of a document. */
export const isSlug = (text: string): boolean => text.length <= MAX_SLUG && ID.test(text);

/** A record longer than this is refused: the longest curated record is far below it. */
export const MAX_RECORD_BYTES = 1_000_000;

/** Files whose last change is as recent as this may change again within the same tick of the file system's clock. */
export const TICK_MS = 100;

/** A text that a record is to have, whatever stands in its file; undefined where the record is to be removed. */
export type TextOverride = {
  /** The path of the record inside the folder, such as `cn-us/topics/energy.yaml`. */
  readonly path: string;
  readonly text: string | undefined;
  /** What faults call the file, where it is another one: a draft is checked in the place that it is meant for. */
  readonly called?: string;
};

/** Returns the names that changed texts have in a folder, which stands at a path among the records. */
export const namesAdded = (changed: readonly TextOverride[], path: readonly string[]): string[] =>
  changed.flatMap((one) => {
    if (one.text === undefined) return [];
    const parts = one.path.split('/');
    const name = parts[path.length];
    return name !== undefined && path.every((part, at) => part === parts[at]) ? [name] : [];
  });
