/** Renews records for a document that reads otherwise now: its fingerprints, its address, and the paragraphs that citations name. What stands nowhere any more is left to whoever corrects or withdraws it. Pure. */
import { align } from '../align-paragraphs.ts';
import { normalized, occurrences } from '../find-words.ts';
import { fingerprint } from '../paragraphs.ts';
import { editedText, readRecord } from '../text-edit/edit-text.ts';
import { valueIn, type FormPath } from '../text-edit/edit-value.ts';

export type RenewedDocument = {
  /** Its id in the files of its relationship. */
  readonly id: string;
  /** The fingerprints of its record. */
  readonly recorded: readonly string[];
  /** The paragraphs that it has now. */
  readonly paragraphs: readonly string[];
  /** Where it has moved; empty where it has not. */
  readonly address: string;
  /** The day on which it was read, as YYYY-MM-DD. */
  readonly on: string;
};

/** Returns the text of a record as it is to be; undefined where nothing in it changes, or where it cannot be written. */
export function renewedText(text: string, document: RenewedDocument, isOwn: boolean): string | undefined {
  const place = placesIn(document);
  const { id, paragraphs, address, on } = document;
  const record = readRecord(text);
  const edits: (readonly [FormPath, unknown])[] = [];
  if (isOwn) {
    edits.push([['paragraphs'], paragraphs.map((one) => fingerprint(one))], [['accessedOn'], on]);
    if (address !== '') edits.push([['url'], address]);
    for (const end of ['from', 'to']) {
      const number = valueIn(record, ['mustCite', end]);
      if (typeof number === 'number') edits.push([['mustCite', end], place(number, '')]);
    }
  }
  for (const [at, statement] of listIn(record, ['statements']).entries())
    for (const [index, citation] of listIn(statement, ['citations']).entries()) {
      const [source, paragraph, find] = ['source', 'paragraph', 'find'].map((field) => valueIn(citation, [field]));
      if ((source ?? (isOwn ? id : '')) !== id || typeof paragraph !== 'number' || typeof find !== 'string') continue;
      const number = place(paragraph, find);
      if (number !== paragraph) edits.push([['statements', at, 'citations', index, 'paragraph'], number]);
    }
  if (edits.length === 0) return undefined;
  return edits.reduce<string | undefined>(
    (now, [path, value]) => (now === undefined ? undefined : editedText(now, { kind: 'set', path, value })),
    text,
  );
}

const listIn = (value: unknown, path: FormPath): readonly unknown[] => {
  const list = valueIn(value, path);
  return Array.isArray(list) ? list : [];
};

/** Returns where a paragraph of the record is now: where its cited words stand, once; or where it has its place, itself or what has come in its place. */
function placesIn({ recorded, paragraphs }: RenewedDocument): (paragraph: number, find: string) => number {
  const lower = paragraphs.map((one) => normalized(one).toLowerCase());
  const now = paragraphs.map((one) => fingerprint(one));
  const aligned = align(paragraphs, recorded).paragraphs;
  const places = aligned.map((there) => (there === undefined ? -1 : now.indexOf(there.forms.fingerprint)));
  // As many as are gone have come: each in the place of one.
  const gone = recorded.flatMap((one, at) => (places[at] === -1 && !now.includes(one) ? at : []));
  const come = now.flatMap((one, at) => (places.includes(at) || recorded.includes(one) ? [] : at));
  if (gone.length === come.length) for (const [index, at] of gone.entries()) places[at] = come[index] ?? -1;
  return (paragraph, find) => {
    const own = places[paragraph - 1] ?? -1;
    const needle = normalized(find).toLowerCase();
    const isThere = (text: string | undefined): boolean => occurrences(text ?? '', needle) > 0;
    if (needle !== '' && !isThere(lower[own])) {
      const found = lower.flatMap((text, at) => (isThere(text) ? at : []));
      if (found.length === 1 && found[0] !== undefined) return found[0] + 1;
    }
    return own === -1 ? Math.min(paragraph, paragraphs.length) : own + 1;
  };
}
