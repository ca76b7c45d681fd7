/** The held text of a draft, where its record is to have another name: held under the name of the draft alone, nothing would be compared with it. */
import { relationshipOf } from '../../../records/draft-place.ts';
import { documentRecordName } from '../../../records/publish/record-name.ts';
import { DRAFTS } from '../../../records/folder.ts';
import type { HeldTexts } from '../../../records/held/held-text.ts';
import type { Bot } from '../../../chat/platform.ts';

/** Holds the text of a draft for a document of a relationship too, unless that is there already, with its text or without; returns whether one is held for it now. Rejects where it cannot be written. */
export async function placeHeldText(
  draft: string,
  { relationship, id }: { readonly relationship: string; readonly id: string },
  { catalogue, recordEditor }: Pick<Bot, 'catalogue' | 'recordEditor'>,
  held: Pick<HeldTexts, 'get' | 'has' | 'put'>,
): Promise<boolean> {
  if (recordEditor?.open(documentRecordName({ relationship, id })).ok !== false) return held.has(relationship, id);
  const opened = recordEditor.open({ folder: DRAFTS, file: `${draft}.yaml` });
  const named = opened.ok ? relationshipOf(opened.text) : undefined;
  const from = named ?? [...catalogue().relationships.keys()].find((one) => held.has(one, draft));
  const text = from === undefined ? undefined : await held.get(from, draft);
  if (text === undefined) return held.has(relationship, id);
  // What was left of another under this id is no text of this record.
  await held.put({ ...text, relationship, id });
  return true;
}
