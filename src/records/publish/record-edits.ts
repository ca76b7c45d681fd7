/** Writes what is added to records into their text, of which every other character stays: corrections, reviews and statements. Pure. */
import type { Relation, StatementCorrection } from '../schema.ts';
import { editedText, readRecord } from '../text-edit/edit-text.ts';
import { valueIn, type FormEdit, type FormPath } from '../text-edit/edit-value.ts';

/** A statement or a track as a form gives it: what it must hold is checked with its record. */
export type WrittenEntry = Readonly<Record<string, unknown>> & { readonly id: string };

/** A review by a person: the day (YYYY-MM-DD) and the name. */
export type ReviewEntry = { readonly on: string; readonly name: string };

/** Returns the text of a document with an entry added to the corrections of a statement, named by its id in the document; undefined where the text has no such statement. */
export function withCorrection(text: string, statement: string, entry: StatementCorrection): string | undefined {
  const at = placeOf(text, statement);
  return at === undefined ? undefined : withItem(text, ['statements', at, 'corrections'], entry);
}

/** What a statement of a document says of another one, or of a track, once somebody has found that it does. */
export type Found = { readonly relation: Relation } | { readonly track: string };

/** Returns the text of a document in which a statement, named by its id there, says so too; undefined where the text has no such statement. */
export function withFound(text: string, statement: string, found: Found): string | undefined {
  const at = placeOf(text, statement);
  if (at === undefined) return undefined;
  return 'relation' in found
    ? withItem(text, ['statements', at, 'relations'], found.relation)
    : editedText(text, { kind: 'set', path: ['statements', at, 'track'], value: found.track });
}

/** Returns the text of a topic as a person has reviewed it; undefined where it is no such text. */
export function withReview(text: string, { on, name }: ReviewEntry): string | undefined {
  const parts: readonly (readonly [FormPath, string])[] = [
    [['verified', 'on'], on],
    [['verified', 'by', 'kind'], 'person'],
    [['verified', 'by', 'name'], name],
  ];
  if (readRecord(text) === undefined) return undefined;
  return parts.reduce<string | undefined>(
    (now, [path, value]) => (now === undefined ? undefined : editedText(now, { kind: 'set', path, value })),
    text,
  );
}

/** Returns the text of a document with a statement at the end of its list, or in the place of another, named by its id; undefined where the text is no such YAML or has no such statement. */
export function withStatement(text: string, statement: WrittenEntry, replaces?: string): string | undefined {
  if (replaces === undefined) return withItem(text, ['statements'], statement);
  const at = placeOf(text, replaces);
  return at === undefined ? undefined : editedText(text, { kind: 'set', path: ['statements', at], value: statement });
}

/** Returns the text of the record of tracks with a new one at the end; undefined where the text is no such YAML. */
export const withTrack = (text: string, track: WrittenEntry): string | undefined => withItem(text, ['tracks'], track);

/** Returns the text of a document without a statement, named by its id; undefined where it has none of it. */
export function withoutStatement(text: string, id: string): string | undefined {
  const at = placeOf(text, id);
  return at === undefined ? undefined : editedText(text, { kind: 'remove', path: ['statements', at] });
}

/** Returns the text with an item at the end of a list, which is made where it is missing; undefined where something else stands in its place. */
function withItem(text: string, path: FormPath, value: unknown): string | undefined {
  const record = readRecord(text);
  if (record === undefined) return undefined;
  const list = valueIn(record, path) ?? [];
  const around = valueIn(record, path.slice(0, -1)) ?? {};
  if (!Array.isArray(list) || typeof around !== 'object' || Array.isArray(around)) return undefined;
  const edit: FormEdit =
    list.length === 0 ? { kind: 'set', path, value: [value] } : { kind: 'insert', path, at: list.length, value };
  return editedText(text, edit);
}

/** Returns the place of a statement in the list of its document. */
function placeOf(text: string, id: string): number | undefined {
  const statements = valueIn(readRecord(text), ['statements']);
  const at = Array.isArray(statements) ? statements.findIndex((one) => valueIn(one, ['id']) === id) : -1;
  return at === -1 ? undefined : at;
}

/** An id has at most so many characters (src/records/schema.ts). */
const MAX_CHARACTERS = 40;

/** Returns an id, or where it is taken the same with the first number behind it that is free. */
export function freeId(id: string, taken: ReadonlySet<string>): string {
  let free = id;
  for (let count = 2; taken.has(free); count += 1) {
    const end = `-${count}`;
    // No id has two hyphens in a row.
    free = id.slice(0, MAX_CHARACTERS - end.length).replace(/-+$/u, '') + end;
  }
  return free;
}
