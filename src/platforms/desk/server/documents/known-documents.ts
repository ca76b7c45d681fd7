/** The documents that are there already, in service or as drafts, for what is compared with them. */
import { DRAFTS } from '../../../../records/folder.ts';
import type { HeldTexts } from '../../../../records/held/held-text.ts';
import type { KnownDocument } from '../../../../records/import/duplicates.ts';
import { parseRecord } from '../../../../records/parse-record.ts';
import { Source as DocumentSchema } from '../../../../records/schema.ts';
import type { Bot } from '../../../platform.ts';

/** Returns the id of a document in its files: a relationship may put its own name in front in service. */
export const idOfFile = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

/** Returns the documents in service, and those among the drafts whose shape is valid. */
export async function knownDocuments(
  { catalogue, recordEditor }: Pick<Bot, 'catalogue' | 'recordEditor'>,
  held: HeldTexts,
): Promise<readonly KnownDocument[]> {
  const entries = await held.list();
  const drafts = (recordEditor?.list() ?? []).flatMap((entry): KnownDocument[] => {
    const opened = entry.kind === 'draft' ? recordEditor?.open(entry) : undefined;
    if (opened?.ok !== true) return [];
    const { value } = parseRecord(entry.file, opened.text, DocumentSchema);
    const id = entry.file.replace(/\.yaml$/u, '');
    // A draft does not say for which relationship it is; its text, where it is held, does.
    const relationship = entries.find((one) => one.id === id)?.relationship ?? DRAFTS;
    return value === undefined ? [] : [{ ...value, id, relationship, isDraft: true }];
  });
  return [
    ...[...catalogue().sources.values()].map((source) => Object.assign({}, source, { id: idOfFile(source.id) })),
    ...drafts,
  ];
}
