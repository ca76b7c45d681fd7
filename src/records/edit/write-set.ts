/** Writes the texts of a change set whole or not at all, through full disks and ended processes. */
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Author, RecordName } from './editor.ts';
import { CHANGED, codeOf, filePathOf, loadText, type Problem, THERE_ALREADY, versionOf } from './record-files.ts';
import type { LoggedRecord, LoggedSet } from './logged-set.ts';
import { isSameRecord, pathOf } from './record-name.ts';
import type { SetLog } from './set-log.ts';
import type { Versions } from './versions.ts';
import { removeLeft, settle, writeWhole } from './whole-files.ts';

/** A repository in which each change set becomes a commit. */
export type RecordCommits = {
  /** Returns why files cannot be committed as they are, as one sentence; undefined where they can. */
  readonly refusal: (files: readonly string[]) => Promise<string | undefined>;
  /** Commits the files as they are, and nothing else; rejects with an Error that says why it could not. */
  readonly commit: (files: readonly string[], author: Author, message: string) => Promise<void>;
};

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
export type IllegibleJournal = { readonly illegible: string };

export type SetWriter = {
  /** Writes a set; returns why nothing was written, undefined where all was. */
  readonly write: (set: Omit<LoggedSet, 'records'>, writes: readonly SetWrite[]) => Promise<Problem | undefined>;
  /** Finishes what an ended process left half written, or takes it back where it cannot be finished; returns what was done, undefined where there was nothing. */
  readonly recover: () => Promise<'finished' | 'taken back' | IllegibleJournal | Problem | undefined>;
};

