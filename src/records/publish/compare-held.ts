/** Compares the documents of a change set with the texts that they cite, as far as these are held. */
import type { RecordValues } from '../catalogue.ts';
import {
  citedDocuments,
  comparedDocument,
  formulasOf,
  heldFaults,
  heldWarnings,
  type ComparedDocument,
  type DatedRecord,
  type HeldFault,
  type HeldWarning,
} from '../check/cited-text.ts';
import type { Warning } from '../check/warnings.ts';
import type { Fault } from '../fault.ts';
import { DOCUMENTS, documentPath, type TextOverride } from '../folder.ts';
import type { HeldTexts } from '../held-texts.ts';
import { parseYaml, valueOfYaml } from '../parse-yaml.ts';
import { recordId } from './record-name.ts';
import { z } from 'zod';

type ComparedSet = {
  readonly faults: readonly Fault[];
  /** The faults of statements that do not change, which had them before too. */
  readonly preexistingFaults: readonly Fault[];
  /** The documents that are cited and whose texts are not held. */
  readonly unheld: readonly string[];
  readonly warnings: readonly Warning[];
  /** Those of statements that do not change. */
  readonly preexistingWarnings: readonly Warning[];
};

export const NOT_COMPARED: ComparedSet = {
  faults: [],
  preexistingFaults: [],
  unheld: [],
  warnings: [],
  preexistingWarnings: [],
};

/**
 * Checks the citations of changed documents against the held texts.
 * `paths` are the names that faults give the files; `before` loads the records as they are now.
 */
export async function compareWithHeld(
  changed: readonly TextOverride[],
  paths: readonly { readonly path: string }[],
  { documents, relationships }: Pick<RecordValues, 'documents' | 'relationships'>,
  heldTexts: Pick<HeldTexts, 'get'> | undefined,
  before: () => Promise<Pick<RecordValues, 'documents'>>,
): Promise<ComparedSet> {
  if (heldTexts === undefined) return NOT_COMPARED;
  const faults: Fault[] = [];
  const preexistingFaults: Fault[] = [];
  const unheld = new Set<string>();
  const warnings: Warning[] = [];
  const preexistingWarnings: Warning[] = [];
  const formulas = formulasOf(relationships);
  for (const [at, { path, text }] of changed.entries()) {
    if (text === undefined) continue;
    const record = documents.find((one) => path === documentPath(one)) ?? unfinishedRecord(path, text);
    if (record === undefined) continue;
    const compared = await heldDocuments(record, documents, heldTexts);
    for (const id of citedDocuments(record)) if (!compared.has(id)) unheld.add(id);
    const found = heldFaults(record, compared, formulas);
    const doubtful = heldWarnings(record, compared);
    if (found.length + doubtful.length === 0) continue;
    const parsed = parseYaml(text);
    const file = paths[at]?.path ?? path;
    const stood = await foundBefore(record, (await before()).documents, heldTexts, formulas);
    const placed = <Found extends HeldFault | HeldWarning>({ path: field, ...what }: Found) => ({
      file,
      ...parsed.placeOf(parsed.offsetOf(field)),
      field: field.join('.'),
      ...what,
    });
    for (const fault of found) (stood.has(keyOf(record, fault)) ? preexistingFaults : faults).push(placed(fault));
    for (const one of doubtful)
      (stood.has(keyOf(record, one)) ? preexistingWarnings : warnings).push({ ...placed(one), topic: undefined });
  }
  return { faults, preexistingFaults, unheld: [...unheld], warnings, preexistingWarnings };
}

/** Returns the keys of what was found of the statements of a record before. */
async function foundBefore(
  { id }: ComparedRecord,
  documents: RecordValues['documents'],
  heldTexts: Pick<HeldTexts, 'get'>,
  formulas: readonly string[],
): Promise<ReadonlySet<string>> {
  const record = documents.find((one) => one.id === id);
  if (record === undefined) return new Set();
  const compared = await heldDocuments(record, documents, heldTexts);
  const found = [...heldFaults(record, compared, formulas), ...heldWarnings(record, compared)];
  return new Set(found.map((one) => keyOf(record, one)));
}

/** Key of a fault: the whole statement with field and code. A changed statement has another key, so its faults count as new. */
const keyOf = (
  { statements }: ComparedRecord,
  { path: [, index, ...field], code, params }: HeldFault | HeldWarning,
): string => JSON.stringify([statements[Number(index)], field, code, params]);

/** Returns the held texts of the documents that a record cites, by their ids. */
export async function heldDocuments(
  record: ComparedRecord,
  documents: RecordValues['documents'],
  heldTexts: Pick<HeldTexts, 'get'>,
): Promise<ReadonlyMap<string, ComparedDocument>> {
  const found = new Map<string, ComparedDocument>();
  for (const id of citedDocuments(record)) {
    const cited = id === record.id ? record : documents.find((one) => one.id === id);
    const text = cited && (await heldTexts.get(cited.relationship, id));
    if (text !== undefined) found.set(id, comparedDocument(text.paragraphs, cited?.paragraphs ?? []));
  }
  return found;
}

/** A document, of which only what is compared needs to be there. */
export type ComparedRecord = DatedRecord & { readonly relationship: string; readonly paragraphs: readonly string[] };

/** It keeps its place among the citations, and cites nothing that is held. */
const UNCITED = { source: '', paragraph: 1, find: '' };
const UnfinishedRecord = z.object({
  title: z.object({ en: z.string().catch(''), zh: z.string().optional().catch(undefined) }).catch({ en: '' }),
  paragraphs: z.array(z.string()).catch([]),
  language: z.enum(['en', 'zh']).optional().catch(undefined),
  publishedOn: z.iso.date().optional().catch(undefined),
  statements: z
    .array(
      z
        .looseObject({
          citations: z
            .array(
              z
                .object({
                  source: z.string().optional(),
                  paragraph: z.int().positive(),
                  find: z.string().min(1),
                })
                .catch(UNCITED),
            )
            .catch([]),
          quote: z.string().optional().catch(undefined),
          text: z.object({ en: z.string().optional(), zh: z.string().optional() }).optional().catch(undefined),
        })
        .catch({ citations: [], quote: undefined, text: undefined }),
    )
    .catch([]),
});

/** Returns what a document with faults of its shape cites; undefined where it is none, or its text no YAML. */
export function unfinishedRecord(path: string, text: string): ComparedRecord | undefined {
  const [file = '', part, relationship = DOCUMENTS] = path.split('/').toReversed();
  if (part !== DOCUMENTS) return undefined;
  const { data } = UnfinishedRecord.safeParse(valueOfYaml(text));
  return data && { ...data, relationship, id: recordId({ file }) };
}
