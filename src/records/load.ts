/** Reads every record under a folder, each against its schema; a file that has not changed since is not read again. */
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

/** The records that could be read, and every fault of a file or of the folder by itself. */
export type LoadResult = LoadedRecords & { readonly faults: readonly Fault[] };

type LoadedKind = 'source' | 'brief' | 'relationship';
type AnyRecord = LoadedRecord<Source> | LoadedRecord<Brief> | LoadedRecord<Relationship>;
type CachedFile = { readonly stamp: string; readonly record: AnyRecord };

export type RecordLoader = {
  /** Returns the records, with one text as it is to be; what cannot be read is a fault. It never throws. */
  readonly read: (changed?: Changed) => LoadResult;
};

/** Returns a reader of a folder. `wall` tells the milliseconds since 1970: without it, every file is read each time. */
export function createRecordLoader(folder: string, wall?: () => number): RecordLoader {
  let remembered = new Map<string, CachedFile>();

  const readOne = (
    sort: LoadedKind,
    place: string,
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
    const id = sort === 'relationship' ? place : basename(path, '.yaml');
    if (found.found !== 'text')
      return recordOf(sort, id, place, unreadable(path, found.found === 'problem' ? found.problem : ''));
    const again = (): string => {
      const now = loadFile(path);
      return now.found === 'text' ? now.text : '';
    };
    const record = recordOf(sort, id, place, parseRecord(path, found.text, schemaOf(sort), again));
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
          outside(path, `cannot be read: ${messageOf(error)}; ${advice}`);
          return [];
        }
      };
      const next = new Map<string, CachedFile>();
      const records = {
        sources: [] as LoadedRecord<Source>[],
        briefs: [] as LoadedRecord<Brief>[],
        relationships: [] as LoadedRecord<Relationship>[],
      };
      const add = (sort: LoadedKind, record: AnyRecord): void => {
        faults.push(...record.faults);
        const to: AnyRecord[] =
          sort === 'source' ? records.sources : sort === 'brief' ? records.briefs : records.relationships;
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
        const there = names.includes(name) ? list(path, 'check the rights of the folder') : [];
        const files = withAdded(there, name === changed?.folder ? changed.file : undefined).filter(
          (file) => !file.endsWith('.json'),
        );
        for (const file of files) {
          const whole = join(path, file);
          const sort = name === SOURCES ? 'source' : file === RELATIONSHIP_FILE ? 'relationship' : 'brief';
          if (name === changed?.folder && file === changed.file) {
            const { text, called = whole } = changed;
            const id = sort === 'relationship' ? name : basename(file, '.yaml');
            add(sort, recordOf(sort, id, name, parseRecord(called, text, schemaOf(sort))));
            const kept = remembered.get(whole);
            if (kept !== undefined) next.set(whole, kept);
          } else if (!file.endsWith('.yaml')) {
            outside(
              whole,
              isFolder(whole)
                ? 'is a folder inside a folder of records; move its files up'
                : 'is not a record; give it the ending .yaml or move it out of the folder',
            );
          } else {
            const record = readOne(sort, name, whole, next);
            if (record === 'folder') outside(whole, 'is a folder inside a folder of records; move its files up');
            else add(sort, record);
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

const schemaOf = (sort: LoadedKind): z.ZodType =>
  sort === 'source' ? SourceSchema : sort === 'relationship' ? RelationshipSchema : BriefSchema;

function recordOf(sort: LoadedKind, id: string, place: string, record: RecordFile<unknown>): AnyRecord {
  const value = record.value as object | undefined;
  const named = value && (sort === 'brief' ? { ...value, id, relationship: place } : { ...value, id });
  return { ...record, id, value: named } as AnyRecord;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // A link that leads nowhere is told where it is read.
    return false;
  }
}

type FoundText =
  | { readonly found: 'text'; readonly text: string; readonly stamp: string; readonly changedAt: number }
  | { readonly found: 'problem'; readonly problem: string }
  | { readonly found: 'same' | 'folder' };

/** Returns the text of a file unless it bears the stamp, or what is wrong with it and what to do. */
function loadFile(file: string, stamp?: string): FoundText {
  try {
    // Reading a pipe or a device would wait for ever, and a huge file would fill the memory before it is refused.
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
        : `cannot be read: ${messageOf(error)}; check that it is there and its rights`;
    return { found: 'problem', problem };
  }
}
