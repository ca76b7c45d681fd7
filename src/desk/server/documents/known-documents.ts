/** The documents that are there already, in service or as drafts, for what is compared with them. */
import { recordId } from '../../../records/publish/record-name.ts';
import type { z } from 'zod';
import { type RecordCatalogue } from '../../../records/catalogue.ts';
import { kindOfDraft, relationshipOf } from '../../../records/drafts.ts';
import { documentPath, DRAFTS } from '../../../records/folder.ts';
import type { HeldTexts } from '../../../records/held-texts.ts';
import type { KnownDocument } from '../../../records/import/duplicates.ts';
import { parseRecord } from '../../../records/parse-record.ts';
import type { RecordName } from '../../../records/publish/change-set.ts';
import { documentSchemaOf } from '../../../records/schema.ts';
import type { DeskBot } from '../../bot.ts';

export type Draft = RecordName & {
  readonly text: string;
  /** The record that it becomes, as one path; undefined where there is no relationship. */
  readonly becomes: string | undefined;
  /** Undefined where it is none of a document, or its shape is not valid. */
  readonly document: z.infer<ReturnType<typeof documentSchemaOf>> | undefined;
};

/** Returns the drafts, with the texts of their files. */
export function draftsOf({ catalogue, recordEditor }: Pick<DeskBot, 'catalogue' | 'recordEditor'>): readonly Draft[] {
  return (recordEditor?.list() ?? []).flatMap(({ kind, folder, file }) => {
    const opened = kind === 'draft' ? recordEditor?.open({ folder, file }) : undefined;
    if (opened?.ok !== true) return [];
    const { text } = opened;
    const document = parseRecord(file, text, documentSchemaOf(relationshipOf(text) ?? '')).value;
    return [{ folder, file, text, becomes: recordOf({ file }, text, catalogue()), document }];
  });
}

/** Returns the documents in service, and those among the drafts whose shape is valid. */
export function knownDocuments(
  { catalogue, recordEditor }: Pick<DeskBot, 'catalogue' | 'recordEditor'>,
  held: Pick<HeldTexts, 'has'>,
): readonly KnownDocument[] {
  const relationships = [...catalogue().relationships.keys()];
  const drafts = draftsOf({ catalogue, recordEditor }).flatMap(({ file, text, document }): KnownDocument[] => {
    if (document === undefined) return [];
    const id = recordId({ file });
    // Where a draft does not say for which relationship it is, its text does, where it is held.
    const relationship = relationshipOf(text) ?? relationships.find((one) => held.has(one, id)) ?? DRAFTS;
    return [Object.assign({}, document, { id, relationship, isDraft: true })];
  });
  return [...catalogue().sources.values(), ...drafts];
}

/** Returns the record that a draft becomes: of the relationship that it names, or of the first one. */
function recordOf(
  { file }: Pick<RecordName, 'file'>,
  text: string,
  { relationships }: Pick<RecordCatalogue, 'relationships'>,
): string | undefined {
  const relationship = relationshipOf(text) ?? relationships.keys().next().value;
  if (relationship === undefined) return undefined;
  const kind = kindOfDraft(text);
  return kind === 'document'
    ? documentPath({ relationship, id: recordId({ file }) })
    : `${relationship}/topics/${file}`;
}
