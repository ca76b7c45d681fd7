/** Texts that have not been saved, kept while the page is open: going to another record or tab loses none. */

export type Unsaved = {
  readonly text: string;
  /** What stood in the file when it was opened; none of a new record. */
  readonly version: string | undefined;
};

const kept = new Map<string, Unsaved>();

/** Returns the text that was being written of a record, if any. */
export const loadUnsaved = (at: string): Unsaved | undefined => kept.get(at);
export const saveUnsaved = (at: string, unsaved: Unsaved): void => void kept.set(at, unsaved);
export const discardUnsaved = (at: string): void => void kept.delete(at);
export const isAnyUnsaved = (): boolean => kept.size > 0;
