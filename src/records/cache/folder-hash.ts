/** Tells whether a folder of records is as it was: a hash over the names and contents of all that is read in it. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../../shared/error-code.ts';
import { DRAFTS, RECORD_MOST_BYTES, TICK_MILLISECONDS, type Changed } from '../folder.ts';

/** Returns the hash of the folder as it is now, or as it will be with one text; it never throws, and what cannot be read counts by its error. */
export type FolderHash = (changed?: Changed) => string;

type KnownFile = { readonly stamp: string; readonly hash: string };

/** Returns a hash of a folder for which a file that has not changed since is not read again. `wall` tells the milliseconds since 1970. */
export function createFolderHash(folder: string, wall: () => number): FolderHash {
  let known = new Map<string, KnownFile>();
  return (changed) => {
    const next = new Map<string, KnownFile>();
    const lines: string[] = [];
    for (const name of namesIn(folder)) {
      if (name === DRAFTS) continue;
      const there = namesIn(join(folder, name));
      lines.push(`${name}/`);
      for (const file of name === changed?.folder ? new Set([...there, changed.file].toSorted()) : there) {
        if (name === changed?.folder && file === changed.file) lines.push(`${file} ${hashOf(changed.text)}`);
        else if (!file.endsWith('.yaml')) lines.push(file);
        else lines.push(`${file} ${hashFile(join(folder, name, file), known, next, wall)}`);
      }
    }
    known = next;
    return hashOf(lines.join('\n'));
  };
}

const hashOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** The names in a folder but those of hidden files and of schemas for editors, or why they cannot be had: a file has none. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.') && !name.endsWith('.json'))
      .toSorted();
  } catch (error) {
    return [errorCode(error)];
  }
}

function hashFile(
  path: string,
  known: ReadonlyMap<string, KnownFile>,
  next: Map<string, KnownFile>,
  wall: () => number,
): string {
  try {
    const stats = statSync(path);
    // Neither is ever read as a record, and reading a pipe or a device would wait for ever.
    if (!stats.isFile()) return 'no file';
    if (stats.size > RECORD_MOST_BYTES) return 'too large';
    const stamp = `${stats.size} ${stats.mtimeMs} ${stats.ctimeMs} ${stats.ino}`;
    const before = known.get(path);
    const file = before?.stamp === stamp ? before : { stamp, hash: hashOf(readFileSync(path)) };
    if (wall() - Math.max(stats.mtimeMs, stats.ctimeMs) > TICK_MILLISECONDS) next.set(path, file);
    return file.hash;
  } catch (error) {
    return errorCode(error);
  }
}
