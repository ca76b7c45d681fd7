/** Lets curators open, check and save records: a record is written only when the records are whole with it. */
import { readdirSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { nameKey } from '../../shared/tokenize.ts';
import { recordCatalogueOf, valuesOf, type RecordCatalogue } from '../catalogue.ts';
import { formatFault, type Fault } from '../fault.ts';
import type { Changed } from '../folder.ts';
import type { LoadedRecords } from '../loaded-record.ts';
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
import { filePathOf, recordKindOf, type RecordPath } from './record-name.ts';
import { CHANGED, createVersions, problemOf, loadText, THERE_ALREADY, saveText } from './record-files.ts';

/** The records of the folder with one text as it is to be, checked. */
export type CheckedRecords = {
  readonly records: LoadedRecords;
  readonly faults: readonly Fault[];
  /** Undefined where they have faults. */
  readonly catalogue: RecordCatalogue | undefined;
  /** Takes what was checked into service, once the text stands in its file. */
  readonly take: () => void;
};

export type RecordEditorOptions = {
  /** The folder of records. */
  readonly folder: string;
  /** Where versions are kept that were written over. */
  readonly keptFolder: string;
  readonly writable: boolean;
  readonly now: () => Temporal.Instant;
  /** Reads and checks the records by every rule and question, with one text as it is to be. */
  readonly check: (changed?: Changed) => Promise<CheckedRecords>;
  readonly status: () => RecordsStatus;
};

type CheckedText = CheckedRecord & { readonly isYaml: boolean; readonly take: () => void };

/** Returns what curators may do with the records of a folder. */
export function createRecordEditor({
  folder,
  keptFolder,
  writable,
  now,
  check,
  status,
}: RecordEditorOptions): RecordEditor {
  const versions = createVersions(keptFolder, now);
  const named = (fault: Fault): Fault => ({
    ...fault,
    file: relative(folder, fault.file).replaceAll(sep, '/'),
    message: fault.message.replaceAll(`${folder}${sep}`, ''),
  });

  const list = (): RecordEntry[] =>
    namesIn(folder).flatMap((place) =>
      namesIn(folder, place).flatMap((file) => {
        const sort = recordKindOf({ folder: place, file });
        return sort === undefined ? [] : [{ folder: place, file, sort }];
      }),
    );

  /** A draft is checked in the place that it is meant for: that of the brief that it is to replace, else in the first relationship. */
  const changedBy = ({ entry, path }: RecordPath, text: string): Changed => {
    if (entry.sort !== 'draft') return { folder: entry.folder, file: entry.file, text };
    const others = list();
    const meant =
      others.find(({ sort, file }) => sort === 'brief' && file === entry.file) ??
      others.find(({ sort }) => sort === 'relationship');
    return { folder: meant?.folder ?? entry.folder, file: entry.file, text, called: path };
  };

  const checkPlaced = async (placed: RecordPath, text: string): Promise<CheckedText> => {
    const { records, faults, catalogue, take } = await check(changedBy(placed, text));
    const { sources, briefs, relationships } = records;
    const record = [...sources, ...briefs, ...relationships].find(({ file }) => file === placed.path);
    const brief = briefs.find(({ file }) => file === placed.path)?.value;
    return {
      ok: true,
      faults: faults.filter(({ file }) => file === placed.path).map(named),
      elsewhere: faults.filter(({ file }) => file !== placed.path).map(named),
      preview: brief && { brief, catalogue: catalogue ?? provisional(records) },
      isYaml: record?.raw !== undefined,
      take,
    };
  };

  /** Faults that keep a text from being saved: its own, and those that others have only by it. */
  const against = async (checked: CheckedText, { entry }: RecordPath): Promise<readonly Fault[]> => {
    if (entry.sort === 'draft') return checked.isYaml ? [] : checked.faults;
    if (checked.elsewhere.length === 0) return checked.faults;
    const before = new Set((await check()).faults.map((fault) => sameAs(named(fault))));
    return [...checked.faults, ...checked.elsewhere.filter((fault) => !before.has(sameAs(fault)))];
  };

  const write = async (name: RecordName, text: string, version: string | undefined): Promise<SavedRecord | Refusal> => {
    if (!writable) return refused(READ_ONLY);
    const placed = filePathOf(folder, name);
    if ('because' in placed) return refused(placed);
    if (version === undefined && placed.exists) return refused(THERE_ALREADY);
    if (version !== undefined) {
      const before = loadText(placed.real);
      if (!('text' in before)) return refused(before);
      if (before.version !== version) return refused(CHANGED);
      if (before.text === text) return { ok: true, version, faults: [] };
    }
    const problem = problemOf(text);
    if (problem !== undefined) return refused(problem);
    const checked = await checkPlaced(placed, text);
    const faults = await against(checked, placed);
    if (faults.length > 0)
      return {
        ...refused({
          because: 'faulty',
          detail:
            placed.entry.sort === 'draft'
              ? 'The draft is not YAML yet; nothing was written. Correct what is marked.'
              : 'The records would have faults; nothing was written. Correct what is marked.',
        }),
        faults,
      };
    const written = await saveText(placed.real, text, version, async (old) => await versions.keep(name, old));
    if ('because' in written) return refused(written);
    // A draft is not in service, wherever it was checked.
    if (placed.entry.sort !== 'draft') checked.take();
    return { ok: true, version: written.version, faults: [...checked.faults, ...checked.elsewhere] };
  };

  // One after the other: two saves at once would each be checked without the other.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return await turn;
  };

  return {
    writable,
    list,
    standing: () => {
      const { faults, inServiceSince } = status();
      return { faults: faults.map(named), inServiceSince };
    },
    open: (name) => {
      const placed = filePathOf(folder, name);
      if ('because' in placed) return refused(placed);
      const found = loadText(placed.real);
      return 'text' in found ? { ok: true, ...placed.entry, ...found } : refused(found);
    },
    check: async (name, text) => {
      const placed = filePathOf(folder, name);
      if ('because' in placed) return refused(placed);
      const problem = problemOf(text);
      if (problem !== undefined) return refused(problem);
      const { ok, faults, elsewhere, preview } = await checkPlaced(placed, text);
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
        const record = (await check()).records.briefs.find(({ id }) => id === brief);
        const [place = '', file = ''] = record === undefined ? [] : relative(folder, record.file).split(sep);
        const placed = filePathOf(folder, { folder: place, file });
        const found = 'because' in placed ? placed : loadText(placed.real);
        if (record === undefined || !('text' in found))
          return refused({
            because: 'missing',
            detail: `There is no brief ${brief.slice(0, 80)}; give the id of one.`,
          });
        const field = as === 'question' ? 'questions' : 'aliases';
        const wording = text.replaceAll(/\s+/gu, ' ').trim();
        const had = record.value?.[field][language] ?? [];
        if (had.some((one) => nameKey(one) === nameKey(wording)))
          return refused({
            because: 'there-already',
            detail: `The brief has this ${as} already; nothing was written.`,
          });
        // It brings the reader of YAML along: loaded where it is used.
        const { withWording } = await import('./add-wording.ts');
        const added = withWording(found.text, field, language, wording);
        return added === undefined
          ? refused({ because: 'faulty', detail: 'The record has faults; correct them in the editor first.' })
          : await write({ folder: place, file }, added, found.version);
      }),
  };
}

const READ_ONLY = {
  because: 'unwritable',
  detail:
    'The folder of records cannot be written here; give the bot the right to, or edit the records where they are kept.',
} as const;

const refused = ({ because, detail }: { readonly because: RefusalCode; readonly detail: string }): Refusal => ({
  ok: false,
  because,
  detail,
  faults: [],
});

/** A fault is the same where only the lines around it have moved. */
const sameAs = (fault: Fault): string => formatFault({ ...fault, line: 1, column: 1 });

/** What could be read, for a preview of records with faults: no other brief is in it. */
const provisional = (records: LoadedRecords): RecordCatalogue =>
  recordCatalogueOf({ ...valuesOf(records), briefs: [] });

function namesIn(folder: string, place = ''): string[] {
  try {
    return readdirSync(`${folder}${sep}${place}`).toSorted();
  } catch {
    return [];
  }
}
