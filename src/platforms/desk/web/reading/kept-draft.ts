/** The statement that is being written, kept in this tab of the browser until it is in the text of its record: a reload loses none of it. */
import type { StatementDraft } from './statement-draft.ts';

const nameOf = (at: string): string => `attache.statement.${at}`;

/** Returns the statement that was being written of a document, or undefined. */
export function loadDraft(at: string): StatementDraft | undefined {
  try {
    const kept = sessionStorage.getItem(nameOf(at));
    return kept === null ? undefined : (JSON.parse(kept) as StatementDraft);
  } catch {
    return undefined;
  }
}

/** Keeps a statement, or forgets the one that was kept; where the browser keeps nothing, leaving warns all the same. */
export function saveDraft(at: string, draft: StatementDraft | undefined): void {
  try {
    if (draft === undefined) sessionStorage.removeItem(nameOf(at));
    else sessionStorage.setItem(nameOf(at), JSON.stringify(draft));
  } catch {
    // Full, or a private window.
  }
}
