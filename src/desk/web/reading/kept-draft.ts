/** The statement that is being written, kept in this tab of the browser until it is in the text of its record: a reload loses none of it. */
import { loadOfTab, saveOfTab } from '../storage.ts';
import type { StatementDraft } from './statement-draft.ts';

const nameOf = (at: string): string => `statement.${at}`;

/** Returns the statement that was being written of a document, or undefined. */
export const loadDraft = (at: string): StatementDraft | undefined =>
  loadOfTab(nameOf(at)) as StatementDraft | undefined;

/** Keeps a statement, or forgets the one that was kept; where the browser keeps nothing, leaving warns all the same. */
export const saveDraft = (at: string, draft: StatementDraft | undefined): void => void saveOfTab(nameOf(at), draft);

/** Has the statement that was being written of a document go on under another name of it, unless another one is being written there. */
export function moveDraft(from: string, to: string): void {
  const draft = loadDraft(from);
  if (draft === undefined || loadDraft(to) !== undefined) return;
  saveDraft(to, draft);
  saveDraft(from, undefined);
}
