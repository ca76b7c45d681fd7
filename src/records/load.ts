/** Loads every record of a folder and parses each by its schema; unchanged files are not read again. */
import { errorMessage } from '../shared/error-code.ts';
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import type { z } from 'zod';
import type { LoadedRecord, LoadedRecords } from './loaded-record.ts';
import type { Fault } from './fault.ts';
import {
  DOCUMENTS,
  DRAFTS,
  namesAdded,
  RECORD_MOST_BYTES,
  RELATIONSHIP_FILE,
  TICK_MILLISECONDS,
  TOO_LARGE,
  TOPICS,
  type Changed,
} from './folder.ts';
import { parseRecord, unreadable, type RecordFile } from './parse-record.ts';
import {
  Relationship as RelationshipSchema,
  Source as DocumentSchema,
  Topic as TopicSchema,
  type DocumentRecord,
  type Relationship,
  type Topic,
} from './schema.ts';

/** The records that could be parsed, and every fault of a single file or of the folder. */
export type LoadResult = LoadedRecords & {
  readonly faults: readonly Fault[];
  /** The records that changed texts take the place of. */
  readonly replaced: readonly ReplacedRecord[];
};

/** A record in the place of one that was read before: undefined where there is none, `unknown` where it was not read yet. */
export type ReplacedRecord = {
  readonly kind: LoadedKind;
  readonly relationship: string;
  readonly before: AnyRecord | 'unknown' | undefined;
  readonly after: AnyRecord | undefined;
};

export type LoadedKind = 'document' | 'topic' | 'relationship';
type AnyRecord = LoadedRecord<DocumentRecord> | LoadedRecord<Topic> | LoadedRecord<Relationship>;
type CachedFile = { readonly stamp: string; readonly record: AnyRecord };

export type RecordLoader = {
  /** Returns the records, with the changed texts if any are passed; what cannot be read becomes a fault. Never throws. */
  readonly read: (changed?: readonly Changed[]) => LoadResult;
};

/** Creates a loader of a folder. `wall` returns the milliseconds since 1970: without it, every file is read each time. */
export function createRecordLoader(folder: string, wall?: () => number): RecordLoader {
  let remembered = new Map<string, CachedFile>();

  const readOne = (
    kind: LoadedKind,
    relationship: string,
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
    const id = idOf(kind, relationship, [path]);
    if (found.found !== 'text')
      return recordOf(kind, id, relationship, unreadable(path, found.found === 'problem' ? found.problem : ''));
    const again = (): string => {
      const now = loadFile(path);
      return now.found === 'text' ? now.text : '';
    };
    const record = recordOf(kind, id, relationship, parseRecord(path, found.text, schemaOf(kind), again));
    if (wall !== undefined && wall() - found.changedAt > TICK_MILLISECONDS)
      next.set(path, { stamp: found.stamp, record });
    return record;
  };

  return {
    read: (changed = []) => {
      const faults: Fault[] = [];
      const replaced: ReplacedRecord[] = [];
      const outside = (file: string, message: string): void =>
        void faults.push({ file, line: 1, column: 1, field: '', message });
      const list = (path: string, advice: string): string[] => {
        try {
          return readdirSync(path).filter((name) => !name.startsWith('.') && !name.endsWith('.json'));
        } catch (error) {
          outside(path, `cannot be read: ${errorMessage(error)}; ${advice}`);
          return [];
        }
      };
      const next = new Map<string, CachedFile>();
      const records = {
        documents: [] as LoadedRecord<DocumentRecord>[],
        topics: [] as LoadedRecord<Topic>[],
        relationships: [] as LoadedRecord<Relationship>[],
      };
      const add = (kind: LoadedKind, record: AnyRecord): void => {
        faults.push(...record.faults);
        const to: AnyRecord[] =
          kind === 'document' ? records.documents : kind === 'topic' ? records.topics : records.relationships;
        to.push(record);
      };
      const textOf = new Map(changed.map((one) => [one.path, one]));
      const addOne = (kind: LoadedKind, relationship: string, path: readonly string[]): void => {
        const whole = join(folder, ...path);
        const own = textOf.get(path.join('/'));
        // What rests on it must not be told as if there were none of it.
        const refuse = (problem: string): void =>
          isMeantAsRecord(whole, kind)
            ? add(kind, recordOf(kind, idOf(kind, relationship, path), relationship, unreadable(whole, problem)))
            : outside(whole, problem);
        if (leadsOut(whole, folder)) refuse(LEADS_OUT);
        else if (own !== undefined) {
          const cached = remembered.get(whole);
          if (cached !== undefined) next.set(whole, cached);
          const before = lstatSync(whole, { throwIfNoEntry: false }) && (cached?.record ?? 'unknown');
          if (own.text === undefined) {
            replaced.push({ kind, relationship, before, after: undefined });
            return;
          }
          const parsed = parseRecord(own.called ?? whole, own.text, schemaOf(kind));
          const record = recordOf(kind, idOf(kind, relationship, path), relationship, parsed);
          replaced.push({ kind, relationship, before, after: record });
          add(kind, record);
        } else if (whole.endsWith('.yaml')) {
          const record = readOne(kind, relationship, whole, next);
          if (record === 'folder') outside(whole, FOLDER_WITHIN);
          else add(kind, record);
        } else if (isFolder(whole)) outside(whole, FOLDER_WITHIN);
        else refuse('is not a record; give it the ending .yaml or move it out of the folder');
      };

      const names = list(folder, 'check BRIEFS_DIR and the rights of the folder');
      for (const name of withAdded(names, changed)) {
        const path = join(folder, name);
        if (name === DRAFTS) continue;
        const isChanged = changed.some((one) => one.path.startsWith(`${name}/`));
        if (!isChanged && !isFolder(path)) {
          if (/\.ya?ml$/u.test(name))
            outside(path, 'stands outside a relationship; move it into a folder of one, such as cn-us/topics');
          continue;
        }
        if (leadsOut(path, folder)) {
          outside(path, LEADS_OUT);
          continue;
        }
        const there = names.includes(name) ? list(path, 'check the rights of the folder') : [];
        const within = withAdded(there, changed, name);
        for (const part of within) {
          if (part === RELATIONSHIP_FILE) addOne('relationship', name, [name, part]);
          else if (leadsOut(join(path, part), folder)) outside(join(path, part), LEADS_OUT);
          else if (part === DOCUMENTS || part === TOPICS) {
            const inPart = there.includes(part) ? list(join(path, part), 'check the rights of the folder') : [];
            for (const file of withAdded(inPart, changed, name, part))
              addOne(part === DOCUMENTS ? 'document' : 'topic', name, [name, part, file]);
          } else
            outside(
              join(path, part),
              `is neither ${RELATIONSHIP_FILE} nor the folder ${DOCUMENTS} or ${TOPICS}; move it into one of the two, or remove it`,
            );
        }
        if (within.length > 0 && !within.includes(RELATIONSHIP_FILE))
          outside(path, `has no ${RELATIONSHIP_FILE}; add one that names the two parties`);
      }
      if (records.topics.length === 0 && faults.length === 0)
        outside(
          folder,
          'holds no topics; begin a relationship (npm run -s attache -- new COUNTRY COUNTRY, or New relationship on the desk), add topics to one that is there, or set BRIEFS_DIR to the folder that has them',
        );
      remembered = next;
      return { ...records, faults, replaced };
    },
  };
}

