/** Whether the session of this page has ended: everything that the server answers says so. */
import { useSyncExternalStore } from 'react';

const SIGNED_OUT = 401;
let isSignedOut = false;
const listeners = new Set<() => void>();

/** Takes note of the status of an answer of the server. */
export function noteStatus(status: number): void {
  if ((status === SIGNED_OUT) === isSignedOut) return;
  isSignedOut = !isSignedOut;
  for (const tell of listeners) tell();
}

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

/** Returns whether the session has ended; false again once its person has signed in anew. */
export const useSignedOut = (): boolean => useSyncExternalStore(subscribe, () => isSignedOut);
