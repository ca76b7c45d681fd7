/** The change set: the records that were changed in this page and not yet published. */
import { useSyncExternalStore } from 'react';
import { isSameRecord } from '../../../records/publish/record-name.ts';
import type { PublishedView } from '../../server/publish.ts';
import { allUnsaved, discardUnsaved, loadUnsaved, onUnsaved, saveUnsaved } from '../kept/kept.ts';

/** A record of the change set; a new one has no version. */
export type SetRecord = {
  /** Its folder and file, as one path. */
  readonly at: string;
  readonly folder: string;
  readonly file: string;
  readonly text: string;
  readonly version: string | undefined;
};

/** Returns the records of the change set, drafts left out: a draft is saved, not published. */
export function useChangeSet(): readonly SetRecord[] {
  const all = useSyncExternalStore(onUnsaved, allUnsaved);
  return all.map(toRecord).filter(({ folder }) => folder !== 'drafts');
}

/** Returns the texts of the set beside that of one record, as checks take them. */
export const othersThan = (at: string): { readonly folder: string; readonly file: string; readonly text: string }[] =>
  allUnsaved()
    .map(toRecord)
    .filter((one) => one.at !== at && one.folder !== 'drafts')
    .map(({ folder, file, text }) => ({ folder, file, text }));

/** Takes records out of the set that are published, in the versions that their files have now; what was written of one meanwhile stays in the set, and goes on from there. */
export function leaveSet(published: readonly SetRecord[], filed: PublishedView['records']): void {
  for (const record of published) {
    const now = loadUnsaved(record.at);
    const version = filed.find((one) => isSameRecord(one, record))?.version;
    if (now === undefined || now.text === record.text || version === undefined) discardUnsaved(record.at);
    else saveUnsaved(record.at, { text: now.text, version });
  }
}

/** A statement that is not published yet, by its document, and the id that it has now. */
export type RenamedStatement = { readonly document: string; readonly before: string; readonly now: string };

/** A statement, named as document/statement. */
const NAMED = /(?<![a-z0-9/-])[a-z0-9-]+\/[a-z0-9-]+(?![a-z0-9-])/gu;

/** Returns a text in which a statement, named as document/statement, has its new id. */
export const withRenamed = (text: string, { document, before, now }: RenamedStatement): string =>
  text.replace(NAMED, (name) => (name === `${document}/${before}` ? `${document}/${now}` : name));

/** Has the texts of the set that are of one relationship name a statement by its new id. */
export const renameInSet = (relationship: string, statement: RenamedStatement): void =>
  rewriteInSet(relationship, (text) => withRenamed(text, statement));

/** Has the texts of the set that are of one relationship name the statements of a document by its new id. */
export const renameDocumentInSet = (
  relationship: string,
  {
    before,
    now,
    statements,
  }: { readonly before: string; readonly now: string; readonly statements: readonly string[] },
): void =>
  rewriteInSet(relationship, (text) =>
    text.replace(NAMED, (name) => {
      const [document, statement = ''] = name.split('/');
      return document === before && statements.includes(statement) ? `${now}/${statement}` : name;
    }),
  );

function rewriteInSet(relationship: string, rewrite: (text: string) => string): void {
  for (const { at, text, version, base } of allUnsaved()) {
    const renamed = rewrite(text);
    if (at.startsWith(`${relationship}/`) && renamed !== text) saveUnsaved(at, { text: renamed, version, base });
  }
}

function toRecord({ at, text, version }: ReturnType<typeof allUnsaved>[number]): SetRecord {
  const slash = at.lastIndexOf('/');
  return { at, folder: at.slice(0, slash), file: at.slice(slash + 1), text, version };
}
