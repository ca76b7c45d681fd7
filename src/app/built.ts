/** The bundled code of `attache build`: where it is kept, and of which files it was made. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const PROJECT = join(import.meta.dirname, '..', '..');
const SOURCES = join(PROJECT, 'src');
/** npm's record of the installed packages: https://docs.npmjs.com/cli/configuring-npm/package-lock-json#hidden-lockfiles */
const INSTALLED = '../node_modules/.package-lock.json';
/** The usual folder for caches of tools: beside the packages, where node.sh caches compiled code too. */
export const BESIDE_PACKAGES = join(PROJECT, 'node_modules', '.cache', 'attache');
const FOLDER = /^code-[0-9a-f]{16}$/u;

export type CodeFiles = {
  /** Names what the files are, by their sizes and times: an image keeps these by the second. */
  readonly hash: string;
  /** When one of them changed last, in milliseconds since 1970. */
  readonly changedAt: number;
};

/** Returns of which files the code consists now: those of src that a process can load, and the installed packages. */
export function codeFiles(): CodeFiles {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  let lines = '';
  let changedAt = 0;
  // Every start waits for this: a path is put together without being normalized.
  for (const file of [...files.toSorted(), INSTALLED]) {
    const { size, mtimeMs } = statSync(`${SOURCES}/${file}`, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
    changedAt = Math.max(changedAt, mtimeMs);
    lines += `${file} ${size} ${Math.floor(mtimeMs / 1_000)}\n`;
  }
  return { hash: createHash('sha256').update(lines).digest('hex').slice(0, 16), changedAt };
}

/** Returns the folder for the bundled code of some files. */
export const codeFolder = ({ hash }: Pick<CodeFiles, 'hash'>): string => join(BESIDE_PACKAGES, `code-${hash}`);

/** Returns the folders of bundled code that are there, of whatever files, the newest first. */
export function codeFolders(): readonly string[] {
  if (!existsSync(BESIDE_PACKAGES)) return [];
  const folders = readdirSync(BESIDE_PACKAGES).flatMap((name) =>
    FOLDER.test(name) ? [join(BESIDE_PACKAGES, name)] : [],
  );
  return folders.length < 2 ? folders : folders.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
}

/** Returns the entry of the bundled code, where there is one of the very files that are here now. */
export function builtEntry(): string | undefined {
  const folders = codeFolders();
  if (folders.length === 0) return undefined;
  const folder = codeFolder(codeFiles());
  return folders.includes(folder) ? join(folder, 'main.mjs') : undefined;
}
