/** Texts that have not been saved, kept while the page is open: going to another record or tab loses none. */

export type Unsaved = {
  readonly text: string;
  /** What stood in the file when it was opened; none of a new record. */
  readonly version: string | undefined;
};

const kept = new Map<string, Unsaved>();
const listeners = new Set<() => void>();
let list: readonly (Unsaved & { readonly at: string })[] = [];

function notify(): void {
  list = [...kept].map(([at, { text, version }]) => ({ at, text, version }));
  for (const listener of listeners) listener();
}

/** Returns the text that was being written of a record, if any. */
export const loadUnsaved = (at: string): Unsaved | undefined => kept.get(at);
export function saveUnsaved(at: string, unsaved: Unsaved): void {
  kept.set(at, unsaved);
  notify();
}
export function discardUnsaved(at: string): void {
  if (kept.delete(at)) notify();
}
/** Returns every text that is being written, the same list as long as none changes. */
export const allUnsaved = (): typeof list => list;
/** Calls a function after each change, until what it returns is called. */
export function onUnsaved(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
export const isAnyUnsaved = (): boolean => kept.size > 0;
