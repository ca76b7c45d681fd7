/** Writes files whole: under another name first, and on the disk before they take their place. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** The remains of an interrupted write are removed at an age at which no process can still be writing them. */
const LEFT_MILLISECONDS = 60_000;

/** Writes a new file, on the disk when it resolves. */
export async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.chmod(mode);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a new name survive a loss of power, on systems that can sync a folder. */
export async function settle(folder: string): Promise<void> {
  try {
    const file = await open(folder, 'r');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  } catch {
    // Windows cannot open folders; the file itself is on the disk.
  }
}

/** Removes what interrupted writes of a file have left, once nobody can still be writing it. */
export function removeLeft(folder: string, file: string, part: string): void {
  const newest = statSync(part).mtimeMs;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!name.startsWith(`.${file}.`) || !name.endsWith('.part') || path === part) continue;
    const left = statSync(path, { throwIfNoEntry: false });
    if (left !== undefined && newest - left.mtimeMs > LEFT_MILLISECONDS) rmSync(path, { force: true });
  }
}
