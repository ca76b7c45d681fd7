/** Watches the folder of records, and sees where another folder has taken its place, or the place of one within it. */
import { readdirSync, statSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { DRAFTS } from '../../records/folder.ts';

/** A folder that cannot be watched is tried again after so long, and one that is watched is looked at for being the same. */
const RETRY_MS = 10_000;

/** Watches a folder until it is told to stop; one that cannot be watched, such as one that is not there yet, is tried again, and `failed` hears of it once. */
export function watchFolder(folder: string, changed: () => void, failed: (error: unknown) => void): () => void {
  let watcher: FSWatcher | undefined;
  let timer: NodeJS.Timeout | undefined;
  let hasFailed = false;
  let seen = '';
  const scheduleLook = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, RETRY_MS);
    timer.unref();
  };
  const retryAfter = (error: unknown): void => {
    watcher?.close();
    watcher = undefined;
    if (!hasFailed) failed(error);
    hasFailed = true;
    scheduleLook();
  };
  const begin = (): void => {
    try {
      // Looked at first: what takes its place meanwhile is seen the next time.
      seen = foldersOf(folder);
      // The watcher does not keep the process alive.
      watcher = watch(folder, { recursive: true, persistent: false }, changed).on('error', retryAfter);
      // What changed while it was not watched.
      if (hasFailed) changed();
      hasFailed = false;
      scheduleLook();
    } catch (error) {
      retryAfter(error);
    }
  };
  /** A watcher stays with the folder that it began with, wherever that has gone. */
  const look = (): void => {
    if (watcher === undefined) {
      begin();
      return;
    }
    try {
      if (foldersOf(folder) === seen) scheduleLook();
      else {
        watcher.close();
        begin();
        changed();
      }
    } catch (error) {
      retryAfter(error);
      changed();
    }
  };
  begin();
  return () => {
    clearTimeout(timer);
    watcher?.close();
  };
}

/** Folders of records stand in the folders of relationships: nothing deeper is ever loaded. */
const DEEPEST = 2;

/** Returns which folders stand at a path and in it, links followed: another folder in the place of one is another string. */
function foldersOf(path: string, depth = 0): string {
  const { dev, ino } = statSync(path, { bigint: true });
  const own = `${dev}:${ino}`;
  if (depth === DEEPEST) return own;
  const within = readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const { name } = entry;
    if (name.startsWith('.') || name === DRAFTS || !(entry.isDirectory() || entry.isSymbolicLink())) return [];
    try {
      return [`${name} ${foldersOf(join(path, name), depth + 1)}`];
    } catch {
      // It is gone, or cannot be read: what it holds is told where it is loaded.
      return [name];
    }
  });
  return [own, ...within.toSorted()].join('\n');
}
