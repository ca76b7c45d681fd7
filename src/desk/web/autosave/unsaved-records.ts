/** The records with unpublished changes on this page: autosave with the server and the browser's events. */
import { useSyncExternalStore } from 'react';
import { api, faultOf, receive } from '../api.ts';
import { newName } from '../storage.ts';
import { onConnectivity, isConnected, RECORDS_STATUS_CHANGED } from '../server-signals.ts';
import { createAutosave, type UnpublishedRecord } from './autosave.ts';

/** A browser sends no more than 64 kB of a page that is left. */
const MAX_KEEPALIVE_CHARACTERS = 20_000;

const listeners = new Set<() => void>();
let list: readonly UnpublishedRecord[] = [];
let isLeaving = false;

/** Saves the unpublished changes of records as they are typed. */
export const autosave = createAutosave({
  // The id of this page: a record that it writes is told by it from what others write.
  pageId: newName(),
  load: () => receive(api.changes.$get({})),
  save: async (json) => {
    // What is sent while the page is left, or just before, still arrives, unless it is long.
    const isShort = (json.text ?? '').length + (json.base ?? '').length < MAX_KEEPALIVE_CHARACTERS;
    const isLeft = document.visibilityState === 'hidden' || json.text === undefined;
    return await receive(api.changes.$post({ json }, { init: { keepalive: isShort && isLeft } }));
  },
  failureOf: (error) => {
    const { code } = faultOf(error);
    if (code === 'other-person' || code === 'not-allowed') return code;
    if (code === 'unreachable' || code === 'signed-out') return 'unreachable';
    return code === 'fault' || code === 'full' ? 'failed' : 'refused';
  },
  schedule: (work, milliseconds) => void setTimeout(work, milliseconds),
  onChanged: () => {
    list = autosave.all();
    for (const listener of listeners) listener();
  },
  reload: () => {
    isLeaving = true;
    location.reload();
  },
});

/** Calls a function after each change of what is unpublished, until what it returns is called. */
const onUnpublished = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Returns every record with unpublished changes, the same list as long as none changes. */
export const allUnpublished = (): readonly UnpublishedRecord[] => list;

/** Returns every record with unpublished changes. */
export const useUnpublishedRecords = (): readonly UnpublishedRecord[] =>
  useSyncExternalStore(onUnpublished, allUnpublished);

/** Returns whether it is known what the server has saved: before that, no record should be opened for writing. */
export const useUnpublishedReady = (): boolean => useSyncExternalStore(onUnpublished, autosave.isReady);

/** Returns how often the text of a record became another one in another way than by being typed in this page. */
export const useReplacedCount = (at: string): number =>
  useSyncExternalStore(onUnpublished, () => autosave.replacedCountOf(at));

let isStarted = false;

/** Loads the unpublished changes, or loads them again after somebody has signed in; from then on they are saved, and leaving warns. */
export function startAutosave(): void {
  void autosave.load();
  if (isStarted) return;
  isStarted = true;
  onConnectivity(() => {
    if (isConnected()) void autosave.load();
  });
  // In another window or on another machine something may have been published, or dropped while one was not looking here.
  addEventListener(RECORDS_STATUS_CHANGED, () => void autosave.load());
  addEventListener('focus', () => void autosave.load());
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') autosave.flush();
  });
  addEventListener('beforeunload', (event) => {
    if (isLeaving || !autosave.hasUnsent()) return;
    autosave.flush();
    event.preventDefault();
  });
}
