/** The form behind *Needs work*, with all its texts: what needs work, in the reviewer's words. Pure. */
import { messages } from '../../locales/messages.ts';
import type { Brief, Language } from '../../records/schema.ts';
import { MAX_NOTE_CHARACTERS } from '../../people/review-queue.ts';
import { pick } from '../../reply/compose/parts.ts';

/** Fewer say nothing that somebody could work with. */
export const MIN_WORK = 5;

export type ReviewForm = {
  readonly title: string;
  readonly topic: string;
  /** The version of the topic that was shown. */
  readonly version: string;
  readonly language: Language;
  /** Which topic it is about, and what becomes of the words. */
  readonly about: string;
  readonly text: { readonly label: string; readonly hint: string; readonly least: number; readonly most: number };
  readonly send: string;
  readonly cancel: string;
};

/** Returns the form for a topic as it was shown. */
export function reviewForm(brief: Brief, version: string, language: Language): ReviewForm {
  const t = messages(language);
  return {
    title: t('review.form'),
    topic: brief.id,
    version,
    language,
    about: t('review.formAbout', { title: pick(brief.title, language) }),
    text: {
      label: t('review.formText'),
      hint: t('review.formHint', { least: MIN_WORK, most: MAX_NOTE_CHARACTERS }),
      least: MIN_WORK,
      most: MAX_NOTE_CHARACTERS,
    },
    send: t('review.send'),
    cancel: t('review.cancel'),
  };
}
