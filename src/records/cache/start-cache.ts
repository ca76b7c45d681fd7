/** Caches checked records between starts, so that unchanged valid records are neither parsed nor checked again. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordValues } from '../catalogue.ts';

const SOURCES = join(import.meta.dirname, '..', '..');
const PACKAGE = join(SOURCES, '..', 'package.json');
const FILE = 'records';
const TITLE = 'attache-records-1';

export type RecordCache = {
  /** Returns the records cached under this hash of the folder that were valid on this day or before, or undefined; never throws. */
  readonly find: (hash: string, day: string) => RecordValues | undefined;
  /** Saves records that are valid on a day, in the first folder that can be written; does nothing where none can. Never throws. */
  readonly save: (hash: string, day: string, records: RecordValues) => void;
};

/** Creates a cache over several folders: it reads from the first that has the records and saves to the first that can be written. */
export function createRecordCache(folders: readonly string[], code: string = codeHash()): RecordCache {
  return {
    find: (hash, day) => {
      for (const folder of folders) {
        const records = read(join(folder, FILE), keyOf(hash, code), day);
        if (records !== undefined) return records;
      }
      return undefined;
    },
    save: (hash, day, records) => {
      const body = JSON.stringify(records);
      const text = `${TITLE} ${keyOf(hash, code)} ${day} ${hashOf(body)}\n${body}`;
      folders.some((folder) => write(folder, text));
    },
  };
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const keyOf = (hash: string, code: string): string => hashOf(`${hash} ${code}`);

/** Returns the hash of all code that loads and checks records, and of the versions of the packages that it uses. */
function codeHash(): string {
  const whole = createHash('sha256').update(readFileSync(PACKAGE));
  for (const folder of ['records', 'shared']) {
    const files = readdirSync(join(SOURCES, folder), { recursive: true, encoding: 'utf8' }).toSorted();
    for (const file of files.filter((name) => name.endsWith('.ts')))
      whole.update(`\n${file}\n`).update(readFileSync(join(SOURCES, folder, file)));
  }
  return whole.digest('hex');
}

/** Reads a cache file; a torn, stale or foreign one counts as missing and is rewritten. */
function read(file: string, key: string, day: string): RecordValues | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    const end = text.indexOf('\n');
    const [title, its, checkedOn = '', hash] = text.slice(0, end).split(' ');
    const body = text.slice(end + 1);
    // A rule may find a date to be in the future: records that were valid on a later day may be faulty on this one.
    if (title !== TITLE || its !== key || checkedOn > day || hash !== hashOf(body)) return undefined;
    return JSON.parse(body) as RecordValues;
  } catch {
    return undefined;
  }
}

/** Writes under another name first, so that of two processes that write at once one leaves its complete text. */
function write(folder: string, text: string): boolean {
  const part = join(folder, `.${FILE}.${randomBytes(6).toString('hex')}.part`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(part, text, { flag: 'wx' });
    renameSync(part, join(folder, FILE));
    return true;
  } catch {
    try {
      rmSync(part, { force: true });
    } catch {
      // A failed write leaves no file behind.
    }
    return false;
  }
}
