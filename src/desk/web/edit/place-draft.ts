/** Goes on with a draft as a record of its own, with what was written of that record already and is not published: beside its text in the reader, or in the editor. */
import { TEXT } from './edit-messages.ts';
import { relationshipOf, withoutDraftRemarks, type kindOfDraft } from '../../../records/drafts.ts';
import { withStatement, type WrittenStatement } from '../../../records/publish/record-edits.ts';
import { isSameValue, valueIn } from '../../../records/text-edit/edit-value.ts';
import { readRecord } from '../../../records/text-edit/edit-text.ts';
import { api, ApiFault, receive } from '../api.ts';
import { moveDraft } from '../reading/statement-draft.ts';
import { renameDocumentInSet } from './change-set.ts';
import { discardUnsaved, loadUnsaved, saveUnsaved } from '../autosave/unsaved-records.ts';

type BegunDraft = {
  /** Its id among the drafts. */
  readonly id: string;
  readonly kind: ReturnType<typeof kindOfDraft>;
  /** Its text in the editor, and in its file. */
  readonly text: string;
  readonly filed: string;
};

/** Goes on with a draft under the name of a record, as its folder and file; rejects where something is written there that its text cannot be brought together with: nothing is changed then. */
export async function goOnWith({ id: draft, kind, text, filed }: BegunDraft, into: string): Promise<void> {
  const [relationship = '', folder = '', file = ''] = into.split('/');
  const id = file.replace(/\.yaml$/u, '');
  // The reader keeps what is written of a draft under the draft's own id.
  const before = `${relationshipOf(filed) ?? relationship}/${folder}/${draft}.yaml`;
  const own = before === into ? undefined : loadUnsaved(before);
  // What has a version is of a record in service.
  const isOfDraft = own !== undefined && own.version === undefined;
  let all = text;
  for (const [at, there] of [...(isOfDraft ? [[before, own] as const] : []), [into, loadUnsaved(into)] as const]) {
    if (there === undefined) continue;
    const both = there.version === undefined ? broughtTogether(all, filed, there.text) : undefined;
    if (both === undefined)
      throw new ApiFault('written-there', '', { record: nameOf(at), said: TEXT['written-there'] });
    all = both;
  }
  if (kind === 'document') await receive(api.documents.place.$post({ json: { draft, relationship, id } }));
  saveUnsaved(into, { text: all, version: undefined });
  if (before === into) return;
  if (isOfDraft) {
    discardUnsaved(before);
    renameDocumentInSet(relationship, { before: draft, now: id, statements: statementsIn(all).map((one) => one.id) });
  }
  moveDraft(before, into);
}

const HEAD = /^(?:#[^\n]*\n)*/u;
const headOf = (text: string): string => HEAD.exec(text)?.[0] ?? '';
const bodyOf = (text: string): string => text.slice(headOf(text).length);

/** Returns a text of a draft with the statements of another text that was begun from the file of the draft; undefined where the two do not fit together, or the other has changed more than statements. */
export function broughtTogether(text: string, filed: string, other: string): string | undefined {
  const begun = bodyOf(filed);
  const head = headOf(withoutDraftRemarks(filed));
  const isKnownHead = [head, headOf(filed), headOf(text)].includes(headOf(other));
  const more = isKnownHead ? statementsAdded(begun, bodyOf(other)) : undefined;
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
function statementsAdded(begun: string, text: string): readonly WrittenStatement[] | undefined {
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

function nameOf(at: string): { readonly folder: string; readonly file: string } {
  const slash = at.lastIndexOf('/');
  return { folder: at.slice(0, slash), file: at.slice(slash + 1) };
}
