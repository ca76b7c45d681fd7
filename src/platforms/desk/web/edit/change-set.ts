/** The change set: the records that were changed in this page and not yet published. */
import { useSyncExternalStore } from 'react';
import { allUnsaved, discardUnsaved, onUnsaved } from './unsaved.ts';

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

/** Takes records out of the set, once they are published. */
export const leaveSet = (records: readonly Pick<SetRecord, 'at'>[]): void => {
  for (const { at } of records) discardUnsaved(at);
};

function toRecord({ at, text, version }: ReturnType<typeof allUnsaved>[number]): SetRecord {
  const slash = at.lastIndexOf('/');
  return { at, folder: at.slice(0, slash), file: at.slice(slash + 1), text, version };
}
