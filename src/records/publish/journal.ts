/** The journal of change sets on the disk: the set that is being written, those that were, and the texts that they overwrote. Each is one file, which appears and is renamed whole. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { replacePrivateFile, syncFolder } from '../../shared/files.ts';
import { DRAFTS } from '../folder.ts';
import { writtenBetween, Written, type WrittenRecord, type WrittenSet } from './writers.ts';
import type { PastSet, RecordName } from './change-set.ts';
import type { PreviousVersion } from './record-editor-contract.ts';
import { versionOf } from './record-files.ts';
import { isSameRecord } from './record-name.ts';

/** Within the folder for versions; no folder of records has such a name. */
const SETS = '.sets';
const OPEN = 'open.json';
/** A journal that nobody can read, kept for whoever looks into it. */
const ILLEGIBLE = 'illegible.json';
const SET_FILE = /^\d{8}T\d{9}Z-[0-9a-f]{12}\.json$/u;
const VERSION_NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[0-9a-f]{12}$/;

/** The number of versions kept of each record. */
const MAX_VERSIONS = 20;
/** So many sets of drafts are kept. What was published is kept for good: it says who wrote what is in service. */
const MAX_DRAFT_SETS = 100;
/** So many publications keep their texts; of older ones it is kept what they wrote. */
const MAX_FULL_SETS = 100;

const Name = { folder: z.string(), file: z.string() };
const LoggedRecord = z.object({
  ...Name,
  /** Null where there was no record, or where there is none any more. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** The id of the version that was kept of what stood before. */
  kept: z.string().optional(),
  /** The file beside the record that holds the new text until it takes its place. */
  part: z.string().optional(),
});
const OldRecord = z.object({
  ...Name,
  change: z.enum(['added', 'changed', 'removed']),
  kept: z.string().optional(),
  wrote: Written,
});
const LoggedSet = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  author: z.object({ name: z.string(), email: z.string().optional() }),
  kinds: z.record(
    z.string(),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('wording') }),
      z.object({ kind: z.literal('correction'), what: z.object({ en: z.string(), zh: z.string().optional() }) }),
    ]),
  ),
  undoes: z.string().optional(),
  records: z.array(LoggedRecord),
});
const StoredSet = LoggedSet.extend({ records: z.array(z.union([LoggedRecord, OldRecord])) });

export type LoggedRecord = z.infer<typeof LoggedRecord>;
/** A change set with its texts. */
export type LoggedSet = z.infer<typeof LoggedSet>;
type StoredSet = z.infer<typeof StoredSet>;

export type Journal = {
  /** Returns the set that is being written, undefined where none is: one is left where a process ended in the middle. */
  readonly open: () => LoggedSet | undefined;
  /** Puts a set that is being written aside where it cannot be read, and returns where it is; undefined where there is none. */
  readonly setAside: () => string | undefined;
  /** Notes a set that is about to be written; from then on it is finished whatever happens. */
  readonly begin: (set: LoggedSet) => Promise<void>;
  /** Notes that the set is written. */
  readonly finish: (set: LoggedSet) => Promise<void>;
  /** Forgets the set that is being written. */
  readonly drop: () => void;
  /** Returns the set that was written last, of drafts too. */
  readonly newest: () => PastSet | undefined;
  /** Returns the sets that were published, newest first; those of drafts alone are none. */
  readonly publications: () => readonly WrittenSet[];
  /** Returns a set with its texts; undefined where it has none any more. */
  readonly load: (id: string) => LoggedSet | undefined;
  /** Keeps a text that is about to be overwritten, removes the oldest beyond twenty, and returns the id of the version. */
  readonly keep: (name: RecordName, text: string) => Promise<string>;
  /** Forgets a version that was not overwritten after all. */
  readonly forget: (name: RecordName, id: string) => void;
  /** Returns the versions of a record that were overwritten, newest first. */
  readonly versions: (name: RecordName) => readonly PreviousVersion[];
};

/** Returns a time as it stands in the names of files. */
const stamp = (at: Temporal.Instant): string => at.toString({ smallestUnit: 'millisecond' }).replaceAll(/[-:.]/gu, '');

/** Returns the id of a set that is published now. */
export const setId = (now: Temporal.Instant, texts: string): string =>
  `${stamp(now)}-${createHash('sha256').update(texts).digest('hex').slice(0, 12)}`;

/** Returns the change set of a JSON text; undefined where it is something else. */
export const parseLoggedSet = (text: string): LoggedSet | undefined => parsed(LoggedSet, text);

