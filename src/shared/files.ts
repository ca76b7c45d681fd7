/** Writes files whole: under another name first, and on the disk before they take their place. */
import { chmodSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The remains of an interrupted write are removed at an age at which no process can still be writing them. */
const LEFT_MS = 60_000;

/** Writes a new file, on the disk when it resolves. */
export async function writeNewFile(path: string, text: string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.chmod(mode);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Puts a text into a file that is for the bot's own user alone, in place of the one before, whole or not at all; its folder is made. The part is where it is written first: with a fixed name interrupted writes leave one behind at most. */
export async function replacePrivateFile(
  path: string,
  text: string,
  part = join(dirname(path), '.part'),
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    await rm(part, { force: true });
    await writeNewFile(part, text, 0o600);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes a new name survive a loss of power, on systems that can sync a folder. */
export async function syncFolder(folder: string): Promise<void> {
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

/** Removes what interrupted writes of a file have left, once nobody can still be writing it; `written` was written just now. */
export function removeLeftovers(folder: string, file: string, written: string): void {
  const newest = statSync(written).mtimeMs;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!name.startsWith(`.${file}.`) || !name.endsWith('.part') || path === written) continue;
    const left = statSync(path, { throwIfNoEntry: false });
    if (left !== undefined && newest - left.mtimeMs > LEFT_MS) rmSync(path, { force: true });
  }
}

/** Takes a file or folder of an earlier version from everybody but its owner; where it is not there, or belongs to another user, nothing happens. */
export function makePrivate(path: string, mode: 0o600 | 0o700): void {
  try {
    chmodSync(path, mode);
  } catch {
    // Whoever owns it has decided who reads it.
  }
}
