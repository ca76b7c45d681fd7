/** Writes the texts of a change set whole or not at all, through full disks and ended processes. */
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Coded } from '../../locales/coded.ts';
import { errorMessage } from '../../shared/errors.ts';
import { removeLeftovers, syncFolder, writeNewFile } from '../../shared/files.ts';
import type { Author, RecordName } from './change-set.ts';
import type { Journal, LoggedRecord, LoggedSet } from './journal.ts';
import { CHANGED, codeOf, filePathOf, loadText, THERE_ALREADY, versionOf } from './record-files.ts';
import { refusal, type Problem } from './refusal.ts';
import { pathOf } from './record-name.ts';

/** A repository in which each change set becomes a commit. */
export type RecordCommits = {
  /** Returns why files cannot be committed as they are; undefined where they can. */
  readonly refusal: (files: readonly string[]) => Promise<Coded<'refusal'> | undefined>;
  /** Commits the files as they are, and nothing else; rejects with NoCommit where it could not. */
  readonly commit: (files: readonly string[], author: Author, message: string) => Promise<void>;
};

/** Why there is no commit; its message is what git says. */
export class NoCommit extends Error {
  override readonly name = 'NoCommit';
  readonly why: Coded<'refusal'>;

  constructor(why: Coded<'refusal'>, said: string, options?: ErrorOptions) {
    super(said, options);
    this.why = why;
  }
}

/** A record to be written. */
export type SetWrite = RecordName & {
  /** The file, where the links in its path lead. */
  readonly real: string;
  /** What stood there; undefined for a new record. */
  readonly before: string | undefined;
  /** What is to stand there; undefined where the record is to be removed. */
  readonly text: string | undefined;
};

/** A journal that cannot be read was left, and where it is now. */
export type UnreadableJournal = { readonly illegible: string };

export type SetWriter = {
  /** Writes a set; returns why nothing was written, undefined where all was. */
  readonly write: (set: Omit<LoggedSet, 'records'>, writes: readonly SetWrite[]) => Promise<Problem | undefined>;
  /** Finishes what an ended process left half written, or takes it back where it cannot be finished; returns what was done, undefined where there was nothing. */
  readonly recover: () => Promise<'finished' | 'taken back' | UnreadableJournal | Problem | undefined>;
};