/** Creates the journal in a folder, which is made when the first set is written; the names of records passed to it must have been checked before. */
export function createJournal(root: string, now: () => Temporal.Instant): Journal {
  const folder = join(root, SETS);
  const open = join(folder, OPEN);
  const fileOf = (id: string): string => join(folder, `${id}.json`);
  /** Newest first. */
  let known: readonly WrittenSet[] | undefined;
  const load = (id: string): LoggedSet | undefined => read(LoggedSet, fileOf(id));
  /** A set as it is remembered: without its texts, which are read where it is asked what they wrote. */
  const entryOf = ({ id, at, author, kinds, undoes, records }: StoredSet): WrittenSet => ({
    id,
    at: Temporal.Instant.from(at),
    by: author.name,
    wording: Object.entries(kinds).flatMap(([statement, { kind }]) => (kind === 'wording' ? [statement] : [])),
    undoes,
    isFull: records.every((one) => 'after' in one),
    records: records.map((one): WrittenRecord => {
      const { folder: own, file, kept } = one;
      const name = { folder: own, file, kept };
      if ('wrote' in one) return { ...name, change: one.change, wrote: () => one.wrote };
      let wrote: Written | undefined;
      return {
        ...name,
        change: one.before === null ? 'added' : one.after === null ? 'removed' : 'changed',
        wrote: () => {
          if (wrote !== undefined) return wrote;
          const full = load(id)?.records.find((other) => isSameRecord(other, name));
          wrote = writtenBetween(full?.before ?? undefined, full?.after ?? undefined);
          return wrote;
        },
      };
    }),
  });
  const all = (): readonly WrittenSet[] =>
    (known ??= namesIn(folder)
      .filter((name) => SET_FILE.test(name))
      .toSorted()
      .toReversed()
      .flatMap((name) => read(StoredSet, join(folder, name)) ?? [])
      .map(entryOf));
  const publications = (): readonly WrittenSet[] => all().filter(isPublication);
  /** Removes old sets of drafts, and the texts of old publications. */
  const tidy = async (): Promise<void> => {
    const drafts = all().filter((one) => !isPublication(one));
    const gone = new Set(drafts.slice(MAX_DRAFT_SETS));
    for (const { id } of gone) rmSync(fileOf(id), { force: true });
    known = all().filter((one) => !gone.has(one));
    for (const { id, records, isFull } of publications().slice(MAX_FULL_SETS)) {
      const set = isFull ? load(id) : undefined;
      if (set === undefined) continue;
      const shortened = { ...set, records: records.map((one) => Object.assign({}, one, { wrote: one.wrote() })) };
      await replacePrivateFile(fileOf(id), JSON.stringify(shortened));
      known = all().map((one) => (one.id === id ? entryOf(shortened) : one));
    }
  };

  const versionsOf = ({ folder: own, file }: RecordName): string => join(root, own, file);
  const versions = (name: RecordName): PreviousVersion[] => {
    const by = new Map(
      all().flatMap((set) =>
        set.records.flatMap(({ kept, ...one }) =>
          kept !== undefined && isSameRecord(one, name) ? [[kept, set.by] as const] : [],
        ),
      ),
    );
    return namesIn(versionsOf(name))
      .flatMap((file) => {
        const id = basename(file, '.yaml');
        const [, year, month, day, hour, minute, second, more] = VERSION_NAME.exec(id) ?? [];
        if (year === undefined || file === id) return [];
        const savedAt = Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}.${more}Z`);
        return [{ id, savedAt, by: by.get(id) }];
      })
      .toSorted((a, b) => (a.id < b.id ? 1 : -1));
  };
  const versionFile = (name: RecordName, id: string): string => join(versionsOf(name), `${id}.yaml`);

  return {
    load,
    publications,
    versions,
    newest: () => all()[0],
    open: () => read(LoggedSet, open),
    setAside: () => {
      if (!existsSync(open) || read(LoggedSet, open) !== undefined) return undefined;
      const aside = join(folder, ILLEGIBLE);
      try {
        renameSync(open, aside);
        return aside;
      } catch {
        return open;
      }
    },
    begin: async (set) => await replacePrivateFile(open, JSON.stringify(set)),
    finish: async (set) => {
      const before = all();
      renameSync(open, fileOf(set.id));
      known = [entryOf(set), ...before];
      await syncFolder(folder);
      // What cannot be tidied now is tidied with the next set.
      await tidy().catch(() => undefined);
    },
    drop: () => rmSync(open, { force: true }),
    keep: async (name, text) => {
      const id = `${stamp(now())}-${versionOf(text).slice(0, 12)}`;
      await replacePrivateFile(versionFile(name, id), text);
      for (const old of versions(name).slice(MAX_VERSIONS)) rmSync(versionFile(name, old.id), { force: true });
      return id;
    },
    forget: (name, id) => rmSync(versionFile(name, id), { force: true }),
  };
}

/** Whether a set changed anything but drafts. */
const isPublication = ({ records }: Pick<PastSet, 'records'>): boolean =>
  records.some(({ folder }) => folder !== DRAFTS);

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Returns what a JSON text holds; undefined where it is something else. */
function parsed<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Returns what a file holds; undefined where there is none, or something else by its name. */
function read<Schema extends z.ZodType>(schema: Schema, path: string): z.output<Schema> | undefined {
  try {
    return parsed(schema, readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
