/** `check --against`: what published statements say otherwise than in an earlier version of the records, with no entry that tells of it. */
import { mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { EXIT } from '../app/exit.ts';
import { git } from '../app/records/records-git.ts';
import { recordCatalogueOf, shortId, valuesOf, type RecordCatalogue } from '../records/catalogue.ts';
import { silentChanges, unknownCorrected } from '../records/check/silent-changes.ts';
import { sortFaults, formatFault } from '../records/fault.ts';
import { DOCUMENTS, TOPICS } from '../records/folder.ts';
import { createRecordLoader, type LoadedRecords } from '../records/load.ts';
import { AttacheError } from '../shared/errors.ts';
import { complain, print, type Io } from './io.ts';
import { count } from './load-catalogue.ts';

export type Against = {
  /** A folder of records, or `git:` and a revision of the repository that the records stand in. */
  readonly previous: string;
  /** The ids of statements of which only the wording changed. */
  readonly wording: readonly string[];
  readonly folder: string;
  readonly catalogue: RecordCatalogue;
  readonly records: LoadedRecords;
};

/** Prints what changed in silence since an earlier version, and returns the exit code: a failure where anything did. */
export async function checkAgainst(
  { previous, wording, folder, catalogue, records }: Against,
  io: Io,
): Promise<number> {
  const before = await loadPrevious(previous, folder);
  const unknown = wording.filter((one) => !catalogue.statements.has(one));
  if (unknown.length > 0)
    throw new AttacheError(
      'usage',
      `there is no statement ${unknown.join(', ')} for --wording; name it as DOCUMENT/STATEMENT`,
    );
  if (before.unread.length > 0)
    await complain(
      io,
      `${count(before.unread.length, 'record')} of ${previous} cannot be read by the rules of today and ${before.unread.length === 1 ? 'was' : 'were'} not compared: ${before.unread.join(', ')}`,
    );
  const silent = [
    ...silentChanges(before.catalogue, catalogue, new Set(wording)),
    ...unknownCorrected(before.catalogue, catalogue),
  ];
  const faults = silent.map(({ document = '', topic, relationship, path, code, params }) => {
    const [id, part] = topic === undefined ? [shortId({ id: document }), DOCUMENTS] : [shortId({ id: topic }), TOPICS];
    const record = [...(topic === undefined ? records.documents : records.topics)].find(
      (one) => one.relationship === relationship && one.id === id,
    );
    const file = join(folder, relationship, part, `${id}.yaml`);
    return record?.fault(path, { code, params }) ?? { file, line: 1, column: 1, field: '', code, params };
  });
  if (faults.length === 0) {
    await print(
      io.output,
      `\nAgainst ${previous}: ${count(before.catalogue.statements.size, 'statement')}, none changed in silence.`,
    );
    return EXIT.ok;
  }
  await complain(
    io,
    `${sortFaults(faults).map(formatFault).join('\n')}\n\n${count(faults.length, 'fault')} against ${previous}.`,
  );
  return EXIT.failed;
}

type Previous = { readonly catalogue: RecordCatalogue; readonly unread: readonly string[] };

async function loadPrevious(previous: string, folder: string): Promise<Previous> {
  if (!previous.startsWith('git:')) {
    if (statSync(previous, { throwIfNoEntry: false })?.isDirectory() !== true)
      throw new AttacheError('usage', `--against takes a folder of records, or git:REVISION; ${previous} is no folder`);
    return loadFolder(previous);
  }
  const made = mkdtempSync(join(tmpdir(), 'attache-against-'));
  try {
    await extract(previous.slice('git:'.length), folder, made);
    return loadFolder(made);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

function loadFolder(folder: string): Previous {
  const records = createRecordLoader(folder).read();
  const unread = [...records.documents, ...records.topics, ...records.relationships]
    .filter(({ value }) => value === undefined)
    .map(({ file }) => relative(folder, file));
  return { catalogue: recordCatalogueOf(valuesOf(records)), unread };
}

/** Writes the records of a revision into another folder. */
async function extract(revision: string, folder: string, into: string): Promise<void> {
  const failed = (error: unknown): never => {
    throw new AttacheError(
      'usage',
      `--against git:${revision} cannot be read (${error instanceof Error ? error.message : String(error)})`,
    );
  };
  // A revision never begins with a dash: it would be taken for an option.
  if (revision === '' || revision.startsWith('-'))
    throw new AttacheError('usage', '--against git: needs a revision, such as git:HEAD');
  const records = realpathSync(folder);
  const prefix = (await git(records, ['rev-parse', '--show-prefix']).catch(failed)).trim();
  // An index of its own: that of the repository stays as it is.
  const index = { GIT_INDEX_FILE: join(into, '.index') };
  await git(records, ['read-tree', `${revision}:${prefix}`], index).catch(failed);
  await git(records, ['checkout-index', '-a', `--prefix=${into}/`], index).catch(failed);
}