export type SetWriterOptions = {
  /** The folder of records. */
  readonly folder: string;
  readonly journal: Journal;
  /** The repository of the records, where there is one. */
  readonly commits?: RecordCommits | undefined;
  /** Runs what puts a set into the folder and may take it back: what is read before its end is nobody's business yet. Left out, it just runs. */
  readonly whilePlaced?: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

/** Creates the writer of change sets in a folder of records. */
export function createSetWriter({
  folder,
  journal,
  commits,
  whilePlaced = (work) => work(),
}: SetWriterOptions): SetWriter {
  const commit = async ({ records, author, undoes, kinds }: LoggedSet): Promise<void> => {
    // A draft is nobody's business yet.
    const files = records.filter((one) => one.folder.includes('/') || one.file === 'relationship.yaml').map(pathOf);
    const names = records.map(pathOf);
    const title = `${undoes === undefined ? 'Publish' : 'Undo'} ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
    const notes = Object.entries(kinds).map(([id, one]) =>
      // A line of its own each, also from a journal of a version that let line breaks in.
      `${id}: ${one.kind === 'wording' ? 'wording only' : one.what.en}`.replaceAll(/\s+/gu, ' '),
    );
    if (files.length > 0) await commits?.commit(files, author, [title, '', ...notes].join('\n').trim());
  };
  /** Notes that a set is written. If noting fails, drop the journal entry; else a later recovery would undo a set that is complete. */
  const finish = (set: LoggedSet): Promise<void> => journal.finish(set).catch(journal.drop);
  return {
    write: async (set, writes) => {
      const records: LoggedRecord[] = [];
      const discard = (problem: Problem): Problem => {
        for (const [at, { part, kept, ...name }] of records.entries()) {
          if (part !== undefined) rmSync(join(dirname(writes[at]?.real ?? ''), part), { force: true });
          if (kept !== undefined) journal.forget(name, kept);
        }
        journal.drop();
        return problem;
      };
      try {
        for (const one of writes) {
          const { folder: own, file, before, text } = one;
          const record: LoggedRecord = { folder: own, file, before: before ?? null, after: text ?? null };
          records.push(record);
          if (text !== undefined) {
            record.part = partOf(one.real);
            await writePart(one, record.part);
          }
          if (before !== undefined) record.kept = await journal.keep(one, before);
        }
        await journal.begin({ ...set, records });
      } catch (error) {
        return discard(unwritable(error));
      }
      // From here to the last rename nothing else of this process runs, so that nobody reads half a set.
      const moved = writes.find((one) => !isStill(one));
      if (moved !== undefined)
        return discard({ ...(moved.before === undefined ? THERE_ALREADY : CHANGED), record: moved });
      const placed: SetWrite[] = [];
      return whilePlaced(async () => {
        try {
          for (const [at, one] of writes.entries()) {
            place(one, records[at]?.part);
            placed.push(one);
          }
          await syncFolders(writes);
          await commit({ ...set, records });
        } catch (error) {
          // Where this fails too, the journal stays, and the set is finished later.
          try {
            for (const one of placed) rollback(one);
          } catch (failed) {
            return unfinished(failed);
          }
          return discard(
            error instanceof NoCommit
              ? { because: 'repository', ...error.why }
              : codeOf(error) === 'EEXIST'
                ? { ...THERE_ALREADY, record: writes[placed.length] }
                : unwritable(error),
          );
        }
        await finish({ ...set, records });
        return undefined;
      });
    },

    recover: async () => {
      const set = journal.open();
      if (set === undefined) {
        const illegible = journal.setAside();
        return illegible === undefined ? undefined : { illegible };
      }
      const found = set.records.map(({ before, after, part, ...name }) => {
        const path = filePathOf(folder, name, new Set([name.folder.split('/')[0] ?? '']));
        const real = 'real' in path ? path.real : join(folder, name.folder, name.file);
        const now = existsSync(real) ? loadText(real) : undefined;
        const stands = now === undefined ? null : 'text' in now ? now.text : undefined;
        const write: SetWrite = { ...name, real, before: before ?? undefined, text: after ?? undefined };
        return { write, part, state: stands === after ? 'after' : stands === before ? 'before' : 'other' };
      });
      const writes = found.map(({ write }) => write);
      // Where somebody changed a record of the set meanwhile, theirs stays, and none of the others is half changed.
      const isOurs = found.every(({ state }) => state !== 'other');
      try {
        for (const { write, state } of found) {
          if (isOurs && state === 'before') {
            const part = write.text === undefined ? undefined : partOf(write.real);
            if (part !== undefined) await writePart(write, part);
            place(write, part);
          }
          if (!isOurs && state === 'after') rollback(write);
        }
        await syncFolders(writes);
      } catch (error) {
        return unfinished(error);
      }
      for (const { write, part } of found)
        if (part !== undefined) rmSync(join(dirname(write.real), part), { force: true });
      if (!isOurs) {
        journal.drop();
        return 'taken back';
      }
      let problem: Problem | undefined;
      await commit(set).catch((error: unknown) => {
        problem = { because: 'repository', ...refusal('commit-by-hand', { said: errorMessage(error) }) };
      });
      await finish(set);
      return problem ?? 'finished';
    },
  };
}

const partOf = (real: string): string => `.${basename(real)}.${randomBytes(6).toString('hex')}.part`;

/** Writes the new text beside a record, with the rights of what it is to replace. */
async function writePart({ real, before, text = '' }: SetWrite, part: string): Promise<void> {
  const parent = dirname(real);
  await mkdir(parent, { recursive: true });
  const path = join(parent, part);
  await writeNewFile(path, text, before === undefined ? 0o644 : statSync(real).mode & 0o777);
  removeLeftovers(parent, basename(real), path);
}

/** Makes the new names of all records of a set survive a loss of power. */
async function syncFolders(writes: readonly SetWrite[]): Promise<void> {
  for (const parent of new Set(writes.map(({ real }) => dirname(real)))) await syncFolder(parent);
}

/** Whether a record is what the set began from. */
function isStill({ real, before }: SetWrite): boolean {
  const now = loadText(real);
  if (before === undefined) return !('text' in now) && !existsSync(real);
  return 'text' in now && now.version === versionOf(before);
}

/** Puts a new text in its place, or removes the record. */
function place({ real, before }: SetWrite, part: string | undefined): void {
  if (part === undefined) unlinkSync(real);
  else if (before === undefined) {
    // A link fails where the name is taken by now; a rename would overwrite the file.
    linkSync(join(dirname(real), part), real);
    unlinkSync(join(dirname(real), part));
  } else renameSync(join(dirname(real), part), real);
}

/** Puts back what stood in the place of a record. */
function rollback({ real, before }: SetWrite): void {
  if (before === undefined) {
    rmSync(real, { force: true });
    return;
  }
  const part = join(dirname(real), partOf(real));
  const mode = statSync(real, { throwIfNoEntry: false })?.mode ?? 0o644;
  try {
    writeFileSync(part, before, { flag: 'wx', mode: mode & 0o777, flush: true });
    renameSync(part, real);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

const unwritable = (error: unknown): Problem => ({
  because: 'unwritable',
  ...refusal('nothing-written', { error: codeOf(error) }),
});

const unfinished = (error: unknown): Problem => ({
  because: 'unfinished',
  ...refusal('set-unfinished', { error: codeOf(error) }),
});