/** Creates the writer of change sets in a folder of records. */
export function createSetWriter(
  folder: string,
  log: SetLog,
  versions: Versions,
  commits: RecordCommits | undefined,
  whilePlaced: <Result>(work: () => Promise<Result>) => Promise<Result> = (work) => work(),
): SetWriter {
  const commit = async ({ records, author, undoes, ...set }: LoggedSet): Promise<void> => {
    // A draft is nobody's business yet.
    const files = records.filter((one) => one.folder.includes('/') || one.file === 'relationship.yaml').map(pathOf);
    const names = records.map(pathOf);
    const title = `${undoes === undefined ? 'Publish' : 'Undo'} ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
    const notes = Object.entries(set.kinds).map(([id, one]) =>
      // A line of its own each, also from a journal of a version that let line breaks in.
      `${id}: ${one.kind === 'wording' ? 'wording only' : one.what.en}`.replaceAll(/\s+/gu, ' '),
    );
    if (files.length > 0) await commits?.commit(files, author, [title, '', ...notes].join('\n').trim());
  };
  /** Notes that a set is written. Where the log cannot, it is forgotten: it would be taken back once somebody changes a record of it. */
  const finish = (set: LoggedSet): Promise<void> => log.finish(set).catch(log.drop);
  const realOf = (name: RecordName): string | undefined => {
    const found = filePathOf(folder, name, new Set([name.folder.split('/')[0] ?? '']));
    return 'real' in found ? found.real : undefined;
  };
  return {
    write: async (set, writes) => {
      const kept: (readonly [RecordName, string])[] = [];
      const records: LoggedRecord[] = [];
      const discard = (problem: Problem): Problem => {
        for (const { part, ...name } of records)
          if (part !== undefined) rmSync(join(dirname(realIn(writes, name)), part), { force: true });
        for (const [name, id] of kept) versions.remove(name, id);
        log.drop();
        return problem;
      };
      try {
        for (const one of writes) {
          const record = { folder: one.folder, file: one.file, before: one.before ?? null, after: one.text ?? null };
          const part = one.text === undefined ? undefined : partOf(one.real);
          records.push(part === undefined ? record : { ...record, part });
          if (part !== undefined) await writePart(one, part);
        }
        for (const [at, { before, folder: own, file }] of writes.entries()) {
          if (before === undefined) continue;
          const id = await versions.add({ folder: own, file }, before);
          kept.push([{ folder: own, file }, id]);
          records[at] = { ...(records[at] as LoggedRecord), kept: id };
        }
        await log.begin({ ...set, records });
      } catch (error) {
        return discard(unwritable(error));
      }
      // From here to the last rename nothing else of this process runs, so that nobody reads half a set.
      const moved = writes.find((one) => !isStill(one));
      if (moved !== undefined) return discard(movedProblem(moved));
      const placed: SetWrite[] = [];
      return whilePlaced(async () => {
        try {
          for (const [at, one] of writes.entries()) {
            place(one, records[at]?.part);
            placed.push(one);
          }
          for (const parent of new Set(writes.map(({ real }) => dirname(real)))) await settle(parent);
          await commit({ ...set, records });
        } catch (error) {
          // Where this fails too, the journal stays, and the set is finished later.
          const failed = takeBack(placed);
          if (failed !== undefined) return UNFINISHED(failed);
          return discard(
            placed.length === writes.length
              ? { because: 'repository', detail: `${sentence(error)} Nothing was published.` }
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
      const set = log.open();
      if (set === undefined) {
        const illegible = log.setAside();
        return illegible === undefined ? undefined : { illegible };
      }
      const found = set.records.map((record) => {
        const real = realOf(record) ?? join(folder, record.folder, record.file);
        const now = existsSync(real) ? loadText(real) : undefined;
        const text = now === undefined ? null : 'text' in now ? now.text : undefined;
        const { before, after } = record;
        const write: SetWrite = { ...record, real, before: before ?? undefined, text: after ?? undefined };
        return { record, write, state: text === after ? 'after' : text === before ? 'before' : 'other' };
      });
      const isOurs = found.every(({ state }) => state !== 'other');
      try {
        for (const { record, write, state } of found) {
          if (isOurs && state === 'before') {
            const part = record.part === undefined ? undefined : await leftPart(write, record.part);
            place(write, part);
          }
          // Somebody changed a record of the set meanwhile: theirs stays, and none of the others is half changed.
          if (!isOurs && state === 'after') takeBackOne(write);
        }
        for (const parent of new Set(found.map(({ write }) => dirname(write.real)))) await settle(parent);
      } catch (error) {
        return UNFINISHED(codeOf(error));
      }
      for (const { record, write } of found)
        if (record.part !== undefined) rmSync(join(dirname(write.real), record.part), { force: true });
      if (!isOurs) {
        log.drop();
        return 'taken back';
      }
      let problem: Problem | undefined;
      await commit(set).catch((error: unknown) => {
        problem = {
          because: 'repository',
          detail: `${sentence(error)} The records are as published; commit them by hand.`,
        };
      });
      await finish(set);
      return problem ?? 'finished';
    },
  };
}

const realIn = (writes: readonly SetWrite[], name: RecordName): string =>
  writes.find((one) => isSameRecord(one, name))?.real ?? '';

const partOf = (real: string): string => `.${basename(real)}.${randomBytes(6).toString('hex')}.part`;

/** Writes the new text beside a record, with the rights of what it is to replace. */
async function writePart({ real, before, text = '' }: SetWrite, part: string): Promise<void> {
  const parent = dirname(real);
  await mkdir(parent, { recursive: true });
  const path = join(parent, part);
  await writeWhole(path, text, before === undefined ? 0o644 : statSync(real).mode & 0o777);
  removeLeft(parent, basename(real), path);
}

/** Returns the part that an ended process has left of a text, written again where it is not whole. */
async function leftPart(write: SetWrite, part: string): Promise<string> {
  const parent = dirname(write.real);
  const left = existsSync(join(parent, part)) ? loadText(join(parent, part)) : undefined;
  if (left !== undefined && 'text' in left && left.text === write.text) return part;
  const anew = partOf(write.real);
  await writePart(write, anew);
  return anew;
}

/** Whether a record is what the set began from. */
function isStill({ real, before }: SetWrite): boolean {
  const now = loadText(real);
  if (before === undefined) return !('text' in now) && !existsSync(real);
  return 'text' in now && now.version === versionOf(before);
}

/** Why a record that is not what the set began from is not written. */
const movedProblem = (record: SetWrite): Problem => ({
  ...(record.before === undefined ? THERE_ALREADY : CHANGED),
  record,
});

/** Puts a new text in its place, or removes the record. */
function place({ real, before }: SetWrite, part: string | undefined): void {
  if (part === undefined) unlinkSync(real);
  else if (before === undefined) {
    // A link fails where the name is taken by now; a rename would overwrite the file.
    linkSync(join(dirname(real), part), real);
    unlinkSync(join(dirname(real), part));
  } else renameSync(join(dirname(real), part), real);
}

/** Puts back what stood in the places of a set; returns the code of the fault where that fails. */
function takeBack(placed: readonly SetWrite[]): string | undefined {
  try {
    for (const one of placed) takeBackOne(one);
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

function takeBackOne({ real, before }: SetWrite): void {
  if (before === undefined) rmSync(real, { force: true });
  else {
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
}

const unwritable = (error: unknown): Problem => ({
  because: 'unwritable',
  detail: `Nothing was written (${codeOf(error)}); every record is as it was. Check the rights of the folders and the space on the disk.`,
});

const UNFINISHED = (code: string): Problem => ({
  because: 'unfinished',
  detail: `The change set could not be finished (${code}); it is finished with the next one, or when the bot starts again. Check the rights of the folders and the space on the disk.`,
});

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));
