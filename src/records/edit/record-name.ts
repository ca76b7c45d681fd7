/** Finds the path of a record by its name; no name leads out of the folder of records. */
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { DOCUMENTS, DRAFTS, RELATIONSHIP_FILE, TOPICS } from '../folder.ts';
import type { RefusalCode, RecordEntry, RecordName, RecordKind } from './editor.ts';

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

export type RecordPath = {
  readonly entry: RecordEntry;
  /** The path under which the record is loaded; `real` is the file that a link leads to. */
  readonly path: string;
  readonly real: string;
  readonly exists: boolean;
};

type InvalidPath = { readonly because: RefusalCode; readonly detail: string };

const NO_NAME: InvalidPath = {
  because: 'name',
  detail:
    'No record can have this name: folder and file are lower-case words joined by hyphens, such as cn-us/topics and energy.yaml.',
};
const LEADS_OUT: InvalidPath = {
  because: 'name',
  detail: 'The file or its folder is a link that leads out of the folder of records; open it where it is.',
};

/** Returns the path of an existing or new record, or why it has none. */
export function filePathOf(root: string, name: RecordName): RecordPath | InvalidPath {
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
