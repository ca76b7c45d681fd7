/** Finds and reads the files of records: no name leads out of their folder. */
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { MAX_RECORD_BYTES } from '../folder.ts';
import type { RecordEntry, RecordName } from './change-set.ts';
import { recordKindOf } from './record-name.ts';
import { refusal, type Problem } from './refusal.ts';

/** Where the file of a record is. */
export type RecordPath = {
  readonly entry: RecordEntry;
  /** The path under which the record is loaded; `real` is the file that a link leads to. */
  readonly path: string;
  readonly real: string;
  readonly exists: boolean;
};

const NO_NAME: Problem = { because: 'name', ...refusal('impossible-name') };
const LEADS_OUT: Problem = { because: 'name', ...refusal('link-leads-out') };
const NO_FILE: Problem = { because: 'name', ...refusal('not-a-file') };

/** Returns the path of an existing or new record, or why it has none; `makes` are the relationships whose folders are made with it. */
export function filePathOf(
  root: string,
  name: RecordName,
  makes: ReadonlySet<string> = new Set(),
): RecordPath | Problem {
  const kind = recordKindOf(name);
  if (kind === undefined) return NO_NAME;
  const entry = { folder: name.folder, file: name.file, kind };
  const folder = join(root, name.folder);
  const path = join(folder, name.file);
  try {
    const within = `${realpathSync(root)}${sep}`;
    if (!isThere(folder))
      return kind === 'draft' || makes.has(name.folder.split('/')[0] ?? '')
        ? { entry, path, real: path, exists: false }
        : { because: 'missing', ...refusal('no-such-folder', { folder: name.folder }) };
    if (!`${realpathSync(folder)}${sep}`.startsWith(within)) return LEADS_OUT;
    if (!isThere(path)) return { entry, path, real: join(realpathSync(folder), name.file), exists: false };
    const real = realpathSync(path);
    if (!real.startsWith(within)) return LEADS_OUT;
    if (!statSync(real).isFile()) return NO_FILE;
    return { entry, path, real, exists: true };
  } catch (error) {
    return { because: 'unreadable', ...refusal('record-unreachable', { error: codeOf(error) }) };
  }
}

/** Returns whether anything has the name, including a broken link. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

export type StoredText = { readonly text: string; readonly version: string };

/** Returns the version of a content: the same for the same bytes. */
export const versionOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Returns what prevents a text from being parsed as a record, or undefined. */
export function problemOf(text: string): Problem | undefined {
  if (Buffer.byteLength(text) > MAX_RECORD_BYTES) return TOO_LARGE;
  return text.isWellFormed() ? undefined : { because: 'not-text', ...refusal('half-character') };
}

/** Returns the text of an ordinary file that is not a link, or why it cannot be read. */
export function loadText(real: string): StoredText | Problem {
  let file: number | undefined;
  try {
    // The file may have been replaced since its name was checked: neither a link nor a pipe is followed.
    file = openSync(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(file);
    if (!stats.isFile()) return NO_FILE;
    if (stats.size > MAX_RECORD_BYTES) return TOO_LARGE;
    const bytes = readFileSync(file);
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, version: versionOf(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { because: 'not-text', ...refusal('not-utf8') };
    return codeOf(error) === 'ENOENT'
      ? { because: 'missing', ...refusal('no-such-record') }
      : { because: 'unreadable', ...refusal('record-unreadable', { error: codeOf(error) }) };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

const TOO_LARGE: Problem = { because: 'too-large', ...refusal('record-too-large', { most: MAX_RECORD_BYTES }) };
export const CHANGED: Problem = { because: 'changed', ...refusal('record-changed') };
export const THERE_ALREADY: Problem = { because: 'there-already', ...refusal('record-there') };

/** Returns the code of a fault of the file system. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.name : 'unknown';
