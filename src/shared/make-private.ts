/** Takes a file or folder of an earlier version from everybody but its owner. */
import { chmodSync } from 'node:fs';

/** Sets the rights of a file or folder; where it is not there, or belongs to another user, nothing happens. */
export function makePrivate(path: string, mode: 0o600 | 0o700): void {
  try {
    chmodSync(path, mode);
  } catch {
    // Whoever owns it has decided who reads it.
  }
}
