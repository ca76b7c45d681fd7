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

/** Calls a function whenever the session has ended or its person has signed in anew, until what it returns is called. */
export const onSession = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

export const isSessionOver = (): boolean => isSignedOut;

/** Returns whether the session has ended; false again once its person has signed in anew. */
export const useSignedOut = (): boolean => useSyncExternalStore(onSession, isSessionOver);
