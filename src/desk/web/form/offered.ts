/** What a form can refer to, with what the change set adds to it. Pure. */
import { TRACKS_FILE } from '../../../records/folder.ts';
import { recordId } from '../../../records/publish/record-name.ts';
import { formatWhen } from '../../../records/dates.ts';
import type { DateWithPrecision, Translated } from '../../../records/schema.ts';
import { valueIn, wordAt } from '../../../records/text-edit/edit-value.ts';
import { STATEMENT_DATES } from '../../../records/statement-dates.ts';
import { readRecord } from '../../../records/text-edit/edit-text.ts';
import type { FormView, OfferedStatement } from '../../server/edit.ts';
import type { KnownTrack } from '../../server/reading/reader.ts';

/** A record that is not published yet. */
type Unpublished = { readonly folder: string; readonly file: string; readonly text: string };

/** Returns what can be referred to once the change set is published: its documents, its topics, and its statements on a topic. */
export function withUnpublished(
  known: FormView,
  set: readonly Unpublished[],
  relationship: string,
  topic: string | undefined,
): FormView {
  const documents = [...known.documents];
  const topics = [...known.topics];
  const statements = new Map(known.statements.map((one) => [one.id, one]));
  for (const { folder, file, text } of set) {
    const record = readRecord(text);
    if (record === undefined) continue;
    const id = recordId({ file });
    const name = translated(record.title);
    const list = folder === `${relationship}/documents` ? documents : folder === `${relationship}/topics` ? topics : [];
    if (name !== undefined && !list.some((one) => one.id === id)) list.push({ id, name });
    if (list !== documents || topic === undefined) continue;
    for (const one of Array.isArray(record.statements) ? record.statements : []) {
      const found = offered(one, id, record, topic);
      if (found !== undefined) statements.set(found.id, found);
    }
  }
  return { ...known, documents, topics, statements: [...statements.values()] };
}

/** Returns the topics of a relationship with those of the change set; one that has no title yet is called by its id. */
export function withTopics(
  known: readonly { readonly id: string; readonly title: Translated }[],
  set: readonly Unpublished[],
  relationship: string,
): readonly { readonly id: string; readonly title: Translated }[] {
  const added = set.flatMap(({ folder, file, text }) => {
    const id = recordId({ file });
    if (folder !== `${relationship}/topics` || known.some((one) => one.id === id)) return [];
    return [{ id, title: translated(readRecord(text)?.title) ?? { en: id } }];
  });
  return added.length === 0 ? known : [...known, ...added];
}

/** Returns the tracks of a relationship with those of the change set. */
export function withTracks(
  known: readonly KnownTrack[],
  set: readonly Unpublished[],
  relationship: string,
): readonly KnownTrack[] {
  const written = set.find(({ folder, file }) => folder === relationship && file === TRACKS_FILE);
  const tracks = written === undefined ? undefined : readRecord(written.text)?.tracks;
  const added = (Array.isArray(tracks) ? tracks : []).flatMap((one): KnownTrack[] => {
    const [id, title] = [wordAt(one, ['id']), translated(valueIn(one, ['title']))];
    if (id === '' || title === undefined || known.some((other) => other.id === id)) return [];
    const kind = wordAt(one, ['kind']) === 'commitment' ? 'commitment' : 'measure';
    return [{ id, title, kind, party: wordAt(one, ['party']), now: undefined, instrument: undefined }];
  });
  return added.length === 0 ? known : [...known, ...added];
}

function offered(
  statement: unknown,
  document: string,
  { publishedOn, party }: Readonly<Record<string, unknown>>,
  topic: string,
): OfferedStatement | undefined {
  const text = translated(valueIn(statement, ['text']));
  const id = valueIn(statement, ['id']);
  const kind = valueIn(statement, ['kind']);
  const topics = valueIn(statement, ['topics']);
  if (text === undefined || typeof id !== 'string' || typeof kind !== 'string') return undefined;
  if (!Array.isArray(topics) || !topics.includes(topic)) return undefined;
  return {
    id: `${document}/${id}`,
    text,
    kind,
    when: toldWhen([
      ...STATEMENT_DATES.map((name) => valueIn(statement, [name])),
      { precision: 'day', on: publishedOn },
    ]),
    party: typeof party === 'string' ? party : undefined,
  };
}

/** Returns the first of these that is a date, in words; nothing where none is one yet. */
function toldWhen(dates: readonly unknown[]): Translated {
  for (const date of dates) {
    try {
      const when = date as DateWithPrecision;
      return { en: formatWhen(when, 'en'), zh: formatWhen(when, 'zh') };
    } catch {
      // It is being written.
    }
  }
  return { en: '' };
}

function translated(value: unknown): { readonly en: string; readonly zh?: string } | undefined {
  const en = valueIn(value, ['en']);
  const zh = valueIn(value, ['zh']);
  if (typeof en !== 'string') return undefined;
  return typeof zh === 'string' ? { en, zh } : { en };
}
