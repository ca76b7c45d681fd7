/** Loads every record of a folder and parses each by its schema: its value, or the faults in its place. Unchanged files are not read again. */
import { errorCode, errorMessage } from '../shared/errors.ts';
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import type { z } from 'zod';
import { finding, type Fault, type Finding } from './fault.ts';
import {
  DOCUMENTS,
  DRAFTS,
  namesAdded,
  MAX_RECORD_BYTES,
  RELATIONSHIP_FILE,
  TICK_MS,
  TRACKS_FILE,
  WATCH_FILE,
  WORDING_FILE,
  STYLE_FILE,
  TOPICS,
  type TextOverride,
} from './folder.ts';
import { parseRecord, unreadable, type RecordFile } from './parse-record.ts';
import {
  RelationshipSchema,
  documentSchemaOf,
  TopicSchema,
  TracksSchema,
  type DocumentRecord,
  type Relationship,
  type Topic,
  type TracksRecord,
  type Translated,
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

export type LoadedKind = 'document' | 'topic' | 'relationship' | 'tracks';
type AnyRecord =
  | LoadedRecord<DocumentRecord>
  | LoadedRecord<Topic>
  | LoadedRecord<Relationship>
  | LoadedRecord<TracksRecord>;
type CachedFile = { readonly stamp: string; readonly record: AnyRecord };

export type RecordLoader = {
  /** Returns the records, with the changed texts if any are passed; what cannot be read becomes a fault. Never throws. */
  readonly read: (changed?: readonly TextOverride[]) => LoadResult;
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
      return recordOf(
        kind,
        id,
        relationship,
        unreadable(path, found.found === 'problem' ? found.problem : finding('not-a-file')),
      );
    const again = (): string => {
      const now = loadFile(path);
      return now.found === 'text' ? now.text : '';
    };
    const record = recordOf(kind, id, relationship, parseRecord(path, found.text, schemaOf(kind, relationship), again));
    if (wall !== undefined && wall() - found.changedAt > TICK_MS) next.set(path, { stamp: found.stamp, record });
    return record;
  };

  return {
    read: (changed = []) => {
      const faults: Fault[] = [];
      const replaced: ReplacedRecord[] = [];
      const outside = (file: string, what: Finding): void =>
        void faults.push({ file, line: 1, column: 1, field: '', ...what });
      const list = (path: string, unlisted: 'records-unreadable' | 'folder-unreadable'): string[] => {
        try {
          return readdirSync(path).filter((name) => !name.startsWith('.') && !name.endsWith('.json'));
        } catch (error) {
          outside(path, finding(unlisted, { reason: reasonOf(error) }));
          return [];
        }
      };
      const next = new Map<string, CachedFile>();
      const records = {
        documents: [] as LoadedRecord<DocumentRecord>[],
        topics: [] as LoadedRecord<Topic>[],
        relationships: [] as LoadedRecord<Relationship>[],
        tracks: [] as LoadedRecord<TracksRecord>[],
      };
      const add = (kind: LoadedKind, record: AnyRecord): void => {
        faults.push(...record.faults);
        const lists: Readonly<Record<LoadedKind, AnyRecord[]>> = {
          document: records.documents,
          topic: records.topics,
          relationship: records.relationships,
          tracks: records.tracks,
        };
        lists[kind].push(record);
      };
      const textOf = new Map(changed.map((one) => [one.path, one]));
      const addOne = (kind: LoadedKind, relationship: string, path: readonly string[]): void => {
        const whole = join(folder, ...path);
        const own = textOf.get(path.join('/'));
        // What rests on it must not be told as if there were none of it.
        const refuse = (problem: Finding): void =>
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
          const parsed = parseRecord(own.called ?? whole, own.text, schemaOf(kind, relationship));
          const record = recordOf(kind, idOf(kind, relationship, path), relationship, parsed);
          replaced.push({ kind, relationship, before, after: record });
          add(kind, record);
        } else if (whole.endsWith('.yaml')) {
          const record = readOne(kind, relationship, whole, next);
          if (record === 'folder') outside(whole, FOLDER_WITHIN);
          else add(kind, record);
        } else if (isFolder(whole)) outside(whole, FOLDER_WITHIN);
        else refuse(finding('not-a-record'));
      };

      const names = list(folder, 'records-unreadable');
      for (const name of withAdded(names, changed)) {
        const path = join(folder, name);
        if (name === DRAFTS || name === STYLE_FILE) continue;
        const isChanged = changed.some((one) => one.path.startsWith(`${name}/`));
        if (!isChanged && !isFolder(path)) {
          if (/\.ya?ml$/u.test(name)) outside(path, finding('outside-relationship'));
          continue;
        }
        if (leadsOut(path, folder)) {
          outside(path, LEADS_OUT);
          continue;
        }
        const there = names.includes(name) ? list(path, 'folder-unreadable') : [];
        if (name === DOCUMENTS) {
          for (const file of withAdded(there, changed, name)) addOne('document', DOCUMENTS, [name, file]);
          continue;
        }
        const within = withAdded(there, changed, name);
        for (const part of within) {
          if (part === WORDING_FILE || part === WATCH_FILE) continue;
          if (part === RELATIONSHIP_FILE) addOne('relationship', name, [name, part]);
          else if (part === TRACKS_FILE) addOne('tracks', name, [name, part]);
          else if (leadsOut(join(path, part), folder)) outside(join(path, part), LEADS_OUT);
          else if (part === DOCUMENTS || part === TOPICS) {
            const inPart = there.includes(part) ? list(join(path, part), 'folder-unreadable') : [];
            for (const file of withAdded(inPart, changed, name, part))
              addOne(part === DOCUMENTS ? 'document' : 'topic', name, [name, part, file]);
          } else outside(join(path, part), finding('stray-file'));
        }
        if (within.length > 0 && !within.includes(RELATIONSHIP_FILE))
          outside(path, finding('relationship-file-missing'));
      }
      if (records.topics.length === 0 && faults.length === 0) outside(folder, finding('no-topics'));
      remembered = next;
      return { ...records, faults, replaced };
    },
  };
}

