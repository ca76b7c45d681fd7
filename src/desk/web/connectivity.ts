/** Whether the server answers this page: everything that is asked of it says so. */
import { useSyncExternalStore } from 'react';

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
