/** Keeps what was built for the next start. */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type BuiltFile = { readonly name: string; readonly body: Uint8Array };

/** Keeps files in a folder named after what they were built of, all of them or none; rejects where they cannot be kept. */
export async function keepFiles(folder: string, files: readonly BuiltFile[]): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  try {
    await mkdir(unfinished, { recursive: true });
    for (const { name, body } of files) await writeFile(join(unfinished, name), body, { flush: true });
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process has kept the same files first, and may be reading them now.
    if (!existsSync(folder)) throw error;
  }
}
