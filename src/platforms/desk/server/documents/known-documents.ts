/** The documents that are there already, in service or as drafts, for what is compared with them. */
import { shortId } from '../../../../records/catalogue.ts';
import { relationshipOf } from '../../../../records/draft-place.ts';
import { DRAFTS } from '../../../../records/folder.ts';
import type { HeldTexts } from '../../../../records/held/held-text.ts';
import type { KnownDocument } from '../../../../records/import/duplicates.ts';
import { parseRecord } from '../../../../records/parse-record.ts';
import { Source as DocumentSchema } from '../../../../records/schema.ts';
import type { Bot } from '../../../platform.ts';

/** Returns the documents in service, and those among the drafts whose shape is valid. */
export function knownDocuments(
  { catalogue, recordEditor }: Pick<Bot, 'catalogue' | 'recordEditor'>,
  held: Pick<HeldTexts, 'has'>,
): readonly KnownDocument[] {
  const relationships = [...catalogue().relationships.keys()];
  const drafts = (recordEditor?.list() ?? []).flatMap((entry): KnownDocument[] => {
    const opened = entry.kind === 'draft' ? recordEditor?.open(entry) : undefined;
    if (opened?.ok !== true) return [];
    const { value } = parseRecord(entry.file, opened.text, DocumentSchema);
    const id = entry.file.replace(/\.yaml$/u, '');
    // Where a draft does not say for which relationship it is, its text does, where it is held.
    const relationship = relationshipOf(opened.text) ?? relationships.find((one) => held.has(one, id)) ?? DRAFTS;
    return value === undefined ? [] : [{ ...value, id, relationship, isDraft: true }];
  });
  return [
    ...[...catalogue().sources.values()].map((source) => Object.assign({}, source, { id: shortId(source) })),
    ...drafts,
  ];
}
