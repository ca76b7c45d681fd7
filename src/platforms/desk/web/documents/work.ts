/** The document that is being added, kept in this tab of the browser until its record is made: a reload loses none of the work. */
import type { HeldText } from '../../../../records/held/held-text.ts';
import type { ReadDocumentView } from '../../server/documents/routes.ts';
import type { DetailsForm } from './details-form.ts';
import type { EditedParagraph } from './edit-paragraphs.ts';

export type DocumentWork = {
  readonly read: Omit<ReadDocumentView, 'paragraphs'>;
  readonly from: HeldText['from'];
  readonly name: string;
  readonly paragraphs: readonly EditedParagraph[];
  readonly details: DetailsForm;
};

const NAME = 'attache.document';

/** Returns the work that was kept, or undefined. */
export function loadWork(): DocumentWork | undefined {
  try {
    const kept = sessionStorage.getItem(NAME);
    return kept === null ? undefined : (JSON.parse(kept) as DocumentWork);
  } catch {
    return undefined;
  }
}

/** Keeps the work, or forgets what was kept; where the browser keeps nothing, leaving warns all the same. */
export function saveWork(work: DocumentWork | undefined): void {
  try {
    if (work === undefined) sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, JSON.stringify(work));
  } catch {
    // Too large for the browser, or a private window.
  }
}