const LEADS_OUT = 'is a link that leads out of the folder of records; put the file itself here';
const FOLDER_WITHIN = 'is a folder inside a folder of records; move its files up';

/** The names in a folder, and those that the changed texts would add to it; `path` is where it stands among the records. */
const withAdded = (names: readonly string[], changed: readonly Changed[], ...path: readonly string[]): string[] => [
  ...new Set([...names, ...namesAdded(changed, path)].toSorted()),
];

const schemaOf = (kind: LoadedKind): z.ZodType =>
  kind === 'document' ? DocumentSchema : kind === 'relationship' ? RelationshipSchema : TopicSchema;

const idOf = (kind: LoadedKind, relationship: string, path: readonly string[]): string =>
  kind === 'relationship' ? relationship : basename(path.at(-1) ?? '').replace(/\.ya?ml$/u, '');

function recordOf(kind: LoadedKind, id: string, relationship: string, record: RecordFile<unknown>): AnyRecord {
  const value = record.value as object | undefined;
  const named = value && (kind === 'relationship' ? { ...value, id } : { ...value, id, relationship });
  return { ...record, id, relationship, value: named } as AnyRecord;
}

/** Whether a file or folder is a link to something outside the folder of records. */
function leadsOut(path: string, folder: string): boolean {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return false;
  try {
    return !realpathSync(path).startsWith(`${realpathSync(folder)}${sep}`);
  } catch {
    // A broken link is reported where it is read.
    return false;
  }
}

/** Whether a file that is not read was meant as a record: beside a topic of its name one of the other ending is a copy, but a document casts doubt all the same. */
function isMeantAsRecord(path: string, kind: LoadedKind): boolean {
  if (isFolder(path)) return false;
  if (path.endsWith('.yaml')) return true;
  return path.endsWith('.yml') && (kind === 'document' || !existsSync(path.replace(/\.yml$/u, '.yaml')));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // A broken link is reported where it is read.
    return false;
  }
}

/** Returns the text of a file of records, undefined where it cannot be read. */
export function textOfFile(file: string): string | undefined {
  const found = loadFile(file);
  return found.found === 'text' ? found.text : undefined;
}

/** Returns what can be searched for names in a file that is no record, such as one that is too large or not UTF-8; undefined where nobody can know what it says. */
export function searchableText(file: string): string | undefined {
  try {
    const stats = statSync(file);
    if (!stats.isFile() || stats.size > SEARCHED_MOST_BYTES) return undefined;
    // Of UTF-16 every other byte of a name is zero.
    return readFileSync(file, 'utf8').replaceAll('\0', '');
  } catch {
    return undefined;
  }
}

/** What is larger holds something else than a record by far. */
const SEARCHED_MOST_BYTES = 16 * RECORD_MOST_BYTES;

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
