/** A change set as it stands in its file. It is read by hand: whatever edits records looks for one that was left at its start, and would wait for a library of schemas. */
import type { Author, KindOfChange, RecordName } from './editor.ts';

export type LoggedRecord = RecordName & {
  /** Null where there was no record, or where there is none any more. */
  readonly before: string | null;
  readonly after: string | null;
  /** The id of the version that was kept of what stood before. */
  readonly kept?: string | undefined;
  /** The file beside the record that holds the new text until it takes its place. */
  readonly part?: string | undefined;
};

export type LoggedSet = {
  readonly id: string;
  readonly at: string;
  readonly author: Author;
  readonly kinds: Readonly<Record<string, KindOfChange>>;
  readonly undoes?: string | undefined;
  readonly records: readonly LoggedRecord[];
};

type Guard<Value> = (value: unknown) => value is Value;

const isFields: Guard<Readonly<Record<string, unknown>>> = (value): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText: Guard<string> = (value): value is string => typeof value === 'string';
const isTextOrNone = (value: unknown): boolean => value === undefined || isText(value);
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);

const isAuthor: Guard<Author> = (value): value is Author =>
  isFields(value) && isText(value.name) && isTextOrNone(value.email);

const isKind: Guard<KindOfChange> = (value): value is KindOfChange =>
  isFields(value) &&
  (value.kind === 'wording' ||
    (value.kind === 'correction' && isFields(value.what) && isText(value.what.en) && isTextOrNone(value.what.zh)));

const isRecord: Guard<LoggedRecord> = (value): value is LoggedRecord =>
  isFields(value) &&
  isText(value.folder) &&
  isText(value.file) &&
  isTextOrNull(value.before) &&
  isTextOrNull(value.after) &&
  isTextOrNone(value.kept) &&
  isTextOrNone(value.part);

const isSet: Guard<LoggedSet> = (value): value is LoggedSet =>
  isFields(value) &&
  isText(value.id) &&
  isText(value.at) &&
  isAuthor(value.author) &&
  isFields(value.kinds) &&
  Object.values(value.kinds).every(isKind) &&
  isTextOrNone(value.undoes) &&
  Array.isArray(value.records) &&
  value.records.every(isRecord);

/** Returns the change set of a JSON text; undefined where it is something else. */
export function parseLoggedSet(text: string): LoggedSet | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isSet(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
