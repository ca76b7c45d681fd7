/** The catalogue: every record under a folder, read, checked together and ready to be found. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { checkRecords, type Record } from './check.ts';
import { sortFaults, type Fault } from './fault.ts';
import { createFinder, type Finder } from './find.ts';
import { unpromptedFinder } from './golden.ts';
import { readRecord, RECORD_MOST_BYTES, TOO_LARGE, unreadable, type RecordFile } from './record-file.ts';
import {
  Brief as BriefSchema,
  Relationship as RelationshipSchema,
  Source as SourceSchema,
  type Brief,
  type Relationship,
  type Source,
} from './schema.ts';

export type Catalogue = {
  readonly relationships: ReadonlyMap<string, Relationship>;
  readonly sources: ReadonlyMap<string, Source>;
  /** Published and retracted briefs by id, in the order of their ids; a draft is never here. */
  readonly briefs: ReadonlyMap<string, Brief>;
  readonly finder: Finder;
};

/** The folder that holds sources, beside one folder a relationship. */
const SOURCES = 'sources';
/** The folder of briefs that are being written: nothing in it is read, so that what is half done stops nothing. */
const DRAFTS = 'drafts';
const RELATIONSHIP_FILE = 'relationship.yaml';

/** Returns the catalogue under a folder, or every fault of its records; a folder that cannot be read is a fault too. */
export function readCatalogue(
  folder: string,
  now: Temporal.Instant,
):
  | { readonly catalogue: Catalogue; readonly faults: readonly [] }
  | { readonly catalogue: undefined; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const outside = (file: string, message: string): void =>
    void faults.push({ file, line: 1, column: 1, field: '', message });

  const sources: Record<Source>[] = [];
  const briefs: Record<Brief>[] = [];
  const relationships: Record<Relationship>[] = [];

  const read = <Schema extends z.ZodType>(file: string, schema: Schema): RecordFile<z.infer<Schema>> => {
    const found = readText(file);
    const record = 'text' in found ? readRecord(file, found.text, schema) : unreadable(file, found.problem);
    faults.push(...record.faults);
    return record;
  };
  const list = (path: string, advice: string): string[] => {
    try {
      return readdirSync(path)
        .filter((name) => !name.startsWith('.'))
        .toSorted();
    } catch (error) {
      outside(path, `cannot be read: ${messageOf(error)}; ${advice}`);
      return [];
    }
  };

  for (const name of list(folder, 'check BRIEFS_DIR and the rights of the folder')) {
    const path = join(folder, name);
    if (name === DRAFTS) continue;
    if (!isFolder(path)) {
      if (/\.ya?ml$/u.test(name))
        outside(path, 'stands outside a relationship; move it into a folder such as cn-us, or into sources');
      continue;
    }
    const files = list(path, 'check the rights of the folder').filter((file) => !file.endsWith('.json'));
    for (const file of files) {
      const whole = join(path, file);
      if (isFolder(whole)) {
        outside(whole, 'is a folder inside a folder of records; move its files up');
        continue;
      }
      if (!file.endsWith('.yaml')) {
        outside(whole, 'is not a record; give it the ending .yaml or move it out of the folder');
        continue;
      }
      const id = basename(file, '.yaml');
      if (name === SOURCES) {
        const record = read(whole, SourceSchema);
        sources.push({ ...record, id, value: record.value && { ...record.value, id } });
      } else if (file === RELATIONSHIP_FILE) {
        const record = read(whole, RelationshipSchema);
        relationships.push({ ...record, id: name, value: record.value && { ...record.value, id: name } });
      } else {
        const record = read(whole, BriefSchema);
        briefs.push({ ...record, id, value: record.value && { ...record.value, id, relationship: name } });
      }
    }
    if (name !== SOURCES && files.length > 0 && !files.includes(RELATIONSHIP_FILE)) {
      outside(path, `has no ${RELATIONSHIP_FILE}; add one that names the two parties`);
    }
  }
  if (briefs.length === 0 && faults.length === 0)
    outside(folder, 'holds no briefs; add one, or set BRIEFS_DIR to the folder that has them');

  faults.push(...checkRecords({ sources, briefs, relationships }, now));
  if (faults.length > 0) return { catalogue: undefined, faults: sortFaults(faults) };

  const catalogue = {
    relationships: values(relationships),
    sources: values(sources),
    briefs: new Map([...values(briefs)].filter(([, brief]) => brief.status !== 'draft')),
  };
  const finder = createFinder([...catalogue.briefs.values()], [...catalogue.relationships.values()]);
  const unprompted = unpromptedFinder([...catalogue.briefs.values()], [...catalogue.relationships.values()]);
  const unanswered = checkQuestions(briefs, unprompted);
  if (unanswered.length > 0) return { catalogue: undefined, faults: sortFaults(unanswered) };
  return { catalogue: { ...catalogue, finder }, faults: [] };
}

/** The values of records by id, in the order of their ids. */
function values<Value extends { readonly id: string }>(records: readonly Record<Value>[]): Map<string, Value> {
  return new Map(
    records
      .flatMap((record) => (record.value === undefined ? [] : [[record.id, record.value] as const]))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // A link that leads nowhere is told where it is read.
    return false;
  }
}

/** Returns the text of a file, or what is wrong with it and what to do. */
function readText(file: string): { readonly text: string } | { readonly problem: string } {
  try {
    // Reading a pipe or a device would wait for ever, and a huge file would fill the memory before it is refused.
    const stats = statSync(file);
    if (!stats.isFile()) return { problem: 'is no ordinary file; replace it by one, or remove it' };
    if (stats.size > RECORD_MOST_BYTES) return { problem: TOO_LARGE };
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file)) };
  } catch (error) {
    return error instanceof TypeError
      ? { problem: 'is not UTF-8; save it as UTF-8' }
      : { problem: `cannot be read: ${messageOf(error)}; check that it is there and its rights` };
  }
}

/** Each brief's own questions must find it: they are the record's test of itself. */
function checkQuestions(briefs: readonly Record<Brief>[], finder: Finder): Fault[] {
  return briefs.flatMap((record) => {
    const brief = record.value;
    if (brief === undefined || brief.status !== 'published') return [];
    return (['en', 'zh'] as const).flatMap((language) =>
      (brief.questions[language] ?? []).flatMap((question, index) => {
        const found = finder.find(question);
        if (found.result === 'found' && found.brief.id === brief.id) return [];
        const instead =
          found.result === 'found'
            ? `finds ${found.brief.id} instead`
            : found.result === 'near'
              ? `is undecided between ${found.briefs.map(({ id }) => id).join(', ')}`
              : 'finds nothing';
        return [record.fault(['questions', language, index], `${instead}; add an alias with its words, or reword it`)];
      }),
    );
  });
}
