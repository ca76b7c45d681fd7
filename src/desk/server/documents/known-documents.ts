/** The documents that are there already, in service or as drafts, for what is compared with them. */
import { isDraft, recordId } from '../../../records/publish/record-name.ts';
import type { z } from 'zod';
import { shortId } from '../../../records/catalogue.ts';
import { kindOfDraft, relationshipOf } from '../../../records/drafts.ts';
import { DRAFTS } from '../../../records/folder.ts';
import type { HeldTexts } from '../../../records/held-texts.ts';
import type { KnownDocument } from '../../../records/import/duplicates.ts';
import { parseRecord } from '../../../records/parse-record.ts';
import type { RecordName } from '../../../records/publish/change-set.ts';
import { DocumentSchema } from '../../../records/schema.ts';
import type { DeskBot } from '../../bot.ts';

/** Returns the documents among the drafts, with the texts of their files; without those whose shape is not valid. */
export function draftDocuments(
  editor: DeskBot['recordEditor'],
): readonly (RecordName & { readonly text: string; readonly value: z.infer<typeof DocumentSchema> })[] {
  return (editor?.list() ?? []).flatMap(({ kind, folder, file }) => {
    const opened = kind === 'draft' ? editor?.open({ folder, file }) : undefined;
    if (opened?.ok !== true) return [];
    const { value } = parseRecord(file, opened.text, DocumentSchema);
    return value === undefined ? [] : [{ folder, file, text: opened.text, value }];
  });
}

/** Returns the documents in service, and those among the drafts whose shape is valid. */
export function knownDocuments(
  { catalogue, recordEditor }: Pick<DeskBot, 'catalogue' | 'recordEditor'>,
  held: Pick<HeldTexts, 'has'>,
): readonly KnownDocument[] {
  const relationships = [...catalogue().relationships.keys()];
  const drafts = draftDocuments(recordEditor).map(({ file, text, value }): KnownDocument => {
    const id = recordId({ file });
    // Where a draft does not say for which relationship it is, its text does, where it is held.
    const relationship = relationshipOf(text) ?? relationships.find((one) => held.has(one, id)) ?? DRAFTS;
    return Object.assign({}, value, { id, relationship, isDraft: true });
  });
  return [
    ...[...catalogue().sources.values()].map((source) => Object.assign({}, source, { id: shortId(source) })),
    ...drafts,
  ];
}

/** Returns the record that a draft becomes, as one path: of the relationship that it names, or of the first one; undefined of what is no draft. */
export function becomesOf(
  { folder, file }: RecordName,
  { catalogue, recordEditor }: Pick<DeskBot, 'catalogue' | 'recordEditor'>,
): string | undefined {
  const opened = isDraft({ folder, file }) ? recordEditor?.open({ folder, file }) : undefined;
  if (opened?.ok !== true) return undefined;
  const relationship = relationshipOf(opened.text) ?? catalogue().relationships.keys().next().value;
  return relationship === undefined ? undefined : `${relationship}/${kindOfDraft(opened.text)}s/${file}`;
}
