/** Compares the documents of a change set with the texts that they cite, as far as these are held. */
import type { RecordValues } from '../catalogue.ts';
import { citedDocuments, comparedDocument, heldFaults, type ComparedDocument } from '../check/held.ts';
import type { Fault } from '../fault.ts';
import { DOCUMENTS, type Changed } from '../folder.ts';
import type { HeldTexts } from '../held/held-text.ts';
import type { DocumentRecord } from '../schema.ts';

type ComparedSet = {
  readonly faults: readonly Fault[];
  /** The documents that are cited and whose texts are not held. */
  readonly unheld: readonly string[];
};

export const NOT_COMPARED: ComparedSet = { faults: [], unheld: [] };

/** Returns the faults of the documents among changed texts, which stand at paths that faults name, beside the texts that are held. */
export async function compareWithHeld(
  changed: readonly Changed[],
  paths: readonly { readonly path: string }[],
  { documents }: Pick<RecordValues, 'documents'>,
  held: Pick<HeldTexts, 'get'> | undefined,
): Promise<ComparedSet> {
  if (held === undefined) return NOT_COMPARED;
  const faults: Fault[] = [];
  const unheld = new Set<string>();
  for (const [at, { path, text }] of changed.entries()) {
    const record = documents.find((one) => path === `${one.relationship}/${DOCUMENTS}/${one.id}.yaml`);
    if (record === undefined || text === undefined) continue;
    const compared = await heldDocuments(record, documents, held);
    for (const id of citedDocuments(record)) if (!compared.has(id)) unheld.add(id);
    const found = heldFaults(record, compared);
    if (found.length === 0) continue;
    const { parseYaml } = await import('../parse-yaml.ts');
    const parsed = parseYaml(text);
    const file = paths[at]?.path ?? path;
    for (const { path: field, message } of found)
      faults.push({ file, ...parsed.placeOf(parsed.offsetOf(field)), field: field.join('.'), message });
  }
  return { faults, unheld: [...unheld] };
}

/** Returns the held texts of the documents that a record cites. */
async function heldDocuments(
  record: DocumentRecord,
  documents: RecordValues['documents'],
  held: Pick<HeldTexts, 'get'>,
): Promise<ReadonlyMap<string, ComparedDocument>> {
  const found = new Map<string, ComparedDocument>();
  for (const id of citedDocuments(record)) {
    const cited = documents.find((one) => one.relationship === record.relationship && one.id === id);
    const text = cited && (await held.get(record.relationship, id));
    if (text !== undefined) found.set(id, comparedDocument(text.paragraphs, cited?.paragraphs ?? []));
  }
  return found;
}
