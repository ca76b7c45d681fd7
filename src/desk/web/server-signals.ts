/** What the page is told beside the answers of the server: whether it is reached, whether the session is over, and that other records are in service. */
import { useSyncExternalStore } from 'react';

const SIGNED_OUT = 401;
let isSignedOut = false;
const sessionListeners = new Set<() => void>();

/** Takes note of the status of an answer of the server. */
export function noteStatus(status: number): void {
  if ((status === SIGNED_OUT) === isSignedOut) return;
  isSignedOut = !isSignedOut;
  for (const tell of sessionListeners) tell();
}

/** Calls a function whenever the session has ended or its person has signed in anew, until what it returns is called. */
export const onSession = (changed: () => void): (() => void) => {
  sessionListeners.add(changed);
  return () => sessionListeners.delete(changed);
};

export const isSessionOver = (): boolean => isSignedOut;

/** Returns whether the session has ended; false again once its person has signed in anew. */
export const useSignedOut = (): boolean => useSyncExternalStore(onSession, isSessionOver);

let isReached = true;
const listeners = new Set<() => void>();

/** Takes note of whether the server has answered. */
export function noteConnectivity(answered: boolean): void {
  if (answered === isReached) return;
  isReached = answered;
  for (const tell of listeners) tell();
}

/** Calls a function whenever the server is lost or answers again, until what it returns is called. */
export function onConnectivity(changed: () => void): () => void {
  listeners.add(changed);
  return () => void listeners.delete(changed);
}

export const isConnected = (): boolean => isReached;

/** Returns whether the server answered last. */
export const useConnectivity = (): boolean => useSyncExternalStore(onConnectivity, isConnected);

export const RECORDS_STATUS_CHANGED = 'attache-standing-changed';
