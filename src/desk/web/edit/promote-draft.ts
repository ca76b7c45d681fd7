/** Promotes a draft to a record, together with the unpublished changes of that record: those beside its text in the reader, or in the editor. */
import { recordId, recordNameOf } from '../../../records/publish/record-name.ts';
import { TEXT } from './edit-messages.ts';
import { relationshipOf, withoutDraftRemarks, type kindOfDraft } from '../../../records/drafts.ts';
import { withStatement, type WrittenStatement } from '../../../records/publish/record-edits.ts';
import { isSameValue, valueIn } from '../../../records/text-edit/edit-value.ts';
import { readRecord } from '../../../records/text-edit/edit-text.ts';
import { api, ApiFault, receive } from '../api.ts';
import { moveDraft } from '../reading/statement-draft.ts';
import { renameDocumentInSet } from './change-set.ts';
import { autosave } from '../autosave/unsaved-records.ts';

type DraftText = {
  /** Its id among the drafts. */
  readonly id: string;
  readonly kind: ReturnType<typeof kindOfDraft>;
  /** Its text in the editor, and in its file. */
  readonly text: string;
  readonly fileText: string;
};

/**
 * Promotes a draft to the record of a name, given as its folder and file.
 * Rejects where unpublished changes of that record cannot be merged with the draft: nothing is changed then.
 */
export async function promoteDraft({ id: draft, kind, text, fileText }: DraftText, into: string): Promise<void> {
  const [relationship = '', folder = '', file = ''] = into.split('/');
  const id = recordId({ file });
  // The reader keeps what is written of a draft under the draft's own id.
  const before = `${relationshipOf(fileText) ?? relationship}/${folder}/${draft}.yaml`;
  const ofDraft = before === into ? undefined : autosave.get(before);
  // What has a version is of a record in service.
  const isOfDraft = ofDraft !== undefined && ofDraft.version === undefined;
  let merged = text;
  for (const [at, there] of [...(isOfDraft ? [[before, ofDraft] as const] : []), [into, autosave.get(into)] as const]) {
    if (there === undefined) continue;
    const both = there.version === undefined ? mergeStatements(merged, fileText, there.text) : undefined;
    if (both === undefined)
      throw new ApiFault('written-there', '', { record: recordNameOf(at), said: TEXT['written-there'] });
    merged = both;
  }
  if (kind === 'document') await receive(api.documents.place.$post({ json: { draft, relationship, id } }));
  autosave.set(into, { text: merged, version: undefined });
  if (before === into) return;
  if (isOfDraft) {
    autosave.drop(before);
    renameDocumentInSet(relationship, {
      before: draft,
      now: id,
      statements: statementsIn(merged).map((one) => one.id),
    });
  }
  moveDraft(before, into);
}

const HEAD = /^(?:#[^\n]*\n)*/u;
const headOf = (text: string): string => HEAD.exec(text)?.[0] ?? '';
const bodyOf = (text: string): string => text.slice(headOf(text).length);

/**
 * Returns a text of a draft with the statements that another text, begun from the draft's file, has added.
 * Undefined where both have a statement of the same id, or the other has changed more than statements.
 */
export function mergeStatements(text: string, fileText: string, other: string): string | undefined {
  const begun = bodyOf(fileText);
  const head = headOf(withoutDraftRemarks(fileText));
  const isKnownHead = [head, headOf(fileText), headOf(text)].includes(headOf(other));
  const more = isKnownHead ? addedStatements(begun, bodyOf(other)) : undefined;
  if (more === undefined) return undefined;
  if (bodyOf(text) === begun) return head + bodyOf(other);
  let both: string | undefined = bodyOf(text);
  for (const one of more) {
    if (both === undefined || statementsIn(both).some(({ id }) => id === one.id)) return undefined;
    both = withStatement(both, one);
  }
  return both === undefined ? undefined : head + both;
}

/** Returns the statements that a text has beyond what it began from; undefined where it differs in anything else: then what it began from may have changed behind it. */
function addedStatements(begun: string, text: string): readonly WrittenStatement[] | undefined {
  if (text === begun) return [];
  const [before, now] = [readRecord(begun), readRecord(text)];
  if (before === undefined || now === undefined) return undefined;
  const [older, all] = [statementsIn(begun), statementsIn(text)];
  const isSameElse = isSameValue({ ...now, statements: [] }, { ...before, statements: [] });
  return isSameElse && older.every((one) => all.some((other) => isSameValue(one, other)))
    ? all.filter((one) => !older.some((other) => isSameValue(one, other)))
    : undefined;
}

const isStatement = (value: unknown): value is WrittenStatement => typeof valueIn(value, ['id']) === 'string';

function statementsIn(text: string): readonly WrittenStatement[] {
  const statements = valueIn(readRecord(text), ['statements']);
  return Array.isArray(statements) ? statements.filter(isStatement) : [];
}
