/** Opens, checks and publishes records for curators: change sets are written only when all records are valid with them. */
import { readdirSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { createMutex } from '../../shared/mutex.ts';
import type { Warning } from '../check/warnings.ts';
import type { Fault } from '../fault.ts';
import { DOCUMENTS, RELATIONSHIP_FILE, TOPICS } from '../folder.ts';
import { createSetChecks, type CheckOptions } from './check-set.ts';
import type { ChangedText, ChangeSet, PublishedSet, RecordEntry, RecordName, TextOfSet } from './change-set.ts';
import type { RecordEditor, RecordsStatus, Refusal } from './record-editor-contract.ts';
import { CHANGED, filePathOf, loadText, problemOf, THERE_ALREADY, versionOf } from './record-files.ts';
import { isDraft, isSameRecord, pathOf, recordKindOf } from './record-name.ts';
import { refusal, refused, type Problem } from './refusal.ts';
import { changedSince } from './changed-since.ts';
import { writersOf } from './writers.ts';
import { setId, type Journal, type LoggedSet } from './journal.ts';
import type { RecordCommits, SetWrite, SetWriter } from './write-set.ts';

/** What the record editor needs of the bot. */
export type RecordEditorOptions = CheckOptions & {
  /** The folder of records. */
  readonly folder: string;
  readonly journal: Journal;
  readonly writer: SetWriter;
  readonly writable: () => boolean;
  readonly status: () => RecordsStatus;
  /** The repository of the records, where there is one. */
  readonly commits?: RecordCommits | undefined;
};

/** Creates the editor of the records in a folder. */
export function createRecordEditor(options: RecordEditorOptions): RecordEditor {
  const { folder, journal, writer, writable, now, check, status, current, commits, heldTexts } = options;
  const named = <Found extends Fault | Warning>(fault: Found): Found => ({
    ...fault,
    file: relative(folder, fault.file).replaceAll(sep, '/'),
    params: JSON.parse(JSON.stringify(fault.params), (_, value: unknown) =>
      typeof value === 'string' ? value.replaceAll(`${folder}${sep}`, '') : value,
    ) as Found['params'],
  });
  const list = (): RecordEntry[] =>
    namesIn(folder)
      .flatMap((name) => [name, `${name}/${DOCUMENTS}`, `${name}/${TOPICS}`])
      .flatMap((folderName) =>
        namesIn(folder, folderName).flatMap((file) => {
          const kind = recordKindOf({ folder: folderName, file });
          return kind === undefined ? [] : [{ folder: folderName, file, kind }];
        }),
      );
  const open = (name: RecordName): ReturnType<RecordEditor['open']> => {
    const recordPath = filePathOf(folder, name);
    if ('because' in recordPath) return refused(recordPath);
    const found = loadText(recordPath.real);
    return 'text' in found ? { ok: true, ...recordPath.entry, ...found } : refused(found);
  };
  const checks = createSetChecks({
    now,
    check,
    current,
    heldTexts,
    list,
    named,
    pathsOf: (texts) => pathsOf(folder, texts),
  });

  /** Returns the records of a set as they are to be written; those that stand so already are left out. */
  const writesOf = (texts: readonly TextOfSet[]): SetWrite[] | Refusal => {
    const paths = pathsOf(folder, texts);
    if ('because' in paths) return paths;
    const writes: SetWrite[] = [];
    for (const [at, { version, text, folder: own, file }] of texts.entries()) {
      const path = paths[at];
      if (path === undefined) continue;
      const record = { folder: own, file };
      if (version === undefined && path.exists) return refused({ ...THERE_ALREADY, record });
      const before = version === undefined ? undefined : loadText(path.real);
      if (before !== undefined && !('text' in before)) return refused({ ...before, record });
      if (before !== undefined && before.version !== version) return refused({ ...CHANGED, record });
      const problem = text === undefined ? undefined : problemOf(text);
      if (problem !== undefined) return refused({ ...problem, record });
      if (before?.text !== text) writes.push({ ...record, real: path.real, before: before?.text, text });
    }
    return writes;
  };

  const write = async ({ texts, author, kinds = {} }: ChangeSet, undoes?: string): Promise<PublishedSet | Refusal> => {
    if (!writable()) return refused(READ_ONLY);
    const left = await recovered(writer);
    if (left !== undefined) return left;
    const same = (): PublishedSet => ({ ok: true, id: undefined, records: newVersions(texts), faults: [] });
    const asked = writesOf(texts);
    if ('because' in asked) return asked;
    if (asked.length === 0) return same();
    const corrected = await checks.corrected(asked, kinds);
    if ('because' in corrected) return corrected;
    const writes = asked.map(({ folder: own, file, real, before }, at): SetWrite => {
      return { folder: own, file, real, before, text: corrected[at]?.text };
    });
    const problem = await commits?.refusal(writes.filter(isCommitted).map(pathOf));
    if (problem !== undefined) return refused({ because: 'repository', ...problem });
    const checked = await checks.publishable(writes, kinds, undoes === undefined ? 'publish' : 'undo');
    if (!checked.ok) return checked;
    const at = now();
    const id = setId(at, texts.map(({ text }) => text ?? '').join('\n'));
    const set: Omit<LoggedSet, 'records'> = {
      id,
      at: at.toString(),
      author: { name: author.name, ...(author.email !== undefined && { email: author.email }) },
      kinds: { ...kinds },
      ...(undoes !== undefined && { undoes }),
    };
    const failed = await writer.write(set, writes);
    if (failed !== undefined) return refused(failed);
    // A draft is not in service, wherever it was checked.
    if (writes.some(isCommitted)) await checked.take();
    const written = texts.map((one) => {
      const found = writes.find((other) => isSameRecord(other, one));
      return found === undefined ? one : { ...one, text: found.text };
    });
    return { ok: true, id, records: newVersions(written), faults: checked.faults };
  };

  /** Returns the texts that undo a set, or why it cannot be undone: a record of it has changed since. */
  const undoing = ({ records }: LoggedSet): TextOfSet[] | Problem => {
    const texts: TextOfSet[] = [];
    for (const { folder: own, file, before, after } of records) {
      const name = { folder: own, file };
      const stands = open(name);
      const isSame = stands.ok
        ? after !== null && stands.version === versionOf(after)
        : after === null && stands.because === 'missing';
      if (!isSame) return { because: 'changed', ...refusal('changed-since', { record: pathOf(name) }) };
      texts.push({ ...name, text: before ?? undefined, version: stands.ok ? stands.version : undefined });
    }
    return texts;
  };

  // One after the other: of two sets at once each would be checked without the other.
  const exclusively = createMutex();

  return {
    get writable() {
      return writable();
    },
    list,
    open,
    status: () => {
      const { faults, editorial = [], ...rest } = status();
      return { ...rest, faults: faults.map(named), editorial: editorial.map(named) };
    },
    check: checks.check,
    difference: async (texts, kinds = {}) => await checks.difference(texts, kinds),
    publish: async (set) => await exclusively(async () => await write(set)),
    sets: journal.publications,
    newest: journal.newest,
    writers: (brief) => writersOf(brief, journal.publications()),
    changedSince: (from, within) => changedSince(journal.publications(), from, current(), within),
    warnings: async () => (await check()).warnings.map(named),
    undo: async (id, author, countOutdatedMessages) =>
      await exclusively(async () => {
        const [newest] = journal.publications();
        const set = newest?.id === id ? journal.load(id) : undefined;
        if (set === undefined)
          return refused({
            because: newest === undefined ? 'missing' : 'changed',
            ...refusal('newer-set'),
          });
        const texts = undoing(set);
        if ('because' in texts) return refused(texts);
        const undone = await checks.difference(texts, {});
        if (!undone.ok) return undone;
        const isSeen = undone.records.some(({ statements }) => statements.some((one) => one.published !== undefined));
        const count = isSeen ? await countOutdatedMessages(undone.before, undone.after) : 0;
        if (count > 0) return refused({ because: 'told', ...refusal('readers-told', { count }) });
        return await write({ texts, author }, id);
      }),
    previous: (name) => (recordKindOf(name) === undefined ? [] : journal.versions(name)),
  };
}

/** Finishes what an ended process left; returns a refusal where that fails. */
async function recovered(writer: SetWriter): Promise<Refusal | undefined> {
  const left = await writer.recover();
  return typeof left === 'object' && 'because' in left && left.because === 'unfinished' ? refused(left) : undefined;
}

type Path = { readonly path: string; readonly real: string; readonly exists: boolean; readonly entry: RecordEntry };

/** Returns where the records of a set are; those of a relationship that the set makes may have no folder yet. */
function pathsOf(folder: string, texts: readonly ChangedText[]): Path[] | Refusal {
  const makes = new Set(
    texts
      .filter(({ file, text }) => file === RELATIONSHIP_FILE && text !== undefined)
      .map((one) => one.folder)
      .concat(namesIn(folder)),
  );
  const paths: Path[] = [];
  for (const one of texts) {
    const found = filePathOf(folder, one, makes);
    if ('because' in found) return refused({ ...found, record: one });
    if (paths.some(({ real }) => real === found.real))
      return refused({ because: 'name', ...refusal('twice-in-set', { record: pathOf(one) }) });
    paths.push(found);
  }
  return paths;
}

/** A draft is in nobody's way, and belongs to no commit. */
const isCommitted = (name: RecordName): boolean => !isDraft(name);

const newVersions = (texts: readonly ChangedText[]): PublishedSet['records'] =>
  texts.map(({ folder, file, text }) => ({
    folder,
    file,
    version: text === undefined ? undefined : versionOf(text),
  }));

const READ_ONLY: Problem = { because: 'unwritable', ...refusal('not-writable') };

function namesIn(folder: string, folderName = ''): string[] {
  try {
    return readdirSync(`${folder}${sep}${folderName}`).toSorted();
  } catch {
    return [];
  }
}
