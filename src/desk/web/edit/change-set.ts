/** The change set: the records that were changed in this page and not yet published, with their titles. */
import { useMemo } from 'react';
import { isDraft, isSameRecord, recordNameOf } from '../../../records/publish/record-name.ts';
import type { PublishedView } from '../../server/publish.ts';
import { allUnpublished, useUnpublishedRecords, autosave } from '../autosave/unsaved-records.ts';
import { readRecord } from '../../../records/text-edit/edit-text.ts';
import { wordAt } from '../../../records/text-edit/edit-value.ts';
import type { Language } from '../../../records/schema.ts';
import type { RecordListView } from '../../server/edit.ts';
import { api, useGet } from '../api.ts';
import { recordTitle, type TitleOf } from '../frame/titles.ts';
import { useLanguage } from '../language.ts';

/** A record of the change set; a new one has no version. */
export type SetRecord = {
  /** Its folder and file, as one path. */
  readonly at: string;
  readonly folder: string;
  readonly file: string;
  readonly text: string;
  readonly version: string | undefined;
};

/** Returns the records of the change set, the same list as long as none changes; drafts are left out: a draft is saved, not published. */
export function useChangeSet(): readonly SetRecord[] {
  const all = useUnpublishedRecords();
  return useMemo(() => all.map(toRecord).filter((one) => !isDraft(one)), [all]);
}

/** Returns the texts of the set beside that of one record, as checks take them. */
export const othersThan = (at: string): { readonly folder: string; readonly file: string; readonly text: string }[] =>
  allUnpublished()
    .map(toRecord)
    .filter((one) => one.at !== at && !isDraft(one))
    .map(({ folder, file, text }) => ({ folder, file, text }));

/** Takes records out of the set that are published, in the versions that their files have now; what was written of one meanwhile stays in the set, and goes on from there. */
export function leaveSet(published: readonly SetRecord[], filed: PublishedView['records']): void {
  for (const record of published) {
    const now = autosave.get(record.at);
    const version = filed.find((one) => isSameRecord(one, record))?.version;
    if (now === undefined || now.text === record.text || version === undefined) autosave.drop(record.at);
    else autosave.set(record.at, { text: now.text, version });
  }
}

/** A statement that is not published yet, by its document, and the id that it has now. */
type RenamedStatement = { readonly document: string; readonly before: string; readonly now: string };

/** A statement, named as document/statement. */
const NAMED = /(?<![a-z0-9/-])[a-z0-9-]+\/[a-z0-9-]+(?![a-z0-9-])/gu;

/** Returns a text in which a statement, named as document/statement, has its new id. */
export const withRenamed = (text: string, { document, before, now }: RenamedStatement): string =>
  text.replace(NAMED, (name) => (name === `${document}/${before}` ? `${document}/${now}` : name));

/** Has the texts of the set that are of one relationship name a statement by its new id. */
export const renameInSet = (relationship: string, statement: RenamedStatement): void =>
  rewriteInSet(relationship, (text) => withRenamed(text, statement));

function rewriteInSet(relationship: string, rewrite: (text: string) => string): void {
  for (const { at, text, version, base } of allUnpublished()) {
    const renamed = rewrite(text);
    if (at.startsWith(`${relationship}/`) && renamed !== text) autosave.set(at, { text: renamed, version, base });
  }
}

function toRecord({ at, text, version }: ReturnType<typeof allUnpublished>[number]): SetRecord {
  return { at, ...recordNameOf(at), text, version };
}

/** What was read last, by the path of the record: a text that is listed again and again is read once. */
const read = new Map<string, { readonly text: string; readonly value: unknown }>();

/** Returns what a record that is being written holds; undefined of any other, and where its text cannot be read. */
export function writtenRecord(at: string): unknown {
  const text = allUnpublished().find((one) => one.at === at)?.text;
  if (text === undefined) return undefined;
  let known = read.get(at);
  if (known?.text !== text) {
    known = { text, value: readRecord(text) };
    read.set(at, known);
  }
  return known.value;
}

/** Returns the title in the text of a record that is being written; undefined where it has none yet. */
function writtenTitle(at: string, language: Language): string | undefined {
  const record = writtenRecord(at);
  return wordAt(record, ['title', language]).trim() || wordAt(record, ['title', 'en']).trim() || undefined;
}

/** Returns what finds the title of a record by its path: among the records that are listed, or in what is being written. */
export function useTitles(records: RecordListView['records']): TitleOf {
  const language = useLanguage();
  // They are told anew when what is being written changes.
  useUnpublishedRecords();
  return (at) => recordTitle(records, at, language) ?? writtenTitle(at, language);
}

/** Returns what finds the title of any record by its path; before the server has listed them, in what is being written alone. */
export function useAllTitles(): TitleOf {
  const [response] = useGet('records', (options) => api.curate.records.$get({}, options));
  return useTitles(response.state === 'loaded' ? response.answer.records : []);
}