const LEADS_OUT = finding('link-leads-out');
const FOLDER_WITHIN = finding('folder-within');

/** What the system says of a file: of its words, which are English, other languages have the code. */
const reasonOf = (error: unknown): Translated => ({ en: errorMessage(error), zh: errorCode(error) });

/** The names in a folder, and those that the changed texts would add to it; `path` is where it stands among the records. */
const withAdded = (
  names: readonly string[],
  changed: readonly TextOverride[],
  ...path: readonly string[]
): string[] => [...new Set([...names, ...namesAdded(changed, path)].toSorted())];

const SCHEMAS = { topic: TopicSchema, relationship: RelationshipSchema, tracks: TracksSchema } as const;

const schemaOf = (kind: LoadedKind, relationship: string): z.ZodType =>
  kind === 'document' ? documentSchemaOf(relationship) : SCHEMAS[kind];

const idOf = (kind: LoadedKind, relationship: string, path: readonly string[]): string =>
  kind === 'relationship' || kind === 'tracks' ? relationship : basename(path.at(-1) ?? '').replace(/\.ya?ml$/u, '');

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
    if (!stats.isFile() || stats.size > MAX_SEARCHED_BYTES) return undefined;
    // Of UTF-16 every other byte of a name is zero.
    return readFileSync(file, 'utf8').replaceAll('\0', '');
  } catch {
    return undefined;
  }
}

/** What is larger holds something else than a record by far. */
const MAX_SEARCHED_BYTES = 16 * MAX_RECORD_BYTES;

type FoundText =
  | { readonly found: 'text'; readonly text: string; readonly stamp: string; readonly changedAt: number }
  | { readonly found: 'problem'; readonly problem: Finding }
  | { readonly found: 'same' | 'folder' };

/** Returns the text of a file unless it has the stamp, or the problem with its remedy. */
function loadFile(file: string, stamp?: string): FoundText {
  try {
    // Reading a pipe or a device would block for ever, and a huge file would fill the memory before it is refused.
    const stats = statSync(file);
    const { size, mtimeMs, ctimeMs, ino } = stats;
    if (stats.isDirectory()) return { found: 'folder' };
    const problem = !stats.isFile()
      ? finding('not-a-file')
      : size > MAX_RECORD_BYTES
        ? finding('file-too-large', { most: MAX_RECORD_BYTES })
        : undefined;
    if (problem !== undefined) return { found: 'problem', problem };
    const own = `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
    if (own === stamp) return { found: 'same' };
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
    return { found: 'text', text, stamp: own, changedAt: Math.max(mtimeMs, ctimeMs) };
  } catch (error) {
    const problem =
      error instanceof TypeError ? finding('not-utf8') : finding('file-unreadable', { reason: reasonOf(error) });
    return { found: 'problem', problem };
  }
}

/** A record as it was read, with its id and its relationship (`documents` of a document of several); its value is undefined where the schema found faults. */
export type LoadedRecord<Value> = RecordFile<Value> & { readonly id: string; readonly relationship: string };

export type LoadedRecords = {
  readonly documents: readonly LoadedRecord<DocumentRecord>[];
  readonly topics: readonly LoadedRecord<Topic>[];
  readonly relationships: readonly LoadedRecord<Relationship>[];
  readonly tracks: readonly LoadedRecord<TracksRecord>[];
};

/** A topic with what is known of its file, as data alone. */
export type CheckedTopic = Pick<LoadedRecord<Topic>, 'file' | 'id' | 'relationship' | 'value'>;
