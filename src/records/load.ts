/** Loads every record of a folder and parses each by its schema; unchanged files are not read again. */
import { errorMessage } from '../shared/error-code.ts';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import type { LoadedRecord, LoadedRecords } from './loaded-record.ts';
import type { Fault } from './fault.ts';
import {
  DRAFTS,
  RECORD_MOST_BYTES,
  RELATIONSHIP_FILE,
  SOURCES,
  TICK_MILLISECONDS,
  TOO_LARGE,
  type Changed,
} from './folder.ts';
import { parseRecord, unreadable, type RecordFile } from './parse-record.ts';
import {
  Brief as BriefSchema,
  Relationship as RelationshipSchema,
  Source as SourceSchema,
  type Brief,
  type Relationship,
  type Source,
} from './schema.ts';

/** The records that could be parsed, and every fault of a single file or of the folder. */
export type LoadResult = LoadedRecords & { readonly faults: readonly Fault[] };

type LoadedKind = 'source' | 'brief' | 'relationship';
type AnyRecord = LoadedRecord<Source> | LoadedRecord<Brief> | LoadedRecord<Relationship>;
type CachedFile = { readonly stamp: string; readonly record: AnyRecord };

export type RecordLoader = {
  /** Returns the records, with one changed text if passed; what cannot be read becomes a fault. Never throws. */
  readonly read: (changed?: Changed) => LoadResult;
};

/** Creates a loader of a folder. `wall` returns the milliseconds since 1970: without it, every file is read each time. */
export function createRecordLoader(folder: string, wall?: () => number): RecordLoader {
  let remembered = new Map<string, CachedFile>();

  const readOne = (
    kind: LoadedKind,
    folderName: string,
    path: string,
    next: Map<string, CachedFile>,
  ): AnyRecord | 'folder' => {
    const before = remembered.get(path);
    const found = loadFile(path, before?.stamp);
    if (found.found === 'folder') return 'folder';
    if (found.found === 'same' && before !== undefined) {
      next.set(path, before);
      return before.record;
    }
    const id = kind === 'relationship' ? folderName : basename(path, '.yaml');
    if (found.found !== 'text')
      return recordOf(kind, id, folderName, unreadable(path, found.found === 'problem' ? found.problem : ''));
    const again = (): string => {
      const now = loadFile(path);
      return now.found === 'text' ? now.text : '';
    };
    const record = recordOf(kind, id, folderName, parseRecord(path, found.text, schemaOf(kind), again));
    if (wall !== undefined && wall() - found.changedAt > TICK_MILLISECONDS)
      next.set(path, { stamp: found.stamp, record });
    return record;
  };

  return {
    read: (changed) => {
      const faults: Fault[] = [];
      const outside = (file: string, message: string): void =>
        void faults.push({ file, line: 1, column: 1, field: '', message });
      const list = (path: string, advice: string): string[] => {
        try {
          return readdirSync(path).filter((name) => !name.startsWith('.'));
        } catch (error) {
          outside(path, `cannot be read: ${errorMessage(error)}; ${advice}`);
          return [];
        }
      };
      const next = new Map<string, CachedFile>();
      const records = {
        sources: [] as LoadedRecord<Source>[],
        briefs: [] as LoadedRecord<Brief>[],
        relationships: [] as LoadedRecord<Relationship>[],
      };
      const add = (kind: LoadedKind, record: AnyRecord): void => {
        faults.push(...record.faults);
        const to: AnyRecord[] =
          kind === 'source' ? records.sources : kind === 'brief' ? records.briefs : records.relationships;
        to.push(record);
      };

      const names = list(folder, 'check BRIEFS_DIR and the rights of the folder');
      for (const name of withAdded(names, changed?.folder)) {
        const path = join(folder, name);
        if (name === DRAFTS) continue;
        if (name !== changed?.folder && !isFolder(path)) {
          if (/\.ya?ml$/u.test(name))
            outside(path, 'stands outside a relationship; move it into a folder such as cn-us, or into sources');
          continue;
        }
        const present = names.includes(name) ? list(path, 'check the rights of the folder') : [];
        const files = withAdded(present, name === changed?.folder ? changed.file : undefined).filter(
          (file) => !file.endsWith('.json'),
        );
        for (const file of files) {
          const whole = join(path, file);
          const kind = name === SOURCES ? 'source' : file === RELATIONSHIP_FILE ? 'relationship' : 'brief';
          if (name === changed?.folder && file === changed.file) {
            const { text, called = whole } = changed;
            const id = kind === 'relationship' ? name : basename(file, '.yaml');
            add(kind, recordOf(kind, id, name, parseRecord(called, text, schemaOf(kind))));
            const cached = remembered.get(whole);
            if (cached !== undefined) next.set(whole, cached);
          } else if (!file.endsWith('.yaml')) {
            outside(
              whole,
              isFolder(whole)
                ? 'is a folder inside a folder of records; move its files up'
                : 'is not a record; give it the ending .yaml or move it out of the folder',
            );
          } else {
            const record = readOne(kind, name, whole, next);
            if (record === 'folder') outside(whole, 'is a folder inside a folder of records; move its files up');
            else add(kind, record);
          }
        }
        if (name !== SOURCES && files.length > 0 && !files.includes(RELATIONSHIP_FILE)) {
          outside(path, `has no ${RELATIONSHIP_FILE}; add one that names the two parties`);
        }
      }
      if (records.briefs.length === 0 && faults.length === 0)
        outside(folder, 'holds no briefs; add one, or set BRIEFS_DIR to the folder that has them');
      remembered = next;
      return { ...records, faults };
    },
  };
}

const withAdded = (names: readonly string[], added: string | undefined): string[] =>
  (added === undefined || names.includes(added) ? [...names] : [...names, added]).toSorted();

const schemaOf = (kind: LoadedKind): z.ZodType =>
  kind === 'source' ? SourceSchema : kind === 'relationship' ? RelationshipSchema : BriefSchema;

function recordOf(kind: LoadedKind, id: string, folderName: string, record: RecordFile<unknown>): AnyRecord {
  const value = record.value as object | undefined;
  const named = value && (kind === 'brief' ? { ...value, id, relationship: folderName } : { ...value, id });
  return { ...record, id, value: named } as AnyRecord;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // A broken link is reported where it is read.
    return false;
  }
}

type FoundText =
  | { readonly found: 'text'; readonly text: string; readonly stamp: string; readonly changedAt: number }
  | { readonly found: 'problem'; readonly problem: string }
  | { readonly found: 'same' | 'folder' };

/** Returns the text of a file unless it has the stamp, or the problem with its remedy. */
function loadFile(file: string, stamp?: string): FoundText {
  try {
    // Reading a pipe or a device would block for ever, and a huge file would fill the memory before it is refused.
    const stats = statSync(file);
    const { size, mtimeMs, ctimeMs, ino } = stats;
    if (stats.isDirectory()) return { found: 'folder' };
    const problem = !stats.isFile()
      ? 'is no ordinary file; replace it by one, or remove it'
      : size > RECORD_MOST_BYTES
        ? TOO_LARGE
        : undefined;
    if (problem !== undefined) return { found: 'problem', problem };
    const own = `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
    if (own === stamp) return { found: 'same' };
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
    return { found: 'text', text, stamp: own, changedAt: Math.max(mtimeMs, ctimeMs) };
  } catch (error) {
    const problem =
      error instanceof TypeError
        ? 'is not UTF-8; save it as UTF-8'
        : `cannot be read: ${errorMessage(error)}; check that it is there and its rights`;
    return { found: 'problem', problem };
  }
}
