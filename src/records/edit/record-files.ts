/** Finds, reads and writes the files of records: no name leads out of their folder, a write is complete or has no effect, and the overwritten version is kept. */
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { link, mkdir, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { DOCUMENTS, DRAFTS, RECORD_MOST_BYTES, RELATIONSHIP_FILE, TOO_LARGE, TOPICS } from '../folder.ts';
import type { PreviousVersion, RecordEntry, RecordKind, RecordName, RefusalCode } from './editor.ts';

/** The ids in names of folders and files: nothing else is accepted as a path, so that nothing needs to be sanitized. */
const ID = /^[a-z][a-z0-9]{0,39}(?:-[a-z0-9]{1,39}){0,19}$/;
const MOST_CHARACTERS = 80;

const isId = (text: string): boolean => text.length <= MOST_CHARACTERS && ID.test(text);

/** Returns the kind of record that a name belongs to, or undefined where no record can have the name. */
export function recordKindOf({ folder, file }: RecordName): RecordKind | undefined {
  const [relationship = '', within, ...deeper] = folder.split('/');
  if (!isId(relationship) || deeper.length > 0) return undefined;
  if (!file.endsWith('.yaml') || !isId(basename(file, '.yaml')) || file !== basename(file)) return undefined;
  if (within === undefined)
    return relationship === DRAFTS ? 'draft' : file === RELATIONSHIP_FILE ? 'relationship' : undefined;
  if (relationship === DRAFTS) return undefined;
  return within === DOCUMENTS ? 'document' : within === TOPICS ? 'topic' : undefined;
}

/** Why a record cannot be reached, read or written. */
type Problem = { readonly because: RefusalCode; readonly detail: string };

/** Where the file of a record is. */
export type RecordPath = {
  readonly entry: RecordEntry;
  /** The path under which the record is loaded; `real` is the file that a link leads to. */
  readonly path: string;
  readonly real: string;
  readonly exists: boolean;
};

const NO_NAME: Problem = {
  because: 'name',
  detail:
    'No record can have this name: folder and file are lower-case words joined by hyphens, such as cn-us/topics and energy.yaml.',
};
const LEADS_OUT: Problem = {
  because: 'name',
  detail: 'The file or its folder is a link that leads out of the folder of records; open it where it is.',
};

/** Returns the path of an existing or new record, or why it has none. */
export function filePathOf(root: string, name: RecordName): RecordPath | Problem {
  const kind = recordKindOf(name);
  if (kind === undefined) return NO_NAME;
  const entry = { folder: name.folder, file: name.file, kind };
  const folder = join(root, name.folder);
  const path = join(folder, name.file);
  try {
    const within = `${realpathSync(root)}${sep}`;
    if (!isThere(folder))
      return kind === 'draft'
        ? { entry, path, real: path, exists: false }
        : {
            because: 'missing',
            detail: `There is no folder ${name.folder}; make it, with a relationship.yaml, first.`,
          };
    if (!`${realpathSync(folder)}${sep}`.startsWith(within)) return LEADS_OUT;
    if (!isThere(path)) return { entry, path, real: join(realpathSync(folder), name.file), exists: false };
    const real = realpathSync(path);
    if (!real.startsWith(within)) return LEADS_OUT;
    if (!statSync(real).isFile()) return { because: 'name', detail: 'This is no ordinary file; replace it by one.' };
    return { entry, path, real, exists: true };
  } catch (error) {
    return {
      because: 'missing',
      detail: `The record cannot be reached (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'}); check the links and rights of the folder of records.`,
    };
  }
}

/** Returns whether anything has the name, including a broken link. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** The number of versions kept of each record. */
const VERSIONS_MOST = 20;
/** The remains of an interrupted write are removed at an age at which no process can still be writing them. */
const LEFT_MILLISECONDS = 60_000;
const VERSION_NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[0-9a-f]{12}$/;

export type StoredText = { readonly text: string; readonly version: string };

/** Returns the version of a content: the same for the same bytes. */
const versionOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Returns what prevents a text from being parsed as a record, or undefined. */
export function problemOf(text: string): Problem | undefined {
  if (Buffer.byteLength(text) > RECORD_MOST_BYTES) return { because: 'too-large', detail: `The record ${TOO_LARGE}.` };
  return text.isWellFormed()
    ? undefined
    : { because: 'not-text', detail: 'The text holds half a character, which cannot be saved; remove it.' };
}

/** Returns the text of an ordinary file that is not a link, or why it cannot be read. */
export function loadText(real: string): StoredText | Problem {
  let file: number | undefined;
  try {
    // The file may have been replaced since its name was checked: neither a link nor a pipe is followed.
    file = openSync(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(file);
    if (!stats.isFile()) return { because: 'name', detail: 'This is no ordinary file; replace it by one.' };
    if (stats.size > RECORD_MOST_BYTES) return { because: 'too-large', detail: `The record ${TOO_LARGE}.` };
    const bytes = readFileSync(file);
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, version: versionOf(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { because: 'not-text', detail: 'The file is not UTF-8; save it as UTF-8.' };
    return codeOf(error) === 'ENOENT'
      ? { because: 'missing', detail: 'There is no such record; it may have been moved. Open the list again.' }
      : { because: 'missing', detail: `The file cannot be read (${codeOf(error)}); check its rights.` };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Writes a text over the version that was opened, or as a new file where no version is passed; returns the new version, or why nothing was written. */
export async function saveText(
  real: string,
  text: string,
  version: string | undefined,
  keepVersion: (text: string) => Promise<void>,
): Promise<{ readonly version: string } | Problem> {
  const folder = dirname(real);
  const part = join(folder, `.${basename(real)}.${randomBytes(6).toString('hex')}.part`);
  try {
    await mkdir(folder, { recursive: true });
    const mode = version === undefined ? 0o644 : statSync(real).mode & 0o777;
    await writeWhole(part, text, mode);
    removeLeft(folder, basename(real), part);
    if (version === undefined) {
      // A link fails where the name is taken by now; a rename would overwrite the file.
      await link(part, real);
      await unlink(part);
    } else {
      const before = loadText(real);
      if (!('text' in before)) return discard(part, before);
      if (before.version !== version) return discard(part, CHANGED);
      await keepVersion(before.text);
      // Keeping the version took time; nothing happens between this check and the rename.
      const still = loadText(real);
      if (!('text' in still) || still.version !== version) return discard(part, CHANGED);
      await rename(part, real);
    }
    await settle(folder);
    return { version: versionOf(text) };
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return discard(part, THERE_ALREADY);
    return discard(part, {
      because: 'unwritable',
      detail: `The record could not be written (${codeOf(error)}); the file is as it was. Check the rights of the folder and the space on the disk.`,
    });
  }
}

export const CHANGED: Problem = {
  because: 'changed',
  detail:
    'The file has been changed since it was opened; nothing was written. Open it again and bring both changes together.',
};
export const THERE_ALREADY: Problem = {
  because: 'there-already',
  detail: 'There is a record of this name already; open it instead, or give another name.',
};

function discard(part: string, problem: Problem): Problem {
  rmSync(part, { force: true });
  return problem;
}

async function writeWhole(path: string, text: string, mode: number): Promise<void> {
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
async function settle(folder: string): Promise<void> {
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

function removeLeft(folder: string, file: string, part: string): void {
  const newest = statSync(part).mtimeMs;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!name.startsWith(`.${file}.`) || !name.endsWith('.part') || path === part) continue;
    const left = statSync(path, { throwIfNoEntry: false });
    if (left !== undefined && newest - left.mtimeMs > LEFT_MILLISECONDS) rmSync(path, { force: true });
  }
}

export type Versions = {
  /** Keeps a text that is about to be overwritten; removes the oldest beyond twenty. */
  readonly add: (name: RecordName, text: string) => Promise<void>;
  readonly list: (name: RecordName) => readonly PreviousVersion[];
  /** Returns the text of a version, or undefined where it does not exist. */
  readonly text: (name: RecordName, id: string) => string | undefined;
};

/** Creates the versions in a folder; the names passed to it must have been checked before. */
export function createVersions(folder: string, now: () => Temporal.Instant): Versions {
  const folderOf = ({ folder: recordFolder, file }: RecordName): string => join(folder, recordFolder, file);
  const list = (name: RecordName): PreviousVersion[] => {
    try {
      return readdirSync(folderOf(name))
        .flatMap((file) => {
          const id = basename(file, '.yaml');
          const match = VERSION_NAME.exec(id);
          if (match === null || file === id) return [];
          const [, year, month, day, hour, minute, second, more] = match;
          return [
            { id, savedAt: Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}.${more}Z`) },
          ];
        })
        .toSorted((a, b) => (a.id < b.id ? 1 : -1));
    } catch {
      return [];
    }
  };
  return {
    list,
    add: async (name, text) => {
      const at = now().toString({ smallestUnit: 'millisecond' }).replaceAll(/[-:.]/gu, '');
      const path = join(folderOf(name), `${at}-${versionOf(text).slice(0, 12)}.yaml`);
      await mkdir(folderOf(name), { recursive: true });
      // A fixed name, so that interrupted writes leave at most one part behind.
      const part = join(folderOf(name), '.part');
      rmSync(part, { force: true });
      await writeWhole(part, text, 0o600);
      await rename(part, path);
      await settle(folderOf(name));
      for (const { id } of list(name).slice(VERSIONS_MOST)) rmSync(join(folderOf(name), `${id}.yaml`), { force: true });
    },
    text: (name, id) => {
      if (!VERSION_NAME.test(id)) return undefined;
      const found = loadText(join(folderOf(name), `${id}.yaml`));
      return 'text' in found ? found.text : undefined;
    },
  };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.name : 'unknown';
