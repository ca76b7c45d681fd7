/** The versions of records that were overwritten. */
import { readdirSync, rmSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PreviousVersion, RecordName } from './editor.ts';
import { loadText, versionOf } from './record-files.ts';
import { settle, writeWhole } from './whole-files.ts';

/** The number of versions kept of each record. */
const VERSIONS_MOST = 20;
const VERSION_NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[0-9a-f]{12}$/;

export type Versions = {
  /** Keeps a text that is about to be overwritten, removes the oldest beyond twenty, and returns the id of the version. */
  readonly add: (name: RecordName, text: string) => Promise<string>;
  /** Forgets a version that was not overwritten after all. */
  readonly remove: (name: RecordName, id: string) => void;
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
      const id = `${at}-${versionOf(text).slice(0, 12)}`;
      await mkdir(folderOf(name), { recursive: true, mode: 0o700 });
      // A fixed name, so that interrupted writes leave at most one part behind.
      const part = join(folderOf(name), '.part');
      rmSync(part, { force: true });
      await writeWhole(part, text, 0o600);
      await rename(part, join(folderOf(name), `${id}.yaml`));
      await settle(folderOf(name));
      for (const old of list(name).slice(VERSIONS_MOST))
        rmSync(join(folderOf(name), `${old.id}.yaml`), { force: true });
      return id;
    },
    remove: (name, id) => rmSync(join(folderOf(name), `${id}.yaml`), { force: true }),
    text: (name, id) => {
      if (!VERSION_NAME.test(id)) return undefined;
      const found = loadText(join(folderOf(name), `${id}.yaml`));
      return 'text' in found ? found.text : undefined;
    },
  };
}
