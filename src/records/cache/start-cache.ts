/** Keeps checked records between starts: what was whole needs to be neither parsed nor checked again. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordValues } from '../catalogue.ts';

const SOURCES = join(import.meta.dirname, '..', '..');
const PACKAGE = join(SOURCES, '..', 'package.json');
const FILE = 'records';
const TITLE = 'attache-records-1';

export type RecordCache = {
  /** Returns the records that were kept for a folder of this hash and were whole on this day or before, or undefined; it never throws. */
  readonly find: (hash: string, day: string) => RecordValues | undefined;
  /** Keeps records that are whole on a day, in the first place that can be written; where none can, nothing is kept. It never throws. */
  readonly keep: (hash: string, day: string, records: RecordValues) => void;
};

/** Returns a cache in the first of some folders that has what is looked for, which keeps in the first that can be written. */
export function createRecordCache(folders: readonly string[], code: string = codeHash()): RecordCache {
  return {
    find: (hash, day) => {
      for (const folder of folders) {
        const records = read(join(folder, FILE), keyOf(hash, code), day);
        if (records !== undefined) return records;
      }
      return undefined;
    },
    keep: (hash, day, records) => {
      const body = JSON.stringify(records);
      const text = `${TITLE} ${keyOf(hash, code)} ${day} ${hashOf(body)}\n${body}`;
      folders.some((folder) => write(folder, text));
    },
  };
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const keyOf = (hash: string, code: string): string => hashOf(`${hash} ${code}`);

/** Returns the hash of all code that reads and checks records, and of the versions of the packages that it uses. */
function codeHash(): string {
  const whole = createHash('sha256').update(readFileSync(PACKAGE));
  for (const folder of ['records', 'shared']) {
    const files = readdirSync(join(SOURCES, folder), { recursive: true, encoding: 'utf8' }).toSorted();
    for (const file of files.filter((name) => name.endsWith('.ts')))
      whole.update(`\n${file}\n`).update(readFileSync(join(SOURCES, folder, file)));
  }
  return whole.digest('hex');
}

/** Whatever is not whole and meant for this is as good as nothing: it is written anew. */
function read(file: string, key: string, day: string): RecordValues | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    const end = text.indexOf('\n');
    const [title, its, checkedOn = '', hash] = text.slice(0, end).split(' ');
    const body = text.slice(end + 1);
    // A rule may find a date to be in the future: what was whole on a later day is not known to be whole on this one.
    if (title !== TITLE || its !== key || checkedOn > day || hash !== hashOf(body)) return undefined;
    return JSON.parse(body) as RecordValues;
  } catch {
    return undefined;
  }
}

/** Under another name first: two processes that write at once leave the whole text of one of them. */
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
      // Where nothing could be written, nothing is left.
    }
    return false;
  }
}
