/** The document that is being added, kept in this tab of the browser until its record is made: a reload loses none of the work. */
import type { HeldText } from '../../../records/held-texts.ts';
import type { ReadDocumentView } from '../../server/documents/routes.ts';
import { loadOfTab, saveOfTab } from '../storage.ts';
import { fromFlat, type DetailsForm } from './details-form.ts';
import type { EditedParagraph } from './edit-paragraphs.ts';

export type DocumentWork = {
  readonly read: Omit<ReadDocumentView, 'paragraphs'>;
  readonly from: HeldText['from'];
  readonly name: string;
  readonly paragraphs: readonly EditedParagraph[];
  readonly details: DetailsForm;
};

const NAME = 'document';

/** Returns the work that was kept, or undefined. */
export function loadWork(): DocumentWork | undefined {
  const work = loadOfTab(NAME) as DocumentWork | undefined;
  if (work === undefined || !('titleEn' in work.details)) return work;
  return { ...work, details: fromFlat(work.details as unknown as Readonly<Record<string, string>>) };
}

/** Keeps the work, or forgets what was kept; where the browser keeps nothing, leaving warns all the same. */
export const saveWork = (work: DocumentWork | undefined): void => void saveOfTab(NAME, work);
