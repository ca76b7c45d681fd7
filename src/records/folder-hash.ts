/** Detects changes in a folder of records: a hash over the names and contents of all files that are loaded from it. */
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../shared/errors.ts';
import { DRAFTS, namesAdded, MAX_RECORD_BYTES, TICK_MS, type TextOverride } from './folder.ts';

/** Returns the hash of the folder as it is, or as it would be with changed texts; never throws: a file that cannot be read counts by its error. */
export type FolderHash = (changed?: readonly TextOverride[]) => string;

type KnownFile = { readonly stamp: string; readonly hash: string };

/** Creates a hash of a folder that reads unchanged files only once. `wall` returns the milliseconds since 1970. */
export function createFolderHash(folder: string, wall: () => number): FolderHash {
  let known = new Map<string, KnownFile>();
  return (changed = []) => {
    const next = new Map<string, KnownFile>();
    const lines: string[] = [];
    const textOf = new Map(changed.map(({ path, text }) => [path, text]));
    /** Adds the lines of a folder of the records; `path` is where it stands among them. */
    const add = (path: readonly string[]): void => {
      const depth = path.length;
      const there = namesIn(join(folder, ...path));
      const added = namesAdded(changed, path);
      for (const name of added.length === 0 ? there : new Set([...there, ...added].toSorted())) {
        const own = [...path, name];
        const whole = own.join('/');
        if (depth === 0 && name === DRAFTS) continue;
        const text = textOf.get(whole);
        if (text === undefined && textOf.has(whole)) continue;
        if (text !== undefined) lines.push(`${whole} ${hashOf(text)}`);
        else if (name.endsWith('.yaml')) lines.push(`${whole} ${hashFile(join(folder, ...own), known, next, wall)}`);
        else {
          lines.push(`${whole}${linkAt(join(folder, ...own))}`);
          if (depth < DEEPEST) add(own);
        }
      }
    };
    add([]);
    known = next;
    return hashOf(lines.join('\n'));
  };
}

/** Records stand in the folders of a relationship: nothing deeper is ever loaded. */
const DEEPEST = 2;

const hashOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Lists a folder without hidden files and schemas for editors, or returns why it cannot be listed; a file has no list. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.') && !name.endsWith('.json'))
      .toSorted();
  } catch (error) {
    return [errorCode(error)];
  }
}

/** Returns where a link leads, nothing for what is none: one that leads out is no record, and the file itself in its place is one. */
function linkAt(path: string): string {
  try {
    return lstatSync(path).isSymbolicLink() ? ` link to ${readlinkSync(path)}` : '';
  } catch {
    // That it cannot be looked at is told where it is read.
    return '';
  }
}

function hashFile(
  path: string,
  known: ReadonlyMap<string, KnownFile>,
  next: Map<string, KnownFile>,
  wall: () => number,
): string {
  try {
    const link = linkAt(path);
    const stats = statSync(path);
    // Neither is ever loaded as a record, and reading a pipe or a device would block for ever.
    if (!stats.isFile()) return 'no file';
    if (stats.size > MAX_RECORD_BYTES) return 'too large';
    const stamp = `${stats.size} ${stats.mtimeMs} ${stats.ctimeMs} ${stats.ino}`;
    const before = known.get(path);
    const file = before?.stamp === stamp ? before : { stamp, hash: hashOf(readFileSync(path)) };
    if (wall() - Math.max(stats.mtimeMs, stats.ctimeMs) > TICK_MS) next.set(path, file);
    return `${file.hash}${link}`;
  } catch (error) {
    return errorCode(error);
  }
}
