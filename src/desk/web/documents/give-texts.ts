/** Gives files to the server as texts of documents, one after the other, also while other pages of the desk are open; what was given before is passed over. */
import { useSyncExternalStore } from 'react';
import type { TextOutcome } from '../../../records/match-text.ts';
import { ApiFault, faultOf, receive } from '../api.ts';

export type GivingState = {
  readonly all: number;
  readonly done: number;
  /** Why it has stopped; undefined while it goes on. */
  readonly fault: ApiFault | undefined;
};

type GivenFile = { readonly name: string; readonly size: number; readonly blob: Blob };

/** What a server that is busy, or gone for a moment, is asked again after. */
const RETRY_MS = 2_000;
const MAX_FILES = 5_000;
const MAX_NAME = 400;

const listeners = new Set<() => void>();
let giving: GivingState | undefined;
let stopping = false;

function set(next: GivingState | undefined): void {
  giving = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Returns how far the giving of files is; undefined where none are given. */
export const useGiving = (): GivingState | undefined => useSyncExternalStore(subscribe, () => giving);

/** Stops after the file that is under way. */
export function stopGiving(): void {
  stopping = true;
}

/** Gives files, and of archives what is in them, but for those that are known by name and size. */
export async function giveTexts(files: readonly File[], known: ReadonlySet<string>): Promise<void> {
  if (giving !== undefined && giving.fault === undefined) return;
  stopping = false;
  set({ all: files.length, done: 0, fault: undefined });
  try {
    const given = (await Promise.all(files.map(filesOf))).flat().slice(0, MAX_FILES);
    const left = given.filter(({ name, size }) => !known.has(`${name} ${size}`));
    for (const [at, file] of left.entries()) {
      if (stopping) break;
      set({ all: left.length, done: at, fault: undefined });
      await send(file);
    }
    set(undefined);
  } catch (error) {
    set({ all: giving?.all ?? 0, done: giving?.done ?? 0, fault: faultOf(error) });
  }
}

async function send({ name, blob: body }: GivenFile): Promise<void> {
  const url = `/api/documents/texts/file?${new URLSearchParams({ name }).toString()}`;
  for (;;) {
    try {
      await receive<TextOutcome>(
        fetch(url, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body }),
      );
      return;
    } catch (error) {
      const { code } = faultOf(error);
      // One that is too large is no text, and the others go on.
      if (code === 'too-large') return;
      if ((code !== 'unreachable' && code !== 'busy') || stopping) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

async function filesOf(file: File): Promise<readonly GivenFile[]> {
  const { size, webkitRelativePath } = file;
  const name = (webkitRelativePath || file.name).slice(-MAX_NAME);
  if (!/\.zip$/iu.test(file.name)) return [{ name, size, blob: file }];
  // Loaded where an archive is given.
  const { default: Zip } = await import('jszip');
  let archive: Awaited<ReturnType<typeof Zip.loadAsync>>;
  try {
    archive = await Zip.loadAsync(file);
  } catch {
    throw new ApiFault('no-archive', '');
  }
  const entries = Object.values(archive.files).filter(({ dir }) => !dir);
  const unpacked: GivenFile[] = [];
  for (const entry of entries.slice(0, MAX_FILES)) {
    const blob = await entry.async('blob');
    unpacked.push({ name: entry.name.slice(-MAX_NAME), size: blob.size, blob });
  }
  return unpacked;
}
