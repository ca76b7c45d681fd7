/** Compares the documents of a change set with the texts that they cite, as far as these are held. */
import type { RecordValues } from '../catalogue.ts';
import {
  citedDocuments,
  comparedDocument,
  formulasOf,
  heldFaults,
  type ComparedDocument,
  type HeldFault,
  type HeldRecord,
} from '../check/cited-text.ts';
import type { Fault } from '../fault.ts';
import { DOCUMENTS, type TextOverride } from '../folder.ts';
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
};

export const NOT_COMPARED: ComparedSet = { faults: [], preexistingFaults: [], unheld: [] };

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
  const formulas = formulasOf(relationships);
  for (const [at, { path, text }] of changed.entries()) {
    if (text === undefined) continue;
    const record =
      documents.find((one) => path === `${one.relationship}/${DOCUMENTS}/${one.id}.yaml`) ??
      unfinishedRecord(path, text);
    if (record === undefined) continue;
    const compared = await heldDocuments(record, documents, heldTexts);
    for (const id of citedDocuments(record)) if (!compared.has(id)) unheld.add(id);
    const found = heldFaults(record, compared, formulas);
    if (found.length === 0) continue;
    const parsed = parseYaml(text);
    const file = paths[at]?.path ?? path;
    const stood = await faultsBefore(record, (await before()).documents, heldTexts, formulas);
    for (const fault of found) {
      const { path: field, code, params } = fault;
      const among = stood.has(keyOf(record, fault)) ? preexistingFaults : faults;
      among.push({ file, ...parsed.placeOf(parsed.offsetOf(field)), field: field.join('.'), code, params });
    }
  }
  return { faults, preexistingFaults, unheld: [...unheld] };
}

/** Returns the keys of the faults that the statements of a record had before. */
async function faultsBefore(
  { relationship, id }: ComparedRecord,
  documents: RecordValues['documents'],
  heldTexts: Pick<HeldTexts, 'get'>,
  formulas: readonly string[],
): Promise<ReadonlySet<string>> {
  const record = documents.find((one) => one.relationship === relationship && one.id === id);
  if (record === undefined) return new Set();
  const found = heldFaults(record, await heldDocuments(record, documents, heldTexts), formulas);
  return new Set(found.map((fault) => keyOf(record, fault)));
}

/** Key of a fault: the whole statement with field and code. A changed statement has another key, so its faults count as new. */
const keyOf = ({ statements }: ComparedRecord, { path: [, index, ...field], code, params }: HeldFault): string =>
  JSON.stringify([statements[Number(index)], field, code, params]);

/** Returns the held texts of the documents that a record cites, by their ids. */
export async function heldDocuments(
  record: ComparedRecord,
  documents: RecordValues['documents'],
  heldTexts: Pick<HeldTexts, 'get'>,
): Promise<ReadonlyMap<string, ComparedDocument>> {
  const found = new Map<string, ComparedDocument>();
  for (const id of citedDocuments(record)) {
    const cited =
      id === record.id ? record : documents.find((one) => one.relationship === record.relationship && one.id === id);
    const text = cited && (await heldTexts.get(record.relationship, id));
    if (text !== undefined) found.set(id, comparedDocument(text.paragraphs, cited?.paragraphs ?? []));
  }
  return found;
}

/** A document, of which only what is compared needs to be there. */
export type ComparedRecord = HeldRecord & { readonly relationship: string; readonly paragraphs: readonly string[] };

/** It keeps its place among the citations, and cites nothing that is held. */
const UNCITED = { source: '', paragraph: 1, find: '' };
const UnfinishedRecord = z.object({
  title: z.object({ en: z.string().catch(''), zh: z.string().optional().catch(undefined) }).catch({ en: '' }),
  paragraphs: z.array(z.string()).catch([]),
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
        })
        .catch({ citations: [], quote: undefined }),
    )
    .catch([]),
});

/** Returns what a document with faults of its shape cites; undefined where it is none, or its text no YAML. */
export function unfinishedRecord(path: string, text: string): ComparedRecord | undefined {
  const [relationship = '', part, file = ''] = path.split('/');
  if (part !== DOCUMENTS) return undefined;
  const { data } = UnfinishedRecord.safeParse(valueOfYaml(text));
  return data && { ...data, relationship, id: recordId({ file }) };
}
