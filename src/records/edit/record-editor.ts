/** Opens, checks and saves records for curators: a record is written only when all records are valid with it. */
import { readdirSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { createInTurn } from '../../shared/in-turn.ts';
import { nameKey } from '../../shared/text.ts';
import { recordCatalogueOf, topicNamed, type RecordCatalogue, type RecordValues } from '../catalogue.ts';
import { formatFault, type Fault } from '../fault.ts';
import { DOCUMENTS, TOPICS, type Changed } from '../folder.ts';
import type { CheckedTopic } from '../loaded-record.ts';
import type {
  RefusalCode,
  CheckedRecord,
  RecordEditor,
  RecordEntry,
  RecordName,
  Refusal,
  SavedRecord,
  RecordsStatus,
} from './editor.ts';
import {
  filePathOf,
  recordKindOf,
  type RecordPath,
  CHANGED,
  createVersions,
  problemOf,
  loadText,
  THERE_ALREADY,
  saveText,
} from './record-files.ts';

/** The records of the folder with one changed text, checked. */
export type CheckedRecords = {
  readonly values: RecordValues;
  readonly topics: readonly CheckedTopic[];
  /** The files that hold YAML, whatever it says. */
  readonly yamlFiles: readonly string[];
  readonly faults: readonly Fault[];
  /** Undefined where the records have faults. */
  readonly catalogue: RecordCatalogue | undefined;
  /** Takes the checked records into service, and settles once they are; to be called once the text is in its file. */
  readonly take: () => Promise<void>;
};

export type RecordEditorOptions = {
  /** The folder of records. */
  readonly folder: string;
  /** The folder for overwritten versions. */
  readonly versionsFolder: string;
  readonly writable: boolean;
  readonly now: () => Temporal.Instant;
  /** Loads the records, with one changed text, and checks them by every rule and question. */
  readonly check: (changed?: Changed) => Promise<CheckedRecords>;
  readonly status: () => RecordsStatus;
};

type CheckedText = CheckedRecord & { readonly isYaml: boolean } & Pick<CheckedRecords, 'take'>;

/** Creates the editor of the records in a folder. */
export function createRecordEditor({
  folder,
  versionsFolder,
  writable,
  now,
  check,
  status,
}: RecordEditorOptions): RecordEditor {
  const versions = createVersions(versionsFolder, now);
  const named = (fault: Fault): Fault => ({
    ...fault,
    file: relative(folder, fault.file).replaceAll(sep, '/'),
    message: fault.message.replaceAll(`${folder}${sep}`, ''),
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

  /** A draft is checked in the folder it will belong to: that of the record it is to replace, otherwise that of its kind in the first relationship. */
  const changedBy = ({ entry, path }: RecordPath, text: string): Changed => {
    if (entry.kind !== 'draft') return { path: `${entry.folder}/${entry.file}`, text };
    const others = list();
    const target =
      others.find(({ kind, file }) => kind !== 'draft' && file === entry.file)?.folder ??
      `${others.find(({ kind }) => kind === 'relationship')?.folder ?? entry.folder}/${isDocument(text) ? DOCUMENTS : TOPICS}`;
    return { path: `${target}/${entry.file}`, text, called: path };
  };

  const checkAt = async (recordPath: RecordPath, text: string): Promise<CheckedText> => {
    const { values, topics, yamlFiles, faults, catalogue, take } = await check(changedBy(recordPath, text));
    const topic = topics.find(({ file }) => file === recordPath.path)?.value;
    // A draft is in no catalogue: its preview shows it as it would be published.
    const all =
      topic?.status === 'draft'
        ? recordCatalogueOf({
            ...values,
            topics: values.topics.map((one) => (one === topic ? { ...one, status: 'published' } : one)),
          })
        : (catalogue ?? recordCatalogueOf(values));
    const brief = topic && topicNamed(all, `${topic.relationship}/${topic.id}`);
    return {
      ok: true,
      faults: faults.filter(({ file }) => file === recordPath.path).map(named),
      elsewhere: faults.filter(({ file }) => file !== recordPath.path).map(named),
      preview: brief && { brief, catalogue: all },
      isYaml: yamlFiles.includes(recordPath.path),
      take,
    };
  };

  /** Returns the faults that prevent saving a text: its own, and those that only it causes in other records. */
  const blockingFaults = async (checked: CheckedText, { entry }: RecordPath): Promise<readonly Fault[]> => {
    if (entry.kind === 'draft') return checked.isYaml ? [] : checked.faults;
    if (checked.elsewhere.length === 0) return checked.faults;
    const before = new Set((await check()).faults.map((fault) => sameAs(named(fault))));
    return [...checked.faults, ...checked.elsewhere.filter((fault) => !before.has(sameAs(fault)))];
  };

  const write = async (name: RecordName, text: string, version: string | undefined): Promise<SavedRecord | Refusal> => {
    if (!writable) return refused(READ_ONLY);
    const recordPath = filePathOf(folder, name);
    if ('because' in recordPath) return refused(recordPath);
    if (version === undefined && recordPath.exists) return refused(THERE_ALREADY);
    if (version !== undefined) {
      const before = loadText(recordPath.real);
      if (!('text' in before)) return refused(before);
      if (before.version !== version) return refused(CHANGED);
      if (before.text === text) return { ok: true, version, faults: [] };
    }
    const problem = problemOf(text);
    if (problem !== undefined) return refused(problem);
    const checked = await checkAt(recordPath, text);
    const faults = await blockingFaults(checked, recordPath);
    if (faults.length > 0)
      return {
        ...refused({
          because: 'faulty',
          detail:
            recordPath.entry.kind === 'draft'
              ? 'The draft is not YAML yet; nothing was written. Correct what is marked.'
              : 'The records would have faults; nothing was written. Correct what is marked.',
        }),
        faults,
      };
    const written = await saveText(recordPath.real, text, version, async (old) => await versions.add(name, old));
    if ('because' in written) return refused(written);
    // A draft is not in service, wherever it was checked.
    if (recordPath.entry.kind !== 'draft') await checked.take();
    return { ok: true, version: written.version, faults: [...checked.faults, ...checked.elsewhere] };
  };

  // One after the other: of two saves at once each would be checked without the other.
  const inTurn = createInTurn();

  return {
    writable,
    list,
    status: () => {
      const { faults, inServiceSince } = status();
      return { faults: faults.map(named), inServiceSince };
    },
    open: (name) => {
      const recordPath = filePathOf(folder, name);
      if ('because' in recordPath) return refused(recordPath);
      const found = loadText(recordPath.real);
      return 'text' in found ? { ok: true, ...recordPath.entry, ...found } : refused(found);
    },
    check: async (name, text) => {
      const recordPath = filePathOf(folder, name);
      if ('because' in recordPath) return refused(recordPath);
      const problem = problemOf(text);
      if (problem !== undefined) return refused(problem);
      const { ok, faults, elsewhere, preview } = await checkAt(recordPath, text);
      return { ok, faults, elsewhere, preview };
    },
    save: async (name, text, version) => await inTurn(async () => await write(name, text, version)),
    previous: (name) => (recordKindOf(name) === undefined ? [] : versions.list(name)),
    restore: async (name, id, version) =>
      await inTurn(async () => {
        const text = recordKindOf(name) === undefined ? undefined : versions.text(name, id);
        return text === undefined
          ? refused({
              because: 'missing',
              detail: 'There is no such version; it may have been removed. Open the record again.',
            })
          : await write(name, text, version);
      }),
    addWording: async ({ brief, as, language, text }) =>
      await inTurn(async () => {
        const record = (await check()).topics.find(
          ({ id, relationship }) => brief === id || brief === `${relationship}/${id}`,
        );
        const name = { folder: `${record?.relationship ?? ''}/${TOPICS}`, file: `${record?.id ?? ''}.yaml` };
        const recordPath = filePathOf(folder, name);
        const found = 'because' in recordPath ? recordPath : loadText(recordPath.real);
        if (record === undefined || !('text' in found))
          return refused({
            because: 'missing',
            detail: `There is no topic ${brief.slice(0, 80)}; give the id of one.`,
          });
        if (record.value === undefined) return refused(RECORD_FAULTY);
        const field = as === 'question' ? 'questions' : 'aliases';
        const line = text.replaceAll(/\s+/gu, ' ').trim();
        const had = record.value[field][language] ?? [];
        if (had.some((one) => nameKey(one) === nameKey(line)))
          return refused({
            because: 'there-already',
            detail: `The topic has this ${as} already; nothing was written.`,
          });
        // It imports the YAML library, which is therefore loaded only here.
        const { withWording } = await import('./add-wording.ts');
        const added = withWording(found.text, field, language, line);
        return added === undefined ? refused(RECORD_FAULTY) : await write(name, added, found.version);
      }),
  };
}

const READ_ONLY = {
  because: 'unwritable',
  detail:
    'The folder of records cannot be written here; give the bot the right to, or edit the records where they are kept.',
} as const;

const RECORD_FAULTY = {
  because: 'faulty',
  detail: 'The record has faults; correct them in the editor first.',
} as const;

const refused = ({ because, detail }: { readonly because: RefusalCode; readonly detail: string }): Refusal => ({
  ok: false,
  because,
  detail,
  faults: [],
});

/** A fault is the same where only its line and column differ. */
const sameAs = (fault: Fault): string => formatFault({ ...fault, line: 1, column: 1 });

/** Whether the text of a draft is that of a document: only a document has an address. */
const isDocument = (text: string): boolean => /(?:^|[{,])\s*"?url"?\s*:/mu.test(text);

function namesIn(folder: string, folderName = ''): string[] {
  try {
    return readdirSync(`${folder}${sep}${folderName}`).toSorted();
  } catch {
    return [];
  }
}
