/** The records that are being written on this page: autosave with the server and the browser's events. */
import { useSyncExternalStore } from 'react';
import { api, faultOf, receive } from '../api.ts';
import { newName, loadSettings, removeSetting } from '../storage.ts';
import { onConnectivity, isConnected, STANDING_CHANGED } from '../server-signals.ts';
import { createAutosave, type LeftoverText, type UnpublishedRecord, type UnpublishedText } from './autosave.ts';

/** A browser sends no more than 64 kB of a page that is left. */
const KEEPALIVE_CHARACTERS = 20_000;

const listeners = new Set<() => void>();
let list: readonly UnpublishedRecord[] = [];
let isLeaving = false;

const leftName = (person: string, { at, writer }: Pick<LeftoverText, 'at' | 'writer'>): string =>
  `change.${person}.${writer}.${at}`;

/** Keeps what is written of records. */
export const autosave = createAutosave({
  // The id of this page: a record that it writes is told by it from what others write.
  writer: newName(),
  load: () => receive(api.changes.$get({})),
  keep: async (json) => {
    // What is sent while the page is left, or just before, still arrives, unless it is long.
    const isShort = (json.text ?? '').length + (json.base ?? '').length < KEEPALIVE_CHARACTERS;
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
  left: (person) =>
    loadSettings(`change.${person}.`).flatMap((text) => {
      try {
        return [JSON.parse(text) as LeftoverText];
      } catch {
        return [];
      }
    }),
  forget: (person, left) => removeSetting(leftName(person, left)),
  changed: () => {
    list = autosave.all();
    for (const listener of listeners) listener();
  },
  reload: () => {
    isLeaving = true;
    location.reload();
  },
});

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Calls a function after each change of what is kept, until what it returns is called. */
export const onUnsaved = subscribe;

/** Returns every record that is being written, the same list as long as none changes. */
export const allUnsaved = (): readonly UnpublishedRecord[] => list;

/** Returns the text that was being written of a record, if any. */
export const loadUnsaved = (at: string): UnpublishedText | undefined => autosave.get(at);

/** Keeps the text that is being written of a record. */
export const saveUnsaved = (at: string, unsaved: UnpublishedText): void => autosave.set(at, unsaved);

/** Drops what was written of a record. */
export const discardUnsaved = (at: string): void => autosave.drop(at);

/** Returns every record that is being written. */
export const useUnsavedRecords = (): readonly UnpublishedRecord[] => useSyncExternalStore(subscribe, allUnsaved);

/** Returns whether it is known what the server has kept: before that, no record should be opened for writing. */
export const useKeptReady = (): boolean => useSyncExternalStore(subscribe, autosave.isReady);

/** Returns how often the text of a record became another one in another way than by being typed in this page. */
export const useEpoch = (at: string): number => useSyncExternalStore(subscribe, () => autosave.epochOf(at));

let isStarted = false;

/** Loads what was kept, or loads it again after somebody has signed in; from then on it is kept, and leaving warns. */
export function startKeeping(): void {
  void autosave.load();
  if (isStarted) return;
  isStarted = true;
  onConnectivity(() => {
    if (isConnected()) void autosave.load();
  });
  // In another window or on another machine something may have been published, or dropped while one was not looking here.
  addEventListener(STANDING_CHANGED, () => void autosave.load());
  addEventListener('focus', () => void autosave.load());
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') autosave.flush();
  });
  addEventListener('beforeunload', (event) => {
    if (isLeaving || !autosave.isAnyOnlyHere()) return;
    autosave.flush();
    event.preventDefault();
  });
}
