/** Fills an empty folder of records at the first start, as in a container whose records are on a volume of their own. */
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { errorCode, errorMessage, isDiskFull } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';

/** Where the copy is whole, and from where it is moved into place; a process that ends meanwhile leaves it to the next one. */
const COMPLETE_COPY = '.seed';
/** A folder that was filled once is never filled again, whatever is taken out of it. */
const SEEDED = '.seeded';

/** What copies a folder to a place where nothing stands; throws where it cannot. */
type CopyFolder = (from: string, to: string) => void;

const copyAll: CopyFolder = (from, to) => cpSync(from, to, { recursive: true });

/** Copies the records of `from` into a folder that holds none and was never filled; never throws: why it could not is logged. */
export function seedRecords(folder: string, from: string, log: Logger, copy = copyAll): void {
  try {
    mkdirSync(folder, { recursive: true });
    const there = readdirSync(folder);
    if (there.includes(SEEDED)) return;
    if (!there.includes(COMPLETE_COPY)) {
      // What file systems put into a new volume is no record.
      if (there.some((name) => !name.startsWith('.') && name !== 'lost+found')) return;
      copyCompletely(from, folder, copy);
    }
    for (const name of readdirSync(join(folder, COMPLETE_COPY))) moveIntoPlace(folder, name);
    writeFileSync(join(folder, SEEDED), `Filled from ${from}. As long as this file is here, it is not filled again.\n`);
    rmSync(join(folder, COMPLETE_COPY), { recursive: true, force: true });
    log.info({ folder, from }, 'the empty folder of records was filled');
  } catch (error) {
    log.error(
      { folder, from, because: errorMessage(error) },
      isDiskFull(error)
        ? 'the folder of records could not be filled: its disk is full; make room on it, or give it a larger one, then start again'
        : 'the folder of records could not be filled; give the user that the bot runs as the right to write there',
    );
  }
}

function copyCompletely(from: string, folder: string, copy: CopyFolder): void {
  const part = join(folder, `${COMPLETE_COPY}.${randomBytes(6).toString('hex')}.part`);
  try {
    copy(from, part);
    renameSync(part, join(folder, COMPLETE_COPY));
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    // Another replica was faster.
    if (!['EEXIST', 'ENOTEMPTY'].includes(errorCode(error))) throw error;
  }
}

function moveIntoPlace(folder: string, name: string): void {
  try {
    renameSync(join(folder, COMPLETE_COPY, name), join(folder, name));
  } catch (error) {
    // Another replica was faster.
    if (!['ENOENT', 'EEXIST', 'ENOTEMPTY'].includes(errorCode(error))) throw error;
  }
}
