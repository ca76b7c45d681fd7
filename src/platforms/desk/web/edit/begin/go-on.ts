/** Goes on with a draft as a record of its own, with what was written of that record already and is not published: beside its text in the reader, or in the editor. */
import { relationshipOf, withoutDraftRemarks, type kindOfDraft } from '../../../../../records/draft-place.ts';
import { isSameValue } from '../../../../../records/text-edit/edit-value.ts';
import { readRecord } from '../../../../../records/text-edit/edit-text.ts';
import { api, ApiFault, receive } from '../../api.ts';
import { moveDraft } from '../../reading/kept-draft.ts';
import { renameDocumentInSet } from '../change-set.ts';
import { mergedText, mergeParts } from '../company/merge.ts';
import { discardUnsaved, loadUnsaved, saveUnsaved } from '../unsaved.ts';

export type BegunDraft = {
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
    if (both === undefined) throw new ApiFault('written-there', '', { record: nameOf(at) });
    all = both;
  }
  if (kind === 'document') await receive(api.documents.place.$post({ json: { draft, relationship, id } }));
  saveUnsaved(into, { text: all, version: undefined });
  if (before === into) return;
  if (isOfDraft) {
    discardUnsaved(before);
    renameDocumentInSet(relationship, { before: draft, now: id, statements: statementsIn(all) });
  }
  moveDraft(before, into);
}

const HEAD = /^(?:#[^\n]*\n)*/u;
const headOf = (text: string): string => HEAD.exec(text)?.[0] ?? '';
const bodyOf = (text: string): string => text.slice(headOf(text).length);

/** Returns a text of a draft with what another text has that was begun from the file of the draft; undefined where the two do not fit together, or it cannot be told what each has changed. */
export function broughtTogether(text: string, filed: string, other: string): string | undefined {
  const begun = bodyOf(filed);
  const head = headOf(withoutDraftRemarks(filed));
  const isKnownHead = [head, headOf(filed), headOf(text)].includes(headOf(other));
  if (!isKnownHead || !hasOnlyMoreStatements(bodyOf(other), begun)) return undefined;
  const both = mergedText(mergeParts(bodyOf(text), begun, bodyOf(other)), {});
  return both === undefined || readRecord(both) === undefined ? undefined : head + both;
}

/** Whether a text differs from what it began from in nothing but further statements: then what it began from did not change behind it. */
function hasOnlyMoreStatements(text: string, begun: string): boolean {
  if (text === begun) return true;
  const [now, before] = [readRecord(text), readRecord(begun)];
  if (now === undefined || before === undefined) return false;
  const { statements = [], ...rest } = now;
  const { statements: older = [], ...others } = before;
  return (
    isSameValue(rest, others) &&
    Array.isArray(statements) &&
    Array.isArray(older) &&
    older.every((one) => statements.some((other) => isSameValue(one, other)))
  );
}

function statementsIn(text: string): readonly string[] {
  const { statements } = readRecord(text) ?? {};
  return Array.isArray(statements)
    ? statements.flatMap((one: { readonly id?: unknown } | null) => (typeof one?.id === 'string' ? [one.id] : []))
    : [];
}

function nameOf(at: string): { readonly folder: string; readonly file: string } {
  const slash = at.lastIndexOf('/');
  return { folder: at.slice(0, slash), file: at.slice(slash + 1) };
}
