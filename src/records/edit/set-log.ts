/** The change sets that were published, and the journal of the one that is being written: each one file, which appears and is renamed whole. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DRAFTS } from '../folder.ts';
import { parseLoggedSet, type LoggedSet } from './logged-set.ts';
import { settle, writeWhole } from './whole-files.ts';

/** So many sets of drafts are kept; what was published is kept for good, since it says who wrote what is in service. */
const MAX_DRAFT_SETS = 100;
const JOURNAL = 'open.json';
/** A journal that nobody can read, kept for whoever looks into it. */
const ILLEGIBLE = 'illegible.json';
const SET_FILE = /^\d{8}T\d{9}Z-[0-9a-f]{12}\.json$/u;

export type SetLog = {
  /** Returns the set that is being written, undefined where none is: one is left where a process ended in the middle. */
  readonly open: () => LoggedSet | undefined;
  /** Puts a journal aside that cannot be read, and returns where it is; undefined where there is none. */
  readonly setAside: () => string | undefined;
  /** Notes a set that is about to be written; from then on it is finished whatever happens. */
  readonly begin: (set: LoggedSet) => Promise<void>;
  /** Notes that the set is written. */
  readonly finish: (set: LoggedSet) => Promise<void>;
  /** Forgets the set that is being written. */
  readonly drop: () => void;
  /** Returns the sets that were written, newest first. */
  readonly list: () => readonly LoggedSet[];
};

/** Returns the id of a set that is published now. */
export const setId = (now: Temporal.Instant, texts: string): string =>
  `${now.toString({ smallestUnit: 'millisecond' }).replaceAll(/[-:.]/gu, '')}-${createHash('sha256').update(texts).digest('hex').slice(0, 12)}`;

/** Whether a set changed anything but drafts. */
export const isPublication = ({ records }: Pick<LoggedSet, 'records'>): boolean =>
  records.some(({ folder }) => folder !== DRAFTS);

/** Creates the log of change sets in a folder, which is made when the first is written. */
export function createSetLog(folder: string): SetLog {
  let known: readonly LoggedSet[] | undefined;
  const journal = join(folder, JOURNAL);
  const read = (): readonly LoggedSet[] =>
    namesIn(folder)
      .filter((name) => SET_FILE.test(name))
      .toSorted()
      .toReversed()
      .flatMap((name) => load(join(folder, name)) ?? []);
  const list = (): readonly LoggedSet[] => (known ??= read());
  return {
    list,
    open: () => load(journal),
    setAside: () => {
      if (!existsSync(journal) || load(journal) !== undefined) return undefined;
      const aside = join(folder, ILLEGIBLE);
      try {
        renameSync(journal, aside);
        return aside;
      } catch {
        return journal;
      }
    },
    begin: async (set) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // A fixed name, so that interrupted writes leave at most one part behind.
      const part = join(folder, '.part');
      rmSync(part, { force: true });
      try {
        await writeWhole(part, JSON.stringify(set), 0o600);
        await rename(part, journal);
      } catch (error) {
        rmSync(part, { force: true });
        throw error;
      }
      await settle(folder);
    },
    finish: async (set) => {
      const before = list();
      renameSync(journal, join(folder, `${set.id}.json`));
      const all = [set, ...before];
      const old = new Set(all.filter((one) => !isPublication(one)).slice(MAX_DRAFT_SETS));
      for (const { id } of old) rmSync(join(folder, `${id}.json`), { force: true });
      known = all.filter((one) => !old.has(one));
      await settle(folder);
    },
    drop: () => rmSync(journal, { force: true }),
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Returns the set of a file; undefined where there is none, or something else by its name. */
function load(path: string): LoggedSet | undefined {
  try {
    return parseLoggedSet(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
