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
import { DOCUMENTS, type Changed } from '../folder.ts';
import type { HeldTexts } from '../held-texts.ts';
import { parseYaml, valueOfYaml } from '../parse-yaml.ts';
import { z } from 'zod';

type ComparedSet = {
  readonly faults: readonly Fault[];
  /** The faults of statements that stand as before, which had them before too. */
  readonly standing: readonly Fault[];
  /** The documents that are cited and whose texts are not held. */
  readonly unheld: readonly string[];
};

export const NOT_COMPARED: ComparedSet = { faults: [], standing: [], unheld: [] };

/** Returns the faults of the documents among changed texts, which stand at paths that faults name, beside the texts that are held; `before` returns the records without the changes. */
export async function compareWithHeld(
  changed: readonly Changed[],
  paths: readonly { readonly path: string }[],
  { documents, relationships }: Pick<RecordValues, 'documents' | 'relationships'>,
  held: Pick<HeldTexts, 'get'> | undefined,
  before: () => Promise<Pick<RecordValues, 'documents'>>,
): Promise<ComparedSet> {
  if (held === undefined) return NOT_COMPARED;
  const faults: Fault[] = [];
  const standing: Fault[] = [];
  const unheld = new Set<string>();
  const formulas = formulasOf(relationships);
  for (const [at, { path, text }] of changed.entries()) {
    if (text === undefined) continue;
    const record =
      documents.find((one) => path === `${one.relationship}/${DOCUMENTS}/${one.id}.yaml`) ??
      unfinishedRecord(path, text);
    if (record === undefined) continue;
    const compared = await heldDocuments(record, documents, held);
    for (const id of citedDocuments(record)) if (!compared.has(id)) unheld.add(id);
    const found = heldFaults(record, compared, formulas);
    if (found.length === 0) continue;
    const parsed = parseYaml(text);
    const file = paths[at]?.path ?? path;
    const stood = await faultsBefore(record, (await before()).documents, held, formulas);
    for (const fault of found) {
      const { path: field, code, params } = fault;
      const among = stood.has(keyOf(record, fault)) ? standing : faults;
      among.push({ file, ...parsed.placeOf(parsed.offsetOf(field)), field: field.join('.'), code, params });
    }
  }
  return { faults, standing, unheld: [...unheld] };
}

/** Returns the keys of the faults that the statements of a record had before. */
async function faultsBefore(
  { relationship, id }: ComparedRecord,
  documents: RecordValues['documents'],
  held: Pick<HeldTexts, 'get'>,
  formulas: readonly string[],
): Promise<ReadonlySet<string>> {
  const record = documents.find((one) => one.relationship === relationship && one.id === id);
  if (record === undefined) return new Set();
  const found = heldFaults(record, await heldDocuments(record, documents, held), formulas);
  return new Set(found.map((fault) => keyOf(record, fault)));
}

/** Names a fault by all that its statement says, so that in one that changes nothing counts as having stood there. */
const keyOf = ({ statements }: ComparedRecord, { path: [, index, ...field], code, params }: HeldFault): string =>
  JSON.stringify([statements[Number(index)], field, code, params]);

/** Returns the held texts of the documents that a record cites, by their ids. */
export async function heldDocuments(
  record: ComparedRecord,
  documents: RecordValues['documents'],
  held: Pick<HeldTexts, 'get'>,
): Promise<ReadonlyMap<string, ComparedDocument>> {
  const found = new Map<string, ComparedDocument>();
  for (const id of citedDocuments(record)) {
    const cited =
      id === record.id ? record : documents.find((one) => one.relationship === record.relationship && one.id === id);
    const text = cited && (await held.get(record.relationship, id));
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
  return data && { ...data, relationship, id: file.replace(/\.yaml$/u, '') };
}
