/** What this page keeps of records that are being written: the keeper with the server and the browser's events. */
import { useSyncExternalStore } from 'react';
import { api, faultOf, receive } from '../api.ts';
import { newName } from '../new-name.ts';
import { onConnectivity, isConnected } from '../connectivity.ts';
import { STANDING_CHANGED } from '../standing-changed.ts';
import { loadSettings, removeSetting } from '../storage.ts';
import { createKeeper } from './keeper.ts';
import type { LeftText, UnpublishedRecord, UnpublishedText } from './unpublished.ts';

/** A browser sends no more than 64 kB of a page that is left. */
const KEEPALIVE_CHARACTERS = 20_000;

const listeners = new Set<() => void>();
let list: readonly UnpublishedRecord[] = [];
let isLeaving = false;

const leftName = (person: string, { at, writer }: Pick<LeftText, 'at' | 'writer'>): string =>
  `change.${person}.${writer}.${at}`;

/** Keeps what is written of records. */
export const keeper = createKeeper({
  // The id of this page: a record that it writes is told by it from what others write.
  writer: newName(),
  load: () => receive(api.changes.$get({})),
  keep: async (json) => {
    // What is sent while the page is left, or just before, still arrives, unless it is long.
    const isShort = (json.text ?? '').length + (json.base ?? '').length < KEEPALIVE_CHARACTERS;
    const isLeft = document.visibilityState === 'hidden' || json.text === undefined;
    return await receive(api.changes.$post({ json }, { init: { keepalive: isShort && isLeft } }));
  },
  whyNot: (error) => {
    const { code } = faultOf(error);
    if (code === 'other-person' || code === 'not-allowed') return code;
    if (code === 'unreachable' || code === 'signed-out') return 'unreachable';
    return code === 'fault' || code === 'full' ? 'failed' : 'refused';
  },
  later: (work, milliseconds) => void setTimeout(work, milliseconds),
  left: (person) =>
    loadSettings(`change.${person}.`).flatMap((text) => {
      try {
        return [JSON.parse(text) as LeftText];
      } catch {
        return [];
      }
    }),
  forget: (person, left) => removeSetting(leftName(person, left)),
  changed: () => {
    list = keeper.all();
    for (const listener of listeners) listener();
  },
  leave: () => {
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
export const loadUnsaved = (at: string): UnpublishedText | undefined => keeper.get(at);

/** Keeps the text that is being written of a record. */
export const saveUnsaved = (at: string, unsaved: UnpublishedText): void => keeper.set(at, unsaved);

/** Drops what was written of a record. */
export const discardUnsaved = (at: string): void => keeper.drop(at);

/** Returns every record that is being written. */
export const useKeptRecords = (): readonly UnpublishedRecord[] => useSyncExternalStore(subscribe, allUnsaved);

/** Returns whether it is known what the server has kept: before that, no record should be opened for writing. */
export const useKeptReady = (): boolean => useSyncExternalStore(subscribe, keeper.isReady);

/** Returns how often the text of a record became another one in another way than by being typed in this page. */
export const useEpoch = (at: string): number => useSyncExternalStore(subscribe, () => keeper.epochOf(at));

let isStarted = false;

/** Loads what was kept, or loads it again after somebody has signed in; from then on it is kept, and leaving warns. */
export function startKeeping(): void {
  void keeper.load();
  if (isStarted) return;
  isStarted = true;
  onConnectivity(() => {
    if (isConnected()) void keeper.load();
  });
  // In another window or on another machine something may have been published, or dropped while one was not looking here.
  addEventListener(STANDING_CHANGED, () => void keeper.load());
  addEventListener('focus', () => void keeper.load());
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keeper.flush();
  });
  addEventListener('beforeunload', (event) => {
    if (isLeaving || !keeper.isAnyOnlyHere()) return;
    keeper.flush();
    event.preventDefault();
  });
}
